"""Bringing articles in: files, a pasted text or an address; a look at what was read; into the library."""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from html import escape
from typing import cast

import streamlit as st

from components import library
from components.article import Article, Language, Source
from components.article.reading import Reading, read_file, read_text, read_url
from components.library import Duplicate, Imported, ThemeChoice
from components.message import Message, StandpuntError
from components.settings import settings
from components.translations import Translator
from components.widgets.access import Office, office
from components.widgets.text import html, note, panel_title, plain

KINDS = ["txt", "md", "html", "htm", "docx", "pdf"]
MEGABYTES = 20
AT_ONCE = 8
_DRAFTS = "intake_drafts"
_COUNT = "intake_count"
_UPLOADS = "intake_uploads"
_SEEN = "intake_seen"
log = logging.getLogger("standpunt")


@dataclass
class Draft:
    """One article on its way in. Exactly one of reading and fault is there after reading.

    name: of the file, or what the person gave instead. duplicate: the article that has its text already.
    imported: what became of it.
    """

    number: int
    name: str
    reading: Reading | None = None
    fault: Message | None = None
    duplicate: Duplicate | None = None
    imported: Imported | None = None

    def key(self, field: str) -> str:
        """The key of one of its widgets."""
        return f"intake:{self.number}:{field}"


def drafts() -> list[Draft]:
    """What was read in this browser tab and not yet put away."""
    found: list[Draft] = st.session_state.setdefault(_DRAFTS, [])
    return found


# -- where articles come from


def sources(desk: Office) -> None:
    """The three ways in. What is chosen is read at once, with its progress."""
    _ = desk.say
    panel_title(_("Bring in articles"))
    by_file, by_paste, by_address = st.tabs(
        [_("Files"), _("Paste text"), _("Web address")], key="intake_ways"
    )
    with by_file:
        _files(desk)
    with by_paste:
        st.text_area(_("Text of the article"), key="intake_text", height=220)
        st.button(
            _("Read the text"),
            key="intake_read_text",
            icon=":material/content_paste:",
            on_click=_read_pasted,
        )
    with by_address:
        st.text_input(_("Address of the page"), key="intake_url", placeholder="https://", type="default")
        if st.button(_("Fetch the page"), key="intake_read_url", icon=":material/link:"):
            _fetch(desk, st.session_state["intake_url"].strip())
        note(_("Only public pages are fetched; what stands behind a login is pasted instead."))


def _files(desk: Office) -> None:
    _ = desk.say
    turn = st.session_state.setdefault(_UPLOADS, 0)
    _uploader_words(_("Choose files"), _("or drop them here, several at once; {n} MB each", n=MEGABYTES))
    uploaded = st.file_uploader(
        _("Text, Markdown, web page, Word or PDF"),
        type=KINDS,
        accept_multiple_files=True,
        max_upload_size=MEGABYTES,
        key=f"intake_files:{turn}",
    )
    if not uploaded:
        return
    seen: set[str] = st.session_state.setdefault(_SEEN, set())
    with st.status(_("Reading…"), expanded=True) as status:
        for at, file in enumerate(uploaded, start=1):
            words = _("Reading {n} of {total}: {name}", n=at, total=len(uploaded), name=file.name)
            status.update(label=plain(words))
            # A run that is cut off by a click begins again with the files that it had not read.
            if file.file_id in seen:
                continue
            seen.add(file.file_id)
            _add(desk, file.name, partial(read_file, file.getvalue(), file.name))
    # The uploader begins anew, empty.
    st.session_state[_UPLOADS] = turn + 1
    seen.clear()
    st.rerun()


def _uploader_words(choose: str, hint: str) -> None:
    """Streamlit's uploader speaks English only; these take the place of its own words."""
    words = {"button p": choose, '[data-testid="stFileUploaderDropzoneInstructions"] span': hint}
    rules = []
    for part, text in words.items():
        where = f'[class*="st-key-intake_files"] {part}'
        quoted = text.replace("\\", "").replace('"', "").replace("<", "")
        rules.append(
            f'{where} {{ font-size: 0; white-space: normal; }} {where}::after {{ content: "{quoted}"; font-size: 0.9375rem; white-space: normal; }}'
        )
    html(f"<style>{' '.join(rules)}</style>")


def _read_pasted() -> None:
    desk = office()
    if desk is None:
        return
    _ = desk.say
    text = st.session_state["intake_text"]
    draft = _add(desk, _("Pasted text"), lambda: read_text(text))
    if draft.fault is None:
        st.session_state["intake_text"] = ""


def _fetch(desk: Office, url: str) -> None:
    _ = desk.say
    with st.spinner(_("Fetching the page…")):
        _add(desk, url or _("Web address"), lambda: read_url(url))
    st.rerun()


