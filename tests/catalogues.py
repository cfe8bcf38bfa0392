"""Translation catalogues: `python -m tests.catalogues` brings them up to date with the source.

Extracts every sentence from the program, keeps the translations there are in
data/translations/LANGUAGE/LC_MESSAGES/standpunt.po, and compiles them. New sentences come in empty: translate
them in the .po file and run it again.
"""

import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "data" / "translations"
KEYWORDS = {"_": None, "Message": None, "plural": (1, 2)}
SOURCE_LANGUAGE = "en"


def extracted() -> Catalog:
    """Every sentence in the program that is meant for a person."""
    catalog = Catalog(project="Standpunt", charset="utf-8")
    for folder in (ROOT / "components",):
        for name, _line, message, _comments, _context in extract_from_dir(
            folder, [("**.py", "python")], keywords=KEYWORDS
        ):
            catalog.add(message, locations=[(f"{folder.name}/{name}", None)])
    return catalog


def updated(known: Catalog, language: str) -> Catalog:
    """The sentences of the program with the translations that `known` has for them."""
    catalog = Catalog(
        locale=language,
        project="Standpunt",
        version="1",
        msgid_bugs_address="the issue tracker",
        copyright_holder="the Standpunt authors",
        charset="utf-8",
        fuzzy=False,
        header_comment=f"# Standpunt: sentences for people, {language}.",
        # Fixed, so that a catalogue changes only when a sentence does.
        creation_date=datetime(2026, 1, 1, tzinfo=UTC),
        revision_date=datetime(2026, 1, 1, tzinfo=UTC),
        last_translator="the Standpunt authors",
        language_team=language,
    )
    for message in extracted():
        if not message.id:
            continue
        earlier = known.get(message.id)
        string = earlier.string if earlier else ""
        if language == SOURCE_LANGUAGE:
            string = message.id
        catalog.add(message.id, string or None, locations=message.locations)
    return catalog


def read(language: str) -> Catalog:
    """The catalogue of a language as it is on disk, without obsolete sentences."""
    with po_file(language).open("rb") as file:
        return read_po(file, locale=language, ignore_obsolete=True)


def po_file(language: str) -> Path:
    """Where the catalogue of a language is."""
    return FOLDER / language / "LC_MESSAGES" / "standpunt.po"


def compiled(catalog: Catalog) -> bytes:
    """The catalogue as gettext reads it."""
    buffer = io.BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


def main() -> int:
    """Update and compile every catalogue; the exit code is 1 while a sentence has no translation."""
    missing = 0
    for path in sorted(FOLDER.glob("*/LC_MESSAGES")):
        language = path.parent.name
        known = read(language) if po_file(language).exists() else Catalog(locale=language)
        catalog = updated(known, language)
        for message in catalog:
            if message.id and not (all(message.string) if message.pluralizable else message.string):
                missing += 1
                print(f"{language}: {message.id!r} has no translation", file=sys.stderr)
        with po_file(language).open("wb") as file:
            write_po(file, catalog, width=100, sort_output=True, omit_header=False)
        po_file(language).with_suffix(".mo").write_bytes(compiled(catalog))
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
