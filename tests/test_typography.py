"""Typography per locale: tables of cases, what is protected, and what always holds.

In the tables `~` is a no-break space, `¬` a narrow one, `^er^` a superscript.
"""

from __future__ import annotations

import re
from functools import cache, reduce
from pathlib import Path

import msgspec
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from leaflet.model import (
    Break,
    Citation,
    Code,
    Emphasis,
    FootnoteMark,
    Foreign,
    Inline,
    Inlines,
    LeftToRight,
    Link,
    Plain,
    Strong,
    Superscript,
    plain,
    walk,
)
from leaflet.typography import (
    Dash,
    Hyphenation,
    Rules,
    Setter,
    full_date,
    inherit,
    lineage,
    month_and_year,
    setter,
)

STYLES = Path(__file__).parent.parent / "styles" / "typography"
LOCALES = ["und", "en", "fr", "fr_CA", "fr_FR", "de", "es"]


def rules_of(locale: str) -> Rules:
    files = [STYLES / f"{name}.yaml" for name in reversed(lineage(locale))]
    parsed = [
        yaml.safe_load(file.read_text("utf-8")) for file in files if file.exists()
    ]
    merged = reduce(lambda parent, child: inherit(child, parent), parsed)
    return msgspec.convert(merged, Rules)


@cache
def setter_of(locale: str) -> Setter:
    return setter(rules_of(locale))


def spaces(text: str) -> str:
    return text.replace("~", "\u00a0").replace("¬", "\u202f")


def shown(inlines: Inlines) -> str:
    """Give text as in the tables."""

    def one(inline: Inline) -> str:
        mark = {Superscript: "^", Emphasis: "*", Strong: "**"}.get(type(inline), "")
        inside = shown(getattr(inline, "children", ()))
        return f"{mark}{inside or getattr(inline, 'text', '')}{mark}"

    text = "".join(one(inline) for inline in inlines)
    return text.replace("\u00a0", "~").replace("\u202f", "¬")


def set_in(locale: str, typed: str) -> str:
    return shown(setter_of(locale)((Plain(spaces(typed)),)))


ENGLISH = [
    ('She said "yes".', "She said “yes”."),
    ('"He said "no" twice," she wrote.', "“He said ‘no’ twice,” she wrote."),
    ('("quoted")', "(“quoted”)"),
    ("the word 'dose' means", "the word ‘dose’ means"),
    ("\"'Dose' is a word\"", "“‘Dose’ is a word”"),
    ("it's the patients' choice", "it’s the patients’ choice"),
    ("the '90s and the '80s", "the ’90s and the ’80s"),
    ("wait...", "wait…"),
    ("fill in .......", "fill in ......."),
    ("the best design - so far - is this", "the best design—so far—is this"),
    ("this -- at last", "this—at last"),
    ("well-known B-cells", "well-known B-cells"),
    ("open 9 a.m. - 5 p.m.", "open 9 a.m. - 5 p.m."),
    ("over 2-5 days", "over 2–5 days"),
    ("from 2019-2020", "from 2019–2020"),
    ("1.5-2.5 mg", "1.5–2.5~mg"),
    ("24-7 care, 2019-20, 1-2-3", "24-7 care, 2019-20, 1-2-3"),
    ("20 % of patients", "20% of patients"),
    ("5 mg/kg, 20 mmHg, 3 m² and 2 tables", "5~mg/kg, 20~mmHg, 3~m² and 2 tables"),
    ("at 37 °C, or 98.6°F; turn 90 °", "at 37~°C, or 98.6~°F; turn 90°"),
    ("Dr. Hoa and Mrs. Roy, p. 12", "Dr.~Hoa and Mrs.~Roy, p.~12"),
    ("J. K. Rowling; J. Roy", "J.~K.~Rowling; J. Roy"),
    ("Take vitamin D. It helps.", "Take vitamin D. It helps."),
    ("on 3 March 2023, March 1", "on 3~March 2023, March 1"),
    ("4 000 patients, 4,000 in 2019 300", "4~000 patients, 4,000 in 2019 300"),
    ("What? No! Yes; so: done", "What? No! Yes; so: done"),
    ("the 1st and 2nd", "the 1st and 2nd"),
    ("“right” already—it’s…", "“right” already—it’s…"),
    ('“typed” and "straight"', "“typed” and “straight”"),
    ('a 5" pipe is 5" wide', 'a 5" pipe is 5" wide'),
    ('a "5" and so"', 'a “5” and so"'),
    ("he is 5'10\" tall", "he is 5'10\" tall"),
    ('a "quote " closes', "a “quote ” closes"),
]