def _add(desk: Office, name: str, read: Callable[[], Reading]) -> Draft:
    number = st.session_state[_COUNT] = st.session_state.get(_COUNT, 0) + 1
    draft = Draft(number, name)
    try:
        draft.reading = read()
        draft.duplicate = library.find_duplicate(desk.library.database, draft.reading.text)
    except StandpuntError as fault:
        draft.reading, draft.fault = None, fault.message
    except Exception:
        log.exception("cannot read %s", name)
        draft.reading, draft.fault = None, _surprise(name)
    drafts().append(draft)
    return draft


def _surprise(name: str) -> Message:
    """What nobody foresaw with one article; the others go on."""
    return Message("{file} could not be taken in. The server's log says why.", {"file": name})


# -- what was read, before it comes in


def review_drafts(desk: Office) -> None:
    """What was read, with what is known about each; the button that brings it in; what became of it."""
    _ = desk.say
    if not drafts():
        return
    choices = library.theme_choices(desk.library.database)
    with st.container(key="intake", border=True):
        for draft in [draft for draft in drafts() if draft.imported]:
            _result(desk, draft)
        for draft in [draft for draft in drafts() if draft.fault]:
            _problem(desk, draft)
        for draft in [draft for draft in drafts() if draft.duplicate and not draft.imported]:
            _duplicate(desk, draft)
        ready = [draft for draft in drafts() if _is_ready(draft)]
        for draft in ready:
            _form(desk, draft, choices, expanded=len(ready) < 3)
        with st.container(horizontal=True, key="intake_actions"):
            if ready:
                words = _.plural("Add this article", "Add these {n} articles", len(ready))
                if st.button(words, key="intake_add", type="primary", icon=":material/library_add:"):
                    _bring_in(desk, ready)
            words = _("Discard") if ready else _("Close")
            st.button(words, key="intake_clear", type="tertiary", on_click=_clear)


def _is_ready(draft: Draft) -> bool:
    return draft.reading is not None and draft.duplicate is None and draft.imported is None


def _form(desk: Office, draft: Draft, choices: Sequence[ThemeChoice], *, expanded: bool) -> None:
    _ = desk.say
    reading = draft.reading
    assert reading is not None  # noqa: S101 - `_is_ready` said so
    words = _.plural("{n} word", "{n} words", len(reading.text.split()))
    label = plain(f"{reading.title} · {words}")
    with st.expander(label, expanded=expanded, key=draft.key("expander")):
        title, language = st.columns([3, 1])
        with title:
            _text(draft, "title", _("Title"), reading.title)
        with language:
            _choice(
                draft,
                "language",
                _("Language of the article"),
                ["nl", "en"],
                reading.language or "nl",
                {"nl": _("Dutch"), "en": _("English")},
            )
        publication, published, url = st.columns([1.2, 1, 2])
        with publication:
            _text(draft, "publication", _("Publication"), reading.source.publication or "")
        with published:
            key = draft.key("published")
            st.session_state.setdefault(key, reading.source.published)
            st.date_input(
                _("Date"),
                key=key,
                format="DD-MM-YYYY",
                min_value=date(1600, 1, 1),
                max_value=date(2200, 1, 1),
                persist_state="session",
            )
        with url:
            _text(draft, "url", _("Address"), reading.source.url or "")
        language_now = st.session_state[draft.key("language")]
        themes = {"": _("No themes yet")} | {
            choice.article: plain(_("The {n} themes of “{title}”", n=choice.themes, title=choice.title))
            for choice in choices
        }
        fitting = next((choice.article for choice in choices if language_now in choice.languages), "")
        _choice(draft, "themes", _("Show its speakers on"), list(themes), fitting, themes, wide=True)
        if reading.language is None:
            note(_("The language was not recognised. Choose the one the article is written in."))
        for message in reading.notes:
            note(_.say(message))
        with st.container(height=180, border=False, key=draft.key("preview")):
            st.text(reading.text[:3000])


def _text(draft: Draft, field: str, label: str, value: str) -> None:
    key = draft.key(field)
    st.session_state.setdefault(key, value)
    st.text_input(label, key=key, max_chars=500, persist_state="session")


def _choice(
    draft: Draft,
    field: str,
    label: str,
    options: list[str],
    value: str,
    names: dict[str, str],
    *,
    wide: bool = False,
) -> None:
    key = draft.key(field)
    if st.session_state.get(key) not in options:
        st.session_state[key] = value
    if wide:
        st.selectbox(label, options, key=key, format_func=names.__getitem__, persist_state="session")
    else:
        st.segmented_control(
            label, options, key=key, format_func=names.__getitem__, required=True, persist_state="session"
        )


# -- into the library


def _bring_in(desk: Office, ready: Sequence[Draft]) -> None:
    """Parses and stores one after the other. What is stored stays stored, whatever happens to the next."""
    _ = desk.say
    waiting = list(ready)
    with st.status(_("Finding speakers and statements…"), expanded=True):
        progress = st.progress(0.0)
        while waiting:
            parsed = library.make_articles(_requests(waiting[:AT_ONCE]), settings().pipelines)
            for _turn in range(min(AT_ONCE, len(waiting))):
                draft = waiting.pop(0)
                done = (len(ready) - len(waiting) - 1) / len(ready)
                progress.progress(done, text=plain(st.session_state[draft.key("title")]))
                if not _store(desk, draft, parsed):
                    # What gives the articles ends with the first that it cannot give: the rest begins anew.
                    break
        progress.progress(1.0)
    st.rerun()


