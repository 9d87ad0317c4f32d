"""What a stranger's project may try: each is refused with its place, or harmless.

Each table says what is tried and what is told of it: an id and a line, or nothing
where it is only text. docs/security.md names the limit that each holds.
"""

from __future__ import annotations

import io
import os
import struct
import zlib
from itertools import pairwise
from pathlib import Path
from time import process_time

import pytest
from PIL import Image

from leaflet.markup import Pages
from leaflet.messages.read import read_catalog
from leaflet.pofile import parse
from leaflet.problems import LeafletError, Problem
from leaflet.project import Project
from leaflet.source.files import SIZE_LIMIT, Files
from leaflet.source.inline import InlineReader
from leaflet.source.markdown import read_body
from leaflet.source.pictures import BYTES, PHOTOGRAPH, picture_problems
from leaflet.source.styles import read_styles
from leaflet.source.svg import svg_problems
from leaflet.source.yaml import read_yaml
from tests.editions import edition

SECONDS = 5.0
"""More than any of them may take; most take a millisecond."""
Told = list[tuple[str, int]]


@pytest.fixture(autouse=True)
def _quick() -> object:
    started = process_time()
    yield
    assert process_time() - started < SECONDS


def told(problems: list[Problem]) -> Told:
    assert all(problem.message for problem in problems)
    return list(dict.fromkeys((one.id, one.at.line) for one in problems))


# --- SVG

NS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
USES = "".join(
    f'<g id="a{after}">' + f'<use href="#a{after - 1}"/>' * 10 + "</g>"
    for after in range(1, 7)
)
PATTERNS = "".join(
    f'<pattern id="p{after}">'
    + f'<path fill="url(#p{after - 1})"/>' * 60
    + "</pattern>"
    for after in range(1, 4)
)
SVG_UNSAFE = {
    "script": "\n<script>alert(1)</script>",
    "script of another prefix": '\n<s:script xmlns:s="http://www.w3.org/2000/svg"/>',
    "script in capitals": "\n<SCRIPT/>",
    "event": '\n<rect onclick="alert(1)"/>',
    "event of another prefix": '\n<rect xlink:onload="alert(1)"/>',
    "link to a script": '\n<a href="javascript:alert(1)"><rect/></a>',
    "link": '\n<a xlink:href="https://example.org"><rect/></a>',
    "foreign object": "\n<foreignObject><p/></foreignObject>",
    "picture of a file": '\n<image href="file:///etc/passwd"/>',
    "picture of the project": '\n<image href="own.png"/>',
    "picture in the address": '\n<image href="data:image/png;base64,AA"/>',
    "picture of another prefix": '\n<image xlink:href="own.png"/>',
    "picture in a filter": '\n<filter><feImage href="a.png"/></filter>',
    "use of a file": '\n<use href="file:///x.svg#a"/>',
    "use of another picture": '\n<use href="other.svg#a"/>',
    "use of a web page": '\n<use xlink:href="https://example.org/x.svg#a"/>',
    "base": '\n<g xml:base="file:///etc/"/>',
    "fill from a file": '\n<rect fill="url(file:///x.svg#a)"/>',
    "fill from a file in quotes": "\n<rect fill=\"url('x.svg#a')\"/>",
    "fill with an escape": '\n<rect fill="u\\72l(x.svg#a)"/>',
    "fill that is not closed": '\n<rect fill="url(x.svg"/>',
    "style from a file": '\n<rect style="fill: url(x.svg#a)"/>',
    "style with an escape": '\n<rect style="fill: u\\72l(x.svg#a)"/>',
    "import": "\n<style>@import url(x.css);</style>",
    "import without url": '\n<style>@import "x.css";</style>',
    "import with an escape": '\n<style>@\\69mport "x.css";</style>',
    "font from a file": "\n<style>@font-face { src: url(x.ttf) }</style>",
    "other ways to name": "\n<style>rect { fill: image(x.png) }</style>",
    "stylesheet instruction": '\n<?xml-stylesheet href="x.css"?>',
    "moving": '\n<animate attributeName="href" values="javascript:alert(1)"/>',
    "setting": '\n<set attributeName="href" to="javascript:alert(1)"/>',
    "frame": '\n<iframe src="https://example.org"/>',
    "embedded": '\n<embed src="x.pdf"/>',
    "use of itself": '\n<g id="a"><use href="#a"/></g>',
    "use of each other": '\n<g id="a"><use href="#b"/><use id="b" href="#a"/></g>',
    "use bomb": f'\n<rect id="a0"/>{USES}<use href="#a6"/>',
    "chain of two": '\n<rect id="r"/><use id="u" href="#r"/><use href="#u"/>',
    "pattern of itself": '\n<pattern id="p"><rect fill="url(#p)"/></pattern>',
    "pattern bomb": f'\n<pattern id="p0"/>{PATTERNS}<path fill="url(#p3)"/>',
    "gradients in a circle": '\n<linearGradient id="a" href="#a"/>',
    "a gradient without end": '\n<linearGradient spreadMethod="repeat" x2="1e-9"/>',
    "mask of itself": '\n<mask id="m"><rect mask="url(#m)"/></mask>',
    "too deep": "\n" + "<g>" * 60 + "</g>" * 60,
    "too many": "\n" + "<g/>" * 20_001,
    "much that is shown often": (
        '\n<g><g id="a">' + "<g/>" * 999 + "</g>" + '<use href="#a"/>' * 21 + "</g>"
    ),
}