FRENCH = [
    ('"oui"', "«~oui~»"),
    ('" oui "', "«~oui~»"),
    ("«oui» et « non »", "«~oui~» et «~non~»"),
    ('"il dit "non" ici"', "«~il dit “non” ici~»"),
    ("l'\"air\" et l'eau", "l’«~air~» et l’eau"),
    ("aujourd'hui...", "aujourd’hui…"),
    ("le mot 'dose' ici", "le mot “dose” ici"),
    ("Attention: danger", "Attention~: danger"),
    ("Attention : danger", "Attention~: danger"),
    ("à 10:30, ratio 1:2", "à 10:30, ratio 1:2"),
    ("20%, 20 % et 5,5 ‰", "20~%, 20~% et 5,5~‰"),
    ("5 mg et 20 kg/m²", "5~mg et 20~kg/m²"),
    ("37°C ou 37 °C", "37~°C ou 37~°C"),
    ("20$ ou 20 €", "20~$ ou 20~€"),
    ("à 16 h 15, 16h15 et 8 h", "à 16~h~15, 16~h~15 et 8~h"),
    ("1er, 1re, 2e et 21es", "1^er^, 1^re^, 2^e^ et 21^es^"),
    ("le 1 mars 2023", "le 1^er^~mars 2023"),
    ("le 1er mars et le 15 mai", "le 1^er^~mars et le 15~mai"),
    ("le 11 mars, 3,1 mars", "le 11~mars, 3,1~mars"),
    ("la 2ème fois, 2e-5", "la 2ème fois, 2e-5"),
    ("Dre Hoa, M. Roy, Mme Ali", "Dre~Hoa, M.~Roy, Mme~Ali"),
    ("no 5, p. 12, non no", "no~5, p.~12, non no"),
    ("l'étude - la seule - dit", "l’étude~– la seule~– dit"),
    ("l'étude – la seule – dit", "l’étude~– la seule~– dit"),
    ("l'étude -- la seule.", "l’étude~– la seule."),
    ("Un - un. Deux - deux - deux", "Un~– un. Deux~– deux~– deux"),
    ("pages 2-5 et 2 à 5", "pages 2-5 et 2 à 5"),
]

CANADIAN_FRENCH = [
    *FRENCH,
    ("Quoi ? Non ! Oui ; si", "Quoi? Non! Oui; si"),
    ("Quoi~? Non¬!", "Quoi? Non¬!"),
    ("Quoi?! Non", "Quoi?! Non"),
    ("4 000 personnes, 2 345 678", "4~000 personnes, 2~345~678"),
    ('"Oui?" : non', "«~Oui?~»~: non"),
]

FRENCH_OF_FRANCE = [
    *FRENCH,
    ("Quoi ? Non ! Oui ; si", "Quoi¬? Non¬! Oui¬; si"),
    ("Quoi? Non! Oui; si", "Quoi¬? Non¬! Oui¬; si"),
    ("Quoi~? Non¬!", "Quoi¬? Non¬!"),
    ("Quoi?! (!)", "Quoi¬?! (!)"),
    ("4 000 personnes", "4¬000 personnes"),
    ('"Oui ?"', "«~Oui¬?~»"),
    ("x?y=1;z", "x?y=1;z"),
]

