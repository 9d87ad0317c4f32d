"""What Leaflet outlives: `python -m bench.endurance [NAME…] [--count N]`.

    thousands  5,000 editions in one build; the memory of all its processes meanwhile
    builds     200 builds that are killed, or lose a worker, at random moments
    updates    200 `messages update` that are killed at random moments
    full       builds and updates on a disk that has no room left (Linux)

Each failure ends the bench. Moments are random, but the same in each run with the same
--seed. Results and method: docs/performance.md.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from leaflet import pofile
from leaflet.build.manifest import FILE, JOURNAL, read_manifest
from leaflet.build.messages import update
from leaflet.pseudo import pseudo

ROOT = Path(__file__).parent.parent
LEAFLET = (sys.executable, "-m", "leaflet")
LANGUAGES = ("cs", "de", "es", "fr", "it", "nl", "pl", "pt", "sv")
SETTINGS = """\
association:
  name: {{{names}}}
  language: en
  website: www.example.org
  email: us@example.org
territory: CA
colours:
  ink:    {{rgb: "#1d2528", cmyk: [0, 0, 0, 100]}}
  muted:  {{rgb: "#4a565a", cmyk: [0, 0, 0, 78]}}
  accent: {{rgb: "#0b5563", cmyk: [90, 45, 45, 30]}}
  tint:   {{rgb: "#eaf3f4", cmyk: [8, 1, 4, 0]}}
  paper:  {{rgb: "#ffffff", cmyk: [0, 0, 0, 0]}}
fonts: {{text: Source Sans 3, headings: Source Sans 3}}
"""
TEXT = """\
---
title: A day at the ward {number}
language: en
version: "1.0"
published: 2026-11-23
disclaimer: Ask your care team.
languages: [en, {languages}]
formats: [screen, office]
---

::: summary In brief
- Come in the morning, and bring somebody along.
- Drink and eat as you are used to.
:::

## Before

A nurse looks at your arm, and asks how you have been since you were here last. Say
what has changed, and what worries you: **there is no wrong question**.

1. Sit down, and choose a place that you like.
2. Tell the nurse when you feel warm, cold or dizzy.

## Afterwards

