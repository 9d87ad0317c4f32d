"""Proof: each message beside its source, for a reviewer to tick and to sign.

kinds    what a text is, in words for a reviewer
inlines  a text as it is shown there: numbers marked, nothing left to jump to
compose  edition + its source's voice + what checks found -> the proof
"""

from leaflet.proof.compose import PAGE, Beside, proof_of

__all__ = ["PAGE", "Beside", "proof_of"]
