"""Engines that run the one text: SQLite, PostgreSQL and DuckDB. An engine is a function of SQL and parameters."""
