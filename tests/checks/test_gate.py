"""The gate: whatever kind a file of a release is, what must not get out is found in it."""

from __future__ import annotations

import base64
import datetime as dt
import json
import re
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
import segno
from PIL import Image
from pypdf import PdfReader, PdfWriter

from generator.checks import check_output
from generator.checks.clean import Clean
from generator.checks.gate.gate import READERS, WITHIN
from generator.checks.gate.markup import read_plain
from generator.checks.gate.said import Said
from generator.checks.gate.sought import Sought
from generator.collections import COLLECTIONS
from generator.collections.events import Event
from generator.findings import Place
from generator.render.fonts import Fonts
from generator.render.screens import render_screens
from generator.render.website import render_website
from generator.render.website.ics import calendar_files
from generator.settings import THEME, Settings
from generator.site import Artifact, Entry, Site
from generator.site.formats import office
from generator.store import read_project
from tests.checks import plants
from tests.checks.plants import ID_NUMBER, NUMBER
from tests.conftest import Streetlight

CALM = "0371-62345678"
"""An office phone: what stands in the twin of a plant."""


def street(**more: object) -> Site:
    """Return a street with one coming event."""
    raw = {"title": "开放日", "date": "2026-01-01", "when": "2026-12-12"} | more
    entry = Entry(COLLECTIONS["events"], "open-day", Event.model_validate(raw), Place("content/events/open-day.yml"))
    settings = Settings.model_validate({"name": "示例街道", "source": "街道", "home": {"headline": "门开着"}})
    return Site(settings, dt.date(2026, 11, 21), COLLECTIONS, {"events": (entry,)})


def found(path: str, data: bytes | str) -> set[str]:
    """Return the ids of the rules that a single file breaks."""
    artifact = Artifact(path, data.encode() if isinstance(data, str) else data)
    return {f.rule.id for f in check_output(street(), [artifact])}


def screen(words: str, style: str = "") -> str:
    """Return what a player is handed over: JSON within JSON, in ASCII."""
    slide = {"id": "list/events/open-day/1", "title": "开放日", "html": f'<div class="t">{words}</div>'}
    payload = json.dumps({"style": style, "slides": [slide]})
    return f"STREETLIGHT.take({json.dumps('{}')},{json.dumps('{}')},{json.dumps(payload)});\n"


def code(words: str) -> str:
    """Return a QR code as slides hold it."""
    out = BytesIO()
    segno.make(words, error="m", micro=False).save(out, kind="png", scale=4, border=4)
    return f'<img src="data:image/png;base64,{base64.b64encode(out.getvalue()).decode()}">'


def flat(words: str) -> bytes:
    out = BytesIO()
    with Image.open(BytesIO(plants.coded_photo(words))) as opened:
        opened.save(out, "BMP")
    return out.getvalue()


TEXTS = {
    "a paragraph": ("a.html", "<p>找 {} 。</p>"),
    "cut up by markup": ("a.html", "<p>138<b>1234</b><!-- x -->5678 {}</p>"),
    "alt text": ("a.html", '<img alt="电话 {}">'),
    "title": ("a.html", "<title>{}</title>"),
    "an attribute that is nobody's business": ("a.html", "<p data-note='{}'>字</p>"),
    "an attribute without quotes": ("a.html", "<p data-note={}>字</p>"),
    "comment": ("a.html", "<p>字<!-- 问 {} --></p>"),
    "data for search engines": ("a.html", '<script type="application/ld+json">{{"telephone":"{}"}}</script>'),
    "a link, escaped": ("a.html", '<a href="tel:%31{}">打</a>'),
    "a feed, whose markup is escaped": ("feed.xml", "<feed><content>&lt;p&gt;{}&lt;/p&gt;</content></feed>"),
    "a feed, in CDATA": ("feed.xml", "<feed><content><![CDATA[<p>{}</p>]]></content></feed>"),
    "robots": ("robots.txt", "# {}\n"),
    "style": ("a.css", '.a::after {{ content: "{}" }}'),
    "a drawing in a style": ("a.css", """.a{{background:url('data:image/svg+xml,<svg><text>{}</text></svg>')}}"""),
    "drawing": ("a.svg", "<svg><text>{}</text><desc>x</desc></svg>"),
    "drawing, in its description": ("a.svg", "<svg><desc>{}</desc></svg>"),
    "index": ("a.json", '{{"a": ["找 {}"]}}'),
    "index, as a number": ("a.json", '{{"a": [{}]}}'),
    "index, as a key": ("a.json", '{{"{}": 1}}'),
    "script": ("a.js", "var a = '{}';"),
    "calendar": ("a.ics", "BEGIN:VCALENDAR\r\nDESCRIPTION:找\\n{}\r\nEND:VCALENDAR\r\n"),
}


@pytest.mark.parametrize("case", TEXTS.values(), ids=TEXTS.keys())
def test_texts(case: tuple[str, str]) -> None:
    path, words = case
    number = NUMBER[1:] if "%31" in words else NUMBER
    assert "mobile-phone" in found(path, words.format(number))
    if "1234" not in words:
        assert found(path, words.format(CALM if '": [{}]' not in words else 71)) == set()


