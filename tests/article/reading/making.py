"""Documents made by hand for the tests: PDFs with places for every line, Word files as XML, a local server."""

import hashlib
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence

PDF_PADDING = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")
Text = tuple[float, float, float, str]
"""x, y from below, size, words. A size below zero is bold."""


def pdf(
    pages: Sequence[Sequence[Text]], *, title: str | None = None, password: str | None = None, mode: int = 0
) -> bytes:
    """A PDF with these lines. password: locked with it; "" means locked against changes only."""
    key = _key(password) if password is not None else None
    objects: list[bytes] = []

    def add(content: bytes) -> int:
        objects.append(content)
        return len(objects)

    def stream(data: bytes, number: int) -> bytes:
        if key is not None:
            own = hashlib.md5(key + number.to_bytes(3, "little") + b"\0\0").digest()[:10]
            data = rc4(own, data)
        return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(data), data)

    add(b"<< /Type /Catalog /Pages 2 0 R >>")
    kids = " ".join(f"{5 + 2 * n} 0 R" for n in range(len(pages)))
    add(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode())
    for name in (b"Helvetica", b"Helvetica-Bold"):
        add(b"<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding >>" % name)
    for lines in pages:
        number = len(objects) + 1
        add(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>" % (number + 1)
        )
        content = b""
        for x, y, size, words in lines:
            escaped = (
                words.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
            )
            font = b"F2" if size < 0 else b"F1"
            content += b"BT /%s %.1f Tf %d Tr %.1f %.1f Td (%s) Tj ET\n" % (
                font,
                abs(size),
                mode,
                x,
                y,
                escaped,
            )
        add(stream(content, number + 1))
    trailer = b""
    if title is not None and key is None:
        number = add(b"<< /Title (%s) >>" % title.encode("cp1252"))
        trailer += b" /Info %d 0 R" % number
    if key is not None:
        user = rc4(key, PDF_PADDING)
        number = add(
            b"<< /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -4 >>"
            % (_owner().hex().encode(), user.hex().encode())
        )
        trailer += b" /Encrypt %d 0 R /ID [<%s> <%s>]" % (number, b"00" * 16, b"00" * 16)
    out = io.BytesIO()
    out.write(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    for place in places:
        out.write(b"%010d 00000 n \n" % place)
    out.write(
        b"trailer << /Size %d /Root 1 0 R%s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
    )
    return out.getvalue()


def column(
    lines: Iterable[str], x: float = 72, y: float = 700, size: float = 11, step: float = 13
) -> list[Text]:
    """Lines below each other from (x, y) down; an empty one leaves a line blank."""
    return [(x, y - n * step, size, line) for n, line in enumerate(lines) if line]


def rc4(key: bytes, data: bytes) -> bytes:
    """The stream cipher of old PDFs."""
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    i = j = 0
    out = bytearray()
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def _owner() -> bytes:
    return hashlib.sha256(b"owner").digest()


def _key(password: str) -> bytes:
    padded = (password.encode() + PDF_PADDING)[:32]
    permissions = (-4).to_bytes(4, "little", signed=True)
    return hashlib.md5(padded + _owner() + permissions + bytes(16)).digest()[:5]


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
STYLES = f"""<w:styles xmlns:w="{W}">
<w:style w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:styleId="Kop1"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="Tussenkop"><w:name w:val="Tussenkop"/><w:basedOn w:val="Kop1"/></w:style>
<w:style w:styleId="Niveau"><w:name w:val="Eigen"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:styleId="Bijschrift"><w:name w:val="caption"/></w:style>
<w:style w:styleId="Inhopg1"><w:name w:val="toc 1"/></w:style>
<w:style w:styleId="Lijstopsomteken"><w:name w:val="List Bullet"/><w:pPr><w:numPr/></w:pPr></w:style>
</w:styles>"""


def docx(body: str, *, parts: Mapping[str, str | bytes] | None = None, prologue: str = "") -> bytes:
    """A Word file with this XML inside `w:body`."""
    document = (
        f'{prologue}<w:document xmlns:w="{W}" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        f'xmlns:v="urn:schemas-microsoft-com:vml"><w:body>{body}</w:body></w:document>'
    )
    content: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": RELATIONS,
        "word/document.xml": document,
        "word/styles.xml": STYLES,
        **(parts or {}),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return out.getvalue()


def p(words: str, style: str = "", extra: str = "") -> str:
    """A paragraph of a Word file."""
    chosen = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{chosen}{extra}</w:pPr>{r(words)}</w:p>"


def r(words: str, properties: str = "") -> str:
    """A run of a Word file."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'
