"""Each check finds what it is for, and leaves right translations alone."""

from __future__ import annotations

import pytest

from leaflet.checks.translations import CATALOG_CHECKS, CHECKS
from leaflet.checks.translations.values import Check, Form, Pair
from leaflet.problems import Severity
from tests.translations import findings, ids, pair, severities

ERROR, WARNING = Severity.ERROR, Severity.WARNING
NAME, KEPT = "name of a person", "Scleroderma Association of B.C."


@pytest.mark.parametrize("check", CHECKS, ids=[check.id for check in CHECKS])
def test_each_example_is_one(check: Check[Pair]) -> None:
    """docs/checks.md shows them."""
    example = check.example
    assert example
    languages = f"{example.languages.source} {example.languages.target}"
    assert check.id in ids(pair(example.source, example.wrong, languages, example.form))
    assert ids(pair(example.source, example.right, languages, example.form)) == set()


def test_each_check_is_one() -> None:
    names = [check.id for check in CHECKS] + [check.id for check in CATALOG_CHECKS]
    assert sorted(set(names)) == sorted(names)
    assert all(name.startswith(("translation-", "catalog-")) for name in names)
    assert not any(check.waivable for check in CATALOG_CHECKS)


def test_what_is_told_has_a_hint() -> None:
    for check in CHECKS:
        example = check.example
        assert example
        languages = f"{example.languages.source} {example.languages.target}"
        judged = pair(example.source, example.wrong, languages, example.form)
        if check.id != "translation-numbers":  # it has its own tests
            assert all(found.hint for found in check.function(judged)), check.id


RIGHT = [
    ("en fr", "Take two tablets of 0.5 mg.", "Prenez deux comprimés de 0,5 mg."),
    ("en fr", "Why? Ask us: we know!", "Pourquoi ? Demandez-nous : nous le savons !"),
    ("en fr_CA", "Why? Ask us; we know!", "Pourquoi? Demandez-nous; nous le savons!"),
    ("en fr", "We help you.", "Nous nous aidons ; vous vous aidez."),
    ("en fr", 'It is called "rest".', "Cela s'appelle « le repos »."),
    ("en fr", "See [the map][map] [@one].", "Voyez [@one] [le plan][map]."),
    ("en fr", "the placebo group", "le groupe placebo"),
    ("en fr", "fatigue;", "fatigue;"),
    ("en de", "Advantages and disadvantages", "Vor- und Nachteile"),
    ("en de", "Are you well?", "Geht es Ihnen gut?"),
    ("en de", 'Say "no" to it.', "Sagen Sie „Nein“ dazu."),
    ("en sv", 'Say "no" to it.', "Säg ”nej” till det."),
    ("en es", "Are you well?", "¿Está usted bien?"),
    ("en el", "Are you well?", "Είστε καλά;"),
    ("en el", "Rest; then eat;", "Ξεκουραστείτε· μετά φάτε·"),
    ("en ar", "Are you well?", "هل أنت بخير؟"),
    ("en ar", "Write to **us**.", "\u2067اكتب\u2069 **إلينا**."),
    ("en fa", "I want to go.", "می\u200cخواهم بروم."),
    ("en hi", "Take it slowly.", "इसे धीरे धीरे लें।"),
    ("en hi", "light", "क्\u200dष"),
    ("en ja", "Are you well (today)?", "お元気ですか（今日は）？"),
    ("en zh", "Have a good rest.", "好好休息。"),
    ("en zh_Hant", "The rest takes a day.", "休息需要一天。"),
    ("en ko", "Have a good rest.", "푹 쉬세요."),
    ("en th", "Have a good rest.", "พักผ่อน\u200bให้เพียงพอ"),
    ("en hy", "Are you well?", "Լա՞վ եք։"),
    ("en tr", "Walk slowly.", "Yavaş yavaş yürüyün."),
    ("en pt", "NO, IT IS NOT.", "NÃO, NÃO É."),
    ("en vi", "Little by little.", "Dần dần từng chút một."),
    ("fr en", "Posez vos questions à l'équipe.", "Ask the team your questions."),
    ("zh en", "好好休息。", "Have a good rest."),
]


