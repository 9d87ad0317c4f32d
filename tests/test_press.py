"""What the print shop gets: inks, overprint, boxes, marks, identity."""

from __future__ import annotations

import io
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from pikepdf import Dictionary, Name
from PIL import Image, ImageChops, ImageCms, ImageStat

from leaflet.facts import Kind, read_facts
from leaflet.press import Condition, Job, condition_of, printable
from leaflet.press.content import LINE, OVER, in_inks
from leaflet.press.inks import Inking, brand_inks
from leaflet.problems import LeafletError
from leaflet.project import Colour, Colours
from leaflet.source.files import Files
from leaflet.typeset.engine import engine, use_fonts
from leaflet.typeset.fonts import read_fonts
from tests.conftest import ROOT

MM = 72 / 25.4
COLOURS = Colours(
    ink=Colour(rgb="#1d2528", cmyk=(0, 0, 0, 100)),
    muted=Colour(rgb="#4a565a", cmyk=(0, 0, 0, 78)),
    accent=Colour(rgb="#0b5563", cmyk=(90, 45, 45, 30)),
    tint=Colour(rgb="#eaf3f4", cmyk=(8, 1, 4, 0)),
    paper=Colour(rgb="#ffffff", cmyk=(0, 0, 0, 0)),
)
PAGE = """<html lang="en"><title>Press</title>
<meta name="dcterms.created" content="2026-11-23T00:00:00Z">
<meta name="dcterms.modified" content="2026-11-23T00:00:00Z">
<style>
@page {{ size: 60mm 40mm; margin: 0; bleed: 3mm }}
body {{ margin: 4mm; font: 9pt "Source Sans 3"; color: #1d2528 }}
.band {{ margin: -8mm -8mm 2mm; padding: 9mm; background: #0b5563; color: #ffffff }}
{style}</style>
<div class="band">White on accent</div><p>Black <a href="https://a.org">text</a></p>
{body}"""


@pytest.fixture(scope="module")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> None:
    use_fonts(read_fonts(Files(ROOT)), tmp_path_factory.mktemp("fonts"))


def engine_pdf(body: str = "", style: str = "") -> bytes:
    html = engine().HTML(string=PAGE.format(body=body, style=style))
    return bytes(html.write_pdf())


@pytest.fixture(scope="module")
def condition() -> Condition:
    return condition_of(Files(ROOT), None, "FR")


@pytest.fixture
def job(fonts: None, condition: Condition) -> Job:
    del fonts
    return Job("press-en-a4", condition, COLOURS, bleed=3)


@pytest.fixture
def inking(condition: Condition) -> Inking:
    return Inking(condition, brand_inks(COLOURS))


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def operators(page: Any) -> Counter[str]:
    return Counter(str(i.operator) for i in pikepdf.parse_content_stream(page))


def drawn(content: bytes, inking: Inking) -> str:
    pdf = pikepdf.new()
    return in_inks(pdf.make_stream(content), inking).content.decode()


# --- inks


def test_a_colour_of_the_brand_has_its_inks(inking: Inking) -> None:
    assert inking.of((0x0B / 255, 0x55 / 255, 0x63 / 255)) == (0.9, 0.45, 0.45, 0.3)


def test_grey_is_black_ink_alone(inking: Inking) -> None:
    assert inking.of((0, 0, 0)) == (0, 0, 0, 1)
    assert inking.of((0.2, 0.2, 0.2)) == pytest.approx((0, 0, 0, 0.8))


@pytest.mark.parametrize("territory", ["FR", "CA"])
@pytest.mark.parametrize("rgb", [(1, 0, 0), (0, 0, 1), (0.3, 0.1, 0.05), (0, 0.2, 0)])
def test_any_other_colour_keeps_to_the_ink_limit(
    territory: str, rgb: tuple[float, float, float]
) -> None:
    condition = condition_of(Files(ROOT), None, territory)
    inks = Inking(condition, {}).of(rgb)
    assert 0.5 < sum(inks) <= condition.ink_limit / 100


