"""Which old text a new one comes from: few candidates by rare pieces, then measured.

Comparing each new text with each old one would take minutes for a few thousand. Two
versions of one text share some pieces that hardly any other text has.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

LIKE = 0.6
"""The least share of a text that stands in the other, as in msgmerge."""
_PIECE = 3
_LOOKED_UP = 2000
"""Texts that are counted for a text, by its rarest pieces first: those that hundreds
of texts have tell little, and would make the time quadratic."""
_CANDIDATES = 8
_SHORT = 80
"""Texts up to this many characters are compared by characters, not by words."""
# East Asian signs stand for words, one by one.
_WORD = re.compile(r"[^\W\u2e80-\u9fff\uac00-\ud7a3]+|.", re.DOTALL)


class Index:
    """Finds texts by their pieces."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._holders: dict[str, list[int]] = defaultdict(list)
        for number, text in enumerate(texts):
            for piece in _pieces(text):
                self._holders[piece].append(number)

    def nearest(self, text: str) -> int | None:
        """Give the number of the most similar text; None where none is like it."""
        best = max(
            ((similarity(text, self._texts[n]), -n) for n in self._candidates(text)),
            default=(0.0, 0),
        )
        return -best[1] if best[0] >= LIKE else None

    def _candidates(self, text: str) -> list[int]:
        """Give the texts that share the most of its rarest pieces, or nearly."""
        held = (self._holders[p] for p in sorted(_pieces(text)) if p in self._holders)
        shared: Counter[int] = Counter()
        left = _LOOKED_UP
        for holders in sorted(held, key=len):
            if shared and len(holders) > left:
                break
            shared.update(holders)
            left -= len(holders)
        best = shared.most_common(_CANDIDATES)
        return [number for number, share in best if share * 2 >= best[0][1]]


def similarity(one: str, other: str) -> float:
    """Give the share of two texts that stands in both in the same order, 0 to 1.

    >>> round(similarity("Take two tablets.", "Take three tablets."), 2)
    0.83
    """
    short = max(len(one), len(other)) <= _SHORT
    a, b = (list(text) if short else _WORD.findall(text) for text in (one, other))
    blocks = SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
    same = sum(len("".join(a[m.a : m.a + m.size])) for m in blocks)
    return 2 * same / (len(one) + len(other) or 1)


def _pieces(text: str) -> set[str]:
    """Give all that stands side by side in a text, three characters each."""
    padded = f" {text.casefold()} "
    return {padded[at : at + _PIECE] for at in range(len(padded) - _PIECE + 1)}