def _store(desk: Office, draft: Draft, parsed: Iterator[Article]) -> bool:
    """Stores the next of the articles as what became of the draft; False when it could not be."""
    draft.fault = None
    chosen = st.session_state[draft.key("themes")] or None
    try:
        article = next(parsed)
        # A run that is cut off by a second click stops at a call to Streamlit: none stands between here and
        # where the outcome is kept.
        imported = library.import_article(desk.library.database, article, themes_of=chosen)
    except StandpuntError as fault:
        draft.fault = fault.message
        return False
    except Exception:
        log.exception("cannot bring in %s", draft.name)
        draft.fault = _surprise(draft.name)
        return False
    if imported.duplicate is not None and imported.duplicate.deleted:
        draft.duplicate = imported.duplicate
    else:
        draft.imported = imported
    return True


def _requests(some: Sequence[Draft]) -> Iterator[tuple[Reading, str, Language, Source]]:
    for draft in some:
        reading = draft.reading
        if reading is None:
            continue
        values = {name: st.session_state[draft.key(name)] for name in ("title", "publication", "url")}
        title, publication, url = (" ".join(value.split()) for value in values.values())
        source = Source(
            publication=publication or None,
            url=_with_scheme(url) if url else None,
            published=st.session_state[draft.key("published")],
            note=reading.source.note,
        )
        language = cast(Language, st.session_state[draft.key("language")])
        yield reading, title or reading.title, language, source


def _with_scheme(url: str) -> str:
    return url if url.startswith(("https://", "http://")) else f"https://{url}"


# -- what became of it


def _result(desk: Office, draft: Draft) -> None:
    _ = desk.say
    imported = draft.imported
    assert imported is not None  # noqa: S101
    article = imported.article
    if imported.duplicate is not None:
        words = _("This text was in the library already.")
    else:
        counts = counts_words(
            _, len(article.speakers), len(article.statements), library.count_uncertain(article)
        )
        words = _("Now in the library: {counts}.", counts=counts)
    with st.container(horizontal=True, vertical_alignment="center", key=draft.key("result")):
        html(
            f'<p class="sp-item" style="margin:0">{escape(article.title)}</p>'
            f'<p class="sp-note">{escape(words)}</p>'
        )
        article_links(_, article.id)


def _problem(desk: Office, draft: Draft) -> None:
    _ = desk.say
    if draft.fault is None:
        return
    said = _.say(draft.fault)
    name = "" if draft.name in said else f"**{plain(draft.name)}** "
    st.error(name + plain(said), icon=":material/error:")


def _duplicate(desk: Office, draft: Draft) -> None:
    _ = desk.say
    there = draft.duplicate
    if there is None:
        return
    if there.deleted:
        words = _(
            "{name}: this text is in the library as “{title}”, which was deleted.",
            name=draft.name,
            title=there.title,
        )
    else:
        words = _(
            "{name}: this text is in the library already, as “{title}”.", name=draft.name, title=there.title
        )
    with st.container(horizontal=True, vertical_alignment="center", key=draft.key("duplicate")):
        st.markdown(f":material/content_copy: {plain(words)}")
        if there.deleted:
            st.button(
                _("Restore it"),
                key=draft.key("restore"),
                icon=":material/undo:",
                on_click=_restore,
                args=(draft.number,),
            )
        else:
            article_links(_, there.article)


def _restore(number: int) -> None:
    desk = office()
    for draft in drafts():
        if desk is not None and draft.number == number and draft.duplicate is not None:
            library.restore_article(desk.library.database, draft.duplicate.article)
            draft.duplicate = Duplicate(draft.duplicate.article, draft.duplicate.title, deleted=False)


def _clear() -> None:
    st.session_state[_DRAFTS] = []


# -- words and links that the shelf shares


def counts_words(_: Translator, speakers: int, statements: int, uncertain: int) -> str:
    """6 speakers, 23 statements, 4 of them uncertain."""
    parts = [
        _.plural("{n} speaker", "{n} speakers", speakers),
        _.plural("{n} statement", "{n} statements", statements),
    ]
    if uncertain:
        parts.append(_.plural("{n} uncertain", "{n} uncertain", uncertain))
    return ", ".join(parts)


def article_links(_: Translator, article: str) -> None:
    """Open the article, or review it; links, so that a new tab works too."""
    st.page_link(
        "screens/viewpoints.py",
        label=_("Open"),
        icon=":material/arrow_forward:",
        query_params={"article": article},
    )
    st.page_link(
        "screens/review.py",
        label=_("Review"),
        icon=":material/fact_check:",
        query_params={"article": article},
    )
