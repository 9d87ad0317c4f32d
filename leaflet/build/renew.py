"""Typesets the editions that are not as their sources say, and notes what was made."""

from __future__ import annotations

import hashlib
import os
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from leaflet.build.cache import cache_folder
from leaflet.build.digests import Digests
from leaflet.build.inputs import state, states
from leaflet.build.lock import lock
from leaflet.build.manifest import (
    FILE,
    JOURNAL,
    Entry,
    Manifest,
    encoded,
    key,
    note,
    read_manifest,
    settled,
)
from leaflet.build.output import write
from leaflet.build.press import Press
from leaflet.build.ready import ready
from leaflet.build.run import KEPT, Built, Progress, Result
from leaflet.build.workers import Limits, print_all
from leaflet.problems import LeafletError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from leaflet.build.press import Outcome
    from leaflet.build.run import Options, Report
    from leaflet.build.selection import Selection
    from leaflet.edition import Edition
    from leaflet.problems import Problem
    from leaflet.source.files import Files


@dataclass(frozen=True, slots=True)
class _Job:
    """An edition to print, what it is made from, and why it must be."""

    edition: Edition
    made_from: dict[str, str]
    why: str


def renew(
    files: Files, selection: Selection, report: Report, options: Options
) -> Result:
    """Build what changed; give all selected files in the order of their names.

    Raises:
        LeafletError: see `run.build`.
    """
    with lock(files.root):
        manifest = read_manifest(files.root)
        now = time.time_ns()
        # How files stand is seen before they are read: what changes meanwhile is
        # seen to have changed the next time.
        digests = Digests(files, states(files, manifest.pictures), manifest.inputs)
        found = ready(files, selection)
        jobs = _jobs(found.editions, digests, manifest, options, files.root)
        editions = dict(manifest.editions)
        problems: dict[int, tuple[Problem, ...]] = {}
        try:
            press = _press(files, found.library, jobs)
            for number, outcome in _printed(press, jobs, manifest, options, report):
                problems[number] = outcome.problems
                if outcome.printed:
                    name = jobs[number].edition.name
                    editions[name] = _stored(
                        files.root, jobs[number], outcome, digests
                    )
                    note(files.root, name, editions[name])
        except LeafletError as error:
            told = [*found.problems, *_in_order(problems), *error.problems]
            raise LeafletError(told, error.exit_code) from error
        finally:
            _save(files.root, replace(manifest, editions=editions))
        ...
