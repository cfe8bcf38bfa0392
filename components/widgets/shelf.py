"""The articles that there are: open, review, export, delete; and those that were deleted lately."""

from collections.abc import Callable
from functools import partial
from html import escape

import streamlit as st

from components import library
from components.article import dump
from components.library import Details, list_articles
from components.message import StandpuntError
from components.settings import settings
from components.translations import Translator
from components.widgets.access import Office, office
from components.widgets.intake import article_links, counts_words
from components.widgets.text import html, note, panel_title, plain

PAGE = 20
SEARCH_FROM = 8
_SHOWN = "shelf_shown"
_UNDO = "shelf_undo"


def library_header(desk: Office) -> None:
    """What this screen is, and what keeps articles from being parsed as somebody chose."""
    _ = desk.say
    eyebrow, title = escape(_("For facilitators")), escape(_("Library"))
    html(f'<p class="sp-eyebrow">{eyebrow}</p><h1 class="sp-title">{title}</h1>')
    for fault in library.pipeline_faults(settings().pipelines):
        st.error(plain(_.say(fault)), icon=":material/error:")


def shelf(desk: Office) -> None:
    """Every article with what is known of it and what can be done with it."""
    _ = desk.say
    panel_title(_("Articles"))
    entries = list_articles(desk.library.database)
    if not entries:
        st.info(
            _("There is no article yet. Drop a file here, paste a text or give a web address."),
            icon=":material/article:",
        )
        return
    if len(entries) >= SEARCH_FROM:
        wanted = st.text_input(_("Search in titles"), key="shelf_search", icon=":material/search:").casefold()
        entries = [entry for entry in entries if wanted in entry.title.casefold()]
        if not entries:
            note(_("No article has this in its title."))
    most = st.session_state.get(_SHOWN, PAGE)
    for entry in entries[:most]:
        try:
            _row(desk, library.read_details(desk.library.database, entry))
        except StandpuntError as fault:
            st.warning(f"**{plain(entry.title)}** {plain(_.say(fault.message))}", icon=":material/warning:")
            _delete_button(_, entry.id, entry.title)
    if len(entries) > most:
        words = _.plural("Show {n} more", "Show {n} more", min(PAGE, len(entries) - most))
        st.button(words, key="shelf_more", type="tertiary", on_click=_show_more, args=(most + PAGE,))


def _row(desk: Office, details: Details) -> None:
    _ = desk.say
    entry, source = details.entry, details.source
    languages = {"nl": _("Dutch"), "en": _("English")}
    facts = [
        source.publication,
        _.day(source.published) if source.published else None,
        languages.get(entry.language, entry.language),
        counts_words(_, details.speakers, details.statements, details.uncertain),
        _("revision {n}", n=entry.revision) if entry.revision > 1 else None,
    ]
    line = " · ".join(fact for fact in facts if fact)
    with st.container(gap="xxsmall", key=f"item:{entry.id}"):
        html(
            f'<hr class="sp-rule"><h3 class="sp-item" lang="{escape(entry.language)}">{escape(entry.title)}</h3>'
            f'<p class="sp-note">{escape(line)}</p>'
        )
        with st.container(horizontal=True, vertical_alignment="center", key=f"shelf:{entry.id}"):
            article_links(_, entry.id)
            st.download_button(
                _("JSON"),
                data=_maker(desk, entry.id),
                file_name=f"{entry.id}.json",
                mime="application/json",
                key=f"shelf_json:{entry.id}",
                icon=":material/download:",
                type="tertiary",
                on_click="ignore",
                help=_(
                    "The article with its speakers and statements, as a file that Standpunt can take in again"
                ),
            )
            _delete_button(_, entry.id, entry.title)


def _delete_button(_: Translator, article: str, title: str) -> None:
    st.button(
        _("Delete"),
        key=f"shelf_delete:{article}",
        icon=":material/delete:",
        type="tertiary",
        on_click=_delete,
        args=(article, title),
    )


