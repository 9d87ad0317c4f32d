"""Typesets the editions that are not as their sources say, and notes what was made."""

from __future__ import annotations

import hashlib
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from leaflet.build.cache import cache_folder
from leaflet.build.digests import Digests
from leaflet.build.inputs import ENGINE, states
from leaflet.build.jobs import Job, output_name, printed, ticket_name
from leaflet.build.libraries import libraries
from leaflet.build.lock import lock
from leaflet.build.manifest import (
    Beside,
    Entry,
    Manifest,
    files_of,
    key,
    note,
    read_manifest,
    settled,
    write_manifest,
)
from leaflet.build.output import remove_leftovers, write
from leaflet.build.ready import ready
from leaflet.build.run import KEPT, Built, Result
from leaflet.problems import LeafletError, Location, Problem, Severity
from leaflet.source.states import state

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from leaflet.build.press import Outcome
    from leaflet.build.run import Options, Report
    from leaflet.build.selection import Selection
    from leaflet.edition import Edition
    from leaflet.source.files import Files
    from leaflet.typeset.pages import Printed

_OWN = ("settings", "profile")
"""Parts of what an edition is made from that another standard has otherwise."""


def renew(
    files: Files, selection: Selection, report: Report, options: Options
) -> Result:
    """Build what changed; give all selected files in the order of their names.

    Raises:
        LeafletError: see `run.build`.
    """
    with lock(files.root):
        remove_leftovers(files.root / "build")
        manifest = read_manifest(files.root)
        # How files stand is seen before they are read: what changes meanwhile is
        # seen to have changed the next time.
        now = time.time_ns()
        others = manifest.pictures | {f"{ENGINE}{path}" for path in libraries()}
        digests = Digests(files, states(files, others), manifest.inputs)
        found = ready(replace(files, cache=cache_folder()), selection)
        jobs = [
            _job(files.root, edition, digests, manifest, options)
            for edition in found.editions
        ]
        editions = _without_twins(manifest.editions, jobs)
        told: dict[str, tuple[Problem, ...]] = {}
        failure: LeafletError | None = None
        try:
            for job, outcome in printed(files, found.library, jobs, options, report):
                name = job.edition.name
                told[name] = outcome.problems
                if outcome.printed:
                    editions[name] = _stored(
                        files.root, job, outcome, outcome.printed, digests
                    )
                    note(files.root, name, editions[name])
        except LeafletError as error:
            failure = error
        finally:
            made = replace(manifest, editions=editions)
            # What was left out is to be told of again the next time.
            whole = not found.problems
            noted = _noted(made, selection, digests, jobs, now, whole=whole)
            write_manifest(files.root, noted)
        problems = [*found.problems, *_left_behind(files.root, editions, jobs)]
        problems += [one for job in jobs for one in told.get(job.edition.name, ())]
        if failure:
            raise LeafletError([*problems, *failure.problems], failure.exit_code)
        built = [
            one
            for job in jobs
            if not told.get(job.edition.name)
            for one in Built.of(editions[job.edition.name], job.why)
        ]
        return Result(tuple(built), tuple(problems))


def _without_twins(
    entries: Mapping[str, Entry], jobs: Sequence[Job]
) -> dict[str, Entry]:
    """Give the entries without the drafts of what is finished now, and vice versa."""
    made = {(*_sheet(job), job.edition.format.once): job.edition.name for job in jobs}
    return {
        name: entry
        for name, entry in entries.items()
        if made.get((*_sheet_of(entry), entry.get("once", "")), name) == name
    }


def _sheet(job: Job) -> tuple[str, str, str, str]:
    """Give what an edition has in common with those of another standard, and drafts."""
    edition = job.edition
    target = edition.format
    return (
        edition.leaflet.slug,
        edition.tag,
        target.name,
        target.paper.name,
    )


def _sheet_of(entry: Entry) -> tuple[str, str, str, str]:
    return entry["leaflet"], entry["language"], entry["format"], entry["paper"]