@pytest.mark.parametrize("name", SVG_UNSAFE)
def test_svg_that_runs_fetches_or_multiplies(name: str) -> None:
    problems = svg_problems(f"<svg {NS}>{SVG_UNSAFE[name]}</svg>", "a.svg")
    assert told(problems)[0] == ("svg-unsafe", 2)


LAUGHS = '<!DOCTYPE svg [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f'<!DOCTYPE svg SYSTEM "file:///etc/passwd"><svg {NS}/>', ("svg-unsafe", 1)),
        (f"\n\n<!DOCTYPE svg><svg {NS}/>", ("svg-unsafe", 3)),
        (f"{LAUGHS}<svg {NS}><text>&b;</text></svg>", ("svg-unsafe", 1)),
        (f'<?xml version="1.0" encoding="utf-7"?><svg {NS}/>', ("svg-unsafe", 1)),
        (f'<?xml version="1.0" encoding="cp037"?><svg {NS}/>', ("svg-unsafe", 1)),
        ("<html/>", ("svg-unsafe", 1)),
        ("", ("svg-broken", 1)),
        ("<svg", ("svg-broken", 1)),
        (f"<svg {NS}>\n&a;</svg>", ("svg-broken", 2)),
        (f"<svg {NS}>\n<g></svg>", ("svg-broken", 2)),
        (f"<svg {NS}/><svg/>", ("svg-broken", 1)),
        ("<svg a='1' a='2'/>", ("svg-broken", 1)),
        ("<" * 1_000_000, ("svg-broken", 1)),
        ("<a>" * 100_000, ("svg-unsafe", 1)),
    ],
)
def test_svg_that_is_no_plain_picture(text: str, expected: tuple[str, int]) -> None:
    assert told(svg_problems(text, "a.svg")) == [expected]


@pytest.mark.parametrize(
    "inside",
    [
        '<linearGradient id="a"/><linearGradient id="b" href="#a"/>'
        '<rect id="r" fill="url(#b)"/><use href="#r"/>',
        "<style>rect { fill: url('#a') }</style><rect style='fill:url(#a)'/>",
        '<g inkscape:label="C:\\a" xmlns:inkscape="i"/><text aria-label="a@b.org"/>',
        "<!-- <script/> --><title>onclick</title><text>@import url(x)</text>",
        '<a href="#there"><rect id="there"/></a><use href="#nobody"/>',
    ],
)
def test_svg_as_drawing_programs_write_it(inside: str) -> None:
    assert svg_problems(f"<svg {NS}>{inside}</svg>", "a.svg") == []


