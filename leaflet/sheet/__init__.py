"""The sheet as numbers: lengths, papers, folds, imposition, fit, formats."""

from leaflet.sheet.fit import Bounds, Fit, Pages, Setting
from leaflet.sheet.folds import FOLDS, STOCKS, Direction, Fold, Turn, panel_widths
from leaflet.sheet.formats import STANDARDS, Design, Format, formats
from leaflet.sheet.imposition import Crease, Edge, Imposition, Place, Side, Tick
from leaflet.sheet.papers import PAPERS, Paper, usual_paper

__all__ = [
    "FOLDS",
    "PAPERS",
    "STANDARDS",
    "STOCKS",
    "Bounds",
    "Crease",
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
    "Turn",
    "formats",
    "panel_widths",
    "usual_paper",
]
