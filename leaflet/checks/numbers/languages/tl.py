"""Tagalog (Filipino)."""

from leaflet.checks.numbers.languages.words import Words

WORDS = Words(
    numbers={
        2: "dalawa, dalawang, dalawampung, dos, makalawa, makalawang",
        3: "tatlo, tatlong, tres, makatlo, makatlong",
        4: "apat, apat na, kuwatro",
        5: "lima, limang, singko",
        6: "anim, anim na, sais",
        7: "pito, pitong, siyete",
        8: "walo, walong, otso",
        9: "siyam, siyam na, nuwebe",
        10: "sampu, sampung, diyes",
        11: "labing-isa, labing-isang, onse",
        12: "labindalawa, labindalawang, dose",
    },
    one="isa, isang, minsan, uno",
    hints={0: "wala, walang, sero", 2: "pareho, parehong, doble"},
    ordinals={
        1: "una, unang",
        2: "ikalawa, ikalawang, pangalawa, pangalawang",
        3: "ikatlo, ikatlong, pangatlo, pangatlong",
    },
    halves="kalahati, kalahating",
    units={
        "%": "porsiyento, porsyento",
        "times": "beses",
        "tablet": "tableta, tabletang, tablet, pildoras",
        "capsule": "kapsula, kapsulang",
        "drop": "patak",
        "second": "segundo, segundong",
        "minute": "minuto, minutong",
        "hour": "oras",
        "day": "araw",
        "week": "linggo, linggong",
        "month": "buwan",
        "year": "taon, taong",
    },
    often={
        "day": "araw-araw",
        "week": "lingguhan, linggu-linggo",
        "month": "buwanan",
        "year": "taunan",
    },
    per="bawat, kada, sa isang",
    at_least="hindi bababa sa, hindi kukulangin sa, kahit man lang, o higit pa, "
    "o mas matanda, pataas, o mas mataas",
    at_most="hindi hihigit sa, hindi lalampas sa, pinakamarami, o mas mababa, pababa, "
    "hanggang",
    more="higit sa, mahigit sa, mahigit, lampas sa, mas matanda sa",
    less="mas mababa sa, wala pang, mas bata sa, kulang sa",
    maybe_more="mula, pagkatapos ng",
    maybe_less="sa loob ng, bago",
    after="o higit pa, o mas matanda, pataas, o mas mababa, pababa, o mas mataas",
    ranges="hanggang",
    nots="hindi, huwag",
    bare_one=True,
)
