"""The old text that a new one comes from."""

from __future__ import annotations

from time import process_time

import pytest

from leaflet.messages.similar import LIKE, Index, similarity

LONG = (
    "Confirm the date, the hour and the place. Plan your day: each infusion takes "
    "several hours. Ask your care team whether to take your usual medicines."
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Take two tablets a day.", "Take three tablets a day."),
        ("Contact", "Contacts"),
        (LONG, LONG.replace("several", "about four")),
        (LONG, f"{LONG} Bring a friend, something to read and a warm sweater."),
        (LONG, LONG.replace("Plan your day: each infusion takes several hours. ", "")),
        (
            "静脈から免疫グロブリンを投与します。",
            "静脈から免疫グロブリンを投与しました。",
        ),
        ("静脈から薬を。" * 20, "静脈から薬を。" * 14 + "点滴は数時間かかります。" * 3),
    ],
)
def test_versions_of_one_text_are_alike(one: str, other: str) -> None:
    assert similarity(one, other) >= LIKE
    assert similarity(other, one) >= LIKE
    assert Index(["Something else altogether.", one]).nearest(other) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Yes", "No"),
        ("", "a"),
        (LONG, "Ask your care team whether to take your usual medicines."),
        (LONG, " ".join(reversed(LONG.split(" ")))),
        ("What is it?", "How does it work?"),
    ],
)
def test_other_texts_are_not(one: str, other: str) -> None:
    assert similarity(one, other) < LIKE
    assert Index([one]).nearest(other) is None


def test_the_same_text_is_entirely_alike() -> None:
    assert similarity(LONG, LONG) == 1
    assert similarity("", "") == 0


def test_the_nearest_is_found_among_many_and_the_first_of_equals() -> None:
    texts = [f"Take {n} tablets with a glass of water." for n in range(500)]
    assert Index(texts).nearest("Take 77 tablets with a glass of milk.") == 77
    assert Index([LONG, "a b", LONG]).nearest(f"{LONG} More.") == 0
    assert Index([]).nearest(LONG) is None
    assert Index([LONG]).nearest("") is None


def test_texts_that_are_all_alike_take_linear_time() -> None:
    """As the rows of a table of doses are."""

    def seconds(size: int) -> float:
        texts = [f"{LONG} Take {n} tablets." for n in range(size)]
        index = Index(texts)
        start = process_time()
        found = [index.nearest(text.replace("date", "day")) for text in texts[:100]]
        assert found == list(range(100))
        return process_time() - start

    assert seconds(4000) < 3 * seconds(500) + 0.2