def _left_behind(
    root: Path, entries: Mapping[str, Entry], jobs: Sequence[Job]
) -> Iterator[Problem]:
    """Tell of files of another standard or profile that are older than their text."""
    plain = {_sheet(job): job.made_from for job in jobs if not job.edition.format.once}
    for entry in entries.values():
        now = plain.get(_sheet_of(entry))
        if now is None or not entry.get("once") or not (root / entry["file"]).is_file():
            continue
        before = entry["made_from"]
        if any(before.get(part) != now[part] for part in now if part not in _OWN):
            message = "is older than its sources, and was not asked for now"
            hint = "build it again with its --standard or --icc, or delete it"
            at = Location(entry["file"])
            yield Problem("edition-old", at, message, hint, Severity.WARNING)


def _job(
    root: Path,
    edition: Edition,
    digests: Digests,
    manifest: Manifest,
    options: Options,
) -> Job:
    """Give an edition's job; `why` is KEPT where its file is as it should be."""
    made_from = digests.made_from(edition)
    entry = manifest.editions.get(edition.name)
    why = "it was asked for" if options.force else ""
    if entry is None:
        return Job(edition, made_from, why or "new", 0.0)
    why = why or _changed(root, entry, made_from, digests) or KEPT
    return Job(edition, made_from, why, entry["seconds"])


def _changed(
    root: Path, entry: Entry, made_from: dict[str, str], digests: Digests
) -> str:
    """Say what is not as it was when an edition was built; nothing where all is."""
    before = entry["made_from"]
    parts = [part for part in made_from if made_from[part] != before.get(part)]
    pictures = digests.pictures(entry["pictures"])
    parts += [name for name, one in pictures.items() if one != entry["pictures"][name]]
    if parts:
        return f"changed: {', '.join(parts)}"
    found = (_spoilt(root / made["file"], made) for made in files_of(entry))
    return next(filter(None, found), "")


def _spoilt(path: Path, made: Entry | Beside) -> str:
    """Say what is not as it was built with a file."""
    if state(str(path)) == (made["changed"], made["size"]):
        return ""
    what = "ticket" if path.stem.endswith("-ticket") else "file"
    if not path.is_file():
        return f"its {what} is gone"
    if hashlib.sha256(path.read_bytes()).hexdigest() != made["sha256"]:
        return f"its {what} is not the one that was built"
    return ""


def _stored(
    root: Path, job: Job, outcome: Outcome, made: Printed, digests: Digests
) -> Entry:
    """Write the files of an edition; give what is noted of them."""
    edition = job.edition
    file, ticket = output_name(edition), ticket_name(edition)
    beside = {} if outcome.ticket is None else {ticket: outcome.ticket}
    write(root, {file: made.pdf, **beside})
    changed, size = state(str(root / file))
    entry = Entry(
        leaflet=edition.leaflet.slug,
        language=edition.tag,
        format=edition.format.name,
        paper=edition.format.paper.name,
        file=file,
        made_from=job.made_from,
        pictures=digests.pictures(made.pictures),
        sha256=hashlib.sha256(made.pdf).hexdigest(),
        changed=changed,
        size=size,
        pages=made.pages,
        seconds=round(outcome.seconds, 3),
    )
    if edition.asked:
        entry["asked"] = [*edition.asked]
    if edition.format.once:
        entry["once"] = edition.format.once
    if outcome.warnings:
        entry["warnings"] = outcome.warnings
    if outcome.ticket is not None:
        changed, size = state(str(root / ticket))
        entry["ticket"] = Beside(
            file=ticket,
            sha256=hashlib.sha256(outcome.ticket).hexdigest(),
            changed=changed,
            size=size,
        )
    return entry


def _noted(  # noqa: PLR0913  # what a build knows at its end
    made: Manifest,
    selection: Selection,
    digests: Digests,
    jobs: Sequence[Job],
    now: int,
    *,
    whole: bool,
) -> Manifest:
    """Give the manifest with what is known now: inputs, and selections that are whole.

    An edition that failed has no entry, or one that its sources have left behind.
    """
    before = {name: seen for name, (*seen, _) in made.inputs.items()}
    inputs = digests.inputs()
    same = before == {name: seen for name, (*seen, _) in inputs.items()}
    complete = set(made.complete) if same else set()
    if (
        not selection.differs
        and whole
        and all(
            (entry := made.editions.get(job.edition.name))
            and entry["made_from"] == job.made_from
            for job in jobs
        )
    ):
        complete.add(key(selection))
    noted = {
        name: (*settled((changed, size), now), digest)
        for name, (changed, size, digest) in inputs.items()
    }
    return Manifest(noted, tuple(sorted(complete)), made.editions)
