"""Answers of the Species+ API as rows of an official list, quotas and suspensions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from cites_check.dataset.contents import Contents
from cites_check.dataset.official_rows import OfficialRow
from cites_check.dataset.populations_text import readable
from cites_check.dataset.speciesplus import ApiAnswers

_MARK = re.compile(r"\[([A-Z]+) listing ([A-Z][a-zA-Z -]+?)(?: spp\.?)?\]")
_TAGS = {
    "extinct": "extinct",
    "introduced": "introduced",
    "reintroduced": "reintroduced",
    "extinct (?)": "uncertain",
    "introduced (?)": "uncertain",
    "distribution uncertain": "uncertain",
}
_ALL_TRADE = {"all trade": (), "all commercial trade": ("T",), "commercial trade": ("T",)}
_SOURCE_WORDS = {"wild": "W", "wild-taken": "W", "ranched": "R", "captive-bred": "C", "artificially propagated": "A"}
_TERM_WORDS = {
    "live": "LIV",
    "skins": "SKI",
    "tusks": "TUS",
    "trophies": "TRO",
    "hunting trophies": "TRO",
    "meat": "MEA",
}


def official_rows(answers: ApiAnswers) -> list[OfficialRow]:
    """The accepted taxa of the answers, higher ones first."""
    rows = [_row(taxon, answers.distributions.get(taxon["id"], [])) for taxon in answers.taxa if _is_cites(taxon)]
    order = {"kingdom": 0, "phylum": 1, "class": 2, "order": 3, "family": 4, "subfamily": 5, "genus": 6, "species": 7}
    return sorted(rows, key=lambda row: (order.get(row.rank, 8), row.kingdom, row.name))


def _is_cites(taxon: Mapping[str, Any]) -> bool:
    return (
        taxon.get("name_status") == "A" and taxon.get("cites_listing") is not None and bool(taxon.get("active", True))
    )


def _row(taxon: Mapping[str, Any], places: Iterable[Mapping[str, Any]]) -> OfficialRow:
    above = taxon.get("higher_taxa") or {}
    rank, name = str(taxon["rank"]).lower(), " ".join(str(taxon["full_name"]).split())
    tokens = [token for token in str(taxon["cites_listing"]).split("/") if token]
    # What the marks call the entry of a higher taxon is left to that taxon; the rest is the taxon's own.
    direct = [one for one in taxon["cites_listings"] if not _MARK.search(one.get("annotation") or "")]
    marks = {found[2] for one in taxon["cites_listings"] for found in _MARK.finditer(one.get("annotation") or "")}
    own = frozenset(str(one["appendix"]) for one in direct)
    listing = frozenset(tokens) - {"NC"}
    ranges = _ranges(places)
    return OfficialRow(
        plus_id=int(taxon["id"]),
        kingdom=str(above.get("kingdom") or name),
        above=tuple((one, str(above[one])) for one in ("phylum", "class", "order", "family") if above.get(one)),
        rank=rank,
        name=name,
        author=str(taxon.get("author_year") or "").strip(),
        listing=listing,
        excluded=tokens == ["NC"] and rank in {"species", "subspecies", "variety"},
        # A higher taxon whose members alone are listed has nothing of its own.
        partly="NC" in tokens or not own,
        stated=bool(tokens),
        own=own,
        texts={one: _joined(direct, one, "annotation") for one in own},
        annotations={one: mark for one in own if (mark := _symbol(direct, one))},
        parties={"III": tuple(sorted({_party(one) for one in direct if one.get("party")}))} if "III" in own else {},
        since={
            one: max(str(entry.get("effective_at") or "") for entry in direct if entry["appendix"] == one)
            for one in own
        },
        through=marks.pop() if len(marks) == 1 and not own and len(listing) == 1 else "",
        synonyms=tuple(
            (str(one["full_name"]), str(one.get("author_year") or "").strip()) for one in taxon.get("synonyms") or ()
        ),
        common_names=tuple(
            (str(one["language"]).lower(), str(one["name"]).strip())
            for one in taxon.get("common_names") or ()
            if one.get("language") and one.get("name")
        ),
        **ranges,
    )


def _joined(entries: Iterable[Mapping[str, Any]], appendix: str, key: str) -> str:
    return " ".join(readable(one.get(key) or "") for one in entries if one["appendix"] == appendix).strip()


def _symbol(entries: Iterable[Mapping[str, Any]], appendix: str) -> str:
    for one in entries:
        mark = one.get("hash_annotation")
        if one["appendix"] == appendix and isinstance(mark, Mapping):
            return str(mark.get("symbol") or "")
    return ""


def _party(entry: Mapping[str, Any]) -> str:
    return str(entry["party"].get("iso_code2") or "")


def _ranges(places: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    found: dict[str, list[str]] = {
        key: [] for key in ("codes", "native", "extinct", "introduced", "reintroduced", "uncertain")
    }
    for place in places:
        code = str(place.get("iso_code2") or "")
        if len(code) != 2:
            continue
        found["codes"].append(code)
        tags = [str(tag).lower() for tag in place.get("tags") or ()]
        for tag in tags:
            found[_TAGS.get(tag, "uncertain")].append(code)
        if not tags:
            found["native"].append(code)
    return {key: tuple(codes) for key, codes in found.items()}


def merge_measures(contents: Contents, answers: ApiAnswers, day: str) -> list[str]:
    """Bring quotas and suspensions of the answered taxa into the dataset's tables; returns notes for the user."""
    taxa = {row.species_plus_id: row for row in contents.taxa if row.species_plus_id}
    suspensions = contents.documents["suspensions"]
    known = {_suspension_key(item): item for item in suspensions["items"]}
    returned: set[tuple[str, str, str]] = set()
    new, uncoded = 0, 0
    for number, law in answers.legislation.items():
        for answer in law.get("cites_suspensions") or ():
            item = _suspension(answer, number, taxa, day)
            if item is None or not answer.get("is_current"):
                continue
            key = _suspension_key(item)
            returned.add(key)
            if key in known:
                known[key] |= {"confirmed": day, "status": "current"}
                continue
            known[key] = item
            suspensions["items"].append(item)
            new += 1
            uncoded += "confirmed" not in item
    ended = 0
    answered = {taxa[number].name for number in answers.legislation if number in taxa}
    for key, item in known.items():
        open_now = item.get("status") == "current" and not item.get("until")
        if open_now and key not in returned and item.get("taxon") in answered and item.get("notification"):
            item |= {"status": "ended", "until": day}
            ended += 1
    quotas = _quotas(contents, answers, taxa)
    return [
        f"suspensions: {new} new ({uncoded} of them in words that cannot be coded: shown, not enforced), {ended} ended",
        f"quotas: {quotas[0]} applied, {quotas[1]} recorded whose words cannot be coded",
    ]


