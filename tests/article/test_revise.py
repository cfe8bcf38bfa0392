"""A person's corrections: what each does, what it refuses, and that no sequence of them loses anything."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.article import Article, ArticleFault, Source, parse
from components.article.revise import (
    REVIEWED,
    add_statement,
    confirm,
    drop_statements,
    ids_of,
    merge_statements,
    revive,
    set_borders,
    set_details,
    set_speaker,
    set_type,
    split_statement,
    trimmed,
)
from components.article.revise_speakers import add_speaker, drop_speaker, edit_speaker, merge_speakers

TEXT = """Een kop boven het stuk

Kim Bos is wethouder. “Wij gaan morgen open 🎉 en dat is mooi”, zegt wethouder Kim Bos. “Dat duurt nog even.”

De andere kant

“Niemand gelooft daar iets van”, zegt Jan Smit van de bond. Volgens Smit is het te laat.
"""


@pytest.fixture
def article() -> Article:
    return parse(TEXT, article_id="x", language="nl")


def at(article: Article, words: str) -> tuple[int, int]:
    return article.text.index(words), article.text.index(words) + len(words)


def said(article: Article, words: str) -> str:
    return next(statement.id for statement in article.statements if words in statement.text)


def named(article: Article, name: str) -> str:
    return next(speaker.id for speaker in article.speakers if speaker.name == name)


def test_another_speaker_is_recorded_with_the_earlier_one_as_candidate(article: Article) -> None:
    name, kim, jan = said(article, "Wij gaan"), named(article, "Kim Bos"), named(article, "Jan Smit")
    changed = set_speaker(article, [name], jan).statement(name)
    assert (changed.speaker, changed.attribution.rule, changed.attribution.confidence) == (jan, REVIEWED, 1)
    assert changed.attribution.candidates[0] == kim
    nobody = set_speaker(article, [name], None).statement(name)
    assert nobody.speaker is None
    assert nobody.attribution.candidates[0] == kim
    back = set_speaker(set_speaker(article, [name], jan), [name], kim).statement(name)
    assert back.attribution.candidates == (jan,)


def test_confirming_keeps_who_says_it(article: Article) -> None:
    name = said(article, "Wij gaan")
    before, after = article.statement(name), confirm(article, [name]).statement(name)
    assert (after.speaker, after.attribution.rule) == (before.speaker, REVIEWED)
    assert confirm(confirm(article, [name]), [name]) == confirm(article, [name])


def test_several_at_once(article: Article) -> None:
    ids = [statement.id for statement in article.statements]
    assert {s.type for s in set_type(article, ids, "mixed").statements} == {"mixed"}
    assert {s.attribution.rule for s in confirm(article, ids).statements} == {REVIEWED}


def test_borders_keep_the_id_and_count_signs_beyond_the_first_plane(article: Article) -> None:
    name = said(article, "Wij gaan")
    changed = set_borders(article, name, *at(article, "open 🎉 en dat")).statement(name)
    assert changed.text == "open 🎉 en dat"
    assert changed.heading == article.statement(name).heading


def test_borders_elsewhere_are_refused(article: Article) -> None:
    with pytest.raises(ArticleFault, match="not in the statement"):
        set_borders(article, said(article, "Wij gaan"), *at(article, "Kim Bos is wethouder"))


def test_borders_may_not_cut_through_another_statement(article: Article) -> None:
    start, end = at(article, "mooi”, zegt wethouder Kim Bos. “Dat duurt")
    with pytest.raises(ArticleFault, match="cut through another statement: “Dat duurt"):
        set_borders(article, said(article, "Wij gaan"), start, end)
    # Nested is allowed; the very same place is not.
    start, end = at(
        article, "Wij gaan morgen open 🎉 en dat is mooi”, zegt wethouder Kim Bos. “Dat duurt nog even."
    )
    assert set_borders(article, said(article, "Wij gaan"), start, end)
    with pytest.raises(ArticleFault, match="cut through"):
        add_statement(article, *at(article, "Wij gaan morgen open 🎉 en dat is mooi"), None)


def test_a_new_statement_gets_a_new_id_and_its_heading(article: Article) -> None:
    dropped = drop_statements(article, [article.statements[-1].id])
    made = add_statement(dropped, *at(article, "is het te laat"), named(article, "Jan Smit"), "indirect")
    new = next(s for s in made.statements if s.text == "is het te laat")
    assert new.id not in ids_of(article)
    assert new.id not in dropped.retired
    assert new.heading == "De andere kant"
    assert [s.start for s in made.statements] == sorted(s.start for s in made.statements)


def test_a_place_that_moves_under_another_heading_gets_that_heading() -> None:
    text = "“Wij gaan door”, zegt Kim Bos.\n\nEen tussenkop\n\n“Ja hoor”, zegt Kim Bos tegen ons allemaal.\n"
    article = parse(text, article_id="x", language="nl")
    start, end = at(article, "zegt Kim Bos tegen")
    made = add_statement(article, start, end, None, "indirect")
    new = next(s for s in made.statements if s.start == start)
    assert new.heading == next(s.heading for s in article.statements if s.text == "Ja hoor")


def test_dropped_ids_are_retired(article: Article) -> None:
    name = said(article, "Wij gaan")
    dropped = drop_statements(article, [name])
    assert name in dropped.retired
    assert name not in ids_of(dropped)
    with pytest.raises(ArticleFault, match="no longer in this article"):
        confirm(dropped, [name])


def test_split_and_merge(article: Article) -> None:
    name = said(article, "Wij gaan")
    two = split_statement(article, name, at(article, "en dat is mooi")[0])
    assert two.statement(name).text == "Wij gaan morgen open 🎉"
    new = next(s for s in two.statements if s.text == "en dat is mooi")
    assert new.speaker == article.statement(name).speaker
    one = merge_statements(two, [name, new.id])
    assert one.statement(name) == article.statement(name)
    assert new.id in one.retired
    with pytest.raises(ArticleFault, match="inside"):
        split_statement(article, name, article.statement(name).start)
    with pytest.raises(ArticleFault, match="at least two"):
        merge_statements(article, [name])
    with pytest.raises(ArticleFault, match="stands between"):
        merge_statements(article, [name, said(article, "Niemand")])


def test_speakers(article: Article) -> None:
    kim, jan = named(article, "Kim Bos"), named(article, "Jan Smit")
    more = add_speaker(article, "  Ans\n Mol ", "secretaris", " ", "person")
    ans = more.speakers[-1]
    assert (ans.name, ans.role, ans.organisation) == ("Ans Mol", "secretaris", None)
    with pytest.raises(ArticleFault, match="already a speaker"):
        add_speaker(more, "ans mol")
    with pytest.raises(ArticleFault, match="needs a name"):
        add_speaker(more, " \x00 ")
    edited = edit_speaker(more, kim, name="Kim de Bos", role="burgemeester", organisation=None, kind="person")
    assert "Kim Bos" in edited.speaker(kim).aliases
    assert edited.speaker(kim).role == "burgemeester"
    with pytest.raises(ArticleFault, match="still says"):
        drop_speaker(more, jan)
    assert drop_speaker(more, ans.id).retired == (ans.id,)
    merged = merge_speakers(set_speaker(more, [said(more, "Niemand")], kim), kim, [jan, ans.id])
    assert {jan, ans.id} <= set(merged.retired)
    assert {"Jan Smit", "Ans Mol"} <= set(merged.speaker(kim).aliases)
    assert {s.speaker for s in merged.statements} <= {kim, None}
    assert all(kim not in s.attribution.candidates for s in merged.statements if s.speaker == kim)
    with pytest.raises(ArticleFault, match="no longer"):
        merge_speakers(article, kim, ["p99"])
    assert merge_speakers(article, kim, [kim]) == article


def test_details(article: Article) -> None:
    changed = set_details(
        article, title=" Nieuw\n", language="en", source=Source(publication="Krant", url="https://krant.nl")
    )
    assert (changed.title, changed.language, changed.source.publication) == ("Nieuw", "en", "Krant")
    assert set_details(article) == article
    with pytest.raises(ArticleFault, match="needs a title"):
        set_details(article, title=" ")
    with pytest.raises(ArticleFault, match="https://"):
        set_details(article, source=Source(url="javascript:alert(1)"))


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("  “Wij gaan door”  ", "Wij gaan door"),
        ("“Wij gaan door", "Wij gaan door"),
        ("Wij gaan door”", "Wij gaan door"),
        ("“Ja”, zegt hij, “nee”", "“Ja”, zegt hij, “nee”"),
        ("‘Wij gaan door’", "Wij gaan door"),
        ("zo’n dag", "zo’n dag"),
        ("alle jongens’", "alle jongens’"),
        ("‘t is laat", "‘t is laat"),
        ("„Wij gaan door“", "Wij gaan door"),
        ('"Wij gaan door."', "Wij gaan door."),
    ],
)
def test_marks_and_blanks_around_a_place_are_left_out(words: str, left: str) -> None:
    start, end = trimmed(words, 0, len(words))
    assert words[start:end] == left


@pytest.mark.parametrize("words", ["   ", "“”", "”", " “ ” "])
def test_a_place_without_words_is_refused(words: str) -> None:
    with pytest.raises(ArticleFault, match="no words"):
        trimmed(words, 0, len(words))


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (0, 99), (5, 2)])
def test_a_place_outside_the_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(ArticleFault, match="not in the article"):
        trimmed("tien tekens", start, end)


# -- any sequence of corrections


def random_change(article: Article, dice: random.Random) -> Article:
    statements = [s.id for s in article.statements] or ["s999"]
    speakers: list[str | None] = [*(s.id for s in article.speakers), None]
    some = dice.sample(statements, dice.randint(1, min(3, len(statements))))
    start = dice.randrange(len(article.text))
    end = start + dice.randint(0, 60)
    who = dice.choice(speakers) or "p1"
    match dice.randrange(13):
        case 0:
            return set_speaker(article, some, dice.choice(speakers))
        case 1:
            return set_borders(article, some[0], start, end)
        case 2:
            old = article.statement(some[0]) if article.statements else None
            near = (old.start, old.end) if old else (0, 1)
            return set_borders(article, some[0], near[0] + dice.randint(-9, 9), near[1] + dice.randint(-9, 9))
        case 3:
            return set_type(article, some, dice.choice(["direct", "mixed", "indirect"]))
        case 4:
            return add_statement(article, start, end, dice.choice(speakers), "indirect")
        case 5:
            return drop_statements(article, some)
        case 6:
            return split_statement(article, some[0], start)
        case 7:
            return merge_statements(article, some)
        case 8:
            return add_speaker(article, f"Naam {dice.randint(0, 30)}")
        case 9:
            return edit_speaker(
                article, who, name=f"N{dice.randint(0, 30)}", role="r", organisation=None, kind="group"
            )
        case 10:
            return merge_speakers(article, who, [name for name in speakers[:2] if name])
        case 11:
            return drop_speaker(article, who)
        case _:
            return confirm(article, some)


@settings(max_examples=80, deadline=None)
@given(st.integers(min_value=0), st.integers(min_value=1, max_value=40))
def test_any_sequence_leaves_a_valid_article_and_loses_no_id(seed: int, length: int) -> None:
    dice = random.Random(seed)
    article = parse(TEXT, article_id="x", language="nl")
    seen: list[Article] = [article]
    owner: dict[str, int] = {}
    for _ in range(length):
        if dice.random() < 0.2:
            # Back to any earlier content: the same ids for the same speech.
            earlier = dice.choice(seen)
            changed = revive(earlier, article)
            assert changed.statements == earlier.statements
            assert changed.speakers == earlier.speakers
        else:
            try:
                changed = random_change(article, dice)
            except ArticleFault:
                continue
            for new in ids_of(changed) - ids_of(article):
                assert new not in article.retired
                assert new not in owner, "an id was given out twice"
                owner[new] = len(seen)
        assert Article.model_validate(changed.model_dump(by_alias=True)) == changed
        assert changed.text == article.text
        assert changed.revision == article.revision
        known = ids_of(article) | set(article.retired)
        assert known <= ids_of(changed) | set(changed.retired)
        places = [(s.start, s.end) for s in changed.statements]
        assert places == sorted(places)
        seen.append(changed)
        article = changed
    # Each change taken back, in any order of looking back, gives what was there.
    for earlier in seen:
        assert revive(earlier, article).model_copy(update={"retired": ()}) == earlier.model_copy(
            update={"retired": ()}
        )
