"""Polish."""

from leaflet.checks.numbers.languages.words import Words

WORDS = Words(
    numbers={
        2: "dwa, dwie, dwóch, dwu, dwoje, dwukrotnie",
        3: "trzy, trzech, trzykrotnie",
        4: "cztery, czterech, czterokrotnie",
        5: "pięć, pięciu",
        6: "sześć, sześciu",
        7: "siedem, siedmiu",
        8: "osiem, ośmiu",
        9: "dziewięć, dziewięciu",
        10: "dziesięć, dziesięciu",
        11: "jedenaście",
        12: "dwanaście, dwunastu",
        15: "piętnaście",
        20: "dwadzieścia",
        24: "dwadzieścia cztery",
        30: "trzydzieści",
    },
    one="jeden, jedna, jedno, jednego, jednej, jedną, raz",
    hints={
        0: "zero, żaden, żadna",
        1.5: "półtora, półtorej",
        2: "oba, obie, obu, oboje, podwójny, podwójna, para",
    },
    ordinals={
        1: "pierwszy, pierwsza, pierwsze, pierwszej",
        2: "drugi, druga, drugie, drugiej",
        3: "trzeci, trzecia, trzecie",
        4: "czwarty, czwarta",
        5: "piąty, piąta",
    },
    halves="pół, połowa, połowę, połowy",
    parts={4: "ćwierć"},
    units={
        "%": "procent",
        "iu": "j.m., jednostek międzynarodowych",
        "times": "razy",
        "tablet": "tabletka, tabletki, tabletek, tabletkę",
        "capsule": "kapsułka, kapsułki, kapsułek, kapsułkę",
        "drop": "kropla, krople, kropli",
        "day": "dzień, dni, dnia, doba, dobę, doby",
        "hour": "godzina, godziny, godzin, godzinę, godz.",
    },
    often={
        "day": "codziennie, dziennie, dzienna",
        "week": "tygodniowo, cotygodniowo",
        "month": "miesięcznie",
        "year": "rocznie, corocznie",
    },
    per="na, w",
    at_least="co najmniej, przynajmniej, minimum, nie mniej niż, lub więcej, i starsi, "
    "i więcej",
    at_most="co najwyżej, maksymalnie, najwyżej, nie więcej niż, nie dłużej niż, "
    "lub mniej, do",
    more="więcej niż, ponad, powyżej, dłużej niż, większy niż, przekracza",
    less="mniej niż, poniżej, krócej niż, mniejszy niż",
    maybe_more="od, po",
    maybe_less="przed, w ciągu",
    after="lub więcej, i starsi, i więcej, lub mniej",
    ranges="do",
    nots="nie, nigdy, bez",
    bare_one=True,
)
