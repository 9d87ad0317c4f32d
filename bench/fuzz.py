"""Fuzzing source, pofile and merge: `python -m bench.fuzz --minutes 20 [NAME…]`.

Each target of tests/fuzzing.py gets that many minutes: half of them Hypothesis, round
by round, each with the number of the round as its seed; half Atheris, where that is
installed (pip install atheris, in an environment of its own), with seeds that are told,
too. A finding is written to --into, once for each place that it comes from.
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
import time
import traceback
from importlib.util import find_spec
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

ROUND = 2000
"""Examples that one seed gives."""
LONGEST = 300
"""Bytes of an example; a byte is a piece of a file."""


class Findings:
    """What failed, one example for each place in the code, kept in a folder."""

    def __init__(self, name: str, folder: Path) -> None:
        from tests.fuzzing import TARGETS

        self.target = TARGETS[name]
        self.name, self.folder = name, folder
        self.seen: set[str] = set()
        self.examples = 0

    def holds(self, data: bytes) -> None:
        """Try bytes; note what fails for the first time, and go on."""
        self.examples += 1
        try:
            self.target(data)
        except Exception as error:  # whatever it is, it is a finding
            self.note(data, error)

    def note(self, data: bytes, error: Exception) -> None:
        """Keep an example, unless one of the same place is kept."""
        frames = traceback.extract_tb(error.__traceback__)
        place = f"{type(error).__name__} {frames[-1].filename}:{frames[-1].lineno}"
        if place not in self.seen:
            self.seen.add(place)
            digest = hashlib.sha256(data).hexdigest()[:12]
            file = self.folder / f"{self.name}-{digest}"
            file.write_bytes(data)
            print(f"FOUND {file}: {place}: {str(error)[:300]}", flush=True)
            traceback.print_exception(error)


def hypothesis(found: Findings, seconds: float, first: int) -> None:
    """Draw examples for some seconds, a seed for each round."""
    until, number = time.monotonic() + seconds, first
    while time.monotonic() < until:

        @seed(number)
        @given(st.binary(max_size=LONGEST))
        @settings(
            max_examples=ROUND,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        def one(data: bytes) -> None:
            found.holds(data)

        one()
        number += 1
    told(found, f"hypothesis, seeds {first} to {number - 1}", seconds)


def atheris(name: str, folder: Path, seconds: float, first: int) -> None:
    """Let coverage steer for some seconds; ends the process."""
    import atheris

    with atheris.instrument_imports(include=["leaflet"]):
        found = Findings(name, folder)
    from tests.fuzzing import seeds

    corpus = folder / f"{name}-corpus"
    corpus.mkdir(exist_ok=True)
    for number, data in enumerate(seeds(name)):
        (corpus / f"seed-{number}").write_bytes(data)
    until = time.monotonic() + seconds

    def one(data: bytes) -> None:
        if time.monotonic() < until:
            found.holds(data)
        elif found.examples:
            told(found, f"atheris, seed {first}", seconds)
            found.examples = 0

    options = [f"-max_total_time={int(seconds) + 2}", f"-seed={first}", "-verbosity=0"]
    atheris.Setup(["fuzz", *options, "-max_len=600", "-timeout=60", str(corpus)], one)
    atheris.Fuzz()


def told(found: Findings, how: str, seconds: float) -> None:
    """Print what came of it."""
    print(
        f"{found.name}: {how}: {found.examples} examples in {seconds:.0f} s,"
        f" {len(found.seen)} findings",
        flush=True,
    )


def main() -> None:
    """Fuzz the chosen targets, or all of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--minutes", type=float, default=20, help="for each target")
    parser.add_argument("--seed", type=int, default=1, help="the first one")
    parser.add_argument("--into", type=Path, default=Path("build/fuzz"))
    parser.add_argument("--atheris", type=float, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    chosen.into.mkdir(parents=True, exist_ok=True)
    if chosen.atheris:
        atheris(chosen.names[0], chosen.into, chosen.atheris, chosen.seed)
    both = find_spec("atheris") is not None
    seconds = chosen.minutes * 60 / (1 + both)
    for name in chosen.names or ("source", "pofile", "merge"):
        hypothesis(Findings(name, chosen.into), seconds, chosen.seed)
        if both:
            begin = [sys.executable, "-m", "bench.fuzz", name, "--into", chosen.into]
            options = ["--atheris", str(seconds), "--seed", str(chosen.seed)]
            subprocess.run([*begin, *options], check=False)


if __name__ == "__main__":
    main()
