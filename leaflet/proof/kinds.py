"""What a text is, in words for a reviewer, by the word that translators see."""

from __future__ import annotations

from leaflet.catalog import label
from leaflet.shapes import TRANSLATABLE

# translators: What a text is. Reviewers see it beside the text, in small print.
_HEADING = label("heading")
_BOX = label("title of a box")
_ADDRESS = label("address of a link")
_KINDS = {
    TRANSLATABLE["title"]: label("title"),
    TRANSLATABLE["subtitle"]: label("subtitle"),
    TRANSLATABLE["description"]: label("description for search engines, not printed"),
    TRANSLATABLE["keywords"]: label("keyword for search engines, not printed"),
    TRANSLATABLE["name"]: label("name of a person"),
    # translators: Such as MD, MSc.
    TRANSLATABLE["credentials"]: label("degrees"),
    # translators: Of a person, such as "rheumatologist, City Hospital".
    TRANSLATABLE["role"]: label("role"),
    TRANSLATABLE["alternative"]: label("picture on the front, in words: read aloud"),
    # translators: Who has paid for the leaflet.
    TRANSLATABLE["funding"]: label("funding"),
    TRANSLATABLE["disclaimer"]: label("disclaimer"),
    "paragraph": label("paragraph"),
    "list item": label("list item"),
    "checklist item": label("list item to tick"),
    "quotation": label("quotation"),
    "alternative text": label("picture, in words: read aloud"),
    "caption": label("caption of a picture"),
    "table caption": label("title of a table"),
    "table heading": label("heading of a column"),
    "row heading": label("heading of a row"),
    "table cell": label("table cell"),
    # translators: A word that is explained after it.
    "term": label("term"),
    # translators: What a term means.
    "definition": label("definition"),
    "footnote": label("footnote"),
}


def kind_label(kind: str) -> str:
    """Give the label of what a text is; `kind` is the word that translators see.

    >>> kind_label("heading 3")
    'heading'
    """
    if heading_level(kind):
        return _HEADING
    if kind.startswith("title of a "):
        return _BOX
    return _ADDRESS if kind.startswith("address of ") else _KINDS[kind]


def heading_level(kind: str) -> int:
    """Give the level of a heading; 0 of any other text.

    >>> heading_level("heading 3")
    3
    """
    name, _, level = kind.partition(" ")
    return int(level) if name == "heading" else 0