Stay for as long as you were told to, *even if you feel well*. Somebody shows you the
way out. What comes later is told on the other sheet.
"""


def project(root: Path, leaflets: int, languages: tuple[str, ...]) -> Path:
    """Make a project of many short leaflets, translated word for word by nobody."""
    names = ", ".join(f"{tag}: Our Group" for tag in ("en", *languages))
    write(root / "leaflet.yaml", SETTINGS.format(names=names))
    write(root / "content/references.yaml", "{}\n")
    for number in range(leaflets):
        text = TEXT.format(number=number, languages=", ".join(languages))
        write(root / f"content/ward-{number}/leaflet.md", text)
    update(root)
    for path in root.glob("locales/*/LC_MESSAGES/*.po"):
        po = pofile.parse(path.read_bytes(), str(path))
        said = [e for e in po.entries if not e.is_header and not any(e.msgstr)]
        edited = [pofile.with_msgstr(one, pseudo(one.msgid, "xx")) for one in said]
        po = pofile.replaced(po, *edited)
        po = pofile.with_header(po, {"Last-Translator": "Ada Roy <ada@example.org>"})
        path.write_bytes(po.encode())
    return root


def write(path: Path, text: str) -> None:
    """Write a file, and the folders that it lies in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def started(root: Path, *arguments: str) -> subprocess.Popen[bytes]:
    """Begin a command, in a group of processes of its own."""
    return subprocess.Popen(
        [*LEAFLET, *arguments],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def done(root: Path, *arguments: str) -> str:
    """Run a command to its end; give what it said."""
    process = started(root, *arguments)
    _, said = process.communicate()
    expect(process.returncode == 0, said.decode()[-2000:])
    return said.decode()


def expect(holds: bool, what: str) -> None:  # noqa: FBT001  # as an assertion
    """End the bench where something does not hold."""
    if not holds:
        print("FAILED:", what)
        raise SystemExit(1)


TENTH = 10
"""Kills after which a build or an update may run to its end."""
STEPS = 20
"""Of a long build, for each of which the most memory is told."""


def processes(group: int) -> Iterator[tuple[int, int]]:
    """Give the processes of a group, and the memory of each that is there, in kB."""
    for path in Path("/proc").iterdir():
        if path.name.isdigit():
            try:
                if os.getpgid(int(path.name)) == group:
                    pages = int((path / "statm").read_text().split()[1])
                    yield int(path.name), pages * os.sysconf("SC_PAGE_SIZE") // 1000
            except (OSError, IndexError):
                continue  # it has ended


def thousands(folder: Path, count: int, _chance: random.Random) -> None:
    """One build of that many editions; memory is looked at once a second."""
    each = 4 * (len(LANGUAGES) + 1)
    root = project(folder / "many", -(-count // each), LANGUAGES)
    begun = time.monotonic()
    process = started(root, "build", "-j1")
    said: list[str] = []
    reader = threading.Thread(
        target=lambda lines: said.extend(line.decode() for line in lines),
        args=(process.stderr,),
    )
    reader.start()
    step = own = worker = 0
    while process.poll() is None:
        memory = dict(processes(process.pid))
        own = max(own, memory.pop(process.pid, 0))
        worker = max(worker, *memory.values(), 0)
        rows = sum(line.startswith("[") for line in said)
        if rows * STEPS // count > step:
            print(
                f"to edition {rows}, {time.monotonic() - begun:.0f} s: parent"
                f" {own / 1000:.0f} MB, worker {worker / 1000:.0f} MB",
                flush=True,
            )
            step, own, worker = rows * STEPS // count, 0, 0
        time.sleep(1)
    reader.join()
    expect(process.returncode == 0, "".join(said)[-2000:])
    made = list(root.glob("build/*/*.pdf"))
    expect(len(made) >= count, f"{len(made)} files")
    print(f"{len(made)} editions in {time.monotonic() - begun:.0f} s", flush=True)


# Kills


def digests(root: Path) -> dict[str, str]:
    """Give the digest of each file that was built."""
    paths = sorted(root.glob("build/*/*.pdf"))
    return {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in paths
    }


def edit(root: Path, version: int) -> None:
    """Change what all editions print, to one of two versions."""
    path = root / "leaflet.yaml"
    old, new = (f"www.{'x' * one}example.org" for one in (1 - version, version))
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def builds(folder: Path, count: int, chance: random.Random) -> None:
    """Kill builds: the first process, a worker, or all of them at once.

    After each, every file is whole: that of one version or the other, and what the
    manifest says is there. Every tenth time the build is run to its end, and does only
    what was not finished.
    """
    root = project(folder / "killed", 3, ("fr",))
    whole: list[dict[str, str]] = []
    for version in (1, 0):
        edit(root, version)
        begun = time.monotonic()
        done(root, "build", "-j2")
        takes = time.monotonic() - begun
        whole.insert(0, digests(root))
    kinds: dict[str, int] = {}
    finished = version = 0
    number = 0
    while sum(kinds.values()) < count:  # those that had ended before do not count
        number += 1
        version = 1 - version
        edit(root, version)
        process = started(root, "build", "-j2")
        time.sleep(chance.uniform(0.0, takes))
        kind = chance.choice(("parent", "worker", "all"))
        kinds[kind] = kinds.get(kind, 0) + killed(process, kind)
        _, said = process.communicate()
        if process.returncode == 0:
            expect(digests(root) == whole[version], "a build that lost a worker")
        noted = sound(root, whole)
        finished += noted
        expect(b"Traceback" not in said, said.decode()[-2000:])
        if number % TENTH == 0:
            ended(root, whole[version], version)
            print(f"{number} builds, {kinds} killed", flush=True)
    ended(root, whole[version], version)
    print(f"{number} builds, {kinds} killed at work, nothing lost", flush=True)


def killed(process: subprocess.Popen[bytes], kind: str) -> bool:
    """Kill a process, one of its workers, or the whole group; tell if it was there."""
    if process.poll() is not None:
        return False
    workers = [one for one, _ in processes(process.pid) if one != process.pid]
    if kind == "parent":
        process.kill()
    elif kind == "all":
        os.killpg(process.pid, signal.SIGKILL)
    elif workers:
        os.kill(workers[0], signal.SIGKILL)
    return kind != "worker" or bool(workers)


def sound(root: Path, whole: list[dict[str, str]]) -> int:
    """Hold that each file is of one version or the other; give how many are noted."""
    now = digests(root)
    expect(now.keys() == whole[0].keys(), "a file is gone")
    for name, digest in now.items():
        expect(digest in (whole[0][name], whole[1][name]), f"{name} is not whole")
    if (root / FILE).exists():
        json.loads((root / FILE).read_text("utf-8"))
    entries = read_manifest(root).editions.values()
    return sum(entry["sha256"] == now[entry["file"]] for entry in entries)


def ended(root: Path, whole: Mapping[str, str], version: int) -> None:
    """Build to the end: only what is not as it should be, and then all is."""
    edit(root, version)
    already = {
        entry["file"]
        for entry in read_manifest(root).editions.values()
        if entry["sha256"] == whole[entry["file"]]
    }
    said = done(root, "build", "-j2")
    again = sum(line.startswith("[") for line in said.splitlines())
    expect(again <= len(whole) - len(already), f"{again} built, {len(already)} were")
    expect(digests(root) == whole, "not all is as it should be")
    left = [path for path in root.rglob(".*.[0-9]*") if path.is_file()]
    expect(not left, f"left behind: {left}")
    expect(not (root / JOURNAL).exists(), "the journal is still there")


def catalogs(root: Path) -> dict[str, bytes]:
    """Give the bytes of all catalogs and templates."""
    paths = (*root.glob("locales/*.pot"), *root.glob("locales/*/*/*.po"))
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}


def updates(folder: Path, count: int, chance: random.Random) -> None:
    """Kill updates: every catalog is the old one or the new one, and can go on.

    Half of the moments are chosen in the whole run, half after the first file of it
    appears on the disk, where it writes.
    """
    root = project(folder / "updated", 30, LANGUAGES)
    old = catalogs(root)
    for path in root.glob("content/*/leaflet.md"):
        text = path.read_text("utf-8")
        path.write_text(text.replace("in the morning", "before noon"), "utf-8")
    begun = time.monotonic()
    done(root, "messages", "update")
    takes = time.monotonic() - begun
    new = catalogs(root)
    changed = [name for name in new if new[name] != old[name]]
    meanwhile = at_work = number = 0
    while at_work < count:
        number += 1
        for name in changed:
            (root / name).write_bytes(old[name])
        process = started(root, "messages", "update")
        if number % 2:
            while process.poll() is None and not any(root.glob("locales/.*")):
                time.sleep(0.002)
            time.sleep(chance.uniform(0.0, takes / 4))
        else:
            time.sleep(chance.uniform(0.0, takes))
        at_work += killed(process, "parent")
        _, said = process.communicate()
        expect(b"Traceback" not in said, said.decode()[-2000:])
        now = catalogs(root)
        for name in new:
            expect(now[name] in (old[name], new[name]), f"{name} is not whole")
        meanwhile += sum(now[name] == new[name] for name in changed)
        if number % TENTH == 0:
            done(root, "messages", "update")
            expect(catalogs(root) == new, "not all is as it should be")
            print(f"{number} updates, {at_work} killed", flush=True)
    print(
        f"{number} updates, {at_work} killed at work, {meanwhile} catalogs of"
        f" {number * len(changed)} had been written, nothing lost",
        flush=True,
    )


# A full disk


def full(folder: Path, count: int, chance: random.Random) -> None:
    """A disk of so many bytes, each time with another rest: old or new, whole."""
    disk = folder / "disk"
    disk.mkdir()
    mount = ("mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", str(disk))
    if subprocess.run(mount, check=False).returncode:
        raise SystemExit("a disk can only be mounted by root: sudo, or unshare -rm")
    try:
        filled(disk / "project", count, chance)
    finally:
        subprocess.run(("umount", str(disk)), check=True)


def filled(root: Path, count: int, chance: random.Random) -> None:
    """Build and update with room for some files, or for none."""
    project(root, 3, ("fr",))
    whole: list[dict[str, str]] = []
    for version in (1, 0):
        edit(root, version)
        done(root, "build", "-j2")
        whole.insert(0, digests(root))
    version = told_of = 0
    weight = root.parent / "weight"
    for _ in range(count):
        version = 1 - version
        edit(root, version)
        room = shutil.disk_usage(root).free - chance.randrange(0, 60_000)
        weight.write_bytes(b"\0" * max(room, 0))
        process = started(root, "build", "-j2")
        _, said = process.communicate()
        expect(b"Traceback" not in said, said.decode()[-2000:])
        expect(b"internal" not in said, said.decode()[-2000:])
        if process.returncode:
            told_of += b"No space left on device" in said
            expect(b"No space left on device" in said, said.decode()[-2000:])
        sound(root, whole)
        weight.unlink()
    ended(root, whole[version], version)
    print(f"{count} builds on a full disk, {told_of} had no room; nothing lost")


BENCHES: dict[str, tuple[Callable[[Path, int, random.Random], None], int]] = {
    "thousands": (thousands, 5000),
    "builds": (builds, 200),
    "updates": (updates, 200),
    "full": (full, 50),
}


def main() -> None:
    """Run the chosen benches, or all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--count", type=int, help="in place of the usual number")
    parser.add_argument("--seed", type=int, default=5)
    chosen = parser.parse_args()
    for name in chosen.names or BENCHES:
        bench, usual = BENCHES[name]
        chance = random.Random(chosen.seed)  # noqa: S311  # the same in each run
        with tempfile.TemporaryDirectory() as folder:
            bench(Path(folder), chosen.count or usual, chance)


if __name__ == "__main__":
    main()
