"""The settings that carry a lecture hall, and the undocumented names they rest on."""

import tomllib
from pathlib import Path

import pytest
from streamlit import config as streamlit_config

ROOT = Path(__file__).parents[1]
CONFIG_TEXT = (ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8")
CONFIG = tomllib.loads(CONFIG_TEXT)


@pytest.mark.parametrize(
    ("section", "option", "value"),
    [
        ("runner", "postScriptGC", False),
        ("server", "fileWatcherType", "none"),
        ("server", "showEmailPrompt", False),
        ("server", "enableStaticServing", True),
        ("browser", "gatherUsageStats", False),
        ("client", "showErrorDetails", "none"),
        ("client", "disableDataExport", True),
    ],
)
def test_option_is_set_and_exists_in_this_streamlit(section: str, option: str, value: object) -> None:
    assert CONFIG[section][option] == value
    assert f"{section}.{option}" in streamlit_config._config_options_template


def test_garbage_collection_after_each_run_still_hangs_on_the_hidden_option() -> None:
    source = (Path(streamlit_config.__file__).parent / "runtime/scriptrunner/script_runner.py").read_text()
    assert "runner.postScriptGC" in source
    assert "gc.collect(2)" in source


def test_file_watcher_none_keeps_new_sessions_from_scanning_modules() -> None:
    source = (Path(streamlit_config.__file__).parent / "runtime/app_session.py").read_text()
    assert "server.fileWatcherType" in source


def test_every_option_says_why() -> None:
    """In the sections that change behaviour each option has a comment right above it."""
    section, missing = "", []
    lines = CONFIG_TEXT.splitlines()
    for number, line in enumerate(lines):
        if line.startswith("["):
            section = line.strip("[]")
        elif (
            "=" in line
            and section in ("server", "runner", "browser", "client")
            and not line.startswith("#")
            and not lines[number - 1].startswith("#")
        ):
            missing.append(line)
    assert missing == []


def test_fonts_are_served_from_here() -> None:
    for face in CONFIG["theme"]["fontFaces"]:
        assert face["url"].startswith("app/static/")
        assert (ROOT / "components" / face["url"].removeprefix("app/")).is_file()


def test_requirements_pin_streamlit_to_one_minor_version() -> None:
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    assert "streamlit==1.67.*" in lines
    assert "spacy==3.8.*" in lines
