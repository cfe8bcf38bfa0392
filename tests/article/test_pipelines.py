"""Which pipeline parses, what is said of it, and what it is for."""

from pathlib import Path

import pytest

from components.article import ArticleFault, Request, parse, parse_many
from components.article import pipelines as module
from components.article.grammar import Grammar
from components.article.pipelines import find_pipeline
from components.article.scene import cut
from components.article.syntax import annotate
from components.article.tokens import Token


def tree(text: str, language: str) -> tuple[list[Token], Grammar]:
    draft = cut(text, language)  # type: ignore[arg-type]
    pipeline = find_pipeline(language)  # type: ignore[arg-type]
    assert pipeline is not None
    annotate([(text, draft.tokens)], pipeline)
    return draft.tokens, Grammar(draft.tokens, [(s.first, s.stop) for s in draft.sentences])


def test_says_what_parsed() -> None:
    text = "“Ja zeker”, zegt Kim Bos."
    assert parse(text, article_id="x", language="nl").parser.note == "pipeline nl_standpunt 1.0.0"
    note = parse(text, article_id="x", language="nl", pipeline="rules").parser.note
    assert note == "rules and word lists only, no trained pipeline"


def test_without_the_shipped_pipeline(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(module, "MODELS", tmp_path)
    module._load.cache_clear()
    try:
        article = parse("“Ja zeker”, zegt Kim Bos.", article_id="x", language="nl")
        assert article.parser.note == "rules and word lists only, no trained pipeline"
        assert article.speaker(article.statements[0].speaker or "").name == "Kim Bos"
    finally:
        module._load.cache_clear()


@pytest.mark.parametrize("name", ["nl_core_news_nowhere", "../etc", "no such package"])
def test_a_pipeline_that_is_not_there(name: str) -> None:
    with pytest.raises(ArticleFault, match="cannot be used"):
        parse("Tekst.", article_id="x", language="nl", pipeline=name)


def test_a_pipeline_for_another_language() -> None:
    with pytest.raises(ArticleFault, match="not for this language"):
        parse("Tekst.", article_id="x", language="nl", pipeline=str(module.MODELS / "en"))


@pytest.mark.parametrize(
    ("language", "text", "verb", "subject"),
    [
        ("nl", "“Dat kan”, zegt de voorzitter van de vereniging.", "zegt", "voorzitter"),
        ("nl", "De burgemeester laat weten dat het doorgaat.", "laat", "burgemeester"),
        ("nl", "Klanten klagen dat er minder is.", "klagen", "Klanten"),
        ("en", "Residents of the town say that the road is closed.", "say", "Residents"),
        ("en", "The road is closed, said the mayor.", "said", "mayor"),
    ],
)
def test_subjects(language: str, text: str, verb: str, subject: str) -> None:
    tokens, grammar = tree(text, language)
    number = next(n for n, token in enumerate(tokens) if token.text == verb)
    found = grammar.subject(number)
    assert found is not None
    assert tokens[found].text == subject


def test_texts_of_two_languages_keep_their_order() -> None:
    requests = [
        Request("“Ja zeker”, zegt Kim Bos.", "een"),
        Request("“Yes, we do,” said Karen Smith to the people of the town.", "two"),
        Request("“Nee”, zegt Jan de Wit. Dat is een zin van het Nederlands.", "drie"),
    ] * 30
    articles = list(parse_many(requests))
    assert [article.id for article in articles] == [request.article_id for request in requests]
    assert [article.language for article in articles[:3]] == ["nl", "en", "nl"]
    alone = [parse(request.text, article_id=request.article_id) for request in requests[:3]]
    assert articles[:3] == alone == articles[-3:]