GERMAN = [
    ('Er sagt "ja".', "Er sagt „ja“."),
    ('"Er sagt "ja" dazu."', "„Er sagt ‚ja‘ dazu.“"),
    ("das 'Wort' hier", "das ‚Wort‘ hier"),
    ("20% und 20 %", "20~% und 20~%"),
    ("eine 8%ige Lösung", "eine 8%ige Lösung"),
    ("5 mg, 37 °C", "5~mg, 37~°C"),
    ("am 3. März 2023", "am 3.~März 2023"),
    ("Dr. Hoa, z. B. heute, S. 12", "Dr.~Hoa, z.~B. heute, S.~12"),
    ("das Mittel - neu - hilft", "das Mittel – neu – hilft"),
    ("2-5 Tage", "2–5 Tage"),
    ("geht's...", "geht’s…"),
    ("20€, 10 000 Euro", "20~€, 10~000 Euro"),
    ("16:15 Uhr: jetzt!", "16:15 Uhr: jetzt!"),
]

SPANISH = [
    ('Dijo "sí".', "Dijo «sí»."),
    ('"Dijo "sí" y "no"."', "«Dijo “sí” y “no”.»"),
    ('"uno "dos "tres" dos" uno"', "«uno “dos ‘tres’ dos” uno»"),
    ("la 'dosis' diaria", "la ‘dosis’ diaria"),
    ("20% y 20 %", "20~% y 20~%"),
    ("5 mg, 37 °C, 20 €", "5~mg, 37~°C, 20~€"),
    ("el 3 de marzo", "el 3~de marzo"),
    ("Dra. Hoa, p. ej. esto", "Dra.~Hoa, p.~ej. esto"),
    ("n.º 5 y el 1.º", "n.º~5 y el 1.º"),
    ("el estudio - único - dice", "el estudio —único— dice"),
    ("Nombre - cargo", "Nombre - cargo"),
    ("2-5 días", "2-5 días"),
    ("¿Qué? ¡Sí!...", "¿Qué? ¡Sí!…"),
    ('¿"Qué"?', "¿«Qué»?"),
]


@pytest.mark.parametrize(
    ("locale", "typed", "expected"),
    [
        (locale, typed, expected)
        for locale, cases in [
            ("en", ENGLISH),
            ("fr_CA", CANADIAN_FRENCH),
            ("fr_FR", FRENCH_OF_FRANCE),
            ("de", GERMAN),
            ("es", SPANISH),
        ]
        for typed, expected in cases
    ],
)
def test_text_is_set_as_its_locale_has_it(
    locale: str, typed: str, expected: str
) -> None:
    assert set_in(locale, typed) == expected


PROTECTED = [
    "https://example.org/a?b='x';c=1...2-5",
    "www.example.org/l'air",
    "l'adresse".replace("'", "’") + " a.b-c@example.org",
    "doi 10.1000/abc-2...3",
    "514 555-1234",
    "514 555 1234",
    "(514) 555-1234",
    "1 800 555 1234",
    "1-800-555-1234",
    "555-1234",
    "06 12 34 56 78",
    "0 800 123 456",
    "+33 1 23 45 67 89",
    "91 123 45 67",
    "612 34 56 78",
    "2026-11-23",
    "2026-11",
    "10:30-11:30",
    "10:30",
    "1:2",
    "version 1.2.3-4",
    "ISSN 1234-5678",
    "PMID 12345678",
    "A-12 et COVID-19",
    "{nom}",
    "%(nom)s",
    "5'10\"",
]


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("text", PROTECTED)
def test_what_is_not_prose_stays(locale: str, text: str) -> None:
    assert setter_of(locale)((Plain(text),)) == (Plain(text),)


