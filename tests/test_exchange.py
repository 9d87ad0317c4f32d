"""What goes out comes back: every format, every awkward text, nothing lost."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leaflet import exchange
from leaflet.exchange import SUFFIXES, Row, Table, Verdict
from leaflet.exchange.codes import Numbers
from leaflet.exchange.marks import Mark, Pair, flat, parts
from leaflet.exchange.rows import message_id
from leaflet.problems import LeafletError

FORMATS = sorted(SUFFIXES)
AWKWARD = [
    "Ask **us** *now* [@one; @two].",
    "See [our **page**](https://example.org/a_b) or [the guide][guide].[^1]",
    "First line\\\nsecond, in [français]{lang=fr}, `code *x*` and <https://a.org>",
    "{author} & {month} < 5 > 3 \"quoted\" 'single' ]]> &amp;",
    r"\*no mark\*, **open, a * b, snake_case, [loose], ](nothing)",
    '=HYPERLINK("http://evil")',
    "+1 604 555 0100",
    "-5 mg",
    "@SUM(A1)",
    "'=quoted",
    "'plain apostrophe",
    "1.50",
    "1-2",
    "10:30",
    "12345e67",
    "TRUE",
    "a;b,c\td",
    "_x000D_ _x0041_",
    "قبل 5 ملغ **الآن** [@one]",
    "用药 5 毫克，𝒳 emoji 🙂",
    "5\u202fmg\u00a0: «\u00a0oui\u00a0»",
    "two  spaces, and a tab\there",
]


def rows(texts: list[str]) -> tuple[Row, ...]:
    verdicts = [Verdict.DONE, Verdict.REVIEW]
    return tuple(
        Row(
            f"{message_id('d', (None, text))}{'' if i % 3 else '.1'}",
            text,
            text[::-1] if i % 5 == 4 else text,
            verdicts[i % 2],
            (f"= {i}", "second line") if i % 2 else (),
            "paragraph · Title › Heading",
            ("a note",),
            "old text" if i % 7 == 0 else "",
        )
        for i, text in enumerate(texts)
    )


def table(texts: list[str] = AWKWARD, language: str = "fr") -> Table:
    return Table("hours", "en", language, rows(texts))


def back(format_: str, found: Table) -> Table:
    return exchange.read(exchange.write(format_, found, "CA"), f"a{SUFFIXES[format_]}")


def said(found: Table) -> list[tuple[object, ...]]:
    return [
        (r.id, r.source, r.translation, r.state, tuple(filter(None, r.comments)))
        for r in found.rows
    ]


def ids(error: pytest.ExceptionInfo[LeafletError]) -> list[str]:
    return [problem.id for problem in error.value.problems]


@pytest.mark.parametrize("format_", FORMATS)
def test_all_comes_back(format_: str) -> None:
    for language in ("fr", "ar", "zh_Hant"):
        returned = back(format_, table(language=language))
        assert said(returned) == said(table())
        assert (returned.source_language, returned.language) == ("en", language)
        assert returned.problems == ()
        assert [r.at for r in returned.rows] == sorted({r.at for r in returned.rows})


TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp"))
    | st.sampled_from("*_[](){}\\`\n\t@^=+-'\";,"),
    min_size=1,
    max_size=60,
)


@pytest.mark.parametrize("format_", FORMATS)
@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(TEXTS.filter(lambda t: not set(t) & set("\ufeff\ufffe\uffff")))
def test_any_text_comes_back(format_: str, text: str) -> None:
    if format_ == "docx":  # a paragraph of Word begins and ends where its cell does
        text = text.strip() or "x"
    row = Row("abc", text, text[::-1], Verdict.DONE)
    returned = back(format_, Table("hours", "en", "fr", (row,))).rows[0]
    assert (returned.source, returned.translation) == (text, text[::-1])


@pytest.mark.parametrize("format_", FORMATS)
def test_the_same_table_gives_the_same_bytes(
    format_: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = exchange.write(format_, table(), "CA")
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert exchange.write(format_, table(), "CA") == first


@pytest.mark.parametrize("format_", FORMATS)
def test_what_xml_cannot_hold_is_told(format_: str) -> None:
    with pytest.raises(LeafletError) as error:
        exchange.write(format_, table(["a bell \a"]), "CA")
    assert ids(error) == ["exchange-character"]


# --- marks


def test_words_and_marks_are_told_apart() -> None:
    assert parts("a **b *c*** [d](e)[@f]") == [
        "a ",
        Pair("**", ("b ", Pair("*", ("c",), "*")), "**"),
        " ",
        Pair("[", ("d",), "](e)"),
        Mark("[@f]"),
    ]


@pytest.mark.parametrize(
    "text", ["a * b", "snake_case_name", "**never closed", "5 * 3 * 2", r"\*no\*", "]("]
)
def test_what_is_no_mark_is_text(text: str) -> None:
    assert parts(text) == [text]


@pytest.mark.parametrize("text", AWKWARD)
def test_marks_joined_are_the_text(text: str) -> None:
    assert "".join(p if isinstance(p, str) else p.text for p in flat(parts(text))) == (
        text
    )


def test_equal_marks_have_equal_numbers() -> None:
    numbers = Numbers()
    first = [numbers.of(Mark(text)) for text in ("[@a]", "[@b]", "[@a]")]
    numbers.again()
    again = [numbers.of(Mark(text)) for text in ("[@b]", "[@a]", "[@c]", "[@a]")]
    assert (first, again) == (["1", "2", "3"], ["2", "1", "4", "3"])
