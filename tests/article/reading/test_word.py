"""Word files: kinds by style, tracked changes, what is left out, hostile packages."""

import io
import zipfile

import pytest

from components.article import ArticleFault
from components.article.reading import limits, read_file
from components.article.reading.worker import extract
from tests.article.reading.making import docx, p, r
from tests.article.reading.test_text import holds_together, kinds

CELL = "<w:tc>{}</w:tc>"
FOOTNOTE = '<w:p><w:r><w:t>Met noot</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'


def row(*cells: str) -> str:
    return "<w:tr>" + "".join(CELL.format(p(cell)) for cell in cells) + "</w:tr>"


def test_kinds_by_style() -> None:
    body = (
        p("Inhoud 1", "Inhopg1")
        + p("De zorg loopt vast", "Titel")
        + p("„Zo gaat het niet”, zegt huisarts Jan Smit.")
        + p("Eerste kop", "Kop1")
        + p("Tweede kop", "Tussenkop")
        + p("Derde kop", "Niveau")
        + p("Kop zonder stijl", extra='<w:outlineLvl w:val="0"/>')
        + p("Een punt", "Lijstopsomteken")
        + p("Nog een", extra='<w:numPr><w:numId w:val="3"/></w:numPr>')
        + p("Geen punt", extra='<w:numPr><w:numId w:val="0"/></w:numPr>')
        + p("Jan Smit in zijn praktijk", "Bijschrift")
        + f"<w:tbl>{row('Jaar', 'Uren')}{row('2020', '12')}</w:tbl>"
        + f"<w:tbl>{row('x' * 70, 'Kort')}</w:tbl>"
        + FOOTNOTE
    )
    reading = read_file(docx(body), "stuk.docx")
    assert kinds(reading) == [
        ("title", "De zorg loopt vast"),
        ("boilerplate", "Inhoud 1"),
        ("text", "„Zo gaat het niet”, zegt huisarts Jan Smit."),
        ("heading", "Eerste kop"),
        ("heading", "Tweede kop"),
        ("heading", "Derde kop"),
        ("heading", "Kop zonder stijl"),
        ("text", "- Een punt"),
        ("text", "- Nog een"),
        ("text", "Geen punt"),
        ("caption", "Jan Smit in zijn praktijk"),
        ("text", "Jaar | Uren"),
        ("text", "2020 | 12"),
        ("text", "x" * 70),
        ("text", "Kort"),
        ("text", "Met noot"),
    ]
    assert [str(note) for note in reading.notes] == ["Footnotes and endnotes that were left out: 1."]
    assert (reading.title, reading.language) == ("De zorg loopt vast", "nl")
    holds_together(reading)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (f"<w:p>{r('Ik ')}<w:ins>{r('niet ')}</w:ins><w:del><w:r><w:delText>wel </w:delText></w:r></w:del>{r('dus')}</w:p>",
         "Ik niet dus"),
        (f"<w:p><w:moveFrom>{r('hier')}</w:moveFrom></w:p><w:p><w:moveTo>{r('daar')}</w:moveTo></w:p>", "daar"),
        (f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{r('Een ')}</w:p>{p('zin.')}", "Een zin."),
        (f"<w:p>{r('Zie')}{r('geheim', '<w:vanish/>')}{r('baar', '<w:vanish w:val=&quot;0&quot;/>'.replace('&quot;', chr(34)))}</w:p>",
         "Ziebaar"),
        ("<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t></w:r></w:p>", "a b\nc-d"),
        (f"<w:p><w:r><w:instrText>HYPERLINK x</w:instrText></w:r><w:hyperlink>{r('hier')}</w:hyperlink></w:p>", "hier"),
        (f"<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{p('in een veld')}</w:sdtContent></w:sdt>", "in een veld"),
        ("<w:p><w:r><w:t>voor</w:t><mc:AlternateContent><mc:Choice><wps:txbx><w:txbxContent>" + p("kader")
         + "</w:txbxContent></wps:txbx></mc:Choice><mc:Fallback><v:textbox><w:txbxContent>" + p("kader")
         + "</w:txbxContent></v:textbox></mc:Fallback></mc:AlternateContent></w:r></w:p>", "voor\n\nkader"),
    ],
    ids=["tracked", "moved", "mark deleted", "hidden", "breaks", "field", "content control", "text box"],
)  # fmt: skip
def test_the_text_as_it_stands(body: str, text: str) -> None:
    assert read_file(docx(body), "a.docx").text == text


