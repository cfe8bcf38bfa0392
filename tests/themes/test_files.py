"""Theme files: what a person can get wrong is said with file, line and cure, and nothing hangs."""

import pytest

from components.themes import ThemeFault, dump_theme_set, load_theme_set, parse_theme_set, propose
from tests.themes.making import article, theme, theme_set

GOOD = """schema: 1
id: test
themes:
  - id: speed
    question: {nl: "Snel?"}
    poles:
      left: {id: l, label: {nl: Snel}}
      right: {id: r, label: {nl: Traag}}
    terms:
      nl:
        left:
          - {t: "snel*"}
        right:
          - {t: "traag"}
"""


def test_a_theme_set_survives_writing_and_reading():
    for one in (theme_set(), theme_set(theme(both_is="conflict", examples={"left": ("Snel!",)}))):
        assert parse_theme_set(dump_theme_set(one)) == one


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('{t: "snel*"}', '{t: "snel*"', r"line 1[2-5].*not valid YAML"),
        ("schema: 1\n", "schema: 1\n\tx: 1\n", "line 2.*not valid YAML"),
        ("question:", "querstion:", r"line 5 \(themes 1, querstion\)|line 4 \(themes 1, question\)"),
        ("schema: 1", "schema: 2", r"line 1 \(schema\)"),
        ('"traag"', "no", "line 14.*true or false.*quotes"),
        ("{id: r, label: {nl: Traag}}", "{id: l, label: {nl: Traag}}", "line 6.*poles.*alike"),
        ('- {t: "traag"}', '- {t: "traag", w: -1}', "line 14.*right, 1, w|line 14.*right 1, w"),
        ('"traag"', "*traag", "line 14.*references"),
        ('"traag"', '"*traag"', "line 14.*“\\*traag”"),
        ('"traag"', '"t*"', "line 14.*at least 2 letters"),
        ('"traag"', '"…|…|"', "line 14.*“…|…|”"),
        ('"traag"', '"traag|"', "line 14.*alternative without words"),
        ('"traag"', '"traag ..."', "line 14.*too wide"),
        ('"traag"', '"aa* ... aa* ... aa* ... aa*"', "line 14.*too wide"),
        ('"traag"', '"' + "aa|" * 39 + 'aa"', None),
        ('"traag"', '"' + "a|" * 45 + 'a"', "line 14.*alternatives"),
        ('"traag"', '"(a+)+$"', None),  # no regular expression, only odd words
        ('- {t: "traag"}', '- {t: "traag", not_in: [""]}', "line 14.*not_in"),
        ("terms:\n      nl:", "terms:\n      ../en:", "language data"),
        ("themes:", "id: other\nthemes:", "line 3.*“id” stands twice"),
        ("  - id: speed", "  - id: Speed Kills", r"line 4 \(themes 1, id\)"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(tmp_path, old, new, says):
    assert old in GOOD
    path = tmp_path / "mine.yaml"
    path.write_text(GOOD.replace(old, new), encoding="utf-8")
    if says is None:
        assert load_theme_set(path).id == "test"
        return
    with pytest.raises(ThemeFault, match=f"(?s)mine.yaml.*({says})"):
        load_theme_set(path)


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "is empty"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"\x00", "not valid YAML"),
        (b"just words", "line 1"),
        (b"[]", "line 1"),
        (b"schema: 1\nid: x\nthemes: []\n", "has no themes"),
        (b"[" * 5000, "deep nesting|not valid YAML"),
        (b"a: &a [x]\nb: [*a, *a]\n", "references"),
        (b"when: 2024-99-99\n", "not valid YAML|line 1"),
        (b"x" * 5_000_000, "larger than"),
    ],
)
def test_files_that_are_no_theme_sets(tmp_path, raw, says):
    path = tmp_path / "mine.yaml"
    path.write_bytes(raw)
    with pytest.raises(ThemeFault, match=f"(?s)mine.yaml.*({says})"):
        load_theme_set(path)


def test_a_missing_file_is_said(tmp_path):
    with pytest.raises(ThemeFault, match="cannot be read"):
        load_theme_set(tmp_path / "none.yaml")


def test_a_theme_without_terms_is_refused():
    text = dump_theme_set(theme_set(theme(terms={"nl": {"left": [], "right": []}})))
    with pytest.raises(ThemeFault, match="theme “speed” has no terms"):
        parse_theme_set(text)


def many(count: int) -> str:
    terms = "".join(f'          - {{t: "aa{i:04}* ... bb*"}}\n' for i in range(count))
    return GOOD.replace('          - {t: "traag"}\n', terms)


def test_ten_thousand_terms_are_read_and_one_more_is_refused():
    parsed = parse_theme_set(many(9_999))
    assert len(parsed.themes[0].terms["nl"].right) == 9_999
    assert [code.value for code in propose(article("aa9998x en dan bbb. Snel!"), parsed)] != []
    with pytest.raises(ThemeFault, match="more than 10000"):
        parse_theme_set(many(10_000))


def test_wide_terms_on_repeated_words_end():
    terms = {"nl": {"left": [{"t": "aa* ... aa* ... aa*"}] * 20, "right": [{"t": "aa"}]}}
    text = article(" ".join(["aa"] * 3000), " ".join(["maar niet aa dan"] * 1000))
    codes = propose(text, theme_set(theme(terms=terms)))
    assert [code.statement for code in codes] == ["s1", "s2"]
