"""Django's SQLite backend, with a line in which all who write in this process wait."""
