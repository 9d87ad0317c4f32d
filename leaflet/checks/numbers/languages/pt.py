"""Portuguese."""

from leaflet.checks.numbers.languages.words import Words

WORDS = Words(
    numbers={
        2: "dois, duas",
        3: "três",
        4: "quatro",
        5: "cinco",
        6: "seis",
        7: "sete",
        8: "oito",
        9: "nove",
        10: "dez",
        11: "onze",
        12: "doze",
        15: "quinze",
        20: "vinte",
        30: "trinta",
    },
    one="um, uma, único, única, só",
    hints={0: "zero, nenhum, nenhuma", 2: "ambos, ambas, dobro, dupla, par"},
    ordinals={
        1: "primeiro, primeira, primeiros, primeiras",
        2: "segundo, segunda",
        3: "terceiro, terceira",
        4: "quarto, quarta",
        5: "quinto, quinta",
    },
    halves="metade",
    maybe_halves="meio, meia",
    parts={3: "terço, terços", 4: "quartos"},
    and_half="e meio, e meia",
    multiples={1000: "mil"},
    tens_link="e",
    units={
        "%": "por cento",
        "iu": "ui, unidades internacionais",
        "times": "vez, vezes",
        "tablet": "comprimido, comprimidos, pílula, pílulas",
        "capsule": "cápsula, cápsulas",
        "drop": "gota, gotas",
        "teaspoon": "colher de chá, colheres de chá",
        "tablespoon": "colher de sopa, colheres de sopa",
        "sachet": "saqueta, saquetas, sachê, sachês",
    },
    often={
        "day": "diário, diária, diariamente, diários, diárias",
        "week": "semanal, semanalmente, semanais",
        "month": "mensal, mensalmente",
        "year": "anual, anualmente",
    },
    per="por, ao, à, a cada",
    at_least="pelo menos, no mínimo, não menos de, ou mais, e mais, ou superior, "
    "ao menos, um mínimo de",
    at_most="no máximo, não mais de, não mais que, até, ou menos, um máximo de, "
    "ou inferior, não exceda, não exceder",
    more="mais de, mais do que, superior a, superiores a, maior que, maiores de, "
    "acima de, excede, exceder",
    less="menos de, menos do que, inferior a, inferiores a, menor que, menores de, "
    "abaixo de",
    maybe_more="a partir de, após, depois de, desde",
    maybe_less="antes de, dentro de, máximo, máxima",
    after="ou mais, e mais, ou superior, ou menos, ou inferior",
    ranges="até",
    nots="não, nunca, sem",
)