@pytest.mark.parametrize(("languages", "source", "translation"), RIGHT)
def test_right_translations_pass(languages: str, source: str, translation: str) -> None:
    assert ids(pair(source, translation, languages)) == set()


# --- markup


@pytest.mark.parametrize(
    ("source", "translation", "expected"),
    [
        ("Nine [@one].", "Neuf.", "has lost [@one]"),
        ("Nine.", "Neuf [@one].", "has [@one], the source has not"),
        ("Nine [@a; @b].", "Neuf [@a].", "has lost [@b]"),
        ("Nine [@a] [@a].", "Neuf [@a].", "has lost [@a]"),
        ("Nine[^1].", "Neuf.", "has lost [^1]"),
        ("[a](#b)", "[a](#c)", "has lost […](#b)"),
        ("[a][map]", "a", "has lost […][MAP]"),
        ("**[a](https://b.org)**", "a", "has lost […](https://b.org)"),
    ],
)
def test_marks_lost_and_added(source: str, translation: str, expected: str) -> None:
    first, *_ = findings("catalog-marks", pair(source, translation))
    assert expected in first.message
    assert first.hint


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("Nine [@one] [@two].", "Neuf [@two] [@one]."),
        ("Nine [@one; @two].", "Neuf [@one], [@two]."),
        ("[a](#b)", "[un autre texte](#b)"),
    ],
)
def test_the_order_is_the_translators(source: str, translation: str) -> None:
    assert findings("catalog-marks", pair(source, translation)) == []


@pytest.mark.parametrize(
    ("languages", "source", "translation", "expected"),
    [
        ("en fr", "Do **not** go.", "N'allez pas.", ERROR),
        ("en fr", "Do **not** **ever** go.", "N'allez **jamais**.", ERROR),
        ("en fr", "Take `x` now.", "Prenez `y`.", ERROR),
        ("en fr", "Do *not* go.", "N'allez pas.", ERROR),
        ("en zh", "Do *not* go.", "不要去。", WARNING),
        ("en fr", "One\\\ntwo", "Un deux", WARNING),
        ("en fr", "[Ja]{lang=de}, he says.", "Ja, dit-il.", WARNING),
        ("en fr", "[Bonjour]{lang=fr}, he says.", "Bonjour, dit-il.", None),
        ("en fr", "The Times writes.", "Le [Times]{lang=en} écrit.", None),
        ("en fr", "*Not* **here**.", "**Ici** *non*.", None),
    ],
)
def test_emphasis_and_its_kin(
    languages: str, source: str, translation: str, expected: Severity | None
) -> None:
    found = severities(pair(source, translation, languages))
    assert found.get("translation-markup") == expected


@pytest.mark.parametrize(
    "translation",
    [
        "Page 1 sur {pages}",
        "Page {Page} sur {pages}",
        "Page {page} sur {pages} {page.__class__}",
        "Page {page!r} sur {pages}",
        "Page {page:>9} sur {pages}",
        "Page {} sur {pages}",
        "Page {page} sur {pages} {",
        "Page {page} {page} sur {pages}",
    ],
)
def test_a_label_keeps_what_is_to_be_filled_in(translation: str) -> None:
    judged = pair("Page {page} of {pages}", translation, form=Form.LABEL)
    assert findings("catalog-placeholder", judged)


@pytest.mark.parametrize("translation", ["{page} sur {pages}", "{pages}中の{page}"])
def test_a_label_may_turn_its_words_round(translation: str) -> None:
    judged = pair("Page {page} of {pages}", translation, form=Form.LABEL)
    assert findings("catalog-placeholder", judged) == []


@pytest.mark.parametrize(
    ("source", "translation", "flags", "wrong"),
    [
        ("%s of %d", "%2$d de %1$s", ("c-format",), False),
        ("%s of %d", "%s de %s", ("c-format",), True),
        ("%(a)s", "%(b)s", ("python-format",), True),
        ("%5.2f %%", "%5,2 %%", ("c-format",), True),
        ("20% of it", "20% de cela", (), False),
        ("%s files", "fichiers", (), True),
        ("100% sure", "sûr à 100 %", ("no-c-format",), False),
        ("{a}", "{b}", ("python-brace-format",), True),
    ],
)
def test_placeholders_of_other_programs(
    source: str,
    translation: str,
    flags: tuple[str, ...],
    wrong: bool,  # noqa: FBT001  # a row of the table
) -> None:
    judged = pair(source, translation, form=Form.PLAIN, flags=flags)
    assert bool(findings("catalog-placeholder", judged)) is wrong


