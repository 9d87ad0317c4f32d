"""Files out of bytes, for tests/fuzzing.py: pieces at random, and nearly sound ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

RAW, LOOSE = 255, b"\x40"
"""A first byte of RAW says that the others are the file itself; one below LOOSE, that
pieces follow each other at random."""
FRONT = (
    "---\ntitle: A title\nlanguage: en\nversion: 1.10\npublished: 2026-11\n"
    "disclaimer: Ask.\nlanguages: [en, fr]\nformats: [screen]\n---\n"
)
MARKDOWN = [
    *("a", "b c", "é", " ", "    ", "\t", "- ", "* ", "1. ", "7) ", "> ", ": ", "\n"),
    *(
        "\n\n",
        "\n  ",
        "\n    ",
        "\n> ",
        "## ",
        "### ",
        "# ",
        "::: summary\n",
        "\n:::\n",
    ),
    *("::: table T\n", ":::: left\n", "::: notes 3\n", "::: page-break\n", "|a|b|\n"),
    *("|-|-|\n", "|", "a | b", "---", "===", "```", "~~~", "![a](b.svg)", "![](c)"),
    *("[^1]", "[^1]: n", "[k]: https://a.b", "[t][k]", "[t](https://a.b)", "[@key]"),
    *("[t](#a-title)", "<!-- translators: n -->", "<!-- context: c -->", "<!--", "-->"),
    *("<b>", "<div>", "**", "*", "`", "\\", "{#x}", "[ ] ", "[x] ", "~", "&amp;", "_"),
    *("5 mg", "< 3", "…", "\u00a0", "\u2028", "\0", "漢", "ש", "👩🏽", "\r", "'", '"'),
    *("[عربي]{lang=ar}", "{lang=fr}", "[x]", "(", ")", "]", "[", "!", "https://x.y/"),
    *("title: ", "cover:\n  picture: b.svg\n", "keywords: [a]\n", "&a ", "*a", "!!x "),
]
PO = [
    *('msgid "a"\n', 'msgid ""\n', 'msgstr "b"\n', 'msgstr ""\n', 'msgctxt "c"\n'),
    *('msgid_plural "as"\n', 'msgstr[0] "x"\n', 'msgstr[1] ""\n', '"more\\n"\n', "\n"),
    *("# note\n", "#. kind · A\n", "#: a.md:1\n", "#, fuzzy\n", '#| msgid "z"\n'),
    *('#~ msgid "old"\n', '#~ msgstr "vieux"\n', '#~| msgid "z"\n', "#~ # x\n", "#\n"),
    *(
        'msgid "',
        'msgstr "',
        '"',
        "\\",
        "\\n",
        "\\x41",
        "\\303",
        "\r\n",
        "\r",
        " ",
        "\t",
    ),
    *(
        "\ufeff",
        "\0",
        "\u2028",
        "é",
        "漢",
        "msgid",
        "msgstr",
        "[",
        "]",
        "0",
        "#",
        "#~ ",
    ),
    *("<<<<<<< us\n", "=======\n", ">>>>>>> them\n", 'msgid "b"\n', "\f", "#= x\n"),
    '"Content-Type: text/plain; charset=UTF-8\\n"\n',
    '"Content-Type: text/plain; charset=ISO-8859-1\\n"\n',
    '"Content-Type: text/plain; charset=SHIFT_JIS\\n"\n',
    '"Plural-Forms: nplurals=3; plural=n;\\n"\n',
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n',
]


SENTENCE = [
    *("Take ", "5 mg", " and ", "**one**", "*two*", "[t](https://a.b)", "é", "[@key]"),
    *(
        "[t][k]",
        "[^1]",
        "\\*",
        "&amp;",
        "漢字",
        "ש",
        "👩🏽",
        " – ",
        "(",
        ")",
        "< 3",
        "'",
    ),
    *('"', "…", "\u00a0", "\n", "\\\n", "|", "https://x.y/", "a@b.org", "1. ", "- "),
    *("[عربي]{lang=ar}", "[le *chat*]{lang=fr}", "~", "_", "*", "  \n", "# ", "[", "]"),
]
BLOCKS = [
    *(
        "x {}",
        "x {}",
        "y {}",
        "## x {}",
        "- x {}",
        "- x {}\n- {}",
        "> x {}",
        "x {}\n: y {}",
    ),
    *(
        "1. x {}\n2. {}\n\n   {}",
        "::: summary x {}\n{}\n:::",
        "![{}](b.svg)",
        "x\n{}\n{}",
    ),
    *(
        "::: table T {}\n|a|b|\n|-|-|\n|x {}|{}|\n:::",
        "- [ ] x {}\n- [ ] {}",
        "## x {}",
    ),
    *("<!-- translators: {} -->\nx {}", "<!-- context: c{} -->\nx {}", "### {}", "{}"),
    *(":::: warning\n- {}\n  - {}\n::::", "::: page-break\n:::", "::: notes {}\n:::"),
    '![{}](b.svg "x {}")',
]
ENDS = "\n\nThe end[^1] [t][k].\n\n[^1]: note\n\n[k]: https://a.b\n"
"""What the marks in sentences refer to."""
ENTRIES = [
    *('msgid "{}"\nmsgstr "{}"\n', 'msgctxt "{}"\nmsgid "a"\nmsgstr "{}"\n', "\n"),
    *(
        '#, fuzzy\n#| msgid "{}"\nmsgid "{}"\nmsgstr ""\n"{}"\n',
        "# {}\n",
        "#. {} · A\n",
    ),
    *(
        '#~ msgid "{}"\n#~ msgstr "{}"\n',
        'msgid "{}"\nmsgid_plural "{}"\nmsgstr[0] "{}"\nmsgstr[1] "{}"\n',
        "#: a.md:1 b.md:2\n",
        "#\n",
        " \f\n",
    ),
    *('\tmsgid "" "{}" \r\n \f "{}"\nmsgstr\n"{}"\n', "#, c-format, no-wrap\n"),
    *('#~| msgid "{}"\n#~ msgid "{}"\n#~ msgstr "{}"\n', "#, fuzzy\n"),
]
STRINGS = [
    *(
        "a",
        "é",
        "漢",
        " ",
        "\\n",
        "\\t",
        '\\"',
        "\\\\",
        "\\x41",
        "\\303\\251",
        "%s",
        "{n}",
        "#",
    ),
    *(
        "\u2028",
        "word word word word word word ",
        "\x85",
        "\x0b",
        "\\r",
        "fuzzy",
        "«",
        "\ufeff",
    ),
]


def written(data: bytes, pieces: Sequence[str]) -> bytes:
    """Give the file that bytes stand for: as they are, or as pieces."""
    if data[:1] == bytes([RAW]):
        return data[1:]
    kind, rest = data[:1] or b"\0", data[1:]
    if kind < LOOSE:
        text = "".join(pieces[one % len(pieces)] for one in rest)
        front = FRONT if pieces is MARKDOWN and kind > b"\x20" else ""
        return (front + text).encode()
    if pieces is MARKDOWN:
        return (FRONT + "\n\n".join(filled(rest, BLOCKS, SENTENCE)) + ENDS).encode()
    return (PO[-1] + "".join(filled(rest, ENTRIES, STRINGS))).encode()


def filled(data: bytes, forms: Sequence[str], words: Sequence[str]) -> Iterator[str]:
    """Give forms with words in them; numbers make most of them differ."""
    steps = iter(data)
    for number, step in enumerate(steps):
        form = forms[step % len(forms)]
        while "{}" in form:
            count = next(steps, 0) % 5
            said = "".join(words[next(steps, 0) % len(words)] for _ in range(count))
            form = form.replace("{}", f"{said}{number}", 1)
        yield form
