"""Everything that is kept: tables, migrations and queries. The only place with SQL."""