def _maker(desk: Office, article: str) -> Callable[[], str]:
    return lambda: dump(library.read_article(desk.library.database, article))


def undo_bar(desk: Office) -> None:
    """What was just deleted, and the way back; stays until something else is done with it."""
    _ = desk.say
    deleted: tuple[str, str] | None = st.session_state.get(_UNDO)
    if deleted is None:
        return
    article, title = deleted
    with st.container(horizontal=True, vertical_alignment="center", key="undo_bar"):
        st.markdown(plain(_("“{title}” was deleted.", title=title)))
        st.button(
            _("Undo"),
            key="undo_delete",
            icon=":material/undo:",
            type="primary",
            on_click=_restore,
            args=(article,),
        )
        st.button(
            _("Close"), key="undo_close", icon=":material/close:", type="tertiary", on_click=_forget_undo
        )


def recently_deleted(desk: Office) -> None:
    """The deleted articles: restore, or erase for good."""
    _ = desk.say
    entries = library.list_deleted(desk.library.database)
    if not entries:
        return
    label = _("Recently deleted ({n})", n=len(entries))
    with st.expander(plain(label), icon=":material/delete:", key="deleted_articles"):
        note(
            _(
                "These articles are in no list. Answers about them are kept until an article is deleted for good."
            )
        )
        for entry in entries:
            when = escape(_("deleted on {day}", day=_.day(entry.deleted_at.date())))
            html(
                f'<hr class="sp-rule"><p class="sp-item">{escape(entry.title)}</p><p class="sp-note">{when}</p>'
            )
            with st.container(horizontal=True, key=f"deleted:{entry.id}"):
                st.button(
                    _("Restore"),
                    key=f"restore:{entry.id}",
                    icon=":material/undo:",
                    type="tertiary",
                    on_click=_restore,
                    args=(entry.id,),
                )
                if st.button(
                    _("Delete for good"),
                    key=f"erase:{entry.id}",
                    icon=":material/delete_forever:",
                    type="tertiary",
                ):
                    st.dialog(_("Delete for good"), width="small")(partial(_confirm, entry.id, entry.title))()


def _confirm(article: str, title: str) -> None:
    desk = office()
    if desk is None:
        return
    _ = desk.say
    there = library.answers_to(desk.library.database, article)
    if there.workshops:
        st.markdown(
            plain(
                _(
                    "A workshop was held on “{title}”, so it is kept for its results. Delete the workshop first.",
                    title=title,
                )
            )
        )
        return
    st.markdown(
        plain(
            _(
                "“{title}” is erased with all its revisions and codes. This cannot be undone; its statements cannot come back under the same numbers.",
                title=title,
            )
        )
    )
    if there.answers:
        people = _.plural("{n} person", "{n} people", there.people)
        st.warning(
            plain(
                _(
                    "The answers of {people}, given alone, are erased too. Nobody can download them any more.",
                    people=people,
                )
            ),
            icon=":material/warning:",
        )
    if st.button(
        _("Delete for good"),
        key="erase_for_good",
        type="primary",
        on_click=_erase,
        args=(article, there.answers > 0),
    ):
        st.rerun()


# -- what the buttons do


def _delete(article: str, title: str) -> None:
    if (desk := office()) is not None:
        library.delete_article(desk.library.database, article)
        st.session_state[_UNDO] = (article, title)


def _restore(article: str) -> None:
    if (desk := office()) is not None:
        library.restore_article(desk.library.database, article)
        _forget_undo()


def _erase(article: str, answers_too: bool) -> None:
    if (desk := office()) is not None:
        library.erase_article(desk.library.database, article, answers_too=answers_too)
        _forget_undo()


def _forget_undo() -> None:
    st.session_state.pop(_UNDO, None)


def _show_more(most: int) -> None:
    st.session_state[_SHOWN] = most
