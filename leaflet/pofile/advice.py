"""What can be wrong in a .po file, and what a volunteer can do about it."""

from __future__ import annotations

from leaflet.problems import Location, Problem

ADVICE = {
    "po-bad-escape": r"write a backslash as \\, a quote as \", a line break as \n",
    "po-charset": "save the file as UTF-8 and let its header say charset=UTF-8",
    "po-comment-inside-entry": "move the comment above the whole entry",
    "po-duplicate-message": "keep the better translation, delete the other entry",
    "po-empty": "get the file from version control again, or the newest template",
    "po-html": "this is a web page: download the file itself (often the Raw button)",
    "po-merge-conflict": "keep one of the two versions, delete the marker lines",
    "po-missing-msgid": "a msgid line is lost, or a msgstr is there twice",
    "po-missing-msgstr": 'write msgstr "" below the msgid if it has no translation',
    "po-missing-text": 'write the text, or nothing, between straight quotes: ""',
    "po-mixed-obsolete": "begin every line of the entry with #~, or none",
    "po-nul": "delete the invisible character; the file may be damaged on disk",
    "po-plural-forms": "write msgstr[0], msgstr[1], ... as many as the header tells",
    "po-previous": "delete the lines that begin with #|, or write #| msgid first",
    "po-truncated": "the end of the file is lost: get it from version control again",
    "po-unknown-keyword": "a line begins with #, msgctxt, msgid, msgid_plural "
    "or msgstr; text stands between straight quotes",
    "po-unquoted-text": r"put text between straight quotes; a quote inside it is \"",
    "po-unterminated-string": 'end the line with a straight quote: "',
    "po-utf16": "save the file again as UTF-8",
}


def problem(found: str, at: Location, message: str) -> Problem:
    """Give a problem with the advice that goes with its id."""
    return Problem(found, at, message, ADVICE[found])