ACROSS = [
    ("fr_CA", (Strong((Plain("x"),)), Plain(" : y")), "**x**~: y"),
    ("fr_CA", (Strong((Plain("x"),)), Plain(": y")), "**x**~: y"),
    ("fr_CA", (Strong((Plain("x :"),)), Plain(" y")), "**x~:** y"),
    ("fr_FR", (Emphasis((Plain("Quoi"),)), Plain("?")), "*Quoi*¬?"),
    ("en", (Plain('a "'), Emphasis((Plain("b"),)), Plain('" c')), "a “*b*” c"),
    ("en", (Emphasis((Plain('"b'),)), Plain('" c')), "*“b*” c"),
    ("en", (Emphasis((Plain("it"),)), Plain("'s")), "*it*’s"),
    ("en", (Code("it"), Plain("'s")), "it’s"),
    ("en", (Code('"a"'), Plain(' "b"')), '"a" “b”'),
    ("fr_CA", (Plain('"'), Code("x"), Plain('"')), "«~x~»"),
    ("fr_CA", (Plain('"a '), Strong((Plain('"'),))), "«~a~**»**"),
    ("en", (Plain("a"), Break(), Plain('"b"')), "a“b”"),
    ("en", (Strong((Plain("5"),)), Plain(" mg")), "**5**~mg"),
    ("fr_CA", (Strong((Plain("1"),)), Plain("er mars")), "**1**^er^~mars"),
    ("fr_CA", (Plain("mot"), FootnoteMark("a"), Plain(" ;")), "mot;"),
    ("fr_CA", (Plain("mot "), Citation(("a",)), Plain(":")), "mot ~:"),
    ("fr_FR", (Foreign("en", (Plain('"a" !'),)), Plain(" !")), '"a" !¬!'),
    (
        "en",
        (Link("https://x.org/'a'", (Plain("it's"),)), Plain("...")),
        "it’s…",
    ),
    ("en", (Link("https://x.org/'a'", (Plain("x.org/'a'"),)),), "x.org/'a'"),
    ("fr_CA", (Link("tel:811", (Plain("811"),)), Plain(" !")), "811!"),
    ("fr_CA", (Plain("10"), Superscript((Plain("9"),)), Plain(" L")), "10^9^ L"),
]


@pytest.mark.parametrize(("locale", "inlines", "expected"), ACROSS)
def test_rules_see_across_nodes(locale: str, inlines: Inlines, expected: str) -> None:
    assert shown(setter_of(locale)(inlines)) == expected


def test_addresses_of_links_stay() -> None:
    link = Link("https://x.org/'a'...", (Plain("it's"),), label="it's")
    (done,) = setter_of("en")((link,))
    assert done == Link("https://x.org/'a'...", (Plain("it’s"),), label="it's")


def test_quotes_that_open_and_close_alike_are_balanced() -> None:
    """In Swedish both quotes are ”."""
    swedish = setter(Rules(quotes=(("”", "”"), ("’", "’"))))
    typed = (Plain('"a "b" c" och ”d” och "e"'),)
    assert shown(swedish(typed)) == "”a ’b’ c” och ”d” och ”e”"


def test_no_rules_only_bind() -> None:
    typed = 'it\'s "a"... 2-5 - 20 % : 1er mars'
    assert setter(Rules())((Plain(typed),)) == (Plain(typed),)


def test_files_inherit_from_general_to_particular() -> None:
    assert lineage("fr-CA") == ("fr_CA", "fr", "und")
    assert lineage("und") == ("und",)
    child = {"before": {";": ""}, "dash": None, "months": ["mars"]}
    parent = {"before": {":": " "}, "dash": {"opening": "–"}, "hours": ["h"]}
    assert inherit(child, parent) == {
        "before": {":": " ", ";": ""},
        "dash": None,
        "months": ["mars"],
        "hours": ["h"],
    }


@pytest.mark.parametrize("file", sorted(STYLES.glob("*.yaml")), ids=lambda f: f.stem)
def test_each_file_is_valid_by_itself_and_names_its_source(file: Path) -> None:
    text = file.read_text("utf-8")
    assert re.search(r"^# .*Sources?:", text, re.MULTILINE)
    msgspec.convert(yaml.safe_load(text), Rules)


