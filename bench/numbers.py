"""How many wrong numbers are caught, how many right ones alarm, per pair of languages.

The texts are tests/ref/numbers/*.txt: blocks of one sentence in several languages.
`fr:` begins a right translation, `fr!` a wrong one. Every right line is compared with
every other of its block, and every wrong line with the block's first, both ways.
Every third block was held out: its results were first seen when the code was finished.
Method and results: bench/README.md.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path

from leaflet.checks.numbers import differences

PAIRS = Path(__file__).parent.parent / "tests/ref/numbers"
HELD_OUT, SEEN = 3, "attacks"  # every third block, but of the file that mended us


@dataclass(frozen=True, slots=True)
class Case:
    """A source and a translation, right or wrong."""

    languages: tuple[str, str]
    source: str
    translation: str
    held_out: bool
    right: bool

    @property
    def alarms(self) -> bool:
        """Whether anything is found."""
        return bool(differences(self.source, self.translation, *self.languages))


def cases(folder: Path = PAIRS) -> Iterator[Case]:
    """Give every pair of the files."""
    for path in sorted(folder.glob("*.txt")):
        for number, block in enumerate(path.read_text("utf-8").split("\n\n")):
            held_out = path.stem != SEEN and number % HELD_OUT == HELD_OUT - 1
            lines = [line for line in block.splitlines() if line]
            right = [(line[:2], line[4:]) for line in lines if line[2] == ":"]
            wrong = [(line[:2], line[4:]) for line in lines if line[2] == "!"]
            for (a, source), (b, text) in permutations(right, 2):
                yield Case((a, b), source, text, held_out, right=True)
            first, source = right[0]
            for b, text in wrong:
                yield Case((first, b), source, text, held_out, right=False)
                yield Case((b, first), text, source, held_out, right=False)


def report(found: list[Case], title: str) -> None:
    """Print the rates of each pair of languages that has enough of them."""
    counts: Counter[tuple[tuple[str, str], bool, bool]] = Counter()
    for case in found:
        counts[case.languages, case.right, case.alarms] += 1
    pairs = sorted({case.languages for case in found})
    print(f"{title}: wrong caught / wrong; false alarms / right")
    for pair in pairs:
        wrong = counts[pair, False, True], counts[pair, False, False]
        right = counts[pair, True, True], counts[pair, True, False]
        print(f"  {'->'.join(pair)}  {wrong[0]}/{sum(wrong)}  {right[0]}/{sum(right)}")
    caught = sum(n for (_, right, alarm), n in counts.items() if not right and alarm)
    alarms = sum(n for (_, right, alarm), n in counts.items() if right and alarm)
    wrongs = sum(not case.right for case in found)
    rights = sum(case.right for case in found)
    print(f"  all: caught {caught}/{wrongs}, alarms {alarms}/{rights}")


def main(show: str = "") -> None:
    """Print the figures; `--show` the pairs that go wrong; `--held-out` the others."""
    held_out = "--held-out" in sys.argv
    found = [case for case in cases() if case.held_out == held_out]
    start = time.process_time()
    report(found, "held out" if held_out else "seen while writing")
    print(f"{(time.process_time() - start) / len(found) * 1e6:.0f} µs a pair")
    if "--show" in sys.argv:
        for case in found:
            found_here = differences(case.source, case.translation, *case.languages)
            if bool(found_here) == case.right:
                print("FALSE ALARM" if case.right else "MISSED", *case.languages)
                print(f"  {case.source}\n  {case.translation}")
                print(
                    *(f"    {one.kind}: {one.message}" for one in found_here), sep="\n"
                )


if __name__ == "__main__":
    main()