FILES = {
    "slide": ("a.js", screen),
    "slide, escaped": ("a.js", lambda n: screen("".join(f"&#{ord(ch)};" for ch in n))),
    "style of a screen": ("a.js", lambda n: screen("字", f"/* {n} */")),
    "a code on a slide": ("a.js", lambda n: screen(code(n))),
    "a code on a page": ("a.html", lambda n: f"<p>{code(n)}</p>"),
    "a code in a photo": ("a.jpg", plants.coded_photo),
    "a code in a photo, lying down": ("a.jpg", lambda n: plants.coded_photo(n, 90)),
    "a code with an address": ("a.jpg", lambda n: plants.coded_photo(f"https://example.com/?tel={n}")),
    "a code in a still": ("a.bmp", flat),
    "cell": ("a.xlsx", lambda n: plants.xlsx(f'<row><c t="inlineStr"><is><t>{n}</t></is></c></row>')),
    "shared text": ("a.xlsx", lambda n: plants.xlsx(shared=f"<si><t>{n}</t></si>")),
    "text in runs": ("a.docx", lambda n: plants.docx(f"<w:p><w:r><w:t>{n[:4]}</w:t></w:r><w:r><w:t>{n[4:]}</w:t></w:r></w:p>")),
    "a part nobody knows": ("a.docx", lambda n: plants.docx(customXml__item1_xml=f"<a>{n}</a>")),
    "a link": ("a.docx", lambda n: plants.docx(word___rels__document_xml_rels=f'<R Target="tel:{n}"/>')),
    "what another language writes": ("a.docx", lambda n: plants.docx(word__x_xml=f"<a>{n}</a>".encode("utf-16"))),
    "comment of a zip": ("a.docx", lambda n: plants.zipped({"[Content_Types].xml": "", "word/a.xml": ""}, n.encode())),
    "a code in a picture in a document": ("a.docx", lambda n: plants.docx(word__media__a_jpg=plants.coded_photo(n))),
    "a sheet in a document": ("a.docx", lambda n: plants.docx(word__embeddings__a_xlsx=plants.xlsx(shared=f"<si>{n}</si>"))),
    "text of a PDF": ("a.pdf", plants.pdf),
    "note in a PDF": ("a.pdf", lambda n: plants.pdf("text", note=n)),
    "a code in a PDF": ("a.pdf", lambda n: plants.pdf("text", picture=plants.coded_photo(n))),
    "file name": ("events/{}.html", lambda _: "<p>字</p>"),
    "file name, escaped": ("events/%31{}.html", lambda _: "<p>字</p>"),
    "folder": ("{}/a.html", lambda _: "<p>字</p>"),
}  # fmt: skip


@pytest.mark.parametrize("case", FILES.values(), ids=FILES.keys())
def test_files(case: tuple[str, object]) -> None:
    path, make = case
    assert callable(make)
    number = NUMBER[1:] if "%31" in path else NUMBER
    assert "mobile-phone" in found(path.format(number), make(NUMBER))
    assert found(path.format("a"), make(CALM)) == set()


CARRIED = {
    "EXIF": ("a.jpg", lambda n: plants.photo(exif=plants.exif(n)), "picture-metadata"),
    "XMP": ("a.jpg", lambda n: plants.photo(xmp=plants.xmp(n)), "picture-metadata"),
    "a comment in a JPEG": ("a.jpg", lambda n: plants.photo(comment=n.encode()), "picture-metadata"),
    "bytes behind the end": ("a.jpg", lambda n: plants.photo() + n.encode(), "picture-metadata"),
    "a text in a PNG": ("a.png", plants.png, "picture-metadata"),
    "a packed text in a PNG": ("a.png", lambda n: plants.png(n * 9, packed=True), "picture-metadata"),
    "a place in a film": ("a.mp4", plants.mp4, "video-metadata"),
    "docProps": ("a.xlsx", lambda n: plants.xlsx(docProps__core_xml=plants.core(n)), "document-metadata"),
    "author of a PDF": ("a.pdf", lambda n: plants.pdf("text", info=n), "document-metadata"),
    "XMP of a PDF": ("a.pdf", lambda n: plants.pdf("text", metadata=xmp_packet(n)), "document-metadata"),
    "EXIF in a PDF": ("a.pdf", lambda n: plants.pdf("t", picture=plants.photo(exif=plants.exif(n))), "picture-metadata"),
    "EXIF in a document": ("a.docx", lambda n: plants.docx(word__a_jpg=plants.photo(exif=plants.exif(n))), "picture-metadata"),
    "a hidden sheet": ("a.xlsx", lambda n: plants.xlsx(shared=f"<si><t>{n}</t></si>", sheet='<sheet name="二" state="hidden"/>'), "document-hides"),
    "a comment in a document": ("a.docx", lambda n: plants.docx(word__comments_xml=f"<w:comment><w:p>{n}</w:p></w:comment>"), "document-hides"),
}  # fmt: skip