def test_without_suffix_by_content() -> None:
    assert read_file(docx(p("Hallo")), "stuk").text == "Hallo"


def test_declared_title() -> None:
    def titled(title: str, body: str) -> str:
        core = f'<c xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title></c>'
        return read_file(docx(body, parts={"docProps/core.xml": core}), "stuk.docx").title

    assert titled("Oude titel", p("Nieuwe kop", "Kop1")) == "Nieuwe kop"
    assert titled("De zorg loopt vast", p("de zorg loopt vast") + p("Kop", "Kop1")) == "De zorg loopt vast"
    assert titled("Verslag", p("w " * 90)) == "Verslag"
    assert titled("Document1", p("w " * 90)) == "stuk"


BILLION = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (docx(p("&b;"), prologue=BILLION), "holds instructions|is damaged"),
        (docx(p("&f;"), prologue=OUTSIDE), "holds instructions|is damaged"),
        (docx(p("niets"), prologue=OUTSIDE), "holds instructions"),
        (docx("<w:p>"), "is damaged"),
        (docx(""), "No text was found"),
        (docx(p("x"))[:-40], "is damaged"),
        (docx(p("x"), parts={"word/document.xml": b"\xff\xfe\x00"}), "is damaged"),
        (docx("<w:p>" * 300 + "</w:p>" * 300), "No text was found|is damaged"),
    ],
)
def test_hostile_and_damaged(data: bytes, says: str) -> None:
    with pytest.raises(ArticleFault, match=says):
        read_file(data, "a.docx")


def test_a_zip_bomb_by_its_directory() -> None:
    with pytest.raises(ArticleFault, match="unpacks to far more"):
        read_file(docx(p(" " * (limits.BYTES_UNPACKED + 1))), "a.docx")
    with pytest.raises(ArticleFault, match="unpacks to far more"):
        read_file(docx(p(" " * 3_000_000)), "a.docx")
    many = {f"word/{n}.xml": "" for n in range(limits.PARTS)}
    with pytest.raises(ArticleFault, match="unpacks to far more"):
        read_file(docx(p("x"), parts=many), "a.docx")


def test_a_zip_bomb_whose_directory_lies() -> None:
    """The sizes in the directory are made small; the stream itself goes on."""
    data = bytearray(docx(p(" " * 3_000_000)))
    start = 0
    while (at := data.find(b"PK\x01\x02", start)) >= 0:
        size = int.from_bytes(data[at + 24 : at + 28], "little")
        if size > limits.MEGABYTE:
            data[at + 24 : at + 28] = (1000).to_bytes(4, "little")
        start = at + 4
    with pytest.raises(ArticleFault, match=r"unpacks to far more|is damaged"):
        extract("word", bytes(data), "a.docx")


def test_other_zips() -> None:
    def zipped(*names: str) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for name in names:
                archive.writestr(name, "x")
        return out.getvalue()

    with pytest.raises(ArticleFault, match="OpenDocument"):
        read_file(zipped("mimetype", "content.xml"), "a.odt")
    with pytest.raises(ArticleFault, match="It reads"):
        read_file(zipped("xl/workbook.xml", "[Content_Types].xml"), "a.xlsx")


def test_as_python_docx_writes_it() -> None:
    library = pytest.importorskip("docx", reason="python-docx is not installed")
    document = library.Document()
    document.add_heading("De zorg loopt vast", 0)
    document.add_heading("Eerste deel", 1)
    document.add_paragraph("„Zo gaat het niet”, zegt huisarts Jan Smit.")
    document.add_paragraph("een punt", style="List Bullet")
    document.add_paragraph("Een onderschrift", style="Caption")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Jaar", "2020"
    out = io.BytesIO()
    document.save(out)
    reading = read_file(out.getvalue(), "stuk.docx")
    assert kinds(reading) == [
        ("title", "De zorg loopt vast"),
        ("heading", "Eerste deel"),
        ("text", "„Zo gaat het niet”, zegt huisarts Jan Smit."),
        ("text", "- een punt"),
        ("caption", "Een onderschrift"),
        ("text", "Jaar | 2020"),
    ]