def test_a_brace_of_a_leaflet_is_a_brace() -> None:
    assert findings("catalog-placeholder", pair("{a}", "100 {%")) == []


@pytest.mark.parametrize(
    ("source", "translation", "wrong"),
    [
        ("See www.a.org.", "Voir www.a.org !", False),
        ("See (https://a.org/x).", "Voir « https://a.org/x ».", False),
        ("See https://a.org/x.", "请参阅https://a.org/x。", False),
        ("See www.a.org.", "Voir www.a.com.", True),
        ("Write to a@b.org.", "Écrivez-nous.", True),
        ("Write to us.", "Écrivez à a@b.org.", True),
        ("[us](mailto:a@b.org)", "[nous](mailto:a@b.org)", False),
    ],
)
def test_addresses_in_the_text(
    source: str,
    translation: str,
    wrong: bool,  # noqa: FBT001  # a row of the table
) -> None:
    found = findings("translation-addresses", pair(source, translation))
    assert bool(found) is wrong


@pytest.mark.parametrize(
    ("translation", "wrong"),
    [
        ("<script>x</script>", True),
        ("javascript:x", True),
        ("JavaScript :x", True),
        ('<img src="a">', True),
        ("a onclick=x", True),
        ("<fichier>", False),
        ("a < b", False),
        ("un script : oui", False),
    ],
)
def test_what_a_program_could_run(
    translation: str,
    wrong: bool,  # noqa: FBT001  # a row of the table
) -> None:
    judged = pair("a <file>", translation, form=Form.PLAIN)
    assert bool(findings("translation-unsafe", judged)) is wrong
    assert findings("translation-unsafe", pair("a", translation)) == []
    same = pair(translation, translation, form=Form.PLAIN)
    assert findings("translation-unsafe", same) == []


# --- wording


@pytest.mark.parametrize(
    ("languages", "source", "translation", "kind", "expected"),
    [
        ("en fr", "Ask your care team.", "Ask your  care team.", "item", ERROR),
        ("en fr", "Rest well", "Rest well", "item", WARNING),
        ("en fr", "Infusion", "Infusion", "item", None),
        ("en zh", "Rest", "Rest", "item", WARNING),
        ("en zh", "IVIg", "IVIg", "item", None),
        ("en fr", "5 mg", "5 mg", "item", None),
        ("en fr", "https://example.org/a", "https://example.org/a", "item", None),
        ("en fr", "Dr. Mary Ann Smith", "Dr. Mary Ann Smith", NAME, None),
        ("en fr", KEPT, KEPT, "item", None),
        ("en en_GB", "Ask your care team.", "Ask your care team.", "item", None),
        ("zh_Hans zh_Hant", "好好休息", "好好休息", "item", None),
    ],
)
def test_what_was_not_translated(
    languages: str, source: str, translation: str, kind: str, expected: Severity | None
) -> None:
    found = severities(pair(source, translation, languages, kind=kind))
    assert found.get("translation-unchanged") == expected


def test_a_passage_that_was_not_translated() -> None:
    source = "Rest a lot. Then ask your care team what else you can do."
    half = "Reposez-vous. Then ask your care team what else you can do."
    (found,) = findings("translation-unchanged", pair(source, half))
    assert found.severity is WARNING
    assert "ask your care team" in found.message
    title = "Lisez [ask your care team what else you can do]{lang=en}."
    assert findings("translation-unchanged", pair(source, title)) == []


@pytest.mark.parametrize("translation", ["**\u200b**", "\u00ad", "\\\n", "[@one]"])
def test_nothing_to_read(translation: str) -> None:
    assert findings("translation-empty", pair("Rest.", translation))


