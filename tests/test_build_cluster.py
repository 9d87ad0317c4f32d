"""More than one machine: a real scheduler, two workers, one of them killed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT, Driver

PAGE = "content/hours/leaflet.md"
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><g/></svg>'
Start = Callable[[str], subprocess.Popen[bytes]]


@pytest.fixture
def start(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Start]:
    """Give the function that starts one of Dask's programs, far from the project."""
    folder = tmp_path_factory.mktemp("dask")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    environment["DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT"] = "30s"
    running = []

    def run(arguments: str) -> subprocess.Popen[bytes]:
        module, *rest = arguments.split()
        where = ["--scheduler-file", str(folder / "scheduler.json")]
        command = [sys.executable, "-m", f"distributed.cli.dask_{module}", *where]
        running.append(
            subprocess.Popen(
                [*command, *rest],
                cwd=folder,
                env=environment,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        )
        return running[-1]

    run.folder = folder  # type: ignore[attr-defined]
    yield run
    for process in running:
        process.terminate()
        process.wait()


def address(start: Start) -> str:
    """Start a scheduler; give its address once it has one."""
    start("scheduler --port 0 --no-dashboard")
    path: Path = start.folder / "scheduler.json"  # type: ignore[attr-defined]
    until = time.monotonic() + 60
    while not path.exists():
        assert time.monotonic() < until
        time.sleep(0.05)
    return str(json.loads(path.read_text())["address"])


def pdfs(driver: Driver) -> dict[str, bytes]:
    return {name: data for name, (data, _) in driver.files("build").items()}


def test_the_same_bytes_though_a_worker_is_killed(tiny: Driver, start: Start) -> None:
    tiny.append(PAGE, "\n![A drop](a.svg)\n").write("content/hours/a.svg", PICTURE)
    tiny.append(
        "locales/fr/LC_MESSAGES/hours.po", '\nmsgid "A drop"\nmsgstr "Une goutte"\n'
    )
    for number in range(4):
        text = tiny.read(PAGE).replace("[en, fr]", "[en]").partition("\n![")[0]
        tiny.write(f"content/more-{number}/leaflet.md", text)
    front = "cover: {picture: b.svg, alternative: A drop}\nformats: [booklet-screen]"
    booklet = tiny.read("content/more-0/leaflet.md").replace("formats: [screen]", front)
    tiny.write("content/more-0/leaflet.md", booklet)
    tiny.write("content/more-0/b.svg", PICTURE)
    tiny.process("build").exits(0)
    here = pdfs(tiny)
    assert len(here) == 12
    tiny.remove("build")
    where = address(start)
    worker = "worker --nthreads 1 --no-dashboard"
    first = start(f"{worker} --no-nanny")
    start(worker)
    with subprocess.Popen(
        [sys.executable, "-m", "leaflet", "build", "--scheduler", where],
        cwd=tiny.root,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
        text=True,
    ) as build:
        assert build.stderr
        assert build.stderr.readline().startswith("[1/12]")
        first.kill()
        rest = build.stderr.read()
        assert build.wait() == 0, rest
    assert pdfs(tiny) == here


def test_no_scheduler(tiny: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("leaflet.build.cluster.PATIENCE", 0.2)
    tiny.run("build", "--scheduler", "tcp://127.0.0.1:9").exits(3)
    tiny.tells("--scheduler: error[scheduler-unreachable]", "1 problem")
    tiny.run("build", "--scheduler", "nonsense://x").exits(3)
    tiny.tells("--scheduler: error[scheduler-unreachable]")


def test_no_dask(tiny: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    tiny.run("build", "--scheduler", "tcp://127.0.0.1:9").exits(3)
    tiny.tells("--scheduler: error[scheduler-missing]", "leaflet[dask]")
