"""Inlines -> HTML, by one function per kind; every character of text is escaped."""

from __future__ import annotations

import re
from functools import singledispatch

from markupsafe import Markup, escape

from leaflet.catalog import direction_of
from leaflet.model import (
    Break,
    Cited,
    Code,
    Emphasis,
    Foreign,
    Inline,
    Inlines,
    LeftToRight,
    Link,
    Marked,
    Note,
    Plain,
    Strong,
    Superscript,
    Unfinished,
)


def html(inlines: Inlines) -> Markup:
    """Give inlines as HTML; every character of text is escaped."""
    return Markup("").join(_html(inline) for inline in inlines)


@singledispatch
def _html(inline: Inline) -> Markup:
    raise TypeError(inline)  # pragma: no cover  # mypy sees that none is left over


@_html.register
def _(inline: Plain) -> Markup:
    return escape(inline.text)


@_html.register
def _(inline: Code) -> Markup:
    return Markup("<code>{}</code>").format(inline.text)


@_html.register
def _(_inline: Break) -> Markup:
    return Markup("<br>")


@_html.register
def _(inline: Emphasis) -> Markup:
    return Markup("<em>{}</em>").format(html(inline.children))


@_html.register
def _(inline: Strong) -> Markup:
    return Markup("<strong>{}</strong>").format(html(inline.children))


@_html.register
def _(inline: Superscript) -> Markup:
    return Markup("<sup>{}</sup>").format(html(inline.children))


@_html.register
def _(inline: Foreign) -> Markup:
    tag = Markup('<span lang="{}" dir="{}">{}</span>')
    direction = direction_of(inline.language)
    return tag.format(inline.language, direction, html(inline.children))


@_html.register
def _(inline: LeftToRight) -> Markup:
    return Markup('<span dir="ltr">{}</span>').format(html(inline.children))


@_html.register
def _(inline: Marked) -> Markup:
    return Markup("<mark>{}</mark>").format(html(inline.children))


@_html.register
def _(inline: Link) -> Markup:
    if not inline.href:  # in a proof
        return Markup('<span class="link">{}</span>').format(html(inline.children))
    return Markup('<a href="{}">{}</a>').format(inline.href, html(inline.children))


@_html.register
def _(inline: Note) -> Markup:
    return Markup('<span class="footnote">{}</span>').format(html(inline.children))


@_html.register
def _(inline: Unfinished) -> Markup:
    tag = Markup('<span class="unfinished {}"{}>{}</span>')
    kind = inline.state if inline.tag else f"{inline.state} label"
    marked = tag.format(kind, _spoken_in(inline), html(inline.children))
    if not inline.tag:
        return marked
    return marked + Markup(' <span class="tag">{}</span>').format(html(inline.tag))


def part_language(inlines: Inlines) -> Markup:
    """Give the attributes of language of a text that stands in an attribute itself."""
    found = (inline for inline in inlines if isinstance(inline, Unfinished))
    return next((_spoken_in(inline) for inline in found), Markup(""))


def _spoken_in(inline: Unfinished) -> Markup:
    if not inline.language:
        return Markup("")
    return Markup(' lang="{}" dir="{}"').format(inline.language, inline.direction)


@_html.register
def _(inline: Cited) -> Markup:
    link = Markup('<a id="{}" href="#ref:{}" aria-label="{}">{}</a>')
    links = (
        link.format(anchor, key, inline.spoken.format(number=number), number)
        for number, key, anchor in inline.works
    )
    return Markup('<span class="cited">[{}]</span>').format(Markup(", ").join(links))


def bare(label: Markup) -> str:
    """Give a label's characters alone, for an attribute or a style."""
    return Markup(re.sub("<[^<>]*>", "", label)).unescape()  # noqa: S704  # no tag left