# --- pictures of pixels


def png(width: int, height: int, *chunks: tuple[bytes, bytes]) -> bytes:
    """Give a PNG of one bit a pixel that says it is as large as told."""
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    parts = [
        (b"IHDR", head),
        *chunks,
        (b"IDAT", zlib.compress(b"\0\0")),
        (b"IEND", b""),
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data
        + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )  # fmt: skip


def jpeg(width: int = 8, height: int = 8, side: int = 8) -> bytes:
    """Give a JPEG that says it is as large as told, and has so many pixels a side."""
    data = io.BytesIO()
    Image.effect_noise((side, side), 50).save(data, "JPEG")
    found = data.getvalue()
    at = found.index(b"\xff\xc0") + 5
    return found[:at] + struct.pack(">HH", height, width) + found[at + 4 :]


TEXT = (b"zTXt", b"a\0\0" + zlib.compress(b"\0" * 100_000_000))
GIF = b"GIF89a\x01\0\x01\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;"


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.png", png(1, 1), []),
        ("a.jpg", jpeg(), []),
        ("a.png", png(30_000, 30_000), ["picture-large"]),
        ("a.png", png(10_000, 4_001), ["picture-large"]),
        ("a.png", png(0, 0), ["picture-damaged"]),
        ("a.png", png(2**31 - 1, 2**31 - 1), ["picture-large"]),
        ("a.png", png(1, 1, TEXT), ["picture-damaged"]),
        ("a.png", png(1, 1)[:40], ["picture-damaged"]),
        ("a.png", png(1, 1).replace(b"IHDR", b"IHDX"), ["picture-damaged"]),
        ("a.png", png(1, 1)[:8], ["picture-damaged"]),
        ("a.png", png(1, 1) + b"\0" * PHOTOGRAPH, ["picture-photograph"]),
        ("a.png", b"\0" * (BYTES + 1), ["picture-large"]),
        ("a.png", jpeg(), ["picture-damaged"]),
        ("a.png", GIF, ["picture-damaged"]),
        ("a.jpg", png(1, 1), ["picture-damaged"]),
        ("a.jpg", jpeg(65_500, 65_500), ["picture-large"]),
        ("a.jpg", jpeg()[:30], ["picture-damaged"]),
        ("a.jpg", jpeg(800, 800, 800), []),
        ("a.jpg", jpeg(800, 800, 800)[:90_000], ["picture-damaged"]),
        ("a.jpg", b"\xff\xd8\xff" * 1000, ["picture-damaged"]),
        ("a.jpg", b"\xff\xd8\xff%PDF-1.4", ["picture-damaged"]),
        ("a.jpg", b"%!PS-Adobe-3.0 EPSF", ["picture-damaged"]),
        ("a.svg", b"\x1f\x8b<svg", ["encoding"]),
        ("a.svg", "<svg/>".encode("utf-16"), ["picture-damaged"]),
        ("a.svg", b"<svg>" + b" " * SIZE_LIMIT, ["picture-large"]),
        ("a.svg", b"\0<svg/>", ["character-invisible"]),
    ],
)  # fmt: skip
def test_pictures(name: str, data: bytes, expected: list[str]) -> None:
    assert [one.id for one in picture_problems(data, name)] == expected


# --- stylesheets