def xmp_packet(words: str) -> bytes:
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    creator = f"<dc:creator><rdf:Seq><rdf:li>{words}</rdf:li></rdf:Seq></dc:creator>"
    about = f'<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">{creator}</rdf:Description>'
    return f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{rdf}">{about}</rdf:RDF></x:xmpmeta>'.encode()


@pytest.mark.parametrize("case", CARRIED.values(), ids=CARRIED.keys())
def test_what_files_carry(case: tuple[str, object, str]) -> None:
    """What nobody sees is a finding by itself; and what it says is read."""
    path, make, rule = case
    assert callable(make)
    assert {rule, "mobile-phone"} <= found(path, make(NUMBER))
    assert found(path, make(CALM)) == {rule}


_FONT = "/Resources<</Font<</F1 5 0 R>>>>"
KEPT = {
    "a comment in the markup": ("docx", lambda n: plants.docx(f"<w:p/><!-- {n} -->")),
    "an instruction in the markup": ("docx", lambda n: plants.docx(f"<w:p/><?x {n}?>")),
    "one of two values of the same name": ("docx", lambda n: plants.docx(f'<w:p a:x="{n}" b:x="1"/>')),
    "text cut up by a tab": ("docx", lambda n: plants.docx(f"<w:p><w:r><w:t>{n[:5]}</w:t></w:r><w:r><w:tab/><w:t>{n[5:]}</w:t></w:r></w:p>")),
    "a formula that joins": ("xlsx", lambda n: plants.xlsx(f'<row><c><f>"{n[:4]}"&amp; "{n[4:]}"</f></c></row>')),
    "a formula that joins, with a name": ("xlsx", lambda n: plants.xlsx(f'<row><c><f>CONCATENATE("{n[:4]}","{n[4:]}")</f></c></row>')),
    "a format with digits": ("xlsx", lambda n: plants.xlsx(f"<row><c><v>{n[3:].lstrip('-')}</v></c></row>", xl__styles_xml=f'<x><numFmt formatCode="&quot;{n[:3]}&quot;0"/></x>')),
    "a format with escaped digits": ("xlsx", lambda n: plants.xlsx(f"<row><c><v>{n[2:].lstrip('-')}</v></c></row>", xl__styles_xml=f'<x><numFmt formatCode="\\{n[0]}\\{n[1]}0"/></x>')),
    "what a field of a PDF shows": ("pdf", lambda n: plants.nook_pdf(plants.stream("/Subtype/Form" + _FONT, plants.written(n)))),
    "a pattern in a PDF": ("pdf", lambda n: plants.nook_pdf(plants.stream("/PatternType 1" + _FONT, plants.written(n)), b"/Pattern cs /P scn 0 0 9 9 re f")),
    "a picture among the drawing": ("pdf", lambda n: plants.nook_pdf(b"<<>>", f"BI /W 1 /H 1 /CS /G /BPC 8 ID {n} EI".encode())),
    "a script in a PDF": ("pdf", lambda n: plants.nook_pdf(plants.stream("", n.encode()))),
    "a name in a PDF": ("pdf", lambda n: plants.nook_pdf(f"<</N/{n}>>".encode())),
    "a code with an escaped address": ("jpg", lambda n: plants.coded_photo("https://example.com/?p=" + "".join(f"%{ord(ch):02x}" for ch in n))),
}  # fmt: skip


@pytest.mark.parametrize("case", KEPT.values(), ids=KEPT.keys())
def test_nooks_of_files(case: tuple[str, object]) -> None:
    """Words that no page shows, and words that only the page puts together."""
    ending, make = case
    assert callable(make)
    assert found(f"a.{ending}", make(NUMBER)) == {"mobile-phone"}
    assert found(f"a.{ending}", make(CALM)) == set()


ODD = {
    "UTF-16 without its mark": plants.docx(word__a_xml='<?xml version="1.0" encoding="UTF-16"?><a/>'.encode("utf-16-be")),
    "another encoding": plants.docx(word__a_xml='<?xml version="1.0" encoding="gb18030"?><a>低保</a>'.encode("gb18030")),
    "another encoding, which is UTF-8 as well": plants.docx(word__a_xml=b'<?xml version="1.0" encoding="utf-7"?><a/>'),
    "a document type": plants.docx(word__a_xml='<!DOCTYPE a [<!ENTITY p "138">]><a>&p;</a>'),
    "no markup": plants.docx("<a>"),
}  # fmt: skip


@pytest.mark.parametrize("data", ODD.values(), ids=ODD.keys())
def test_markup_that_can_be_read_in_two_ways_is_not_released(data: bytes) -> None:
    assert found("a.docx", data) == {"unreadable-file"}


@pytest.mark.parametrize(
    "cell",
    ["<c><v>1E999999999</v></c>", f"<c><v>1E{'9' * 30}</v></c>", '<c t="s"><v>²</v></c>', f'<c t="s"><v>{"9" * 5000}</v></c>'],
    ids=["huge", "huger", "an index that is none", "an index beyond all"],
)  # fmt: skip
def test_a_cell_that_no_program_writes_is_not_released(cell: str) -> None:
    assert found("a.xlsx", plants.xlsx(f"<row>{cell}</row>", "<si><t>a</t></si>")) == {"unreadable-file"}


