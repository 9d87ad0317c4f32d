"""Short texts to typeset on small pages, 60 x 80 mm of text."""

from __future__ import annotations

from leaflet.typeset.layout import Text
from leaflet.typeset.pages import Typesetter

STYLE = """
@page { size: 80mm 100mm; margin: 10mm }
html {
  font: var(--size)/var(--leading) "Source Sans 3";
  hyphenate-character: "-"; orphans: 2; widows: 2;
}
body { margin: 0 }
h2 { font-size: 1.4em; line-height: 1.2; break-after: avoid }
h2, p, ul, table { margin: 0 0 calc(8pt * var(--space)) }
li { margin: 0 0 calc(2pt * var(--space)) }
ul { padding: 0 0 0 5mm }
table { border-collapse: collapse; width: 100% }
td, th { padding: 2pt; border-bottom: .5pt solid }
tr { break-inside: avoid }
.box {
  break-inside: avoid; padding: 6pt; border: 1pt solid;
  margin: calc(10pt * var(--space)) 0;
}
.box b { float: left; width: 15mm }
.lines { height: 20mm; border: 1pt solid }
.closing { break-inside: avoid }
.note { float: footnote }
"""
WORDS = "Ask your nurse what you may eat and drink on the day of the infusion. "


def html(body: str, style: str = "", attributes: str = "lang=en") -> str:
    return (
        f"<!DOCTYPE html><html {attributes}><head><title>Test</title>"
        f"<style>{STYLE}{style}</style></head><body>{body}</body></html>"
    )


def paragraphs(count: int, length: int = 2) -> str:
    return f"<p>{WORDS * length}</p>" * count


def text(typesetter: Typesetter, body: str, style: str = "") -> Text:
    """Give a text that can be laid out in any setting."""
    return typesetter.text(html(body, style))
