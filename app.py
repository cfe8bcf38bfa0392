"""The server: what is warmed at the start, cookies, headers, health, signing in. The screens begin in components/shell.py.

`streamlit run app.py` finds `app` here; any ASGI server can run it too: `uvicorn app:app`.
"""

import gc
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from anyio import to_thread
from starlette.middleware import Middleware
from starlette.routing import Route

from components import charts, themes
from components.library import open_library, pipeline_faults
from components.message import StandpuntError
from components.server.cookies import ParticipantCookie
from components.server.health import healthz
from components.server.page import Page
from components.server.sign_in import announcement
from components.server.sign_in import routes as sign_in_routes
from components.settings import settings

log = logging.getLogger("standpunt")


def warm() -> None:
    """Do what is slow before the first visitor arrives, then take it out of the collector's sight."""
    for what, step in (
        ("reading articles", choose_pipelines),
        ("coding themes", themes.warm),
        ("drawing charts", charts.warm),
        ("opening the library", lambda: open_library(settings())),
        ("making a sign-in link", announce),
    ):
        try:
            step()
        except Exception:
            # A fault here is shown by the shell with a way to try again, and by /healthz.
            log.exception("Standpunt could not finish %s at the start", what)
    gc.collect()
    gc.freeze()


def choose_pipelines() -> None:
    """Load what articles are parsed with; a choice that cannot be used is said here and on the library's page."""
    for fault in pipeline_faults(settings().pipelines):
        log.error("%s", fault)


def announce() -> None:
    """Print a sign-in link where no key was set. Printed, not logged: a log is kept and read by others."""
    scheme = "https" if st.get_option("server.sslCertFile") else "http"
    try:
        line = announcement(f"{scheme}://localhost:{st.get_option('server.port')}")
    except StandpuntError as fault:
        # The sign-in page says it too.
        log.error("%s", fault)
        return
    if line:
        print(f"\n  {line}\n", flush=True)


@asynccontextmanager
async def lifespan(server: object) -> AsyncIterator[None]:
    """Warm, serve. Never raises: a server that does not start cannot say what is wrong."""
    await to_thread.run_sync(warm)
    yield


app = st.App(
    Path(__file__).parent / "components" / "shell.py",
    lifespan=lifespan,
    middleware=[Middleware(ParticipantCookie), Middleware(Page)],
    routes=[Route("/healthz", healthz), *sign_in_routes()],
)