def test_digits_in_the_midst_of_a_format_are_not_released() -> None:
    styles = '<x><numFmt formatCode="{}"/></x>'
    for code, rules in (
        ("000&quot;1&quot;000", {"unreadable-file"}),
        ("0&quot;年&quot;00", set()),
        ("[&gt;9]0;-0", set()),
    ):
        assert found("a.xlsx", plants.xlsx("<row><c><v>7</v></c></row>", xl__styles_xml=styles.format(code))) == rules


def test_hidden_rows_and_columns_are_told() -> None:
    cell = '<c r="B1" t="inlineStr"><is><t>名单</t></is></c>'
    assert found("a.xlsx", plants.xlsx(f'<row hidden="1">{cell}</row>')) == {"document-hides"}
    assert found("a.xlsx", plants.xlsx(f'<row hidden="0">{cell}</row><row hidden="1"><c r="A2"/></row>')) == set()
    for columns, rules in (("2", {"document-hides"}), ("3", set())):
        sheet = f'<worksheet><cols><col min="{columns}" max="9" hidden="true"/></cols><sheetData><row>{cell}</row></sheetData></worksheet>'
        assert found("a.xlsx", plants.xlsx(xl__worksheets__sheet2_xml=sheet)) == rules


def test_a_card_in_a_code_is_one_line() -> None:
    card = "BEGIN:VCARD\nN:{}\nADR:;;东风路3号楼2单元501\nEND:VCARD"
    assert "home-address" in found("a.jpg", plants.coded_photo(card.format("王;建国")))
    assert found("a.jpg", plants.coded_photo("BEGIN:VCARD\nORG:居委会\nTEL:0371-62345678\nEND:VCARD")) == set()


def test_markup_that_never_ends_is_read_at_once() -> None:
    """What takes a second for 300 000 characters took a minute, and ten for a megabyte."""
    began = time.monotonic()
    for data in (
        plants.xlsx("<row><c>" * 40_000),
        plants.xlsx("<row><c>" * 40_000 + "</c></row>" * 40_000),
        plants.xlsx(shared="<si>" * 75_000),
        plants.docx("<![CDATA[" * 33_000),
        plants.docx(word___rels__a_rels="<Relationship metadata/thumbnail" * 9_000),
    ):
        found("a.xlsx", data)
        found("a.docx", data)
        office.anonymous(data, "xlsx" if b"xl/workbook" in data else "docx")
    assert time.monotonic() - began < 20


def test_more_objects_than_a_pdf_can_have_are_not_counted() -> None:
    huge = plants.pdf("text").replace(b"/Size 10", b"/Size 999999999")
    assert found("a.pdf", huge) == {"unreadable-file"}


def test_more_text_than_can_be_looked_through_is_not_released() -> None:
    assert found("a.docx", plants.docx("<w:p>读书</w:p>" * 10, word__a_xml=b"<a>" + b"x" * (41 << 20) + b"</a>")) == {
        "unreadable-file"
    }


def test_clean_files_are_clean() -> None:
    kinds = {
        "a.jpg": plants.photo(),
        "a.xlsx": plants.xlsx(),
        "a.docx": plants.docx(),
        "a.pdf": plants.pdf("text"),
        "a.mp4": plants.mp4(),
    }
    assert {path: found(path, data) for path, data in kinds.items()} == {path: set() for path in kinds}


def test_an_identity_number_typed_as_a_number() -> None:
    """A sheet keeps 15 digits of it, in whatever way it writes them."""
    for stored in (ID_NUMBER[:15] + "000", "1.1010519491231E+17"):
        assert found("a.xlsx", plants.xlsx(f"<row><c><v>{stored}</v></c></row>")) == {"id-number"}
    assert found("a.xlsx", plants.xlsx("<row><c><v>1.3812345678E10</v></c></row>")) == {"mobile-phone"}
    assert found("a.xlsx", plants.xlsx(f'<row><c/><c t="s"/><c><v>{NUMBER}</v></c></row>')) == {"mobile-phone"}
    assert found("a.xlsx", plants.xlsx(f'<x:row r="1"/><x:row><x:c><x:v>{NUMBER}</x:v></x:c></x:row>')) == {
        "mobile-phone"
    }
    assert found("a.xlsx", plants.xlsx("<row><c><v>138</v></c><c><v>1234</v></c><c><v>5678</v></c></row>")) == set()
    assert found("a.xlsx", plants.xlsx("<row><c><v>5400</v></c><c><v>5.3E+9</v></c></row>")) == set()


def test_a_kind_of_file_that_nobody_can_read_is_not_released() -> None:
    for name in ("a.zip", "a.doc", "a.gif", "README", "a.pdf.exe", "a.bin", "a.code"):
        assert found(name, "words") == {"unknown-file"}, name
    assert found("a.docx", plants.docx(word__vbaProject_bin=b"macro")) == {"unknown-file"}


