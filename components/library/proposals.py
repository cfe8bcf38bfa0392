"""The machine's codes: proposed once for each article revision, theme version and version of the coder."""

from datetime import UTC, datetime

from components import themes as theme_files
from components.library.reading import read_article, read_themes
from components.store import articles as article_rows
from components.store import codes as code_rows
from components.store import themes as theme_rows
from components.store.database import Database

CODER = "rules"


def propose_codes(database: Database, article_id: str) -> None:
    """Lets the coder go through the newest revision on those themes that it has not done yet.

    An article that is not there has nothing to propose. Raises StandpuntError when it cannot be read.
    """
    version = theme_files.CODER_VERSION
    with database.reading() as connection:
        revision = article_rows.newest_revision(connection, article_id) or 0
        chosen = theme_rows.of_article(connection, article_id)
        missing = code_rows.uncoded(connection, article_id, revision, CODER, version, chosen)
    if not missing:
        return
    # Outside a transaction: the coder takes seconds, and nobody could save an answer meanwhile.
    article = read_article(database, article_id, revision)
    proposals = theme_files.propose(article, read_themes(database, article_id))
    with database.writing() as connection:
        for theme in missing:
            code_rows.add_proposals(
                connection,
                article,
                theme,
                [code for code in proposals if code.theme == theme[0]],
                coder=CODER,
                version=version,
                now=datetime.now(UTC),
            )
