"""A moment is the same moment on the way back, in every database and time zone."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import select

from components.store.columns import UtcTime
from components.store.database import Database
from components.store.tables import theme_sets


def test_times_are_utc_and_aware(database: Database) -> None:
    moments = [
        datetime(2026, 3, 29, 1, 30, 0, 123456, tzinfo=UTC),
        datetime(2026, 10, 25, 2, 30, tzinfo=timezone(timedelta(hours=2))),
        datetime(2026, 1, 1, 0, 0, tzinfo=timezone(-timedelta(hours=11, minutes=30))),
    ]
    with database.writing() as connection:
        for number, moment in enumerate(moments):
            connection.execute(
                theme_sets.insert().values(id="a", version=number, checksum=str(number), taken_in_at=moment)
            )
    with database.reading() as connection:
        found = list(
            connection.execute(select(theme_sets.c.taken_in_at).order_by(theme_sets.c.version)).scalars()
        )
    assert found == moments
    assert {moment.utcoffset() for moment in found} == {timedelta(0)}


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        UtcTime().process_bind_param(datetime(2026, 3, 1), None)  # type: ignore[arg-type]
