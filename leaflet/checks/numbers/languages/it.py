"""Italian."""

from leaflet.checks.numbers.languages.words import Words

WORDS = Words(
    numbers={
        2: "due",
        3: "tre",
        4: "quattro",
        5: "cinque",
        6: "sei",
        7: "sette",
        8: "otto",
        9: "nove",
        10: "dieci",
        11: "undici",
        12: "dodici",
        15: "quindici",
        20: "venti",
        24: "ventiquattro",
        30: "trenta",
        48: "quarantotto",
    },
    one="un, uno, una, un', unica, unico, sola, solo",
    hints={
        0: "zero, nessuno, nessuna",
        2: "entrambi, entrambe, doppio, doppia, paio, coppia, due punti",
        6: "sei",  # or you are
    },
    ordinals={
        1: "primo, prima, primi, prime",
        2: "secondo, seconda",
        3: "terzo, terza",
        4: "quarto, quarta",
        5: "quinto, quinta",
    },
    halves="metà",
    maybe_halves="mezzo, mezza",
    parts={3: "terzi", 4: "quarti"},
    and_half="e mezzo, e mezza",
    multiples={1000: "mila, mille"},
    units={
        "%": "per cento, percento",
        "iu": "ui, unità internazionali",
        "times": "volta, volte",
        "tablet": "compressa, compresse, pastiglia, pastiglie, pillola, pillole",
        "capsule": "capsula, capsule",
        "drop": "goccia, gocce",
        "teaspoon": "cucchiaino, cucchiaini",
        "tablespoon": "cucchiaio, cucchiai",
        "sachet": "bustina, bustine",
    },
    often={
        "day": "quotidiano, quotidiana, quotidianamente, giornaliero, giornaliera",
        "week": "settimanale, settimanalmente",
        "month": "mensile, mensilmente",
        "year": "annuale, annualmente",
    },
    per="per, al, alla, ogni, all'",
    at_least="almeno, come minimo, non meno di, o più, e più, o superiore, "
    "un minimo di, in su",
    at_most="al massimo, non più di, fino a, o meno, un massimo di, o inferiore, "
    "non superare, non oltre",
    more="più di, superiore a, superiori a, maggiore di, maggiori di, supera, "
    "superare, oltre i, oltre le",
    less="meno di, inferiore a, inferiori a, minore di, minori di, sotto i",
    maybe_more="oltre, a partire da, da, dopo, sopra",
    maybe_less="entro, prima di, sotto, massimo, massima",
    after="o più, e più, o superiore, in su, o meno, o inferiore",
    nots="non, mai, senza",
)
