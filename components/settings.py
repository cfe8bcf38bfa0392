"""The few settings: where the answers are kept, who may steer. From the environment, else from Streamlit's secrets."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from components.message import Message, StandpuntError

REPOSITORY = Path(__file__).resolve().parents[1]
DATABASE_URL = "STANDPUNT_DATABASE_URL"
DATA_FOLDER = "STANDPUNT_DATA_FOLDER"
KEY = "STANDPUNT_KEY"
PUBLIC_URL = "STANDPUNT_PUBLIC_URL"
PIPELINES = {"nl": "STANDPUNT_PIPELINE_NL", "en": "STANDPUNT_PIPELINE_EN"}


@dataclass(frozen=True)
class Settings:
    """database_url: an SQLAlchemy URL, kept out of `repr` because it may hold a password.

    data_folder: the folder for files made while running. key: with which facilitators sign in, "" when none
    was set. public_url: where people reach this server, without a slash at the end, "" when not said.
    pipelines: for each language the spaCy package to parse articles with, "" for the one that ships, "rules"
    for none.
    """

    database_url: str = field(repr=False)
    data_folder: Path
    key: str = field(default="", repr=False)
    public_url: str = ""
    pipelines: Mapping[str, str] = field(default_factory=dict)


def settings() -> Settings:
    """The settings as they are now; read anew at each call, so a corrected one needs no restart.

    Raises StandpuntError when a secrets file is there but cannot be read.
    """
    folder = Path(os.environ.get(DATA_FOLDER, "").strip() or REPOSITORY / "data" / "local").expanduser()
    url = os.environ.get(DATABASE_URL, "").strip() or _secret(DATABASE_URL)
    # An absolute path, so that the place does not depend on where the server was started.
    return Settings(
        database_url=with_driver(url or f"sqlite:///{folder.resolve() / 'standpunt.db'}"),
        data_folder=folder.resolve(),
        key=os.environ.get(KEY, "").strip() or _secret(KEY),
        public_url=os.environ.get(PUBLIC_URL, "").strip().rstrip("/"),
        pipelines={
            language: os.environ.get(name, "").strip() or _secret(name)
            for language, name in PIPELINES.items()
        },
    )


def with_driver(url: str) -> str:
    """The URL with psycopg 3 named as the driver where a provider's plain PostgreSQL URL names none."""
    for plain in ("postgres://", "postgresql://"):
        if url.startswith(plain):
            return "postgresql+psycopg://" + url.removeprefix(plain)
    return url


def _secret(name: str) -> str:
    """The value from Streamlit's secrets, or "" when no secrets file exists or it does not name it."""
    import streamlit as st
    from streamlit import config
    from streamlit.errors import StreamlitSecretNotFoundError

    # Asking st.secrets without a file raises, and did show an error on screen in earlier versions.
    if not any(Path(path).exists() for path in config.get_option("secrets.files")):
        return ""
    try:
        value = st.secrets.get(name)
    except (StreamlitSecretNotFoundError, OSError, UnicodeDecodeError):
        # Going on with the default database would put answers where nobody looks for them.
        problem = StandpuntError(
            Message("The secrets file cannot be read. Correct .streamlit/secrets.toml, or remove it.")
        )
        raise problem from None
    return str(value).strip() if value else ""
