"""Terms are found as whole words, where a script has such, and in their inflections."""

from __future__ import annotations

import pytest

from leaflet.glossary import Glossary, Term


def lost(wanted: str, translation: str, target: str) -> bool:
    glossary = Glossary(terms=(Term(words={"en": ("drip",), target: (wanted,)}),))
    return any(glossary.between("en", target).lost("A drip.", translation))


@pytest.mark.parametrize(
    ("target", "wanted", "translation", "is_lost"),
    [
        ("fr", "perfusion", "la perfusion.", False),
        ("fr", "perfusion", "La PERFUSION", False),
        ("fr", "perfusion", "les perfusions", True),
        ("fr", "perfusion*", "les perfusions", False),
        ("fr", "anticorps", "l'anticorps", False),
        ("fr", "goutte à goutte", "le goutte\u00a0à goutte", False),
        ("fr", "l'âge", "l’âge", False),
        ("fr", "été", "e\u0301te\u0301", False),
        ("fr", "IgIV", "les IgIV", False),
        ("fr", "IgIV", "les igiv", True),
        ("de", "*infusion", "die Dauerinfusion", False),
        ("zh", "输液", "进行输液治疗", False),
        ("zh", "IVIg", "进行IVIg治疗", False),
        ("zh", "IVIg", "进行IVIgG治疗", True),
        ("ar", "تسريب", "والتسريب", False),
        ("he", "עירוי", "בעירוי", False),
        ("ko", "주입", "주입을", False),
        ("ko", "주입", "재주입을", True),
        ("th", "หยด", "การหยดยา", False),
        ("ru", "инфузи*", "инфузией", False),
    ],
)
def test_words(
    target: str,
    wanted: str,
    translation: str,
    is_lost: bool,  # noqa: FBT001  # a row of the table
) -> None:
    assert lost(wanted, translation, target) is is_lost


def test_the_longest_term_is_meant() -> None:
    glossary = Glossary(
        terms=(
            Term(words={"en": ("sclerosis",), "fr": ("sclérose",)}),
            Term(words={"en": ("systemic sclerosis",), "fr": ("sclérodermie",)}),
        )
    )
    terms = glossary.between("en", "fr_CA")
    assert list(terms.lost("In systemic sclerosis.", "La sclérodermie.")) == []
    assert list(terms.lost("In sclerosis.", "La fibrose.")) == [
        ("sclerosis", ("sclérose",))
    ]


def test_a_glossary_serves_both_directions() -> None:
    glossary = Glossary(terms=(Term(words={"en": ("drip",), "fr": ("perfusion",)}),))
    assert any(glossary.between("fr", "en").lost("La perfusion.", "An injection."))
    assert not any(glossary.between("fr", "de").lost("La perfusion.", "Nichts."))


def test_names_that_are_kept() -> None:
    terms = Glossary(keep=("CHUM", "Lupus Canada")).between("en", "fr")
    assert list(terms.changed("Lupus Canada, at the CHUM", "Lupus au CHUM")) == [
        "Lupus Canada"
    ]
    assert terms.unchanged("Lupus Canada, now").strip(" ,") == "now"
