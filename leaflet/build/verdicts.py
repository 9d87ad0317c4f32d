"""What the checks found in catalogs, kept until a catalog or the checks change.

Most builds change one catalog or none, and nothing before typesetting takes longer than
to judge one: 0.15 s, a third of them to import the checks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import babel
import markdown_it

from leaflet.problems import Location, Problem, Severity
from leaflet.source.kept import keep, recall

if TYPE_CHECKING:
    from collections.abc import Callable

    from leaflet.catalog import Catalog
    from leaflet.source.files import Files


def verdict(
    files: Files,
    catalog: Catalog,
    looked_at: object,
    judge: Callable[[], list[Problem]],
) -> list[Problem]:
    """Give what `judge` finds in a catalog; it is not called where that is known.

    `looked_at` is all that it looks at; its `repr` is the same in each process.
    """
    name = ("verdict", str(files.root.resolve()), catalog.path, catalog.language)
    case = (babel.__version__, markdown_it.__version__, looked_at)
    kept = recall(files.cache, name, case)
    if kept is not None:
        return [_problem(*told) for told in kept]
    found = judge()
    keep(files.cache, name, case, [_told(problem) for problem in found])
    return found


def _told(problem: Problem) -> tuple[object, ...]:
    """Give a problem as plain values."""
    at = problem.at
    where = at.path, at.line, at.column
    return str(problem.severity), problem.id, where, problem.message, problem.hint


def _problem(
    severity: str, id_: str, where: tuple[str, int, int], message: str, hint: str
) -> Problem:
    return Problem(id_, Location(*where), message, hint, Severity(severity))
