"""Screens without a browser: Streamlit's AppTest on the real shell, a real SQLite file, and our own visitor."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components import library
from components.server.facilitators import sign_in
from components.server.key import facilitator_key
from components.settings import settings
from components.widgets import visitor as visitors
from components.widgets.visitor import Visitor

ROOT = Path(__file__).parents[2]
TOKEN = "t" * 43


@pytest.fixture
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.delenv("STANDPUNT_DATABASE_URL", raising=False)
    monkeypatch.setenv("STANDPUNT_DATA_FOLDER", str(tmp_path / "data"))
    yield tmp_path / "data"
    library.close_libraries()


@pytest.fixture
def open_screen(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> Callable[..., AppTest]:
    """Run the shell as a visitor and go to a screen ("article", "annotate"; "" is the start).

    facilitator: signed in, with the key of the data folder.
    """

    def run(
        screen: str = "",
        *,
        language: str = "nl",
        phone: bool = False,
        token: str | None = TOKEN,
        facilitator: bool = False,
    ) -> AppTest:
        now = settings()
        signed_in = sign_in(library.open_library(now).database, facilitator_key(now)) if facilitator else None
        who = Visitor(token=token, language=language, phone=phone, mode="light", facilitator_token=signed_in)
        monkeypatch.setattr(visitors, "visitor", lambda: who)
        app = AppTest.from_file(str(ROOT / "components" / "shell.py"), default_timeout=60).run()
        if screen:
            app.switch_page(f"screens/{screen}.py").run()
        assert not app.exception
        # What nobody foresaw is caught by the shell, which shows a sentence and logs the rest.
        assert "a screen failed" not in caplog.text
        return app

    return run