NAMES = [chr(letter) for letter in range(ord("a"), ord("j"))]
GROWING = ":root { --a: " + "x " * 10 + ";" + "".join(
    f"--{after}: {f'var(--{before}) ' * 10};"
    for before, after in pairwise(NAMES)
)  # fmt: skip
CSS_UNSAFE = {
    "import": "\n@import url(own.css);",
    "import of a text": '\n@import "own.css";',
    "import inside": "\n@media print { @import 'a.css'; }",
    "import with an escape": "\n@\\69mport 'a.css';",
    "font": "\n@font-face { font-family: a; src: url(a.ttf) }",
    "colour profile": "\n@color-profile --a { src: url(a.icc) }",
    "namespace": "\n@namespace url(http://www.w3.org/1999/xhtml);",
    "file": "\np { background: url(file:///etc/passwd) }",
    "file in quotes": "\np { background: url('file:///etc/hosts.png') }",
    "file with an escape": "\np { background: u\\72l(file:///a.png) }",
    "path of the machine": "\np { background: url(/etc/hosts.png) }",
    "path out": "\np { background: url(../secret.svg) }",
    "path out, encoded": "\np { background: url(%2e%2e/secret.svg) }",
    "link out": "\np { background: url(link.svg) }",
    "web": "\np { background: url(https://example.org/a.png) }",
    "web without scheme": "\np { background: url(//example.org/a.png) }",
    "data": "\np { background: url(data:image/png;base64,AA) }",
    "no picture": "\np { background: url(leaflet.yaml) }",
    "unsafe picture": "\np { content: url(bad.svg) }",
    "list style": "\nli { list-style: url(http://a.b/c.svg) }",
    "page margin": "\n@page { @top-left { content: url(http://a.b/c.svg) } }",
    "variable": "\n:root { --a: url(http://a.b/c.svg) }",
    "end of the element": "\n/* </style><link rel=attachment href=x> */",
    "end in capitals": "\n</STYLE >",
    "variables that grow": f"\n{GROWING} }} p {{ content: var(--i) }}",
    "variables in a circle": "\n:root { --a: var(--b); --b: var(--a) }",
    "variable of itself": "\n:root { --a: var(--a) var(--a) }",
    "many shadows": "\np { box-shadow: " + ",".join(["0 0 9px red"] * 20_000) + "}",
    "repeating gradient": "\np { background: repeating-linear-gradient(red, blue) }",
    "round gradient": "\np { background: Repeating-Radial-Gradient(red, blue 1px) }",
    "nested rules": "\n" + "a {" * 3000,
    "nested brackets": "\np { width: calc(" + "(" * 3000 + "1px",
    "long list": "\np { font-family: " + "a," * 3000 + "b }",
}


@pytest.fixture
def files(tmp_path: Path) -> Files:
    """Give a project beside a secret, with a picture, a bad one and a link out."""
    root = tmp_path / "project"
    (root / "styles").mkdir(parents=True)
    (root / "templates").mkdir()
    (tmp_path / "secret.svg").write_text(f"<svg {NS}/>", "utf-8")
    (root / "own.svg").write_text(f"<svg {NS}/>", "utf-8")
    (root / "bad.svg").write_text(f"<svg {NS}>\n<script/></svg>", "utf-8")
    (root / "link.svg").symlink_to(tmp_path / "secret.svg")
    (root / "leaflet.yaml").write_text("secret: 1", "utf-8")
    (root / "styles/test.css").write_text("p { color: red }", "utf-8")
    return Files(root)


@pytest.mark.parametrize("name", CSS_UNSAFE)
def test_stylesheets_that_fetch_or_never_end(files: Files, name: str) -> None:
    (files.root / "styles/a.css").write_text(CSS_UNSAFE[name], "utf-8")
    expected = [("style-unsafe", 2)]
    if name == "unsafe picture":  # told of with its own line
        expected = [("svg-unsafe", 2)]
    assert told(read_styles(files, ["styles/a.css"])) == expected


@pytest.mark.parametrize(
    "css",
    [
        "",
        "p { background: url(own.svg) } li { list-style: url('/own.svg') }",
        ":root { --a: 1pt; --b: calc(2 * var(--a)) } p { margin: var(--b) }",
        "@page :first { size: a4; @top-left { content: 'a' } } a:hover { color: red }",
        "p { background: linear-gradient(red, blue) }",
        "p { color: red" * 10 + "}}}}",
        "/*" * 10_000,
        '"' * 10_000,
        "p { color: red }\n" * 10_000,
    ],
)
def test_stylesheets_that_may_pass(files: Files, css: str) -> None:
    (files.root / "styles/a.css").write_text(css, "utf-8")
    assert read_styles(files, ["styles/a.css", "styles/none.css"]) == []


