"""Edition -> HTML.

    inlines   inlines -> HTML, by one function per kind
    pictures  the logo and the QR code, as SVG in the page
    styles    stylesheets, and the brand and the format as CSS variables
    pages     the templates, which put these together

Nothing here lays anything out: that is `typeset`.
"""

from leaflet.markup.inlines import bare, html, part_language
from leaflet.markup.pages import BASE, Pages
from leaflet.markup.pictures import coloured, qr_code
from leaflet.markup.styles import (
    css_string,
    page_number,
    settings,
    variables,
    watermark,
)

__all__ = [
    "BASE",
    "Pages",
    "bare",
    "coloured",
    "css_string",
    "html",
    "page_number",
    "part_language",
    "qr_code",
    "settings",
    "variables",
    "watermark",
]