def test_a_language_without_a_file_has_what_all_share() -> None:
    assert rules_of("tlh") == rules_of("und")
    assert rules_of("und").hyphenation is None
    assert rules_of("fr_CA").hyphenation == Hyphenation(word=8, before=3, after=3)
    assert rules_of("es").dash == Dash(opening=" —", closing="— ")


def test_rules_have_a_schema() -> None:
    schema = msgspec.json.schema(Rules)
    assert "quotes" in schema["$defs"]["Rules"]["properties"]


@pytest.mark.parametrize(
    ("locale", "month", "day"),
    [
        ("en", "March 2023", "March 1, 2023"),
        ("en_CA", "March 2023", "March 1, 2023"),
        ("fr_CA", "mars 2023", "1er mars 2023"),
        ("fr-FR", "mars 2023", "1er mars 2023"),
        ("de", "März 2023", "1. März 2023"),
        ("es", "marzo de 2023", "1 de marzo de 2023"),
        ("fr_EU", "mars 2023", "1er mars 2023"),
        ("xx", "2023-03", "2023-03-01"),
    ],
)
def test_dates_are_in_words(locale: str, month: str, day: str) -> None:
    assert month_and_year("2023-03", locale) == month
    assert month_and_year("2023-03-01", locale) == month
    assert full_date("2023-03", locale) == month
    assert full_date("2023-03-01", locale) == day


def test_only_the_first_day_is_an_ordinal() -> None:
    assert full_date("2023-03-11", "fr_CA") == "11 mars 2023"


# --- what always holds -------------------------------------------------------

WORDS = st.sampled_from(
    [
        *"\"'.,:;!?%$°-–—()«»“”‘’„‚…1259ehmt|@+\n\u00a0\u202f\ufffc",
        *[" "] * 12,
        *["...", " - ", "--", " -- ", " «", "» ", "er", "mars", "mg", "°C", "10:30"],
        *["mot", "l'air", "1er", "1 mars", "M.", "J. ", "Dr", "p. ", "16 h 15", "16h"],
        *["www.x.org/a", "a@b.ca", "514 555-1234", "4 000", "2-5", "'90s", "5'10\""],
    ]
)
TEXTS = st.lists(WORDS, min_size=1, max_size=12).map("".join)
LEAVES: st.SearchStrategy[Inline] = st.one_of(
    TEXTS.map(Plain),
    TEXTS.map(Plain),
    TEXTS.map(Code),
    st.just(Break()),
    st.just(Citation(("a",))),
    st.just(FootnoteMark("a")),
    TEXTS.map(lambda text: Foreign("la", (Plain(text),))),
    TEXTS.map(lambda text: Superscript((Plain(text),))),
)
TREES: st.SearchStrategy[Inlines] = st.recursive(
    st.lists(LEAVES, max_size=4).map(tuple),
    lambda inner: st.lists(
        st.one_of(
            LEAVES,
            inner.map(Emphasis),
            inner.map(Strong),
            inner.map(lambda children: Link("https://x.org", children)),
        ),
        max_size=4,
    ).map(tuple),
    max_leaves=6,
)


@settings(deadline=None)
@given(st.sampled_from(LOCALES), TREES)
def test_setting_twice_is_setting_once(locale: str, inlines: Inlines) -> None:
    once = setter_of(locale)(inlines)
    assert setter_of(locale)(once) == once


@settings(deadline=None)
@given(st.sampled_from(LOCALES), st.text())
def test_setting_any_text_twice_is_setting_it_once(locale: str, text: str) -> None:
    once = setter_of(locale)((Plain(text),))
    assert setter_of(locale)(once) == once


@settings(deadline=None)
@given(st.sampled_from(LOCALES), TREES)
def test_digits_stay(locale: str, inlines: Inlines) -> None:
    done = setter_of(locale)(inlines)
    assert re.findall(r"\d", plain(done)) == re.findall(r"\d", plain(inlines))