def test_stylesheets_share_their_variables(files: Files) -> None:
    (files.root / "styles/a.css").write_text(":root { --a: var(--b) }", "utf-8")
    (files.root / "styles/b.css").write_text("\n:root { --b: var(--a) }", "utf-8")
    names = ["styles/a.css", "styles/b.css"]
    assert [str(one.at) for one in read_styles(files, names)] == [
        "styles/a.css:1",
        "styles/b.css:2",
    ]


# --- YAML


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: &a [x, x]\nb: *a", ("yaml-syntax", 1)),
        ("a: &a {<<: *a}", ("yaml-syntax", 1)),
        ("\n- &a [*a, *a]", ("yaml-syntax", 2)),
        ("a: !!python/object/apply:os.system [id]", ("yaml-syntax", 1)),
        ("!!python/object/new:type {}", ("yaml-syntax", 1)),
        ("a: !!binary AAAA", ("yaml-syntax", 1)),
        ("a: !!set {b}", ("yaml-syntax", 1)),
        ("%YAML 9.9\n--- a", ("yaml-syntax", 1)),
        ("%TAG ! tag:yaml.org,2002:python/\n--- !name:os.system x", ("yaml-syntax", 2)),
        ("[" * 100_000, ("yaml-syntax", 1)),
        ("{" * 100_000, ("yaml-syntax", 1)),
        ("- " * 50_000, ("yaml-syntax", 1)),
        ("? " * 50_000, ("yaml-syntax", 1)),
        ("a: " + "[" * 30 + "]" * 30, ("yaml-syntax", 1)),
        ("--- a\n--- b", ("yaml-syntax", 2)),
        ("a: 'never closed", ("yaml-syntax", 1)),
        ('a: "\\ud800"', ("yaml-key", 1)),
        ("a: {b: c: d}", ("yaml-syntax", 1)),
        ("\tterritory: CA", ("yaml-syntax", 1)),
        ("territory: " + "CA" * 100_000, ("yaml-value", 1)),
        ("territory: 0x" + "f" * 100_000, ("yaml-value", 1)),
        ("territory: {__class__: a}", ("yaml-type", 1)),
        ("__class__: a", ("yaml-key", 1)),
        ("k: v\n" * 2_000, ("yaml-key", 1)),
    ],
)
def test_yaml(text: str, expected: tuple[str, int]) -> None:
    read = read_yaml(text, "leaflet.yaml", Project)
    assert read.value is None
    assert expected in told(list(read.problems))


# --- Markdown, in leaflets and in catalogs

INLINE = {
    "<script>alert(1)</script>": "html",
    "<img src=x onerror=alert(1)>": "html",
    "<a href='file:///etc/passwd'>x</a>": "html",
    "<!-- a -->": "html",
    "<?php x ?>": "html",
    "<![CDATA[x]]>": "html",
    "[x](javascript:alert(1))": "link-address",
    "[x](JaVaScRiPt:alert(1))": "link-address",
    "[x](java\\script:alert(1))": "link-address",
    "[x](&#106;avascript:alert(1))": "link-address",
    "[x](vbscript:x)": "link-address",
    "[x](data:text/html,<script>)": "link-address",
    "[x](file:///etc/passwd)": "link-address",
    "[x](ftp://example.org)": "link-address",
    "[x](//example.org)": "link-address",
    "[x](../secret.html)": "link-address",
    "[x](leaflet.yaml)": "link-address",
    "[x](https://a@b.org)": "link-address",
    "<javascript:alert(1)>": "link-address",
    "<file:///etc/passwd>": "link-address",
    "![x](file:///etc/passwd)": "picture-inline",
    "[x]{lang=fr onclick=a}": "span-language",
    '[x]{lang="><script>"}': "span-language",
    "[x]{style=color:red}": "span-language",
    "x" * 10_001: "text-long",
}


