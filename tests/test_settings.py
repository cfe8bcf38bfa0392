"""Where the answers are kept: environment, then secrets, then data/local."""

import subprocess
import sys
from pathlib import Path

import pytest

from components.settings import DATA_FOLDER, DATABASE_URL, REPOSITORY, settings, with_driver

ASK = "from components.settings import settings; s = settings(); print(s.database_url, s.data_folder)"


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(DATABASE_URL, raising=False)
    monkeypatch.delenv(DATA_FOLDER, raising=False)


def ask(folder: Path) -> tuple[str, str]:
    """What a process started in the folder prints, and says on the side."""
    done = subprocess.run(
        [sys.executable, "-c", ASK],
        cwd=folder,
        env={"PYTHONPATH": str(REPOSITORY), "HOME": str(folder), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.strip(), done.stderr


def test_default_without_streamlit_running(tmp_path: Path) -> None:
    out, err = ask(tmp_path)
    folder = REPOSITORY / "data" / "local"
    assert out == f"sqlite:///{folder / 'standpunt.db'} {folder}"
    assert err == ""


def test_the_environment_comes_first_and_is_read_anew(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(DATA_FOLDER, str(tmp_path))
    assert settings().database_url == f"sqlite:///{tmp_path / 'standpunt.db'}"
    assert settings().data_folder == tmp_path
    monkeypatch.setenv(DATABASE_URL, " postgresql://me:geheim@host/name ")
    assert settings().database_url == "postgresql+psycopg://me:geheim@host/name"
    assert "geheim" not in repr(settings())


def test_secrets(tmp_path: Path) -> None:
    (tmp_path / ".streamlit").mkdir()
    secrets = tmp_path / ".streamlit" / "secrets.toml"
    secrets.write_text(f'{DATABASE_URL} = "postgres://me:geheim@host/name"\n')
    out, err = ask(tmp_path)
    assert out.startswith("postgresql+psycopg://me:geheim@host/name ")
    assert err == ""
    secrets.write_text("other = 1\n")
    assert ask(tmp_path)[0].startswith("sqlite:///")
    secrets.write_text("nonsense\n")
    out, err = ask(tmp_path)
    assert out == ""
    assert err.strip().endswith(
        "The secrets file cannot be read. Correct .streamlit/secrets.toml, or remove it."
    )


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("postgres://u:p@h/d", "postgresql+psycopg://u:p@h/d"),
        ("postgresql://u:p@h/d", "postgresql+psycopg://u:p@h/d"),
        ("postgresql+psycopg://u:p@h/d", "postgresql+psycopg://u:p@h/d"),
        ("sqlite:////a/b.db", "sqlite:////a/b.db"),
        ("postgresqlx://", "postgresqlx://"),
    ],
)
def test_the_driver_is_named(given: str, used: str) -> None:
    assert with_driver(given) == used


def test_pipelines_are_chosen_by_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STANDPUNT_PIPELINE_NL", " nl_core_news_lg ")
    assert settings().pipelines == {"nl": "nl_core_news_lg", "en": ""}