@pytest.mark.parametrize(
    "ending", ["html", "json", "js", "jpg", "png", "webp", "avif", "bmp", "mp4", "woff2", "docx", "xlsx", "pptx", "pdf"]
)
def test_a_file_that_is_not_what_it_says_is_not_released(ending: str) -> None:
    assert found(f"a.{ending}", b'\xffSTREETLIGHT.take("x') - {"unknown-file"} == {"unreadable-file"} or ending == "js"
    assert found("a.js", 'STREETLIGHT.take("a);') == set(), "a script that hands over nothing is read as text"


def test_what_swells_is_not_read() -> None:
    bomb = plants.docx(word__a_xml=b"0" * (201 << 20))
    assert len(bomb) < 1 << 20
    assert found("a.docx", bomb) == {"unreadable-file"}
    nested = plants.xlsx()
    for _ in range(8):
        nested = plants.docx(word__embeddings__a_docx=nested)
    assert found("a.docx", nested) == {"unreadable-file"}


def test_a_file_within_a_pdf_is_not_released() -> None:
    writer = PdfWriter(clone_from=BytesIO(plants.pdf("text")))
    writer.add_attachment("台账.xlsx", plants.xlsx())
    out = BytesIO()
    writer.write(out)
    assert found("a.pdf", out.getvalue()) == {"unknown-file"}


def test_a_row_is_read_as_a_row() -> None:
    """A name beside what is nobody's business: in cells of one row, in sheets, documents and pages."""
    shared = "<si><t>李秀英</t></si><si/><si><r><t>低保</t></r><r><t>户</t></r></si>"
    row = '<row><c t="s"><v>0</v></c><c r="B1"/><c t="s"><v>{}</v></c></row>'
    assert found("a.xlsx", plants.xlsx(row.format(2), shared)) == {"hardship"}
    assert found("a.xlsx", plants.xlsx(row.format(1), shared)) == set()
    cells = "<w:tr><w:tc><w:p>李秀英</w:p></w:tc><w:tc><w:p>{}</w:p></w:tc></w:tr>"
    assert found("a.docx", plants.docx(cells.format("低保户"))) == {"hardship"}
    assert found("a.docx", plants.docx(cells.format("理发师"))) == set()
    assert found("a.html", "<table><tr><td>李秀英</td> <td>低保户</td></tr></table>") == {"hardship"}


def test_an_earlier_version_in_a_pdf_is_told() -> None:
    old = plants.pdf("text")
    assert found("a.pdf", old + old[-120:]) == {"document-hides"}
    assert found("a.pdf", old + b"more " + NUMBER.encode()) == {"mobile-phone"}


def test_a_scan_is_looked_at_by_a_person() -> None:
    assert found("a.pdf", plants.pdf("", picture=plants.photo())) == {"document-unread"}


def test_a_finding_names_the_entry() -> None:
    """By its page, by its slide, by its own words in a list, by the file that its page leads to."""
    site = street(what=f"问{NUMBER}")
    page = Artifact("events/open-day.html", b'<p><img src="../media/a.jpg"></p>')
    for artifact in (
        Artifact("events/open-day.html", f"<p>{ID_NUMBER}</p>".encode()),
        Artifact("a.js", screen(ID_NUMBER).encode()),
        Artifact("index.html", f"<p>{NUMBER}</p>".encode()),
        Artifact("media/a.jpg", plants.photo(comment=b"hello")),
    ):
        (finding,) = check_output(site, [page, artifact])
        assert (finding.entry, finding.place.path) == ("events/open-day", "content/events/open-day.yml"), artifact.path
    (finding,) = check_output(site, [page, Artifact("about.html", f"<p>{ID_NUMBER}</p>".encode())], folder="stick")
    assert (finding.entry, finding.place.path) == ("", "stick/about.html")
    assert "****" in finding.message()
    assert ID_NUMBER not in finding.message()


def test_what_many_slides_say_is_told_of_each() -> None:
    """Texts of a screen are looked over by hundreds, and what is said twice once: nothing of it may hide another one."""
    site = street()
    (entry,) = site.entries["events"]
    more = tuple(replace(entry, id=f"e{n}", origin=Place(f"content/events/e{n}.yml")) for n in range(700))
    told = {f"e{n}": NUMBER for n in (0, 3, 400, 699)} | {"e5": ID_NUMBER, "e401": "残疾人王建国"}
    slides = [
        {"id": f"list/events/{e.id}/1", "title": "开放日", "html": "<p>门开着</p>", "说": told.get(e.id, "门开着")}
        for e in more
    ]
    payload = json.dumps({"slides": slides, "最后": "门开着"})
    script = f"STREETLIGHT.take({json.dumps('{}')},{json.dumps('{}')},{json.dumps(payload)});\n"
    wrong = check_output(replace(site, entries={"events": more}), [Artifact("a.js", script.encode())])
    assert sorted(f.entry for f in wrong) == sorted(f"events/{name}" for name in told)


def test_one_thing_is_said_once() -> None:
    site = street(what=f"问{NUMBER}")
    pages = [Artifact(f"{n}.html", f"<p>{NUMBER}</p><p title='{NUMBER}'>字</p>".encode()) for n in range(5)]
    assert len(check_output(site, pages)) == 1


