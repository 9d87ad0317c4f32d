"""What the checks found in catalogs, kept until a catalog or the checks change.

Most builds change one catalog or none, and nothing before typesetting takes longer than
to judge one: 0.15 s, a third of them to import the checks.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import babel
import markdown_it

from leaflet.build.inputs import own_program
from leaflet.problems import Location, Problem, Severity
from leaflet.typeset.kept import keep, place, recall

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from leaflet.catalog import Catalog


class Verdicts:
    """The verdicts on one project's catalogs; with no `cache`, none is kept."""

    def __init__(self, root: Path, cache: Path | None) -> None:
        self._root = str(root.resolve())
        self._cache = cache
        self._judge = babel.__version__, markdown_it.__version__, own_program()

    def on(
        self, catalog: Catalog, looked_at: object, judge: Callable[[], list[Problem]]
    ) -> list[Problem]:
        """Give what `judge` finds in a catalog; it is not called where that is known.

        `looked_at` is all that it looks at; its `repr` is the same in each process.
        """
        if self._cache is None:
            return judge()
        at = place(self._cache, "verdict", (self._root, catalog.path, catalog.language))
        case = repr((self._judge, looked_at)).encode("utf-8", "surrogateescape")
        digest = hashlib.sha256(case).hexdigest()
        kept = recall(at)
        if kept and kept[0] == digest:
            return [_problem(*told) for told in kept[1]]
        found = judge()
        keep(at, (digest, [_told(problem) for problem in found]))
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
