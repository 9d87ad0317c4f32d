"""The brand: who speaks, and whether its colours can be read."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from leaflet.project import Association, Colour, Fonts, Pair, Project, contrast

COLOUR = {"rgb": "#000000", "cmyk": [0, 0, 0, 100]}
PROJECT: dict[str, Any] = {
    "association": {
        "name": {"en": "Health B.C.", "fr": "Health B.C.", "es": "Salud B.C."},
        "language": "en",
        "website": "www.example.org",
        "email": "info@example.org",
    },
    "territory": "CA",
    "colours": dict.fromkeys(("ink", "muted", "accent", "tint", "paper"), COLOUR),
    "fonts": {"text": "Sans", "headings": "Sans"},
}


def colour(rgb: str) -> Colour:
    return Colour(rgb=rgb, cmyk=(0, 0, 0, 0))


@pytest.mark.parametrize(
    ("language", "named"),
    [
        ("en", ("Health B.C.", "en")),
        ("fr", ("Health B.C.", "en")),  # not translated: it stays an English name
        ("es", ("Salud B.C.", "es")),
    ],
)
def test_the_name_comes_with_its_language(
    language: str, named: tuple[str, str]
) -> None:
    association = msgspec.convert(PROJECT["association"], Association)
    assert association.named(language) == named


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#000000", 21.0),
        ("#123456", "#123456", 1.0),
        ("#767676", "#ffffff", 4.54),  # the palest grey that passes on white
        ("#777777", "#ffffff", 4.48),
        ("#ff0000", "#ffffff", 4.00),
        ("#010101", "#000000", 1.01),  # below sRGB's knee
    ],
)
def test_contrast(one: str, other: str, ratio: float) -> None:
    assert contrast(colour(one), colour(other)) == pytest.approx(ratio, abs=0.005)


def test_a_project_is_read() -> None:
    project = msgspec.convert(PROJECT, Project)
    assert (project.territory, project.logo) == ("CA", None)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("association", "website"), "https://www.example.org"),
        (("association", "email"), "info"),
        (("association", "phone"), "call us"),
        (("territory",), "Canada"),
        (("colours", "ink", "rgb"), "black"),
        (("colours", "ink", "cmyk"), [0, 0, 0, 101]),
        (("colours", "ink", "cmyk"), [0, 0, 0]),
        (("colours", "link"), COLOUR),
        (("fonts", "text"), ""),
        (("logo",), {"file": "logo.png", "alternative": {"en": "Health"}}),
    ],
)
def test_a_project_is_refused(path: tuple[str, ...], value: object) -> None:
    wrong = msgspec.json.decode(msgspec.json.encode(PROJECT))
    place = wrong
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(wrong, Project)


def test_fonts_of_a_language_are_its_own_or_those_of_a_wider_tag() -> None:
    own, wider = (Pair(text=name, headings=name) for name in ("Own", "Wider"))
    both = {"zh_Hant": own, "zh": wider}
    fonts = Fonts(text="Text", headings="Headings", languages=both)
    found = [fonts.of(tag).text for tag in ("zh_Hant_TW", "zh_Hant", "zh_CN", "fr")]
    assert found == ["Own", "Own", "Wider", "Text"]
    assert [pair.text for pair in fonts.pairs] == ["Text", "Own", "Wider"]
