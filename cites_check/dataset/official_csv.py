"""The official CSV downloads: the Index of CITES Species (Checklist of CITES Species) and the Species+ listings.

Read into one form of row. Both kinds of file are UTF-8 with a heading row, plain or packed with gzip.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby
from pathlib import Path

from cites_check.dataset.bundle import BundleError
from cites_check.dataset.contents import read_contents, write_contents
from cites_check.dataset.inspection import Gates, refuse_older
from cites_check.dataset.merging import Merger
from cites_check.dataset.official_rows import OfficialRow
from cites_check.dataset.opened import Dataset
from cites_check.errors import UsageError

INDEX_COLUMNS = frozenset(
    {"TaxonId", "Kingdom", "Family", "Genus", "FullName", "RankName", "CurrentListing", "FullAnnotationEnglish"}
)
LISTINGS_COLUMNS = frozenset({"Id", "Kingdom", "Family", "Scientific Name", "Listing", "Full note"})

_MOST_BYTES = 1 << 30
_DATE = re.compile(r"(?<!\d)(\d{4})-?(\d{2})-?(\d{2})(?!\d)")
_BLOCK = re.compile(r"(?:^|\n)\s*Appendix (I{1,3}):")
_NOTE = re.compile(r"\*\*(I{1,3})\*\*")
_ABOVE = re.compile(r"\[([A-Z]+) listing ([A-Z][a-zA-Z-]+)(?: spp\.)?\]")
_INCLUDED = re.compile(r"Included in (?:<i>)?([A-Z][A-Za-z-]+)(?:</i>)? spp\.?")
_NEXT_NAME = re.compile(r",\s+(?=[A-Z][a-z-]+ (?!ex |and |van |von |der |den |dos |del )[a-z-]{3,}\b)")
_TRINOMIAL = re.compile(r"([A-Z][a-z-]+) ([a-z-]{3,})(?: (?:(var\.|subsp\.|ssp\.) )?([a-z-]{3,}))?(?= |$)")


def csv_maker(path: Path, in_force: str | None, gates: Gates) -> Callable[[Dataset, Path], tuple[str, ...]]:
    """What makes an index of the dataset in use and this file; see `importing.Maker`. Raises UsageError."""
    day = _day(path, in_force)

    def make(current: Dataset, draft: Path) -> tuple[str, ...]:
        version = day.replace("-", ".")
        refuse_older(version, current, gates)
        rows = list(read_official(path))
        if not rows:
            raise BundleError("the file holds no taxon", "download it again")
        contents = read_contents(current)
        merger = Merger(contents, day, current.info.in_force)
        notes = merger.merge(rows)
        contents.meta["version"] = version
        contents.meta["in_force"] = day
        write_contents(contents, draft)
        return tuple(notes)

    return make


def read_official(path: Path) -> Iterator[OfficialRow]:
    """The rows of an official file of either kind. Raises BundleError for another file, OSError."""
    raw = path.read_bytes() if not path.name.lower().endswith(".gz") else _unpacked(path)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BundleError(f"the file is not UTF-8: {error}") from error
    csv.field_size_limit(10_000_000)
    try:
        reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
        columns = set(reader.fieldnames or ())
        if columns >= INDEX_COLUMNS:
            yield from map(_index_row, _whole_rows(reader))
        elif columns >= LISTINGS_COLUMNS:
            yield from map(_listings_row, _of_one_taxon(_whole_rows(reader)))
        else:
            raise BundleError(
                "the columns are not those of an Index of CITES Species nor of a Species+ listings download",
                "download one of them as CSV and leave it as it is",
            )
    except csv.Error as error:
        raise BundleError(f"the file is no sound CSV: {error}") from error


def _whole_rows(reader: csv.DictReader[str]) -> Iterator[dict[str, str]]:
    for number, cells in enumerate(reader, start=2):
        if None in cells or None in cells.values():
            raise BundleError(f"row {number} has another number of cells than the heading: the file is cut off")
        yield cells


def _of_one_taxon(rows: Iterable[dict[str, str]]) -> Iterator[dict[str, str]]:
    """A taxon under several Appendices has a row for each; as one row, with all notes."""
    for _, group in groupby(rows, key=lambda cells: (cells["Id"], cells["Scientific Name"])):
        first, *rest = group
        yield {**first, "Full note": " ".join(cells["Full note"] for cells in (first, *rest))}


def _unpacked(path: Path) -> bytes:
    try:
        with gzip.open(path) as stream:
            content = stream.read(_MOST_BYTES + 1)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise BundleError(f"the file cannot be unpacked: {error}") from error
    if len(content) > _MOST_BYTES:
        raise BundleError("the file is larger than any official list")
    return content


def _index_row(cells: Mapping[str, str]) -> OfficialRow:
    listing = cells["CurrentListing"].strip()
    texts = _blocks(cells["FullAnnotationEnglish"], _BLOCK)
    short = _blocks(cells.get("AnnotationEnglish", ""), _BLOCK)
    appendices = frozenset(listing.split("/")) - {"NC", ""}
    if len(appendices) > 1 and (whole := _whole(cells["FullAnnotationEnglish"])):
        # Its own entry without a limit; the others are those of the taxa above, which are divided by countries.
        texts, short, appendices = {whole: ""}, {}, frozenset({whole})
    annotated = {appendix for appendix, text in _blocks(cells.get("#Annotation", ""), _BLOCK).items() if text}
    symbol = cells.get("#AnnotationSymbol", "").strip()
    # The short texts name countries by their codes, which reads more surely than names.
    return OfficialRow(
        plus_id=int(cells["TaxonId"]) if cells["TaxonId"].isdigit() else None,
        kingdom=cells["Kingdom"].strip(),
        above=tuple(
            (rank, cells[column].strip())
            for rank, column in (("phylum", "Phylum"), ("class", "Class"), ("order", "Order"), ("family", "Family"))
            if cells.get(column, "").strip()
        ),
        rank=cells["RankName"].strip().lower(),
        name=" ".join(cells["FullName"].split()),
        author=cells.get("AuthorYear", "").strip(),
        listing=appendices,
        excluded=listing == "NC",
        partly="NC" in listing.split("/"),
        stated=bool(listing),
        own=frozenset(texts),
        texts=texts,
        short_texts={
            # What only names the higher taxon leaves the populations to the full text.
            appendix: "" if _INCLUDED.fullmatch(short.get(appendix, "").strip()) else short.get(appendix, "")
            for appendix in texts
        },
        annotations=dict.fromkeys(annotated, symbol) if symbol else {},
        through=_through(short) if len(appendices) == 1 else "",
        synonyms=_synonyms(cells.get("SynonymsWithAuthors", "")),
        common_names=tuple(
            (language, name.strip())
            for language, column in (("en", "EnglishNames"), ("es", "SpanishNames"), ("fr", "FrenchNames"))
            for name in cells.get(column, "").split(",")
            if name.strip()
        ),
        codes=_codes(cells.get("All_DistributionISOCodes", "")),
        native=_names(cells.get("NativeDistributionFullNames", "")),
        extinct=_names(cells.get("Extinct_Distribution", "")),
        introduced=_names(cells.get("Introduced_Distribution", "")),
        reintroduced=_names(cells.get("Reintroduced_Distribution", "")),
        uncertain=_names(cells.get("Distribution_Uncertain", ""))
        + _names(cells.get("Extinct(?)_Distribution", ""))
        + _names(cells.get("Introduced(?)_Distribution", "")),
    )


def _listings_row(cells: Mapping[str, str]) -> OfficialRow:
    note = cells["Full note"]
    parts = _NOTE.split(note)
    texts: dict[str, str] = {}
    for appendix, text in zip(parts[1::2], parts[2::2], strict=True):
        texts[appendix] = " ".join((texts.get(appendix, ""), text)).strip()
    listing = frozenset(cells["Listing"].strip().split("/")) - {"NC", ""}
    name = " ".join(cells["Scientific Name"].split())
    marks = {found[2] for found in _ABOVE.finditer(note)}
    return OfficialRow(
        plus_id=int(cells["Id"]) if cells["Id"].isdigit() else None,
        kingdom=cells["Kingdom"].strip(),
        above=(("family", cells["Family"].strip()),) if cells["Family"].strip() else (),
        rank="subspecies" if cells.get("Subspecies", "").strip() else ("species" if " " in name else "genus"),
        name=name,
        author="",
        listing=listing,
        excluded=False,
        partly=False,
        stated=bool(listing),
        own=listing,
        texts={appendix: texts.get(appendix, "") for appendix in listing},
        short_texts={},
        annotations={},
        # An entry of a higher taxon is named in the note; where several are, the row stands for itself.
        through=marks.pop() if len(marks) == 1 and len(listing) == 1 else "",
        synonyms=(),
        common_names=(),
        codes=_codes(cells.get("All_DistributionISOCodes", "")),
        whole_range=False,
        native=_names(cells.get("NativeDistributionFullNames", "")),
        extinct=_names(cells.get("Extinct_Distribution", "")),
        introduced=(),
        reintroduced=(),
        uncertain=_names(cells.get("Extinct(?)_Distribution", "")),
    )


def _blocks(text: str, mark: re.Pattern[str]) -> dict[str, str]:
    parts = mark.split(text)
    found: dict[str, str] = {}
    for appendix, block in zip(parts[1::2], parts[2::2], strict=True):
        found[appendix] = " ".join((found.get(appendix, ""), block)).strip()
    return found


def _whole(text: str) -> str:
    """The Appendix that stands twice, with words and without; empty where there is none."""
    parts = _BLOCK.split(text)
    blocks = [(appendix, bool(block.strip())) for appendix, block in zip(parts[1::2], parts[2::2], strict=True)]
    return next((one for one, worded in blocks if not worded and (one, True) in blocks), "")


def _through(texts: Mapping[str, str]) -> str:
    """The higher taxon whose entry the short texts name and nothing else; empty where they say more."""
    found = [_INCLUDED.fullmatch(text.strip()) for text in texts.values()]
    names = {match[1].capitalize() if match else "" for match in found}
    return names.pop() if len(names) == 1 else ""


def _synonyms(text: str) -> tuple[tuple[str, str], ...]:
    """Names with their authors. Names are parted from each other and from authors by the same comma."""
    found = []
    for item in _NEXT_NAME.split(text):
        match = _TRINOMIAL.match(item.strip())
        if match is None:
            continue
        genus, species, mark, lower = match.groups()
        # After a species' name a lower-case word may already be an author (`de Candolle`).
        tail = item.strip()[match.end() :].strip()
        if lower and not mark and tail and lower in {"van", "von", "der", "den", "dos", "del", "auct"}:
            lower, tail = "", f"{lower} {tail}"
        found.append((" ".join(filter(None, (genus, species, mark, lower))), tail))
    return tuple(found)


def _codes(text: str) -> tuple[str, ...]:
    return tuple(code for code in re.split(r"[,\s]+", text) if re.fullmatch(r"[A-Z]{2}", code))


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


def _day(path: Path, in_force: str | None) -> str:
    """The date of the list: asked for, else the one in the file's name."""
    text = in_force or ""
    if not text and (match := _DATE.search(path.name)):
        text = "-".join(match.groups())
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise UsageError(
            f"--in-force: {text!r} is not a date" if in_force else f"{path.name} does not tell of which date it is",
            "say it with --in-force YYYY-MM-DD: the day on which the list was downloaded",
        ) from None
