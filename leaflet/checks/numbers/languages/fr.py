"""French."""

from leaflet.checks.numbers.languages.words import Words

WORDS = Words(
    numbers={
        2: "deux",
        3: "trois",
        4: "quatre",
        5: "cinq",
        6: "six",
        7: "sept",
        8: "huit",
        10: "dix",
        11: "onze",
        12: "douze",
        13: "treize",
        14: "quatorze",
        15: "quinze",
        16: "seize",
        20: "vingt",
        30: "trente",
        40: "quarante",
        50: "cinquante",
        60: "soixante",
    },
    one="un, une, seul, seule, unique",
    hints={
        0: "zéro, nul, nulle, aucun, aucune",
        0.5: "semi",
        2: "double, doubler, doublé, doublée, couple, paire, second, seconde, bi, "
        "les deux, des deux, aux deux, ces deux, tous deux, entre deux, deux points",
        9: "neuf",  # or new
        8: "huitaine",
        10: "dizaine",
        12: "douzaine",
        15: "quinzaine",
    },
    ordinals={
        1: "premier, première, premiers, premières",
        2: "deuxième, deuxièmes",
        3: "troisième",
        4: "quatrième",
        5: "cinquième",
        6: "sixième",
        7: "septième",
        8: "huitième",
        9: "neuvième",
        10: "dixième",
        11: "onzième",
        12: "douzième",
    },
    halves="demi, demie, moitié, mi",
    parts={3: "tiers", 4: "quart, quarts"},
    and_half="et demi, et demie, et une demie",
    multiples={
        100: "cent, cents",
        1000: "mille, milliers",
        10**6: "million, millions",
        10**9: "milliard, milliards",
    },
    tens_link="et",
    units={
        "mg": "milligramme, milligrammes",
        "µg": "microgramme, microgrammes",
        "g": "gramme, grammes",
        "kg": "kilogramme, kilogrammes, kilo, kilos",
        "l": "litre, litres",
        "ml": "millilitre, millilitres, cc",
        "cm": "centimètre, centimètres",
        "mm": "millimètre, millimètres",
        "m": "mètre, mètres",
        "km": "kilomètre, kilomètres",
        "iu": "ui, unités internationales",
        "%": "pour cent, p. cent, p. 100",
        "°c": "degrés celsius, degrés c",
        "°f": "degrés fahrenheit, degrés f",
        "inch": "pouce, pouces",
        "lb": "livre, livres",
        "oz": "once, onces",
        "kcal": "calories, kilocalories",
        "$": "dollars, dollar",
        "€": "euros, euro",
        "second": "seconde, secondes, sec",
        "minute": "minute, minutes, min",
        "hour": "heure, heures",
        "day": "jour, jours, j, journée, journées",
        "week": "semaine, semaines",
        "month": "mois",
        "year": "an, ans, année, années",
        "times": "fois",
        "tablet": "comprimé, comprimés, cachet, cachets, pilule, pilules",
        "capsule": "gélule, gélules, capsule, capsules",
        "drop": "goutte, gouttes",
        "puff": "bouffée, bouffées, inhalation, inhalations",
        "teaspoon": "cuillère à thé, cuillère à café, cuillères à thé, "
        "cuillères à café, cuillerée à thé, cuillerées à thé, c. à thé, "
        "cuillerée à café, c. à café",
        "tablespoon": "cuillère à soupe, cuillères à soupe, cuillère à table, "
        "cuillerée à soupe, cuillerées à soupe, c. à soupe, c. à table",
        "sachet": "sachet, sachets",
    },
    often={
        "day": "quotidien, quotidienne, quotidiennement, quotidiens, journalier, "
        "journalière, journaliers, journalières",
        "week": "hebdomadaire, hebdomadaires, hebdomadairement",
        "month": "mensuel, mensuelle, mensuellement, mensuels",
        "year": "annuel, annuelle, annuellement, annuels",
    },
    per="par, chaque, le, la",
    at_least="au moins, pas moins de, au minimum, un minimum de, minimum de, ou plus, "
    "et plus, ou davantage, supérieur ou égal à, supérieure ou égale à, ou plus âgés, "
    "ou suivante, ou ultérieure, et au-delà, ou supérieur, ou supérieure",
    at_most="au plus, pas plus de, pas plus d', au maximum, un maximum de, maximum de, "
    "jusqu'à, ou moins, et moins, tout au plus, inférieur ou égal à, "
    "inférieure ou égale à, ne dépassez pas, ne pas dépasser, n'excédant pas, "
    "ne dépassant pas, ne doit pas dépasser, au plus tard, n'excédez pas",
    more="plus long que, plus longue que, plus grand que, plus grande que, "
    "plus élevé que, plus élevée que, plus âgé que, plus âgée que, plus de, plus d', "
    "supérieur à, supérieure à, supérieurs à, supérieures à, au-dessus de, "
    "au dessus de, au-delà de, dépasse, dépasser, dépassez, excède, supérieure, "
    "supérieur",
    less="plus petit que, plus petite que, plus jeune que, plus bas que, "
    "plus basse que, moins de, moins d', inférieur à, inférieure à, inférieurs à, "
    "inférieures à, au-dessous de, en dessous de, en-dessous de, sous, inférieure, "
    "inférieur",
    maybe_more="à partir de, dès, minimum, minimal, minimale, depuis, après",
    maybe_less="maximum, maximal, maximale, avant, jusqu'au, d'ici, dans les",
    after="ou suivante, ou ultérieure, ou plus, et plus, ou davantage, ou plus âgés, "
    "et au-delà, ou supérieur, ou supérieure, ou moins, et moins",
    ranges="jusqu'à",
    nots="ne, n', pas, jamais, sans, évitez",
    morning="du matin",
    evening="du soir, de l'après-midi",
)
