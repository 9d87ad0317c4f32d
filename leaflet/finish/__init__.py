"""What the engine leaves out of a tagged PDF, put right before it is written.

Works on the engine's own objects, because only there a box and its structure
element are both at hand. Each repair names the upstream issue that it waits for, or
says that it was measured; when upstream mends it, tests/test_finish.py tells, and the
repair goes (WeasyPrint 70.0 is pinned for its sake).
"""

from leaflet.finish.standards import STANDARDS, UA_1, UA_2, Standard
from leaflet.finish.tagging import Tagging

__all__ = ["STANDARDS", "UA_1", "UA_2", "Standard", "Tagging"]