@pytest.mark.parametrize("raw", INLINE, ids=lambda raw: raw[:30])
def test_marks_that_bring_something_in(raw: str) -> None:
    _, faults = InlineReader().read(raw)
    assert INLINE[raw] in [fault.id for fault in faults]


@pytest.mark.parametrize(
    "raw",
    [
        "[" * 5000,
        "*" * 9000,
        "*a **b " * 1400,
        "`" * 9999,
        "[a](" * 2400,
        "<" * 9999,
        "![" * 4900,
        "[@a](b)[^c]{lang=fr}" * 490,
        "&" * 9999,
        "\\" * 9999,
        "_" * 9999 + "a",
        "[a]{" * 2400,
        "{{ 7 * 7 }}{% include 'x' %}${7*7}%(a)s",
    ],
    ids=lambda raw: raw[:12],
)
def test_marks_that_take_no_time(raw: str) -> None:
    """Reading ends soon, whatever it finds; braces are text."""
    inlines, faults = InlineReader().read(raw)
    assert inlines or faults


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\n\n<script>\nalert(1)\n</script>", ("html", 3)),
        ("<div>\n\n## a\n\n</div>", ("html", 1)),
        ("a\n\n<!-- never closed", ("html", 3)),
        ("> " * 60 + "a", ("nested-deeply", 1)),
        ("- " * 60 + "a", ("nested-deeply", 1)),
        ("a\n\n[x]: javascript:alert(1)\n", ("link-address", 3)),
        ("[x]: file:///etc/passwd\n\n[a][x]", ("link-address", 1)),
        ("![a](file:///etc/passwd)", ("figure-missing", 1)),
        ("```\n{% include 'x' %}\n```", ("block-unknown", 1)),
        ("::: script\n\na\n\n:::", ("box-unknown", 1)),
    ],
)
def test_blocks(text: str, expected: tuple[str, int]) -> None:
    from leaflet.source.marks import Fault

    missing = Fault("figure-missing", "there is none")
    _, problems = read_body(text, "leaflet.md", 1, "title", lambda _: missing)
    assert expected in told(problems)


# --- catalogs

HEADER = b'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b'msgid "a"\nmsgstr "<script>alert(1)</script>"\n', "html"),
        (b'msgid "a"\nmsgstr "[b](javascript:alert(1))"\n', "link-address"),
        (b'msgid "a"\nmsgstr "[b](file:///etc/passwd)"\n', "link-address"),
        (b'msgid "a"\nmsgstr "![b](x.svg)"\n', "picture-inline"),
        (b'msgctxt "link"\nmsgid "https://a.b"\nmsgstr "file:///c"\n', "link-address"),
        (b'msgid "a"\nmsgstr "{{ 7 * 7 }} {% include \'x\' %}"\n', None),
        (b'msgid "a"\nmsgstr "' + b"x" * 20_000 + b'"\n', "text-long"),
        (b'msgid "a"\nmsgstr "\\q"\n', "po-"),
        (b'msgid "a"\nmsgstr "never closed\n', "po-"),
        (b'msgid "a"\nmsgid "a"\nmsgstr ""\n', "po-"),
        (b'msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n', "po-"),
        (b'msgid "a"\nmsgstr[999999999] "b"\n', "po-"),
        (b"\xff\xfe\0", "po-"),
        (b"\0" * 100, "po-"),
        (b'"' * 100_000, None),
        (b"#, fuzzy\n" * 50_000, None),
        (b'msgid "a"\nmsgstr ""\n' + b'"b"\n' * 100_000, "text-long"),
    ],
)  # fmt: skip
def test_catalogs(data: bytes, expected: str | None) -> None:
    try:
        po = parse(HEADER + data, "fr.po")
        found = read_catalog(po, "hours", "fr", "fr.po", {})[1]
    except LeafletError as error:
        found = list(error.problems)
    if expected is None:
        assert found == []
    else:
        assert any(one.id.startswith(expected) and one.at.line for one in found)


