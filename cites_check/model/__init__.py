"""Plain types that every room shares: no I/O, no law, no screens."""
