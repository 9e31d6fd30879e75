"""The local database: SQLAlchemy on SQLite."""