@settings(deadline=None)
@given(st.sampled_from(LOCALES), TREES)
def test_words_stay(locale: str, inlines: Inlines) -> None:
    """All but spaces, quotes, dots, dashes and the ending of the first of a month."""

    def bare(inlines: Inlines) -> str:
        text = re.sub(r"[\s\"'«»“”‘’„‚.…–—-]", "", plain(inlines))
        return text.replace("1er", "1")

    assert bare(setter_of(locale)(inlines)) == bare(inlines)


@settings(deadline=None)
@given(st.sampled_from(LOCALES), TREES)
def test_structure_stays(locale: str, inlines: Inlines) -> None:
    def nodes(inlines: Inlines) -> list[object]:
        return [
            inline if isinstance(inline, Code | Foreign | Citation) else type(inline)
            for inline in walk(inlines)
            if not isinstance(inline, Plain | Superscript)
            # What holds but a space goes with it.
            and (plain((inline,)).strip() or not hasattr(inline, "children"))
        ]

    assert nodes(setter_of(locale)(inlines)) == nodes(inlines)


@settings(deadline=None)
@given(
    st.sampled_from(LOCALES),
    st.text(st.characters(categories=["L"], include_characters=" \n")),
)
def test_words_without_marks_are_given_back_as_they_are(locale: str, text: str) -> None:
    inlines = (Emphasis((Plain(text),)), Plain(text))
    assert setter_of(locale)(inlines) is inlines


@pytest.mark.parametrize("piece", ["a'", "'a ", '"', " - ", "1 ", "a.", "«  ", "0 1"])
def test_a_long_text_takes_linear_time(piece: str) -> None:
    """Quadratic search would take minutes; there is no clock in this test."""
    inlines = (Plain(piece * 20_000),)
    assert setter_of("fr_FR")(inlines)


# --- from right to left


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("تناول 2 g/kg كل يوم", ["2 g/kg"]),
        ("من 5–10 mg، ثم 20 %.", ["5–10 mg", "20 %"]),
        ("اتصل 604-371-1005 أو +1 604-371-1005.", ["604-371-1005", "+1 604-371-1005"]),
        ("(604) 371-1005", ["(604) 371-1005"]),
        ("في 2026-11-23 الساعة 9:30", ["2026-11-23", "9:30"]),
        ("بين 1 و 10", []),
        ("٥-١٠ و 7", []),
        ("B12 و x2", []),
        ("1,000.", ["1,000"]),
        ("3.0 × 10^9/L", ["3.0 × 10^9/L"]),
        ("5 mg/kg/day و 10,000/µL", ["5 mg/kg/day", "10,000/µL"]),
        ("5 mg/m² عند -5 °C", ["5 mg/m²", "-5 °C"]),
    ],
)
def test_numbers_keep_their_order_from_right_to_left(
    text: str, kept: list[str]
) -> None:
    inlines = (Plain(text), Strong((Plain("3 mg"),)), Code("4 mg"))
    said = setter(Rules(), "rtl")(inlines)
    assert plain(said) == plain(inlines)
    ordered = [plain(it.children) for it in walk(said) if isinstance(it, LeftToRight)]
    assert ordered == [*kept, "3 mg"]
    assert setter(Rules())(inlines) == inlines


@given(st.text(alphabet="0123456789 +-–()/.,:%mgA\u00a0", max_size=40))
def test_ordering_numbers_loses_nothing(text: str) -> None:
    inlines = (Plain(text),)
    as_ever = plain(setter(Rules())(inlines))
    assert plain(setter(Rules(), "rtl")(inlines)) == as_ever


def test_ordering_numbers_takes_linear_time() -> None:
    for text in ("1 " * 50_000, "(1" * 50_000, "1)" * 50_000, "1 mg/" * 20_000):
        said = setter(Rules(), "rtl")((Plain(text),))
        assert len(plain(said)) == len(text)
