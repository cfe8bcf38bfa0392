"""Text that a spreadsheet would run is defused, and comes back as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.export.formulas import defuse, restore

RISKY = "=+-@＝＋－＠\t\r\n\0"
texts = st.text() | st.text(alphabet="'=+-@＝＋－＠\t\r\n\0 a\u00a0\ufeff")


@given(texts)
def test_restoring_gives_the_text_back(text: str) -> None:
    assert restore(defuse(text)) == text


@given(texts)
def test_no_defused_text_runs(text: str) -> None:
    safe = defuse(text)
    assert safe[:1] not in set(RISKY)
    assert safe.lstrip()[:1] not in set(RISKY)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+31 6 12345678", "'+31 6 12345678"),
        ("-2", "'-2"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("  =1", "'  =1"),
        ("＝1", "'＝1"),
        ("\nregel", "'\nregel"),
        ("\0x", "'\0x"),
        ("'=1", "''=1"),
        ("''-2", "'''-2"),
        ("' =1", "'' =1"),
        ("", ""),
        ("gewone tekst", "gewone tekst"),
        ("'s avonds", "'s avonds"),
        ("a=b", "a=b"),
        ("– gedachte", "– gedachte"),
    ],
)
def test_examples(text: str, written: str) -> None:
    assert defuse(text) == written
    assert restore(written) == text
