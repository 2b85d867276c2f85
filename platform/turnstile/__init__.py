"""SQLite whose writers take turns: the database backend of `sqlite://` addresses (decision 11)."""
