"""A person's corrections of who speaks: add, edit, merge, drop. The rules of `revise.py` hold here too."""

from collections.abc import Collection

from components.article.fault import ArticleFault
from components.article.model import Article, Speaker, SpeakerKind
from components.article.revise import new_id, one_line, rebuilt, unknown
from components.message import Message

LONGEST_NAME = 120


def add_speaker(
    article: Article,
    name: str,
    role: str | None = None,
    organisation: str | None = None,
    kind: SpeakerKind = "person",
) -> Article:
    """With a new speaker, the last in the list. Raises ArticleFault for an empty name or one that is taken."""
    made = _written(
        Speaker(id=new_id(article, "p"), name="?", kind=kind), article, name, role, organisation, kind
    )
    return rebuilt(article, speakers=(*article.speakers, made))


def edit_speaker(
    article: Article,
    speaker_id: str,
    *,
    name: str,
    role: str | None,
    organisation: str | None,
    kind: SpeakerKind,
) -> Article:
    """The speaker with this name, role, organisation and kind; an earlier name becomes an alias."""
    old = _speaker(article, speaker_id)
    changed = _written(old, article, name, role, organisation, kind)
    return rebuilt(
        article, speakers=tuple(changed if speaker is old else speaker for speaker in article.speakers)
    )


def merge_speakers(article: Article, into: str, others: Collection[str]) -> Article:
    """`into` says what `others` said and goes by their names too; the others are retired.

    Attributions keep their rule and confidence: that two names are one person says nothing about either.
    """
    kept = _speaker(article, into)
    gone = [_speaker(article, name) for name in article_order(article, set(others) - {into})]
    if set(others) - {into} != {speaker.id for speaker in gone}:
        raise unknown(article, next(iter(set(others) - {into} - {speaker.id for speaker in gone})))
    if not gone:
        return article
    aliases = [*kept.aliases, *(name for other in gone for name in (other.name, *other.aliases))]
    merged = kept.model_copy(
        update={
            "aliases": _aliases(kept.name, aliases),
            "role": kept.role or next((other.role for other in gone if other.role), None),
            "organisation": kept.organisation
            or next((other.organisation for other in gone if other.organisation), None),
        }
    )
    ids = {speaker.id for speaker in gone}
    return _renamed(article, merged, ids)


def drop_speaker(article: Article, speaker_id: str) -> Article:
    """Without a speaker who says nothing. Raises ArticleFault for one who does."""
    speaker = _speaker(article, speaker_id)
    if any(statement.speaker == speaker_id for statement in article.statements):
        raise ArticleFault(
            Message(
                "{name} still says something in this article. Give those statements another speaker first.",
                {"name": speaker.name},
            )
        )
    return _renamed(article, None, {speaker_id})


def article_order(article: Article, ids: Collection[str]) -> list[str]:
    """Those of the ids that the article has, in its order of speakers."""
    return [speaker.id for speaker in article.speakers if speaker.id in ids]


def _renamed(article: Article, into: Speaker | None, gone: Collection[str]) -> Article:
    """Every mention of the speakers that are gone is of `into`, or of nobody."""
    target = into.id if into else None
    statements = []
    for statement in article.statements:
        speaker = target if statement.speaker in gone else statement.speaker
        named = (target if name in gone else name for name in statement.attribution.candidates)
        candidates = tuple(dict.fromkeys(name for name in named if name is not None and name != speaker))
        attribution = statement.attribution.model_copy(update={"candidates": candidates})
        statements.append(statement.model_copy(update={"speaker": speaker, "attribution": attribution}))
    speakers = [
        into if into and speaker.id == into.id else speaker
        for speaker in article.speakers
        if speaker.id not in gone
    ]
    return rebuilt(article, statements=tuple(statements), speakers=tuple(speakers), gone=gone)


def _speaker(article: Article, speaker_id: str) -> Speaker:
    try:
        return article.speaker(speaker_id)
    except KeyError:
        raise unknown(article, speaker_id) from None


def _written(
    old: Speaker, article: Article, name: str, role: str | None, organisation: str | None, kind: SpeakerKind
) -> Speaker:
    name = one_line(name, LONGEST_NAME)
    if not name:
        raise ArticleFault(Message("A speaker needs a name."))
    for other in article.speakers:
        if other.id != old.id and other.name.casefold() == name.casefold():
            raise ArticleFault(
                Message("There is already a speaker called {name}. Merge the two.", {"name": other.name})
            )
    earlier = [old.name] if old.name not in ("?", name) else []
    return Speaker(
        id=old.id,
        name=name,
        aliases=_aliases(name, [*old.aliases, *earlier]),
        role=one_line(role or "") or None,
        organisation=one_line(organisation or "") or None,
        kind=kind,
    )


def _aliases(name: str, names: Collection[str]) -> tuple[str, ...]:
    """The names once each, without the speaker's own."""
    return tuple(dict.fromkeys(other for other in names if other != name))