def test_a_lone_angle_is_a_sign_like_others() -> None:
    assert found("a.html", "<p>室温 &lt; 26℃</p>") == set()
    assert found("a.html", f"<p>1 &lt; 2 &amp;lt;b title={NUMBER}&amp;gt;</p>") == {"mobile-phone"}
    assert found("a.html", f"<p>&lt;{'&amp;' + 'amp;' * 40}</p>") == {"unreadable-file"}


def test_a_published_number_may_go_out() -> None:
    site = street()
    settings = site.settings.model_copy(update={"public_phones": (NUMBER,)})
    open_phone = Site(settings, site.date, site.collections, site.entries)
    assert check_output(open_phone, [Artifact("a.html", f"<p>{NUMBER}</p>".encode())]) == []


def test_digests_are_no_numbers() -> None:
    """The digits of a hash are no one's; those of a name that only looks like one are read."""
    assert found("media/abc13812345678de.jpg", plants.photo()) == set()
    assert found("media/13812345678.jpg", plants.photo()) == {"mobile-phone"}
    assert found("a.json", f'["{NUMBER}{"a" * 53}"]') == set()
    printed = "abc13812 345678de " + "78b294a7 " * 5
    assert found("a.txt", printed) == {"mobile-phone"}
    assert found("a.txt", printed + "a2cecdc3") == set()
    assert found("a.json", f'["{NUMBER}a"]') == {"mobile-phone"}


def test_clean_files_are_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are while anything that matters is as it was: bytes, kind of file, published phones. The others are, each time."""
    read: list[str] = []

    def reading(data: bytes) -> Iterator[Said]:
        read.append(data.decode())
        return read_plain(data)

    monkeypatch.setitem(READERS, "txt", reading)
    monkeypatch.setitem(READERS, "xml", reading)
    monkeypatch.setitem(WITHIN, "txt", reading)
    monkeypatch.setitem(WITHIN, "xml", reading)
    clean, broken = Artifact("a.txt", b"x"), Artifact("b.txt", NUMBER.encode())
    for _ in range(2):
        assert len(check_output(street(), [clean, broken], tmp_path)) == 1
    assert read == ["x", NUMBER, NUMBER]
    check_output(street(), [Artifact("a.xml", clean.data), Artifact("a.txt", b"y")], tmp_path)
    assert read[3:] == ["x", "y"]
    site = street()
    phones = site.settings.model_copy(update={"public_phones": ("13912345678",)})
    check_output(Site(phones, site.date, site.collections, site.entries), [clean], tmp_path)
    assert read[5:] == ["x"]
    renamed = Artifact(f"{NUMBER}.txt", clean.data)
    assert len(check_output(street(), [renamed], tmp_path)) == 1, "a name is read each time"


def test_a_cache_of_nonsense_does_no_harm(tmp_path: Path) -> None:
    bad, good, cache = (
        Artifact("a.html", f"<p>{NUMBER}</p>".encode()),
        Artifact("b.html", b"x"),
        tmp_path / "clean-files",
    )
    check_output(street(), [good], tmp_path)
    whole = cache.read_bytes()
    clean = Clean(cache)
    clean.decided_by(map(sorted, Sought.on(street())))
    key = clean.key(b"html", bad.sha256.encode())
    for nonsense in (b"nonsense" * 99, b"nonsense" * 4 + key, whole + key, whole[:-1]):
        cache.write_bytes(nonsense)
        assert [f.rule.id for f in check_output(street(), [bad, good], tmp_path)] == ["mobile-phone"]
        assert cache.read_bytes() == whole, "what is not whole is thrown away"
    (tmp_path / "file").write_bytes(b"")
    assert check_output(street(), [Artifact("a.html", b"x")], tmp_path / "file") == []


def calendars(**more: object) -> tuple[Site, list[Artifact]]:
    """Return a street with one coming event, and its calendar files."""
    site = street(**more)
    return site, calendar_files(site)


def test_the_hash_that_names_an_event_is_no_number_of_a_person() -> None:
    site, files = calendars()
    assert len(files) == 2
    assert check_output(site, files) == []


def test_a_text_that_looks_like_a_hash_is_read() -> None:
    assert [f.rule.id for f in check_output(*calendars(what=f"UID:{NUMBER}"))] == ["mobile-phone"]


def test_a_number_that_is_folded_in_a_calendar_is_found() -> None:
    site, files = calendars(what="灯下读书会请大家带上自己的书来换，登记找110105194912310", where="中心")
    assert check_output(site, files) == []
    site, files = calendars(what=f"灯下读书会请大家带上自己的书来，登记{ID_NUMBER}")
    assert all(b"110105194\r\n 91231002X" in file.data for file in files)
    assert [f.rule.id for f in check_output(site, files)] == ["id-number"]


def write(project: Path, name: str, data: str | bytes) -> None:
    file = project / "content" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data.encode() if isinstance(data, str) else data)


@pytest.fixture
def project(minimal: Path) -> Path:
    """Return a street with a screen that shows photos."""
    settings = minimal / "site_config.yml"
    text = settings.read_text(encoding="utf-8")
    screen = "  - 编号: hall\n    名称: 大厅\n    像素: 960x540\n    位置: 大厅\n    点间距: 20\n    观看距离: 4\n"
    settings.write_text(text + screen + ("" if "审核" in text else "审核: 不审\n"), encoding="utf-8")
    return minimal


def notice(**more: str) -> str:
    """Return a notice in YAML."""
    return "".join(f"{key}: {value}\n" for key, value in ({"标题": "读书会", "发布日期": "2026-11-01"} | more).items())


def photo_of(file: str, **more: str) -> str:
    """Return the field of a photo."""
    words = {"文件": f"media/{file}", "图说": "门前有人", "同意公开": "是"} | more
    return "\n  - " + "\n    ".join(f"{key}: {value}" for key, value in words.items())


def offered(*files: str) -> str:
    """Return the field of attached files."""
    return "".join(f"\n  - 文件: media/{file}\n    名称: 办法" for file in files)


def planted(project: Path) -> set[str]:
    """Plant a number in each place that authors write in; return the keys of the entries."""
    write(project, f"media/{NUMBER}.jpg", plants.photo())
    write(project, "media/a.jpg", plants.photo())
    entries = {
        "title": notice(标题=f"找{NUMBER}"),
        "field": notice(摘要=f"打{NUMBER}"),
        "prose": notice(正文=f"联系人{NUMBER}"),
        "caption": notice(照片=photo_of("a.jpg", 图注=f"老许 {NUMBER}")),
        "alt": notice(照片=photo_of("a.jpg", 图说=f"纸上写着{NUMBER}")),
        "picture-name": notice(照片=photo_of(f"{NUMBER}.jpg")),
        f"id-{NUMBER}": notice(),
    }
    for name, text in entries.items():
        write(project, f"notices/{name}.yml", text)
    return {f"notices/{name}" for name in entries}


def test_a_number_in_content_stops_the_build(project: Path, streetlight: Streetlight) -> None:
    entries = planted(project)
    ran = streetlight("build", "--project", project, "--format", "json", "--date", "2026-11-21")
    assert ran.code == 1
    assert {f["entry"] for f in ran.findings() if f["rule"] == "mobile-phone"} == entries
    assert not (project / "public").exists()


def test_what_the_checks_of_content_let_through_the_gate_finds(project: Path, tmp_path: Path) -> None:
    """The same plants, rendered without any check: a picture's own name never gets out, everything else is found."""
    entries = planted(project)
    site = read_project(project, dt.date(2026, 11, 21)).site
    assert site is not None
    fonts = Fonts(THEME / "fonts")
    screens, _ = render_screens(site, fonts, tmp_path)
    website = render_website(site, fonts, tmp_path)
    for artifacts in (website, [*website, *screens]):
        findings = check_output(site, artifacts)
        assert {f.entry for f in findings} == entries - {"notices/picture-name"}
    assert {f.rule.id for f in check_output(site, screens)} == {"mobile-phone"}


