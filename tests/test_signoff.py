"""Sign-offs: who stands by which words, and what has changed since."""

from __future__ import annotations

import msgspec
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from leaflet.signoff import Reader, SignOff, digest, signed, text
from leaflet.source.yaml import read_yaml

ADA = Reader(name="Ada Roy", role="nurse", date="2026-11-23")
BO = Reader(name="Bo Li", role="translator", date="2026-11-24")
A, B, C = (digest((None, letter), "") for letter in "abc")


def test_a_digest_hangs_on_all_that_somebody_reads() -> None:
    keys = [(None, "a"), ("", "a"), ("a", ""), (None, "b")]
    digests = {digest(key, to) for key in keys for to in ("", "x", "y")}
    assert len(digests) == 12


def test_signing_puts_a_name_under_each_message() -> None:
    made = signed(SignOff(), ADA, [B, A])
    assert made.sign_off.readers == (ADA,)
    assert list(made.sign_off.messages.items()) == sorted([(A, (1,)), (B, (1,))])
    assert (made.messages, made.changed, made.before) == (2, 2, "")
    assert made.sign_off.best([A, B]) == []


def test_a_change_is_unread_until_the_same_person_signs_again() -> None:
    first = signed(SignOff(), ADA, [A, B]).sign_off
    assert first.unread(1, [A, C]) == [C]
    later = msgspec.structs.replace(ADA, date="2027-01-01")
    again = signed(first, later, [A, C])
    assert (again.changed, again.before) == (1, "2026-11-23")
    assert again.sign_off.readers == (later,)
    assert set(again.sign_off.messages) == {A, C}  # nobody stands by B any more


def test_several_people_sign_each_for_themselves() -> None:
    both = signed(signed(SignOff(), ADA, [A, B]).sign_off, BO, [A, C]).sign_off
    assert both.readers == (ADA, BO)
    assert both.messages == {A: (1, 2), B: (1,), C: (2,)}
    assert both.best([A, C]) == []
    # Two halves are not one reading of the whole.
    assert both.best([A, B, C]) == [C]
    assert SignOff().best([A]) == [A]


def test_the_same_name_in_another_role_is_another_signature() -> None:
    other = msgspec.structs.replace(ADA, role="patient")
    assert signed(
        signed(SignOff(), ADA, [A]).sign_off, other, [A]
    ).sign_off.readers == (
        ADA,
        other,
    )


def test_the_file_has_one_line_for_each_message() -> None:
    both = signed(signed(SignOff(), ADA, [A]).sign_off, BO, [A, B]).sign_off
    lines = text(both).splitlines()[2:]
    assert lines == [
        "readers:",
        '  - {name: "Ada Roy", role: "nurse", date: "2026-11-23"}',
        '  - {name: "Bo Li", role: "translator", date: "2026-11-24"}',
        "messages:",
        *sorted([f'  "{A}": [1, 2]', f'  "{B}": [2]']),
    ]


NAMES = st.text(min_size=1).filter(str.isprintable)
SOME = st.sets(st.integers(0, 50), min_size=1)


@settings(max_examples=100)
@given(NAMES, NAMES, SOME, SOME)
def test_a_file_reads_back_as_it_was_written(
    name: str, role: str, first: set[int], second: set[int]
) -> None:
    made = SignOff()
    for number, chosen in enumerate((first, second)):
        reader = Reader(name=f"{name}{number}", role=role, date="2026-11-23")
        digests = [digest((None, str(it)), "") for it in chosen]
        made = signed(made, reader, digests).sign_off
    written = text(made)
    read = read_yaml(written, "a.yaml", SignOff)
    assert (read.value, read.problems) == (made, ())
    assert set(yaml.safe_load(written)) == {"readers", "messages"}