def _suspension_key(item: Mapping[str, Any]) -> tuple[str, str, str]:
    return str(item.get("country", "")), str(item.get("taxon", "")), str(item.get("notification", ""))


def _suspension(answer: Mapping[str, Any], number: int, taxa: Mapping[int, Any], day: str) -> dict[str, Any] | None:
    place = (answer.get("geo_entity") or {}).get("iso_code2")
    target = answer.get("taxon_concept_id")
    row = taxa.get(target) if target is not None else None
    if not place or (target is not None and row is None):
        return None
    kingdom = row.kingdom if row is not None else ""
    if row is not None and row.rank == "kingdom":
        row = None
    note = readable(answer.get("notes") or "")
    match = re.search(r"(\d{4})/(\d{3})", str((answer.get("start_notification") or {}).get("name") or ""))
    item: dict[str, Any] = {
        "country": place,
        "from": str(answer.get("start_date") or "")[:10],
        "applies_to_import": bool(answer.get("applies_to_import")),
        "kind": "national_ban" if "stricter" in note.lower() or "has banned" in note.lower() else "recommendation",
        "basis": "Species+",
        "status": "current",
        "confidence": "low",
        "note": note[:400],
        "source": "species_plus_api",
    }
    item |= {"taxon": row.name, "rank": row.rank} if row is not None else {"all": True}
    if kingdom:
        item["kingdom"] = kingdom
    if match:
        item["notification"] = f"{match[1]}/{match[2]}"
    purposes = _ALL_TRADE.get(note.lower().strip(" ."))
    if purposes is not None:
        # Only what is understood to the last word is confirmed, and so binds; the rest is shown for a person to read.
        item |= {"confirmed": day, "confidence": "medium"} | ({"purposes": list(purposes)} if purposes else {})
    return item


def _quotas(contents: Contents, answers: ApiAnswers, taxa: Mapping[int, Any]) -> tuple[int, int]:
    """Replace the yearly quotas of answered taxa; returns how many are applied and how many only recorded."""
    document = contents.documents["quotas"]
    answered = {taxa[number].name for number in answers.legislation if number in taxa}
    for key in ("items", "announced"):
        document[key] = [
            item
            for item in document.get(key) or ()
            if item.get("source") != "species_plus_api" or item.get("taxon") not in answered
        ]
    applied, recorded = 0, 0
    for number, law in answers.legislation.items():
        row = taxa.get(number)
        for answer in law.get("cites_quotas") or ():
            place = (answer.get("geo_entity") or {}).get("iso_code2")
            if row is None or not place or not answer.get("is_current") or answer.get("quota") is None:
                continue
            note = readable(answer.get("notes") or "")
            year = str(answer.get("publication_date") or "")[:4]
            item = {
                "taxon": row.name,
                "kingdom": row.kingdom,
                "rank": row.rank,
                "country": place,
                "amount": float(answer["quota"]),
                "unit": (answer.get("unit") or {}).get("code", "").lower() or "no" if answer.get("unit") else "no",
                "period": "year",
                "from": f"{year}-01-01",
                "until": f"{int(year) + 1}-01-01" if year.isdigit() else date.max.isoformat(),
                "kind": "export",
                "in_listing": False,
                "basis": "Export quota published in Species+",
                "note": note[:200],
                "source": "species_plus_api",
            }
            codes = _codes(note)
            if codes is None or float(answer["quota"]) < 0 or not year.isdigit():
                document["announced"].append(item)
                recorded += 1
            else:
                document["items"].append({**item, **codes, "purposes": []})
                applied += 1
    return applied, recorded


def _codes(note: str) -> dict[str, list[str]] | None:
    """Sources and terms that a quota's words mean; None where any word is not understood."""
    words = [word.strip() for word in re.split(r"[,;.]| and ", note.lower()) if word.strip()]
    sources: list[str] = []
    terms: list[str] = []
    for word in words:
        if word in _SOURCE_WORDS:
            sources.append(_SOURCE_WORDS[word])
        elif word in _TERM_WORDS:
            terms.append(_TERM_WORDS[word])
        else:
            return None
    return {"sources": sorted(set(sources)), "terms": sorted(set(terms))}
