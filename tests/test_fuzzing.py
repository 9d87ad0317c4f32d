"""A little of what `python -m bench.fuzz` does for hours, and all that it found."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leaflet import pofile
from leaflet.problems import LeafletError
from tests import fuzzing
from tests.fuzzing import TARGETS, seeds

FOUND = {
    # A form feed before a keyword: only some lines were marked as obsolete.
    "form feed": ("pofile", b'\xffmsgid "a"\n\fmsgstr "b"\n'),
    # The charset stood in a message with a context, which is no header.
    "header with a context": (
        "pofile",
        b'\xffmsgctxt "c"\nmsgid ""\nmsgstr ""\n"charset=UTF-8\\n"\n# \xc2\xb7\n',
    ),
}


@pytest.mark.parametrize(("name", "data"), FOUND.values(), ids=FOUND)
def test_what_was_found_holds_now(name: str, data: bytes) -> None:
    TARGETS[name](data)


@pytest.mark.parametrize("name", TARGETS)
def test_the_seeds_hold(name: str) -> None:
    for data in list(seeds(name))[::7]:
        TARGETS[name](data)


@pytest.mark.parametrize("name", TARGETS)
@given(data=st.binary(max_size=200))
@settings(max_examples=100, suppress_health_check=list(HealthCheck))
def test_any_bytes_hold(name: str, data: bytes) -> None:
    TARGETS[name](data)


def test_the_merge_target_can_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    """An update that loses what is obsolete."""
    translated = b"\x00\x03\x09\x00\x03\x03\x01\x03"
    TARGETS["merge"](translated)
    monkeypatch.setattr(
        fuzzing,
        "merged",
        lambda po, *_: pofile.with_entries(po, po.entries[:1]),
    )
    with pytest.raises(AssertionError):
        TARGETS["merge"](translated)


def test_the_pofile_target_can_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pofile, "obsoleted", lambda e: pofile.with_comments(e, ["a\0"]))
    with pytest.raises(LeafletError):
        TARGETS["pofile"](b'\xffmsgid "a"\nmsgstr "b"\n')
