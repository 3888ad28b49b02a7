"""The dataset: text files compiled into one SQLite index, found, opened and read here."""