def test_a_number_in_a_file_stops_the_build(project: Path, streetlight: Streetlight) -> None:
    """These only the finished release shows: a code in a photo; sheets, Word, PDF."""
    files = {
        "code.jpg": plants.coded_photo(),
        "hidden.xlsx": plants.xlsx(shared=f"<si><t>{NUMBER}</t></si>", sheet='<sheet name="二" state="hidden"/>'),
        "cell.xlsx": plants.xlsx(f"<row><c><v>{NUMBER}</v></c></row>"),
        "text.docx": plants.docx(f"<w:p><w:t>{NUMBER}</w:t></w:p>"),
        "text.pdf": plants.pdf(NUMBER),
    }
    for name, data in files.items():
        write(project, f"media/{name}", data)
        if name != "code.jpg":
            write(
                project, f"documents/{name.replace('.', '-')}.yml", notice(标题=name, 类别="制度", 附件=offered(name))
            )
    write(project, "notices/code.yml", notice(照片=photo_of("code.jpg")))
    ran = streetlight("build", "--project", project, "--format", "json", "--date", "2026-11-21")
    assert ran.code == 1
    places = {f["entry"] for f in ran.findings() if f["rule"] == "mobile-phone"}
    assert places == {"notices/code", *(f"documents/{n.replace('.', '-')}" for n in files if n != "code.jpg")}
    assert {f["path"] for f in ran.findings() if f["rule"] == "document-hides"} == {"content/documents/hidden-xlsx.yml"}
    assert not (project / "public").exists()


