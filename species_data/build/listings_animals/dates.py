"""Puts dates and history on the entries."""

from __future__ import annotations

from entries import Entry


def add_dates(entries: dict[str, Entry]) -> dict[str, Entry]:
    """Entries with what is known of their past."""
    for entry in entries.values():
        if "was" in entry:
            until = entry.get("gone") or entry["listings"][0]["in_force_from"]
            entry["history"] = [{**listing, "until": until} for listing in entry["was"]]
    return entries
