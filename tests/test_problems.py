"""Places, problems and the one error that carries them."""

from __future__ import annotations

import pickle

import pytest

from leaflet.problems import (
    ExitCode,
    LeafletError,
    Location,
    Problem,
    Severity,
    errors,
)

HERE = Location("content/a/leaflet.md", 3)
WRONG = Problem("a", HERE, "is wrong", "mend it")
DOUBTFUL = Problem("b", HERE, "is odd", severity=Severity.WARNING)


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        (Location("a.md"), "a.md"),
        (Location("a.md", 3), "a.md:3"),
        (Location("a.md", 3, 7), "a.md:3:7"),
        (Location("a.md", 0, 7), "a.md"),  # a column of no line is no place
    ],
)
def test_a_place_shows_what_is_known(place: Location, shown: str) -> None:
    assert str(place) == shown


def test_places_are_in_reading_order() -> None:
    places = [Location("b"), Location("a", 10), Location("a", 9), Location("a", 9, 1)]
    assert sorted(places) == [places[2], places[3], places[1], places[0]]


def test_the_text_form() -> None:
    first = "content/a/leaflet.md:3: error[a]: is wrong"
    assert str(WRONG) == f"{first}\n  hint: mend it"
    assert str(DOUBTFUL) == "content/a/leaflet.md:3: warning[b]: is odd"


def test_an_error_takes_one_problem_or_many() -> None:
    assert LeafletError(WRONG).problems == (WRONG,)
    assert LeafletError(p for p in [WRONG, DOUBTFUL]).problems == (WRONG, DOUBTFUL)
    assert str(LeafletError([WRONG, DOUBTFUL])) == f"{WRONG}\n{DOUBTFUL}"


def test_an_error_comes_whole_from_a_worker_process() -> None:
    error = LeafletError([WRONG, DOUBTFUL], ExitCode.SETUP)
    sent = pickle.loads(pickle.dumps(error))  # noqa: S301  # our own bytes
    assert (sent.problems, sent.exit_code) == ((WRONG, DOUBTFUL), ExitCode.SETUP)
    assert str(sent) == str(error)


def test_the_exit_code_of_an_error() -> None:
    assert LeafletError(WRONG).exit_code is ExitCode.PROBLEMS
    assert [code.value for code in ExitCode] == [0, 1, 2, 3, 130]


def test_warnings_stop_nothing() -> None:
    assert errors([DOUBTFUL, WRONG]) == [WRONG]
