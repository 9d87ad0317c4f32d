"""Workers: limits that hold, one retry for one that is killed, and a clean end."""

from __future__ import annotations

import faulthandler
import os
import signal
import socket
import subprocess
import sys
import time
import weakref
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from leaflet.build import workers
from leaflet.build.press import SIZE, Outcome, Press
from leaflet.build.workers import Limits, print_all
from leaflet.problems import LeafletError, Location, Problem
from leaflet.typeset.pages import Printed
from tests.conftest import ROOT, Driver

TIGHT = Limits(memory=500_000_000, seconds=1.0, editions=3)
GOOD = Printed(b"%PDF", 1, 1.0)


class Fake(Press):
    """Does what an edition's name says; notes which process did it."""

    def __init__(self, notes: Path) -> None:
        self._notes = notes

    def __reduce__(self) -> tuple[type, tuple[Path]]:
        return Fake, (self._notes,)

    def _printed(self, edition: Any) -> Outcome:
        name, path = edition.name, self._notes / edition.name
        with path.open("a") as file:
            file.write(f"{os.getpid()}\n")
        getattr(self, name.partition(" ")[0])(len(path.read_text().splitlines()))
        return Outcome(GOOD)

    def good(self, _times: int) -> None: ...

    def slow(self, _times: int) -> None:
        time.sleep(0.2)

    def endless(self, _times: int) -> None:
        while True:
            sum(range(10**9))  # in C: no handler of Python's would run

    def circular(self, _times: int) -> None:
        one: Any = type("Circle", (), {})()
        one.myself = one
        weakref.finalize(one, (self._notes / "collected").touch)

    def killed_once(self, times: int) -> None:
        if times == 1:
            os.kill(os.getpid(), signal.SIGKILL)

    def killed(self, _times: int) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def crashing(self, _times: int) -> None:
        faulthandler.disable()  # pytest turned it on
        os.abort()

    def leaving(self, _times: int) -> None:
        os._exit(7)

    def hungry(self, _times: int) -> None:
        bytearray(600_000_000)

    def nested(self, _times: int) -> None:
        self.nested(_times)

    def network(self, _times: int) -> None:
        socket.create_connection(("127.0.0.1", 9), 1)

    def program(self, _times: int) -> None:
        subprocess.run(["true"], check=True)

    def writing(self, _times: int) -> None:
        with (self._notes / "large").open("wb") as file:
            file.seek(SIZE)
            file.write(b"x")

    def wrong(self, _times: int) -> None:
        raise LeafletError(Problem("typesetting", Location("a"), "no"))

    def faulty(self, times: int) -> None:
        _ = times / 0

    def interrupted(self, _times: int) -> None:
        os.kill(os.getpid(), signal.SIGINT)


def printed(
    folder: Path, *names: str, count: int = 2, limits: Limits = TIGHT
) -> list[Outcome]:
    """Give what became of editions of these names, in their order."""
    editions: list[Any] = [SimpleNamespace(name=name) for name in names]
    found = dict(print_all(Fake(folder), editions, count, limits))
    return [found[number] for number in range(len(names))]


def told(outcome: Outcome) -> str:
    (problem,) = outcome.problems
    assert outcome.printed is None
    return f"{problem.at}: {problem.id}: {problem.message}"


def test_all_are_printed_by_as_many_workers_as_may_be(tmp_path: Path) -> None:
    names = [f"slow {number}" for number in range(6)]
    started = time.monotonic()
    outcomes = printed(tmp_path, *names)
    assert time.monotonic() - started < 6 * 0.2
    assert [outcome.printed for outcome in outcomes] == [GOOD] * 6
    assert all(outcome.seconds >= 0.2 for outcome in outcomes)
    assert len({(tmp_path / name).read_text() for name in names}) == 2


def test_one_worker_is_enough_and_gives_way_to_another(tmp_path: Path) -> None:
    names = [f"good {number}" for number in range(7)]
    assert [one.printed for one in printed(tmp_path, *names, count=1)] == [GOOD] * 7
    assert len({(tmp_path / name).read_text() for name in names}) == 3


def test_what_an_edition_leaves_is_collected_before_the_next(tmp_path: Path) -> None:
    outcomes = printed(tmp_path, "circular", "good", count=1)
    assert [one.printed for one in outcomes] == [GOOD] * 2
    assert (tmp_path / "collected").exists()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("endless", "endless: edition-limit: takes longer than 1 s"),
        ("killed", "killed: edition-limit: ended its worker twice (SIGKILL)"),
        ("crashing", "crashing: edition-limit: ended its worker twice (SIGABRT)"),
        ("leaving", "leaving: edition-limit: ended its worker twice (exit code 7)"),
        ("hungry", "hungry: edition-limit: needs more memory than any leaflet"),
        ("nested", "nested: edition-limit: needs more nesting than any leaflet"),
        ("network", "leaflet: system: a worker may not: socket."),
        ("program", "leaflet: system: a worker may not: subprocess.Popen"),
        ("writing", "leaflet: system: File too large"),
        ("wrong", "a: typesetting: no"),
        (
            "faulty",
            "leaflet/build/press.py: internal: this is a fault of",
        ),
    ],
)
def test_trouble_is_told_and_stops_no_other(
    tmp_path: Path, name: str, expected: str
) -> None:
    first, second, third = printed(tmp_path, "good 1", name, "good 2")
    assert (first.printed, third.printed) == (GOOD, GOOD)
    place, _, rest = told(second).partition(": ")
    assert f"{place.partition(':')[0]}: {rest}".startswith(expected)
    tries = 2 if "twice" in expected else 1
    assert len((tmp_path / name).read_text().splitlines()) == tries


