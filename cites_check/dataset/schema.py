"""The tables of the compiled index. Raise `SCHEMA` whenever a reader of an older index would misread it."""

from __future__ import annotations

SCHEMA = 1

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE taxon (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, rank TEXT NOT NULL, kingdom TEXT NOT NULL,
  parent INTEGER REFERENCES taxon(id), author TEXT NOT NULL, species_plus_id INTEGER
);
CREATE INDEX taxon_parent ON taxon(parent);
CREATE TABLE listing (
  id INTEGER PRIMARY KEY, taxon_id INTEGER NOT NULL REFERENCES taxon(id), appendix TEXT NOT NULL,
  body TEXT NOT NULL, history INTEGER NOT NULL
);
CREATE INDEX listing_taxon ON listing(taxon_id);
CREATE TABLE exclusion (
  taxon_id INTEGER NOT NULL REFERENCES taxon(id), listed_taxon_id INTEGER NOT NULL REFERENCES taxon(id),
  body TEXT NOT NULL
);
CREATE INDEX exclusion_taxon ON exclusion(taxon_id);
CREATE TABLE cover (
  listed_taxon_id INTEGER NOT NULL REFERENCES taxon(id), taxon_id INTEGER NOT NULL REFERENCES taxon(id),
  PRIMARY KEY (listed_taxon_id, taxon_id)
) WITHOUT ROWID;
CREATE TABLE native_range (
  taxon_id INTEGER PRIMARY KEY REFERENCES taxon(id), native TEXT NOT NULL, extinct TEXT NOT NULL,
  introduced TEXT NOT NULL, reintroduced TEXT NOT NULL, uncertain TEXT NOT NULL
);
CREATE TABLE document (name TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID;
"""