def test_a_finding_in_a_file_stands_where_the_author_names_the_file(project: Path, streetlight: Streetlight) -> None:
    """At the line of that attachment or photo, with the author's own name for it: nobody knows the released one."""
    write(project, "media/calm.xlsx", plants.xlsx("<row><c><v>1</v></c></row>"))
    write(
        project, "media/台账.xlsx", plants.xlsx(f"<row><c><v>{NUMBER}</v></c></row>", sheet='<sheet state="hidden"/>')
    )
    write(project, "media/表.docx", plants.docx(word__a_bin=b"1"))
    write(project, "media/门.jpg", plants.photo())
    write(project, "media/码.jpg", plants.coded_photo())
    files = {"附件": offered("calm.xlsx", "台账.xlsx", "表.docx")}
    write(project, "documents/doc.yml", notice(标题="台账", 类别="制度", **files))
    write(project, "notices/code.yml", notice(照片=photo_of("门.jpg") + photo_of("码.jpg")))
    ran = streetlight("build", "--project", project, "--format", "json", "--date", "2026-11-21")
    attached, photo = "media/台账.xlsx", "media/码.jpg"
    assert {(f["rule"], f["path"], f["line"], f["column"], f["message"]) for f in ran.findings()} >= {
        ("mobile-phone", "content/documents/doc.yml", 7, 9, f"有手机号（138****，在附件 {attached} 里）"),
        (
            "document-hides", "content/documents/doc.yml", 7, 9,
            f"文件 {attached} 里有打开时看不见的东西：隐藏的工作表、批注、修订或以前的版本",
        ),
        (
            "unknown-file", "content/documents/doc.yml", 9, 9,
            "media/表.docx 里的 word/a.bin 这种文件没有人会查，不能发布",
        ),
        ("mobile-phone", "content/notices/code.yml", 7, 9, f"有手机号（138****，在照片 {photo} 的二维码里）"),
    }  # fmt: skip
    assert not any("documents/doc-" in str(f["message"]) for f in ran.findings())


def test_what_files_carry_stays_in_the_house(
    project: Path, tmp_path: Path, streetlight: Streetlight, monkeypatch: pytest.MonkeyPatch
) -> None:
    """EXIF with a place, XMP, profile, thumbnail, comments, authors, names of files: none of it is in any released file."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))  # nothing that was cleaned before
    write(project, "media/老许家门口.jpg", plants.loaded_photo())
    write(
        project,
        "media/张三的表.xlsx",
        plants.xlsx(docProps__core_xml=plants.core(NUMBER), docProps__thumbnail_jpeg=plants.loaded_photo()),
    )
    write(project, "media/b.docx", plants.docx(word__media__a_jpg=plants.loaded_photo()))
    write(
        project,
        "media/c.pdf",
        plants.pdf("text", info=NUMBER, metadata=xmp_packet(NUMBER), picture=plants.loaded_photo()),
    )
    write(
        project,
        "projects/reading.yml",
        notice(照片=photo_of("老许家门口.jpg"), 人群="老人", 做什么="读书", 给谁="街坊"),
    )
    write(project, "documents/rules.yml", notice(类别="制度", 附件=offered("张三的表.xlsx", "b.docx", "c.pdf")))
    ran = streetlight("build", "--project", project, "--date", "2026-11-21", "--format", "json")
    assert ran.code == 0, ran.out
    released = {
        f.relative_to(project / "public").as_posix(): f.read_bytes()
        for f in (project / "public").rglob("*")
        if f.is_file()
    }
    assert {f"documents/rules-{n}" for n in ("1.xlsx", "2.docx", "3.pdf")} <= released.keys()
    inside = [data for name, raw in released.items() for data in opened(name, raw)]
    for mark in (
        NUMBER.encode(),
        NUMBER.encode("utf-16-le"),
        b"Exif\0",
        b"ICC_PROFILE",
        b"ns.adobe.com",
        b"JFXX",
        "老许家".encode(),
        "张三".encode(),
    ):
        assert [n for n, raw in released.items() if any(mark in d for d in opened(n, raw))] == [], mark
    assert not any("老许" in name for name in released)
    assert [name for name in released if name.endswith("xlsx")] == ["documents/rules-1.xlsx"]
    pictures = [data for data in inside if data.startswith(b"\xff\xd8\xff")]
    assert len(pictures) >= 3, "the website's, the screen's, the document's"
    page = released["documents/rules.html"].decode()
    assert 'documents/rules-3.pdf" download="办法.pdf"' in page
    assert "PDF，6 KB" in page


def opened(name: str, data: bytes) -> list[bytes]:
    """Return the bytes of a released file, and of all that is packed into it."""
    if name.endswith((".xlsx", ".docx")):
        with zipfile.ZipFile(BytesIO(data)) as box:
            return [data, *(box.read(part) for part in box.namelist())]
    if name.endswith(".pdf"):
        reader = PdfReader(BytesIO(data))
        assert not reader.metadata
        assert reader.xmp_metadata is None
        return [data, *(image.data for page in reader.pages for image in page.images)]
    packed = re.findall(rb"base64,([A-Za-z0-9+/=]+)", data)
    return [data, *(base64.b64decode(part) for part in packed)]


@pytest.mark.parametrize("kind", ["WEBP", "AVIF"])
def test_other_kinds_of_picture(kind: str) -> None:
    """None of ours is one; a renderer of tomorrow may make them."""
    for marks, rules in (({}, set()), ({"exif": plants.exif(CALM)}, {"picture-metadata"}), ({"xmp": plants.xmp()}, {"picture-metadata", "mobile-phone"})):  # fmt: skip
        out = BytesIO()
        Image.new("RGB", (64, 48)).save(out, kind, **marks)
        assert found(f"a.{kind.lower()}", out.getvalue()) == rules