def test_one_that_is_killed_costs_one_retry(tmp_path: Path) -> None:
    names = ("killed_once", "good 1", "good 2", "killed_once 2")
    assert [one.printed for one in printed(tmp_path, *names)] == [GOOD] * 4
    tries = [len((tmp_path / name).read_text().splitlines()) for name in names]
    assert tries == [2, 1, 1, 2]


def test_ctrl_c_is_not_for_workers(tmp_path: Path) -> None:
    assert printed(tmp_path, "interrupted")[0].printed == GOOD


def children() -> set[int]:
    """Give the processes that this one has started and not yet buried."""
    found = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(os.getpid())],
        capture_output=True,
        check=False,
    )
    return set(map(int, found.stdout.split()))


def test_closing_ends_all_workers(tmp_path: Path) -> None:
    editions: list[Any] = [SimpleNamespace(name=name) for name in ("good", "endless")]
    found = print_all(Fake(tmp_path), editions, 2, Limits())
    assert isinstance(found, Iterator)
    assert next(found)[1].printed == GOOD
    (worker,) = pids(tmp_path / "endless")
    found.close()  # type: ignore[attr-defined]  # a generator, as its docstring says
    assert worker not in children()


PARENT = """
import sys
sys.path.insert(0, {root!r})
from pathlib import Path
from types import SimpleNamespace
from leaflet.build.workers import Limits, print_all
from tests.test_build_workers import Fake
names = ["endless", "endless 2", "good"]
editions = [SimpleNamespace(name=name) for name in names]
list(print_all(Fake(Path({notes!r})), editions, 2, Limits(seconds=2)))
"""


def test_workers_end_when_their_parent_was_killed(tmp_path: Path) -> None:
    root = str(Path(__file__).parent.parent)
    script = PARENT.format(root=root, notes=str(tmp_path))
    with subprocess.Popen([sys.executable, "-c", script]) as parent:
        ended = [*pids(tmp_path / "endless"), *pids(tmp_path / "endless 2")]
        parent.kill()
    assert len(ended) == 2
    wait_for(lambda: not any(Path(f"/proc/{one}").exists() for one in ended))


def pids(note: Path) -> list[int]:
    """Give the processes that noted there that they began; wait for the first."""
    wait_for(lambda: note.exists() and note.read_text("ascii").endswith("\n"))
    return list(map(int, note.read_text("ascii").split()))


def wait_for(done: Any, seconds: float = 20.0) -> None:
    until = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < until
        time.sleep(0.02)


HOSTILE = {
    "nested": "{% for i in range(3000) %}<div>{% endfor %}x",
    "column that spans all": "<table><tr><td colspan=1000000000>x<td>y</table>",
    "attached": '<link rel=attachment href="file:///etc/passwd"><p>x',
    "a file of the machine": '<img src="file:///etc/passwd" alt="x">',
    "the web": '<img src="https://example.org/a.png" alt="x">',
    "a script": '<a href="javascript:alert(1)">x</a>',
    "many pages": '{% for i in range(201) %}<p style="break-after: page">x{% endfor %}',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_pages_that_a_template_may_ask_for(
    tiny: Driver, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """The real engine, in a real worker."""
    monkeypatch.setattr("leaflet.build.jobs.LIMITS", Limits(memory=400_000_000))
    page = f"<!DOCTYPE html><html lang=en><title>a</title>{HOSTILE[name]}"
    tiny.write("templates/leaflet.html.j2", page)
    tiny.run("build", "--lang", "en", "--paper", "a4").exits(1).tells("1 problem")
    assert "Traceback" not in tiny.err
    assert "error[internal]" not in tiny.err
    assert tiny.files("build") == {}


def test_where_no_process_can_be_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on macOS: each worker is begun anew, and holds to the same limits."""
    monkeypatch.setattr(workers, "FORKS", False)
    monkeypatch.chdir(ROOT)
    names = ("good", "killed_once", "network")
    good, killed, network = printed(tmp_path, *names)
    assert (good.printed, killed.printed) == (GOOD, GOOD)
    assert "a worker may not: socket" in told(network)
