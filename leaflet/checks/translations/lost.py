"""Letters that a PDF's ligatures lose on the way: "ef cace", "dif cile", " che"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_STEMS = {
    "de": "häufig betroffen getroffen wirkstoff impfstoff "
    "sauerstoff empfind einfluss flüssig identifi qualifi spezifisch definier "
    "profil grafik öffentlich schiff griff hoffen hoffnung fläche entfernen klassifi",
    "en": "benefit benefici signifi specifi effective effect difficult differen "
    "official offic confirm influen inflam identifi verifi modifi classifi define "
    "defini deficien sufficien efficien suffer affect scientifi artifici profile "
    "reflux reflex conflict offer staff certifi notifi qualifi insufficien coefficient",
    "es": "oficina beneficio especific significa modific influencia inflam reflujo "
    "perfil confirm cientific científic identific definir suficiente deficien afili "
    "conflict superfici artificial certific clasific insuficien",
    "fr": "efficac difficil suffisan insuffisan officiel bénéfi spécifi "
    "signifi modifi vérifi identifi scientifi définiti définir confirm confiance "
    "profil influen inflam réflexe conflit effet effect souffl souffr souffran "
    "différen coefficient certifi qualifi classifi infirmi notifi réfléch",
    "it": "ufficio difficil efficac benefici specific signific modific influenz "
    "effett infiamm riflesso profilo confer scientific identific definiti sufficien "
    "differen soffri insufficien",
    "pt": "oficial benefíci benefici específic significa modific influência inflam "
    "refluxo perfil confirm científic identific definir suficiente insuficien",
}
"""Beginnings of words that are frequent in leaflets, with fi, fl, ff in their midst."""
_BEGINNINGS = {
    "de": {"üssigkeit": "Flüssigkeit", "eber": "Fieber", "nden": "finden"},
    "en": {
        "rst": "first", "bre": "fibre", "brosis": "fibrosis", "gure": "figure",
        "uid": "fluid", "uids": "fluids", "nger": "finger", "ngers": "fingers",
        "nally": "finally", "lter": "filter",
    },
    "es": {"ebre": "fiebre", "brosis": "fibrosis", "gura": "figura", "ujo": "flujo"},
    "fr": {
        "che": "fiche", "ches": "fiches", "èvre": "fièvre", "brose": "fibrose",
        "gure": "figure", "gurent": "figurent", "gurant": "figurant", "ltre": "filtre",
        "uide": "fluide", "uides": "fluides", "xer": "fixer",
    },
    "it": {"bra": "fibra", "brosi": "fibrosi", "gura": "figura", "usso": "flusso"},
    "pt": {"gura": "figura", "uxo": "fluxo"},
}  # fmt: skip
"""What is left of words that begin with fi or fl, where it is no word itself."""
_JOINED = re.compile("ffi|ffl|ff|fi|fl")
_LEAST = 6
"""Letters of a word that lost some without a gap: shorter ones may be other words."""


def lost_letters(text: str, language: str) -> Iterator[tuple[str, str]]:
    """Give each damaged piece of a text, and how it begins when it is whole.

    >>> list(lost_letters("C'est dif cile.", "fr"))
    [('dif cile', 'difficil')]
    """
    pattern, whole = _damaged(language)
    if pattern is not None:
        for match in pattern.finditer(text):
            yield match[0], whole[(match[1] or match[2]).lower()]


@cache
def _damaged(language: str) -> tuple[re.Pattern[str] | None, dict[str, str]]:
    """Give the pattern of a language's damaged words, and each whole one."""
    whole = dict(_BEGINNINGS.get(language, {}))
    ends = "|".join(sorted(map(re.escape, whole), key=len, reverse=True))
    starts: dict[str, str] = {}
    for stem in _STEMS.get(language, "").split():
        starts.update(dict.fromkeys(_broken(stem), stem))
    if not whole and not starts:
        return None, {}
    begins = "|".join(
        # What ends with a space is damaged where the rest of the word follows.
        re.escape(start) + (r"(?=[^\W\d_])" if start.endswith(" ") else "")
        for start in sorted(starts, key=len, reverse=True)
    )
    pattern = rf"(?<![\w'’-])(?:({begins})[^\W\d_]*|({ends})(?![\w'’-]))"
    return re.compile(pattern, re.IGNORECASE), {**whole, **starts}


def _broken(stem: str) -> Iterator[str]:
    """Give the forms of a beginning of a word that has lost its ligature."""
    match = _JOINED.search(stem)
    if match is None:
        return
    before, after = stem[: match.start()], stem[match.end() :]
    yield f"{before} {after}"
    if match[0].startswith("ff"):
        yield f"{before}f {after}"
    if after and len(before + after) >= _LEAST:
        yield before + after
        if match[0] in {"ffi", "ffl"}:
            yield f"{before}f{after}"
