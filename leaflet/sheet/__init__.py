"""The sheet as numbers: lengths, papers, folds, imposition, fit, formats."""

from leaflet.sheet.fit import Bounds, Fit, Pages, Setting
from leaflet.sheet.folds import FOLDS, STOCKS, Direction, Fold, panel_widths
from leaflet.sheet.formats import Design, Format, formats
from leaflet.sheet.imposition import Edge, Imposition, Place, Side, Tick
from leaflet.sheet.papers import PAPERS, Paper, usual_paper

__all__ = [
    "FOLDS",
    "PAPERS",
    "STOCKS",
    "Bounds",
    "Design",
    "Direction",
    "Edge",
    "Fit",
    "Fold",
    "Format",
    "Imposition",
    "Pages",
    "Paper",
    "Place",
    "Setting",
    "Side",
    "Tick",
    "formats",
    "panel_widths",
    "usual_paper",
]