@pytest.mark.parametrize(
    ("languages", "times", "wrong"),
    [
        ("en zh", 0.33, False),
        ("en zh", 1.2, True),
        ("en fr", 1.3, False),
        ("en fr", 0.3, True),
        ("zh en", 3.0, False),
        ("en ko", 0.5, False),
    ],
)
def test_length_is_told_by_the_pair_of_languages(
    languages: str,
    times: float,
    wrong: bool,  # noqa: FBT001  # a row of the table
) -> None:
    judged = pair("x" * 200, "y" * int(200 * times), languages)
    assert bool(findings("translation-length", judged)) is wrong


@pytest.mark.parametrize(
    ("languages", "source", "translation", "wrong"),
    [
        ("en fr", "The infusion.", "La perfusion.", False),
        ("en fr", "The Infusion.", "Les PERFUSIONS.", False),
        ("en fr_CA", "The infusion.", "L'infusion.", True),
        ("en fr", "The infusions.", "Elles.", False),  # infusion* would find it
        ("en zh", "The infusion.", "进行输液治疗。", False),
        ("en zh", "The infusion.", "治疗。", True),
        ("en de", "The infusion.", "Die Gabe.", False),  # no word in German
    ],
)
def test_terms_of_the_glossary(
    languages: str,
    source: str,
    translation: str,
    wrong: bool,  # noqa: FBT001  # a row of the table
) -> None:
    found = findings("translation-glossary", pair(source, translation, languages))
    assert bool(found) is wrong


# --- characters


@pytest.mark.parametrize(
    ("languages", "translation", "wrong"),
    [
        ("en fr", "Un\u200bdeux", True),
        ("en fr", "Un\u200cdeux", True),
        ("en fr", "Un\u2066deux\u2069", True),
        ("en fr", "Un\ufeff", True),
        ("en fr", "Un\ue000", True),
        ("en fr", "Un\tdeux", True),
        ("en fr", "Un \U0001f468\u200d\U0001f469 deux", False),
        ("en fr", "Un\u202fdeux\u00a0!", False),
        ("en ar", "\u2067واحد\u2069", False),
        ("en ar", "\u2067واحد", True),
        ("en ar", "\u202eواحد", True),
        ("en ar", "\u202aB5\u202c أكبر", False),
        ("en he", "\u202bאחד", True),
        ("en fr", "\u202aUn\u202c", True),
        ("en he", "אחד\u200f!", False),
        ("en km", "មួយ\u200bពីរ", False),
    ],
)
def test_invisible_characters(
    languages: str,
    translation: str,
    wrong: bool,  # noqa: FBT001  # a row of the table
) -> None:
    found = findings("translation-invisible", pair("One", translation, languages))
    assert bool(found) is wrong


@pytest.mark.parametrize(
    ("languages", "translation", "wrong"),
    [
        ("en fr", "Ã©tÃ©", True),
        ("en fr", "lâ€™Ã©tÃ©", True),
        ("en fr", "dâ€™eau", True),
        ("en fr", "5Â\u00a0mg", True),
        ("en fr", "ﬂ\ufffd", True),
        ("en ru", "Ð´Ð°", True),
        ("en zh", "å¥½", True),
        ("en pt", "NÃO, AMANHÃ", False),
        ("en fr", "« CAFÉ»", False),
        ("en fr", "À…", False),
        ("en de", "„Ä“", False),
        ("en ro", "ÎN ÂNTU", False),
    ],
)
def test_wrong_charsets(
    languages: str,
    translation: str,
    wrong: bool,  # noqa: FBT001  # a row of the table
) -> None:
    found = findings("translation-encoding", pair("One", translation, languages))
    assert bool(found) is wrong


@pytest.mark.parametrize(
    ("languages", "translation", "expected"),
    [
        ("en fr", "C'est dif cile.", ERROR),
        ("en fr", "Lisez la che.", ERROR),
        ("en fr", "peu spéci que", ERROR),
        ("en en_GB", "the rst dose", ERROR),
        ("de en", "a signi cant change", ERROR),
        ("en it", "che bello", None),
        ("en fr", "la ﬁche", WARNING),
        ("en fr", "trai\u00adtement", WARNING),
        ("en fr", "traite- ment", WARNING),
        ("en de", "Vor- und Nachteile", None),
        ("en fr", "e\u0301te\u0301", WARNING),
        ("en ar", "\ufefb", WARNING),
        ("en ko", "\u1112\u1161\u11ab", WARNING),
        ("en hi", "क़", None),
        ("en fr", "difficile, efficace, fiche, effet", None),
    ],
)
def test_damage_of_a_paste(
    languages: str, translation: str, expected: Severity | None
) -> None:
    found = severities(pair("One", translation, languages))
    assert found.get("translation-pasted") == expected