def test_a_picture_is_inked_by_the_profile(inking: Inking) -> None:
    red = inking.picture(Image.new("RGB", (1, 1), (255, 0, 0)))
    assert red.mode == "CMYK"
    cyan, magenta, yellow, _ = red.getpixel((0, 0))  # type: ignore[misc]
    assert cyan < 30
    assert min(magenta, yellow) > 200


# --- content


def test_black_text_overprints_and_white_text_does_not(inking: Inking) -> None:
    black, white = "0.113725 0.145098 0.156863 rg", "1 1 1 rg"
    text = "BT /F 9 Tf (a) Tj ET"
    lines = drawn(f"{black} {text} {white} {text}".encode(), inking).split("\n")
    over = [lines.index(f"{OVER} gs"), lines.index("/KnocksOut gs")]
    shown = [number for number, line in enumerate(lines) if line.endswith("Tj")]
    assert over[0] < shown[0] < over[1] < shown[1]


def test_overprint_ends_with_the_state_that_it_began_in(inking: Inking) -> None:
    made = drawn(b"q 0 g BT (a) Tj ET Q 1 g BT (b) Tj ET", inking)
    assert made.count(str(OVER)) == 1
    assert "/KnocksOut" not in made


@pytest.mark.parametrize(
    ("content", "over"),
    [
        (b"0 G 0.5 w 0 0 m 9 9 l S", True),
        (b"0 G 3 w 0 0 m 9 9 l S", False),
        (b"0.1 0 0 0.1 0 0 cm 0 G 3 w 0 0 m 9 9 l S", True),
        (b"0.5 G 0.5 w 0 0 m 9 9 l S", False),
        (b"0 g 0 0 9 9 re f", False),
        (b"0 g 1 G 0 0 9 9 re B", False),
        (b"0 g 0 G 0.5 w 0 0 9 9 re B", True),  # the line, not the area
    ],
)
def test_thin_black_lines_overprint(
    inking: Inking, content: bytes, *, over: bool
) -> None:
    assert (f"{LINE} gs" in drawn(content, inking)) == over


def with_form(content: bytes, line: bytes) -> bytes:
    """Give a page that draws a form, which draws another one, with a line."""
    pdf = pikepdf.new()
    shape: dict[str, Any] = {"Subtype": Name.Form, "BBox": [0, 0, 300, 300]}
    inner = pdf.make_stream(b"0 G " + line, Resources=Dictionary(), **shape)
    held = Dictionary(XObject=Dictionary(B=inner))
    half = [0.5, 0, 0, 0.5, 0, 0]
    outer = pdf.make_stream(b"/B Do", Resources=held, Matrix=half, **shape)
    page = pdf.add_blank_page(page_size=(300, 300)).obj
    page.TrimBox = page.MediaBox
    page.Resources = Dictionary(XObject=Dictionary(A=outer, B=inner))
    page.Contents = pdf.make_stream(content)
    info: Any = pdf.docinfo
    info.Title, info.CreationDate, info.ModDate = "t", "D:2026", "D:2026"
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "over"),
    [
        (b"/B Do", {False}),  # 3 pt as it is
        (b"/A Do", {True}),  # 1.5 pt by the form around it
        (b"q .5 0 0 .5 0 0 cm /B Do Q", {True}),
        (b"/B Do /A Do", {True}),  # the same form in two sizes: the smaller counts
        (b"/A Do /B Do", {True}),
        (b"q 4 0 0 4 0 0 cm /A Do Q", {False}),
    ],
)
def test_whether_a_line_is_thin_is_seen_where_it_is_drawn(
    job: Job, content: bytes, over: set[bool]
) -> None:
    data = printable(with_form(content, b"3 w 50 50 m 90 90 l S"), job)
    (page,) = read_facts(data, "a.pdf").pages
    lines = [one for one in page.painted if one.kind is Kind.STROKE]
    inside = [one for one in lines if one.box.shared(page.trim)]
    assert {one.overprint for one in inside if one.colour.is_black} == over


# --- the file


