"""A build that dies at any moment leaves old or new, whole."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from leaflet.build.manifest import note, read_manifest
from tests.conftest import ROOT, Driver, Files

KILLS = int(os.environ.get("LEAFLET_TEST_KILLS", "3"))
"""How often; `python -m bench.endurance` kills real builds (docs/performance.md)."""
PAGE = "content/hours/leaflet.md"
# An engine that writes what it was told, at leisure, so that a kill finds it at work.
SLOW = """
import os, signal, sys, time
# A shell's background job, such as a test run may be, begins with Ctrl-C ignored.
signal.signal(signal.SIGINT, signal.default_int_handler)
from leaflet.build.press import Press
from leaflet.typeset.pages import Printed, Typesetter
def slow(self, html, *_):
    time.sleep(float(os.environ.get("SECONDS_EACH", "0.02")))
    return Printed(html.encode() * 300 + b"%%EOF", 1, 1.0)
Typesetter.print = slow
Press.judge = lambda *_: None
from leaflet.cli import main
main()
"""


@pytest.fixture
def many(tiny: Driver) -> Driver:
    """Give a project of 24 editions."""
    page = tiny.read(PAGE)
    for number in range(10):
        text = page.replace("languages: [en, fr]", "languages: [en]")
        tiny.write(f"content/more-{number}/leaflet.md", text)
    return tiny


def started(driver: Driver, seconds: float = 0.02) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", SLOW, "build", "-j2"],
        cwd=driver.root,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "SECONDS_EACH": str(seconds),
        },
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def wait_for_journal(driver: Driver) -> None:
    """Wait until a build has noted its first edition."""
    until = time.monotonic() + 20
    while not (driver.root / "build/manifest.journal").exists():
        assert time.monotonic() < until
        time.sleep(0.01)


def outputs(driver: Driver) -> Files:
    """Give the files in build/, those of a killed build's temporaries left out."""
    found = driver.files("build")
    return {name: file for name, file in found.items() if name.endswith(".pdf")}


def moments() -> Iterator[float]:
    chance = random.Random(5)  # noqa: S311  # the same moments in each run
    return (chance.uniform(0.2, 1.2) for _ in range(KILLS))


def test_kill_at_any_moment(many: Driver) -> None:
    """What was finished is whole, and is not done again."""
    for number, moment in enumerate(moments()):
        many.replace("leaflet.yaml", "www.example", f"www.{'x' * (number + 1)}.example")
        process = started(many)
        time.sleep(moment)
        process.kill()
        process.communicate()
        for data, _ in outputs(many).values():
            assert data.endswith(b"%%EOF")
        noted = read_manifest(many.root).editions
        for name, entry in noted.items():
            assert (many.root / entry["file"]).exists(), name
        many.replace("leaflet.yaml", f"www.{'x' * (number + 1)}.example", "www.example")
    started(many).communicate()
    assert len(outputs(many)) == 24
    assert not list((many.root / "build").rglob("*/.*"))


def test_what_was_finished_is_not_done_again(many: Driver) -> None:
    process = started(many, 0.3)
    wait_for_journal(many)
    time.sleep(0.05)
    process.kill()
    process.communicate()
    finished = read_manifest(many.root).editions
    assert 0 < len(finished) < 24
    before = outputs(many)
    _, err = started(many).communicate()
    assert f"/{24 - len(finished)}]" in err.decode()
    for entry in finished.values():
        assert outputs(many)[entry["file"]] == before[entry["file"]]


def test_half_a_line_of_the_journal_costs_no_other(tiny: Driver) -> None:
    """Two builds died, one after the other, and the first in the middle of a line."""
    tiny.python("-c", SLOW, "build").exits(0)
    entries = read_manifest(tiny.root).editions
    tiny.remove("build/manifest.json")
    (first, one), *others = entries.items()
    note(tiny.root, first, one)
    journal = tiny.root / "build/manifest.journal"
    journal.write_bytes(journal.read_bytes() + b'["half", {"leaf')
    for name, entry in others:
        note(tiny.root, name, entry)
    assert read_manifest(tiny.root).editions == entries


def test_ctrl_c(many: Driver) -> None:
    """A terminal sends it to the workers, too."""
    process = started(many, 0.3)
    wait_for_journal(many)
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert err.decode().endswith("stopped; no file is half made\n")
    assert b"Traceback" not in err
    assert 0 < len(read_manifest(many.root).editions) <= 24
    assert not list((many.root / "build").rglob("*/.*"))


FULL = """
import resource
resource.setrlimit(resource.RLIMIT_FSIZE, (80_000, 80_000))
"""


def test_a_full_disk(tiny: Driver) -> None:
    """A limit on file size stands for it: the old files stay, and it is told."""
    tiny.python("-c", SLOW, "build").exits(0)
    before = outputs(tiny)
    assert all(len(data) > 80_000 for data, _ in before.values())
    tiny.replace("leaflet.yaml", "www.example", "www.other")
    tiny.python("-c", FULL + SLOW, "build").exits(3)
    tiny.tells("build/hours/", "error[file-unwritable]: cannot be written: File too")
    assert "Traceback" not in tiny.err
    assert outputs(tiny) == before
    assert not list((tiny.root / "build").rglob("*/.*"))


def test_two_builds_at_once(many: Driver) -> None:
    first, second = started(many), started(many)
    told = [process.communicate()[1].decode() for process in (first, second)]
    codes = sorted((first.returncode, second.returncode))
    assert codes == [0, 3]
    assert sum("error[build-locked]" in text for text in told) == 1
    assert len(outputs(many)) == 24
    assert Path(many.root / "build/manifest.json").exists()
