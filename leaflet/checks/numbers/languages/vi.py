"""Vietnamese."""

from leaflet.checks.numbers.languages.words import Words

WORDS = Words(
    numbers={
        2: "hai",
        3: "ba",
        4: "bốn",
        5: "năm",
        6: "sáu",
        7: "bảy",
        8: "tám",
        9: "chín",
        10: "mười",
        11: "mười một",
        12: "mười hai",
    },
    one="một",
    hints={0: "không", 2: "đôi, cả hai", 3: "ba", 5: "năm"},  # five, or year
    ordinals={1: "nhất, đầu tiên", 2: "thứ hai", 3: "thứ ba"},
    halves="nửa, rưỡi",
    units={
        "%": "phần trăm",
        "times": "lần",
        "tablet": "viên, viên nén",
        "capsule": "viên nang",
        "drop": "giọt",
        "second": "giây",
        "minute": "phút",
        "hour": "giờ, tiếng",
        "day": "ngày",
        "week": "tuần",
        "month": "tháng",
        "year": "năm, tuổi",
    },
    per="mỗi, một",
    at_least="ít nhất, tối thiểu, không dưới, trở lên",
    at_most="nhiều nhất, tối đa, không quá, trở xuống",
    more="hơn, trên, quá",
    less="dưới, ít hơn, chưa đến",
    maybe_more="từ, sau",
    maybe_less="đến, trong vòng, trước",
    after="trở lên, trở xuống",
    nots="không, đừng, chớ",
    bare_one=True,
)