# --- punctuation


@pytest.mark.parametrize(
    ("languages", "source", "translation", "wrong"),
    [
        ("en fr", "to the", "de de la", True),
        ("en fr", "we do", "Nous nous levons", False),
        ("en de", "those who", "die die", False),
        ("en de", "the", "das Das", False),
        ("en id", "to the", "orang orang", False),
        ("en id", "to the", "yang yang", True),
        ("en hi", "to the", "के के", True),
        ("en fr", "knock knock", "toc toc", False),
        ("en fr", "the pas-de-pas", "pas pas-de", False),
    ],
)
def test_doubled_words(
    languages: str,
    source: str,
    translation: str,
    wrong: bool,  # noqa: FBT001  # a row of the table
) -> None:
    found = findings("translation-repeated", pair(source, translation, languages))
    assert bool(found) is wrong


@pytest.mark.parametrize(
    ("languages", "translation", "wrong"),
    [
        ("en fr", "un  deux", True),
        ("en fr", "un , deux", True),
        ("en fr", "un,deux", True),
        ("en fr", "C'est fini.Puis cela.", True),
        ("en fr", "( un)", True),
        ("en fr", "un ; deux ?", False),
        ("en de", "eins ; zwei", True),
        ("en fr", "1,5 mg, www.a.org, M.Sc.", False),
        ("en zh", "一，二。三", False),
    ],
)
def test_spaces(
    languages: str,
    translation: str,
    wrong: bool,  # noqa: FBT001  # a row of the table
) -> None:
    found = findings("translation-space", pair("One two", translation, languages))
    assert bool(found) is wrong


def test_spaces_at_the_ends_of_labels() -> None:
    judged = pair("by ", "par", form=Form.LABEL)
    assert findings("translation-space", judged)
    assert findings("translation-space", pair("by ", "par")) == []


@pytest.mark.parametrize(
    ("source", "translation", "wrong"),
    [
        ("(a)", "（甲）", False),
        ("(a)", "（甲)", False),
        ("a) one", "a) un", False),
        ("one", "a) un", False),
        ("one", "«un", True),
        ("one", "[un", True),
        ("one", "un :-)", False),
    ],
)
def test_brackets(
    source: str,
    translation: str,
    wrong: bool,  # noqa: FBT001  # a row of the table
) -> None:
    judged = pair(source, translation, "en zh", Form.PLAIN)
    assert bool(findings("translation-brackets", judged)) is wrong


@pytest.mark.parametrize(
    ("languages", "source", "translation", "wrong"),
    [
        ("en fr", "Rest.", "Repos", True),
        ("en fr", "Rest", "Repos.", True),
        ("en fr", "Rest.", "Repos…", True),
        ("en fr", "Rest...", "Repos…", False),
        ("en fr", "Rest:", "Repos :", False),
        ("en fr", 'He said "rest."', "Il a dit : « repos ».", False),
        ("en fr", "Rest [@one].", "Repos. [@one]", False),
        ("en fr", "At 5 p.m.", "À 17 h", False),
        ("en fr", "Dr. Roy, M.D.", "Dre Roy", False),
        ("en zh", "Rest.", "休息。", False),
        ("en zh", "Rest.", "休息.", True),
        ("en zh", "Rest.", "休息", True),
        ("en ar", "Rest?", "راحة?", True),
        ("en hi", "Rest.", "आराम।", False),
        ("en th", "Rest.", "พัก", False),
        ("en es", "Rest?", "Descanso?", True),
        ("en el", "Rest?", "Ξεκούραση?", False),
        ("en ur", "Rest.", "آرام۔", False),
    ],
)
def test_how_a_text_ends(
    languages: str,
    source: str,
    translation: str,
    wrong: bool,  # noqa: FBT001  # a row of the table
) -> None:
    found = findings("translation-ending", pair(source, translation, languages))
    assert bool(found) is wrong