@pytest.mark.parametrize(
    "charset", [b"utf-7", b"rot13", b"idna", b"punycode", b"zlib", b"hex", b"\0"]
)
def test_charsets_that_are_no_alphabet(charset: bytes) -> None:
    with pytest.raises(LeafletError) as error:
        parse(HEADER.replace(b"UTF-8", charset) + b'msgid "+ADw-"\n', "fr.po")
    assert error.value.problems[0].at.path == "fr.po"


# --- templates

TEMPLATES = {
    "the class of a text": "{{ ''.__class__.__mro__ }}",
    "subclasses": "{{ ().__class__.__base__.__subclasses__() }}",
    "by attr": "{{ ''|attr('__class__') }}",
    "by item": "{{ ''['__class__'] }}",
    "by format": "{{ '{0.__class__.__mro__}'.format('') }}",
    "by format_map": "{{ '{a.__class__}'.format_map({'a': 1}) }}",
    "by Markup": "{{ (''|e).format.__globals__ }}",
    "globals of a function": "{{ qr_code.__globals__ }}",
    "globals of lipsum": "{{ lipsum.__globals__['os'] }}",
    "globals of a filter": "{{ cycler.__init__.__globals__ }}",
    "the code of a label": "{{ _.__code__ }}",
    "its closure": "{{ _.__closure__ }}",
    "a method of an edition": "{{ edition.field.__func__.__globals__ }}",
    "the environment": "{{ self._TemplateReference__context.environment }}",
    "a generator": "{% set g = (x for x in ()) %}",
    "frames": "{{ edition.elsewhere.__iter__().gi_frame }}",
    "changing a value": "{% set _x = edition.leaflet.__setattr__('slug', 'a') %}",
    "changing a list": "{% set a = [] %}{{ a.append(1) }}",
    "a module": "{% import 'os' as os %}",
    "a file of the machine": "{% include '/etc/passwd' %}",
    "a file above": "{% include '../leaflet.yaml' %}",
    "a link out": "{% include 'link.html.j2' %}",
    "itself": "{% include 'leaflet.html.j2' %}",
    "a macro of itself": "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
    "a long range": "{% for i in range(10**9) %}{% endfor %}",
    "a division": "{{ 1 / 0 }}",
    "a power": "{{ 'x' * (10**30) }}",
    "a name that is not there": "{{ nobody }}",
    "no end": "{% for",
    "a tag that is not there": "{% debug %}",
}


@pytest.mark.parametrize("name", TEMPLATES)
def test_templates_reach_values_alone(files: Files, name: str) -> None:
    (files.root / "templates/leaflet.html.j2").write_text(
        f"\n{TEMPLATES[name]}", "utf-8"
    )
    link = files.root / "templates/link.html.j2"
    link.symlink_to(files.root.parent / "secret.svg")
    with pytest.raises(LeafletError) as error:
        Pages(files).render(edition())
    (problem,) = error.value.problems
    assert (problem.id, str(problem.at)) == ("template", "templates/leaflet.html.j2:2")
    assert "<module" not in problem.message


# --- files


def test_no_link_leads_out_of_the_project(files: Files, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("secret", "utf-8")
    (files.root / "content/a").mkdir(parents=True)
    (files.root / "content/a/leaflet.md").symlink_to(tmp_path / "secret.md")
    (files.root / "content/b").symlink_to(tmp_path)
    for name in ("content/a/leaflet.md", "content/b/secret.md"):
        with pytest.raises(LeafletError) as error:
            files.read(files.root / name)
        assert [one.id for one in error.value.problems] == ["file-outside"]


def test_a_pipe_is_no_file(files: Files) -> None:
    os.mkfifo(files.root / "styles/a.css")
    with pytest.raises(LeafletError) as error:
        files.read(files.root / "styles/a.css")
    assert [one.id for one in error.value.problems] == ["file-unreadable"]
