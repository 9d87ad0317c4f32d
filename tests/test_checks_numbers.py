"""Numbers of a translation against those of its source."""

from __future__ import annotations

from leaflet.checks.numbers import differences


def test_a_changed_dose_is_found_and_a_kept_one_is_not() -> None:
    assert differences("Take 5 mg", "Prenez 5 mg", "en", "fr") == []
    assert differences("Take 5 mg", "Prenez 50 mg", "en", "fr") != []
