"""Which way imports run: the rules of the README's architecture section, kept by reading the source."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
COMPONENTS = ROOT / "components"

# package -> what of ours it may import, besides itself
ALLOWED = {
    "message": set(),
    "article": {"message"},
    "themes": {"message", "article"},
    "store": {"message", "article", "themes"},
    "settings": {"message", "store"},
    "workshop": {"message", "article", "store"},
    "export": {"message", "article", "workshop.model"},
    "library": {"message", "article", "themes", "store", "settings"},
    "translations": {"message"},
    "charts": {"message", "article", "themes", "translations"},
    "server": {"message", "store", "library", "settings", "translations"},
    "widgets": {"message", "article", "themes", "store", "workshop", "export", "charts", "library", "settings",
                "server", "translations"},
    "screens": {"message", "article", "themes", "workshop", "export", "charts", "library", "widgets"},
    "shell": {"message", "library", "settings", "translations", "widgets"},
}  # fmt: skip
STREAMLIT = {"screens", "widgets", "shell", "settings"}
PLOTLY = {"charts"}
SPACY = {"article", "themes"}
SQL = {"store"}


def sources() -> list[Path]:
    return sorted(COMPONENTS.rglob("*.py"))


def package(path: Path) -> str:
    return path.relative_to(COMPONENTS).parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[tuple[str, bool]]:
    """Each imported module and whether the import stands outside any function and TYPE_CHECKING block."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    deferred = {
        node
        for outer in ast.walk(tree)
        if isinstance(outer, ast.FunctionDef | ast.AsyncFunctionDef)
        or (isinstance(outer, ast.If) and "TYPE_CHECKING" in ast.unparse(outer.test))
        for node in ast.walk(outer)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node not in deferred
        elif isinstance(node, ast.ImportFrom) and node.module:
            if node.module == "components":
                for alias in node.names:
                    yield f"components.{alias.name}", node not in deferred
            else:
                yield node.module, node not in deferred


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(COMPONENTS)))
def test_imports_run_downwards(path: Path) -> None:
    own = package(path)
    if own == "__init__":
        return
    for module, _ in imported(path):
        if module.startswith("components."):
            target = module.removeprefix("components.")
            top = target.split(".")[0]
            allowed = ALLOWED[own]
            assert top == own or top in allowed or target in allowed, f"{own} may not import {module}"


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(COMPONENTS)))
def test_heavy_libraries_stay_in_their_place(path: Path) -> None:
    own = package(path)
    for module, at_import in imported(path):
        top = module.split(".")[0]
        if top == "streamlit":
            assert own in STREAMLIT, module
            assert own != "settings" or not at_import, "settings imports streamlit inside a function"
        if top == "plotly":
            assert own in PLOTLY, module
            assert not at_import, "plotly is imported inside functions: phones never need it"
        if top == "spacy":
            assert own in SPACY, module
            assert not at_import, "spacy is imported inside functions: it takes a second"
        if top in ("sqlalchemy", "alembic", "sqlite3", "psycopg"):
            assert own in SQL, module


def test_there_is_no_pages_folder() -> None:
    """Beside the main script it would switch on a mode in which visitors can run any file in it."""
    assert not (COMPONENTS / "pages").exists()
    assert not (ROOT / "pages").exists()


def test_every_widget_has_a_key() -> None:
    """A widget without a key forgets its value when the language changes."""
    widgets = {"button", "download_button", "pills", "segmented_control", "radio", "selectbox", "multiselect",
               "text_input", "text_area", "checkbox", "toggle", "slider", "number_input", "file_uploader",
               "plotly_chart", "dataframe", "data_editor", "popover", "expander"}  # fmt: skip
    missing = []
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in widgets
                and package(path) in ("screens", "widgets")
                and "key" not in {keyword.arg for keyword in node.keywords}
            ):
                missing.append(f"{path.name}:{node.lineno} {node.func.attr}")
    assert missing == []
