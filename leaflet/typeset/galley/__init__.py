"""The galley: a text as one long column, before it is made up into pages.

Printers pulled galleys to see how long a text runs before they made pages of it. Ours
is written down from pages that the engine has laid out once: each line and each thing
that cannot be broken, the space before it, and whether a page may end there (CSS
Fragmentation 3). From it, how many pages another setting takes is reckoned in a
hundredth of the time that a layout takes.
"""

from leaflet.typeset.galley.column import Outcome, Page
from leaflet.typeset.galley.galley import Galley

__all__ = ["Galley", "Outcome", "Page"]