def test_no_colour_of_screens_is_left(job: Job, tmp_path: Path) -> None:
    Image.new("RGB", (8, 8), (200, 30, 30)).save(tmp_path / "red.png")
    body = (
        f'<img src="{(tmp_path / "red.png").as_uri()}" style="width: 5mm">'
        '<p style="background: linear-gradient(to right, #0b5563, #eaf3f4)">x</p>'
        '<p style="color: #c00; opacity: .5">y</p>'
    )
    with opened(printable(engine_pdf(body), job)) as pdf:
        for page in pdf.pages:
            assert not operators(page).keys() & {"rg", "RG", "g", "G"}
        text = " ".join(str(one) for one in pdf.objects)
        assert "DeviceRGB" not in text
        images = [o for o in pdf.objects if isinstance(o, pikepdf.Stream)]
        spaces = {str(o.get("/ColorSpace")) for o in images if "/Width" in o}
        assert spaces == {"/DeviceCMYK"}


def test_nothing_for_screens_is_left(job: Job) -> None:
    with opened(printable(engine_pdf("<h1>Bookmarked</h1>"), job)) as pdf:
        assert not {"/Outlines", "/Names", "/StructTreeRoot"} & set(pdf.Root.keys())
        assert all("/Annots" not in page for page in pdf.pages)


def test_boxes_leave_room_for_marks_outside_of_the_bleed(job: Job) -> None:
    with opened(printable(engine_pdf(), job)) as pdf:
        page = pdf.pages[0]
        boxes = [
            [round(float(v) / MM, 1) for v in box]
            for box in (page.TrimBox, page.BleedBox, page.MediaBox, page.CropBox)
        ]
    assert boxes == [
        [0, 0, 60, 40],
        [-3, -3, 63, 43],
        [-9, -9, 69, 49],
        [-9, -9, 69, 49],
    ]


def picture(data: bytes, dpi: int = 72) -> Image.Image:
    seen: Image.Image = pypdfium2.PdfDocument(data)[0].render(scale=dpi / 72).to_pil()
    return seen


def test_art_reaches_the_bleed_and_goes_no_further(job: Job) -> None:
    seen = picture(printable(engine_pdf(), job), 254).convert("L")  # ten dots a mm
    bleed, beyond = (seen.crop((x, 120, x + 1, 121)) for x in (90 - 28, 90 - 32))
    assert bleed.getextrema()[1] < 140  # type: ignore[operator]  # one band
    assert beyond.getextrema() == (255, 255)


def test_marks_stand_at_corners_and_folds_in_every_ink(job: Job) -> None:
    folded = Job(job.name, job.condition, COLOURS, 3, folds=((20,),))
    data = printable(engine_pdf(), folded)
    seen = picture(data, 254).convert("L")
    columns = (seen.crop((x, 5, x + 1, 45)) for x in range(seen.width))  # marks alone
    dark = (
        x
        for x, column in enumerate(columns)
        if ImageStat.Stat(column).extrema[0][0] < 200
    )
    assert sorted({round(x / 10) - 9 for x in dark}) == [0, 20, 60]
    with opened(data) as pdf:
        space = pdf.pages[0].Resources.ColorSpace["/AllInks"]
        assert [str(part) for part in list(space)[:3]] == [
            "/Separation",
            "/All",
            "/DeviceCMYK",
        ]


def test_the_file_names_its_condition_and_standard(
    job: Job, condition: Condition
) -> None:
    with opened(printable(engine_pdf(), job)) as pdf:
        (intent,) = pdf.Root.OutputIntents
        assert str(intent.S) == "/GTS_PDFX"
        assert str(intent.OutputConditionIdentifier) == "FOGRA39"
        assert str(intent.RegistryName) == "http://www.color.org"
        assert intent.DestOutputProfile.read_bytes() == condition.profile
        assert intent.DestOutputProfile.N == 4
        assert str(pdf.docinfo["/GTS_PDFXVersion"]) == "PDF/X-4"
        assert str(pdf.docinfo["/Trapped"]) == "/False"
        with pdf.open_metadata() as xmp:
            assert xmp["pdfxid:GTS_PDFXVersion"] == "PDF/X-4"
            assert xmp["dc:title"] == "Press"
            assert xmp["xmpMM:DocumentID"].startswith("uuid:")
        assert pdf.pdf_version == "1.6"


def test_the_same_job_gives_the_same_bytes(job: Job) -> None:
    data = engine_pdf()
    assert printable(data, job) == printable(data, job)


