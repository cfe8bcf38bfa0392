"""A statement's id stays with its speech across revisions and is never given to another."""

from components.article import Article, Attribution, Statement, checksum, keep_ids, parse


def article(text: str, revision: int = 1) -> Article:
    return parse(text, article_id="x", language="nl").model_copy(update={"revision": revision})


def ids(found: Article) -> dict[str, str]:
    return {s.text: s.id for s in found.statements}


A = "“Dit is het eerste citaat”, zegt Kim Bos.\n"
B = "“En dit is het tweede citaat”, zegt Jan Smit.\n"
C = "“Ten slotte nog een derde”, zegt Kim Bos.\n"


def test_nothing_earlier() -> None:
    found = article(A)
    assert keep_ids(found, []) is found


def test_the_same_text_keeps_everything() -> None:
    assert keep_ids(article(A + B), [article(A + B)]) == article(A + B)


def test_a_paragraph_added_in_front() -> None:
    found = keep_ids(article(B + A), [article(A)])
    assert ids(found) == {"En dit is het tweede citaat": "s002", "Dit is het eerste citaat": "s001"}
    assert {s.name: s.id for s in found.speakers} == {"Kim Bos": "p1", "Jan Smit": "p2"}
    assert [s.speaker for s in found.statements] == ["p2", "p1"]


def test_a_removed_id_is_retired_for_good() -> None:
    first = article(A + B)
    second = keep_ids(article(A, 2), [first])
    assert second.retired == ("p2", "s002")
    third = keep_ids(article(A + C, 3), [second])
    assert ids(third) == {"Dit is het eerste citaat": "s001", "Ten slotte nog een derde": "s003"}
    assert third.retired == ("p2", "s002")


def test_a_statement_that_returns_gets_its_id_back_from_the_older_revision() -> None:
    first = article(A + B)
    second = keep_ids(article(A, 2), [first])
    third = keep_ids(article(A + B, 3), [second, first])
    assert ids(third) == ids(first)
    assert third.retired == ()


def test_a_changed_sentence_is_another_statement() -> None:
    changed = A.replace("eerste", "enige")
    found = keep_ids(article(changed + B), [article(A + B)])
    assert ids(found) == {"Dit is het enige citaat": "s003", "En dit is het tweede citaat": "s002"}


def test_a_changed_cue_keeps_the_statement() -> None:
    found = keep_ids(article(A.replace("zegt", "zei") + B), [article(A + B)])
    assert ids(found) == ids(article(A + B))


def test_other_line_ends_keep_everything() -> None:
    found = keep_ids(article((A + B + C).replace("\n", "\r\n")), [article(A + B + C)])
    assert ids(found) == ids(article(A + B + C))


def test_the_same_words_twice() -> None:
    text = "“Ja dat is zo”, zegt Kim Bos.\nTussendoor gebeurt er iets.\n“Ja dat is zo”, zegt Jan Smit.\n"
    found = keep_ids(article("Nieuw begin van het stuk.\n" + text), [article(text)])
    assert [s.id for s in found.statements] == ["s001", "s002"]
    only_last = keep_ids(article(text.split("\n", 1)[1]), [article(text)])
    assert [s.id for s in only_last.statements] == ["s002"]


def with_spans(spans: list[tuple[int, int]]) -> Article:
    """An article of one text with statements at chosen places, as another parser might find them."""
    text = "Een begin. Het midden van de zaak is lang. Een eind dat ook telt."
    made = tuple(
        Statement(
            id=f"s{number:03d}",
            start=start,
            end=end,
            text=text[start:end],
            speaker=None,
            type="direct",
            attribution=Attribution(rule="test", confidence=0.5),
        )
        for number, (start, end) in enumerate(spans, start=1)
    )
    return parse(text, article_id="x").model_copy(update={"statements": made, "sha256": checksum(text)})


def test_a_corrected_border_keeps_the_id() -> None:
    found = keep_ids(with_spans([(0, 9), (11, 42)]), [with_spans([(11, 40)])])
    assert [s.id for s in found.statements] == ["s002", "s001"]


def test_a_split_keeps_the_id_for_the_larger_part() -> None:
    found = keep_ids(with_spans([(0, 10), (11, 42)]), [with_spans([(0, 42)])])
    assert [s.id for s in found.statements] == ["s002", "s001"]


def test_a_merger_keeps_one_id_and_retires_the_other() -> None:
    found = keep_ids(with_spans([(0, 42)]), [with_spans([(0, 10), (11, 42)])])
    assert [s.id for s in found.statements] == ["s002"]
    assert found.retired == ("s001",)


def test_neighbours_do_not_take_each_others_id() -> None:
    found = keep_ids(with_spans([(11, 42)]), [with_spans([(0, 9)])])
    assert [s.id for s in found.statements] == ["s002"]


def test_a_speaker_is_known_by_another_form_of_the_name() -> None:
    first = article("“Dit is zo”, zegt Postma.\n“Nee hoor”, zegt Jan Smit.\n")
    second = article("“Nee hoor”, zegt Jan Smit.\n“Dit is zo”, zegt Felice Postma. Postma lacht.\n", 2)
    found = keep_ids(second, [first])
    assert {s.name: s.id for s in found.speakers} == {"Felice Postma": "p1", "Jan Smit": "p2"}
