"""A Chinese or Japanese edition against a Latin one.

    python -m bench.cjk ja "Noto Sans CJK JP" NotoSansCJKjp-Regular.otf …-Bold.otf

No such font is shipped: they are in Debian's fonts-noto-cjk (as collections: take one
face out of each), or come from who makes them. The sample infusion-day is "translated"
by putting one to three of a thousand ideographs for each word, and the marks of Han for
those of Latin; then twenty editions of it are built by one worker, in turn with twenty
in English and in French, whole commands, CPU time.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import sys
import tempfile
from pathlib import Path

from bench.building import LEAFLET, Side, compare, run, sample
from leaflet import pofile
from leaflet.build.messages import add, update
from leaflet.pseudo import _PART

COPIES = 5
HAN = "".join(map(chr, range(0x4E00, 0x9FA0, 20)))
"""A thousand ideographs, from all over the block."""
MARKS = str.maketrans(".?!,:;", "。？！、：；")
_END = re.compile(r"(?<=[\u3400-\u9fff*)\]])[.?!,:;](?=\s|$|\*)")
_GAP = re.compile(r"(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])")


def han(text: str) -> str:
    """Give a text in ideographs that say nothing."""
    made = _PART.sub(lambda match: match["kept"] or _word(match["word"]), text)
    return _GAP.sub("", _END.sub(lambda mark: mark[0].translate(MARKS), made))


def _word(word: str) -> str:
    count = max(1, min(3, (len(word) + 2) // 4))
    chance = hashlib.sha256(word.lower().encode()).digest()
    return "".join(
        HAN[(chance[2 * i] * 256 + chance[2 * i + 1]) % len(HAN)] for i in range(count)
    )


def project(root: Path, tag: str, family: str, fonts: list[Path]) -> None:
    """Make a copy of the sample that has a leaflet five times, in one more language."""
    sample(root)
    shutil.rmtree(root / "content/ivig-scleroderma")
    (root / "styles/fonts/han").mkdir()
    for font in fonts:
        shutil.copy(font, root / "styles/fonts/han")
    settings = root / "leaflet.yaml"
    text = settings.read_text("utf-8")
    both = f"{{text: {family}, headings: {family}}}"
    text = text.replace("\nfonts:\n", f"\nfonts:\n  languages:\n    {tag}: {both}\n")
    text = re.sub(r"\n( +)en: (.*)", rf"\n\1en: \2\n\1{tag}: \2", text)
    settings.write_text(text, "utf-8")
    page = root / "content/infusion-day/leaflet.md"
    text = page.read_text("utf-8")
    text = re.sub(r"(?m)^languages: \[(.*)\]", rf"languages: [\1, {tag}]", text)
    page.write_text(text, "utf-8")
    add(root, [tag])
    update(root)
    for path in (root / f"locales/{tag}/LC_MESSAGES").glob("*.po"):
        po = pofile.parse(path.read_bytes(), str(path))
        live = [one for one in po.entries if not one.is_header and not one.obsolete]
        said = [pofile.with_msgstr(one, han(one.msgid)) for one in live]
        po = pofile.replaced(po, *said)
        po = pofile.with_header(po, {"Last-Translator": "Ada Roy <ada@example.org>"})
        path.write_bytes(po.encode())
    for number in range(1, COPIES):
        slug = f"infusion-day-{number}"
        shutil.copytree(page.parent, root / "content" / slug)
        for path in root.glob("locales/*/LC_MESSAGES/infusion-day.po"):
            shutil.copy(path, path.with_name(f"{slug}.po"))


def main() -> None:
    """Compare a language with English and with French."""
    tag, family, *fonts = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "project"
        project(root, tag, family, [Path(font) for font in fonts])
        chosen = ["--format", "screen", "--format", "office", "--force", "-j1"]

        def built(language: str) -> Side:
            return lambda: run([*LEAFLET, *chosen, "--lang", language], root)

        for other in ("en", "fr"):
            what = f"{4 * COPIES} editions in {tag}, against {other}"
            compare(what, built(tag), built(other))


if __name__ == "__main__":
    main()