def test_x_1a_has_no_transparency(job: Job) -> None:
    flat = Job(job.name, job.condition, COLOURS, 3, flat=True)
    data = printable(engine_pdf(), flat)
    assert data.startswith(b"%PDF-1.3")
    with opened(data) as pdf:
        text = " ".join(str(one) for one in pdf.objects)
        assert "/Transparency" not in text
        assert "/ca" not in text
        assert str(pdf.docinfo["/GTS_PDFXConformance"]) == "PDF/X-1a:2001"


@pytest.mark.parametrize(
    "body",
    [
        '<p style="opacity: .5">pale</p>',
        '<p style="background: linear-gradient(#0b5563, transparent)">fading</p>',
    ],
)
def test_x_1a_refuses_what_is_transparent(job: Job, body: str) -> None:
    flat = Job(job.name, job.condition, COLOURS, 3, flat=True)
    with pytest.raises(LeafletError) as told:
        printable(engine_pdf(body), flat)
    assert [problem.id for problem in told.value.problems] == ["press-transparency"]


# --- the judges


def test_ghostscript_parts_the_plates_as_we_do(job: Job, tmp_path: Path) -> None:
    """Text in black ink is on no other plate, and prints over what lies below."""
    style = "body { background: #eaf3f4 }"
    path = tmp_path / "press.pdf"
    path.write_bytes(printable(engine_pdf(style=style), job))
    subprocess.run(
        [
            "gs", "-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-sDEVICE=tiffsep", "-r144",
            "-dUseTrimBox", f"-sOutputFile={tmp_path}/p%d.tif", str(path),
        ],
        check=True,
    )  # fmt: skip
    plates = {
        name: Image.open(tmp_path / f"p1({name}).tif").convert("L")
        for name in ("Cyan", "Black")
    }
    text = (20, 115, 65, 150)  # below the band: the word in black, on the tint
    cyan = ImageStat.Stat(plates["Cyan"].crop(text)).extrema[0]
    black = ImageStat.Stat(plates["Black"].crop(text)).extrema[0]
    assert cyan[1] - cyan[0] <= 2  # one even tint: nothing is cut out of it
    assert black[0] < 40
    assert black[1] == 255


def test_pdfium_and_poppler_see_the_same(job: Job, tmp_path: Path) -> None:
    data = printable(engine_pdf(), job)
    path = tmp_path / "press.pdf"
    path.write_bytes(data)
    subprocess.run(
        ["pdftoppm", "-r", "72", "-png", path, tmp_path / "page"], check=True
    )
    one = Image.open(next(tmp_path.glob("page*.png"))).convert("L")
    other = picture(data).convert("L").resize(one.size)
    assert ImageStat.Stat(ImageChops.difference(one, other)).mean[0] < 8


# --- conditions


@pytest.mark.parametrize(
    ("territory", "name"), [("CA", "CGATS TR 006"), ("FR", "FOGRA39")]
)
def test_the_territory_chooses_the_condition(territory: str, name: str) -> None:
    assert condition_of(Files(ROOT), None, territory).identifier == name


def test_a_shops_own_profile(condition: Condition, tmp_path: Path) -> None:
    (tmp_path / "shop.icc").write_bytes(condition.profile)
    own = condition_of(Files(tmp_path), "shop.icc", "CA")
    assert (own.identifier, own.description) == ("", "FOGRA39L Coated")


SCREEN = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


CUT = (ROOT / "styles/icc/FOGRA39L_coated.icc").read_bytes()[:5000]
BAD = [None, b"", b"no profile", b"\0" * 200, SCREEN, CUT]


@pytest.mark.parametrize("data", BAD)
def test_what_is_no_profile_of_a_press_is_refused(
    data: bytes | None, tmp_path: Path
) -> None:
    if data is not None:
        (tmp_path / "shop.icc").write_bytes(data)
    with pytest.raises(LeafletError) as told:
        condition_of(Files(tmp_path), "shop.icc", "CA")
    (problem,) = told.value.problems
    assert (problem.id, str(problem.at)) == ("profile-unusable", "shop.icc")
