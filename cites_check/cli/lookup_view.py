"""Look-ups as JSON, text and table."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any
from unicodedata import east_asian_width, normalize

from cites_check.cli.streams import machine_output
from cites_check.locale import lookup_words
from cites_check.lookup import Lookup, Lookups, LookupStatus
from cites_check.model.listings import Listing, Population
from cites_check.reports.sanitise import sanitise
from cites_check.rules.ordinary import ordinary_documents

if TYPE_CHECKING:
    from cites_check.cli.lookup_steps import LookupSteps

_SHOWN_LANGUAGES = ("en", "ko", "zh", "ja", "fr", "es")
_SHOWN_NAMES = 6
_LISTED_MEMBERS = 6


class LookupView:
    """Looks names up and writes the answers; `on` is the date that counts, `origin` and `importer` ISO 3166-1 alpha-2
    or empty.
    """

    def __init__(self, lookups: Lookups, *, on: date, origin: str, region: str, importer: str, lang: str) -> None:
        self._lookups = lookups
        self._on = on
        self._origin = origin
        self._region = region
        self._importer = importer
        self._lang = lang
        self._words = lookup_words(lang)
        self._steps: LookupSteps | None = None
        self._jurisdictions = ["jurisdictions/convention"]
        if importer:
            self._jurisdictions.append(f"jurisdictions/{self._file_of(importer)}")

    def _file_of(self, country: str) -> str:
        """The jurisdiction file that applies to a country: its own, or that of a union or State it belongs to."""
        dataset = self._lookups.dataset
        names = dataset.document_names("jurisdictions")
        if country in names:
            return country
        return next((name for name in names if country in dataset.document(f"jurisdictions/{name}")["applies_to"]), "")

    def write(self, queries: Iterable[str], format: str, *, verbose: bool = False) -> None:
        """Write the answers to standard output; JSONL and text stream."""
        answers = (self._lookups.look_up(query, self._on.isoformat(), self._origin, self._region) for query in queries)
        out = sys.stdout
        if format in ("json", "jsonl"):
            machine_output()
        if format == "jsonl":
            for answer in answers:
                out.write(json.dumps(self.record(answer), ensure_ascii=False) + "\n")
        elif format == "json":
            json.dump([self.record(answer) for answer in answers], out, ensure_ascii=False, indent=2)
            out.write("\n")
        elif format == "text":
            for answer in answers:
                rows = self.rows(answer, verbose=verbose)
                out.write("\n".join(f"{_padded(label, 12)}{value}".rstrip() for label, value in rows) + "\n\n")
        else:
            self._table(answers, verbose=verbose)

    def record(self, answer: Lookup) -> dict[str, Any]:
        """One answer in the shape of the public contract."""
        return {
            "query": answer.query,
            "status": answer.status.value,
            "match": self._match(answer),
            "appendix": answer.appendix or None,
            "listings": self._listings(answer),
            "documents": self.documents(answer),
            "common_names": {lang: list(names) for lang, names in answer.common_names.items()},
            "range": list(answer.native),
            "candidates": [
                {
                    "name": found.candidate.name,
                    "appendix": found.appendix or None,
                    "score": round(found.candidate.score, 4),
                }
                for found in answer.candidates
            ],
        }

    def _match(self, answer: Lookup) -> dict[str, Any] | None:
        best = answer.match.best
        if answer.taxon is None or best is None:
            return None
        ranks = {taxon.rank: taxon.name for taxon in answer.lineage}
        return {
            "name": answer.taxon.name,
            "rank": answer.taxon.rank,
            "kingdom": answer.taxon.kingdom,
            "class": ranks.get("class"),
            "family": ranks.get("family"),
            "kind": best.kind.value,
            "matched": best.matched,
            "edits": best.edits,
            "score": round(best.score, 4),
        }

    def _listings(self, answer: Lookup) -> list[dict[str, Any]]:
        if answer.effective is None:
            return []
        return [_listing(listing) for listing in (*answer.effective.listings, *answer.effective.future)]

    def documents(self, answer: Lookup) -> list[str]:
        """Kinds of documents that an ordinary import under the strictest listing needs."""
        if answer.effective is None or not answer.effective.appendices:
            return []
        asked = [body for name in self._jurisdictions if (body := self._lookups.dataset.document(name))]
        return list(ordinary_documents(answer.effective.appendices[0].value, asked))

    def rows(self, answer: Lookup, *, verbose: bool) -> list[tuple[str, str]]:
        """The answer as labelled lines for people; everything from outside made safe for a terminal."""
        say = self._words
        rows = [(say["name"], sanitise(answer.query))]
        status = say[answer.status.value]
        if answer.appendix:
            status += f" - {say['appendix']} {answer.appendix}"
        rows.append((say["status"], status))
        if answer.taxon is not None:
            higher = ", ".join(taxon.name for taxon in answer.lineage[1:] if taxon.rank in {"family", "order", "class"})
            rows.append((say["taxon"], f"{answer.taxon.name} ({higher})" if higher else answer.taxon.name))
            if answer.match.best and answer.match.best.note:
                rows.append((say["read_as"], sanitise(self._read_as(answer, answer.match.best.note))))
        doubt = answer.match.note if answer.status is not LookupStatus.LISTED else ""
        if doubt and not (answer.taxon and answer.match.best and doubt == answer.match.best.note):
            rows.append((say["note"], sanitise(doubt)))
        for listing in self._shown_listings(answer, verbose=verbose):
            rows.append((say["listing"], self._listing_line(listing, say)))
        rows += self._members(answer, say) if not verbose else self._steps_of(answer, say)
        for listing in answer.effective.future if answer.effective else ():
            rows.append((say["future"], self._listing_line(listing, say)))
        if documents := self.documents(answer):
            rows.append((say["documents"], ", ".join(self._document_name(kind) for kind in documents)))
        for lang in _SHOWN_LANGUAGES:
            if names := answer.common_names.get(lang):
                rows.append((lang, sanitise(", ".join(_plainest(names)))))
        if verbose and answer.native:
            rows.append((say["range"], " ".join(answer.native)))
        shown = (
            answer.candidates if verbose or answer.status in (LookupStatus.AMBIGUOUS, LookupStatus.UNRESOLVED) else ()
        )
        for found in shown:
            appendix = f"{say['appendix']} {found.appendix}" if found.appendix else say["not_listed"]
            rows.append((say["candidate"], f"{found.candidate.name} - {appendix} ({found.candidate.score:.2f})"))
        return rows

    def _shown_listings(self, answer: Lookup, *, verbose: bool) -> Iterable[Listing]:
        """The entries that decide; those of many members are summed up instead, unless every step is asked for."""
        if answer.effective is None:
            return ()
        members = set(answer.effective.members)
        if verbose or len(members) <= _LISTED_MEMBERS:
            return answer.effective.listings
        return [listing for listing in answer.effective.listings if listing not in members]

    def _read_as(self, answer: Lookup, note: str) -> str:
        """How the name was read. The matcher speaks English; the steps say less, but in every language."""
        return note.removeprefix("read as ") if self._lang == "en" else self._in_steps().name(answer)

    def _steps_of(self, answer: Lookup, say: Mapping[str, str]) -> list[tuple[str, str]]:
        return [(say["step"], sanitise(step)) for step in self._in_steps().of(answer)]

    def _in_steps(self) -> LookupSteps:
        from cites_check.cli.lookup_steps import LookupSteps

        if self._steps is None:
            self._steps = LookupSteps(
                self._lookups, on=self._on.isoformat(), origin=self._origin, region=self._region, lang=self._lang
            )
        return self._steps

    def _members(self, answer: Lookup, say: Mapping[str, str]) -> list[tuple[str, str]]:
        members = answer.effective.members if answer.effective else ()
        if len(members) <= _LISTED_MEMBERS:
            return []
        rows = []
        for appendix in dict.fromkeys(listing.appendix for listing in members):
            names = list(dict.fromkeys(listing.taxon for listing in members if listing.appendix is appendix))
            more = f" + {len(names) - _LISTED_MEMBERS}" if len(names) > _LISTED_MEMBERS else ""
            rows.append((say["members"], f"{say['appendix']} {appendix}: {', '.join(names[:_LISTED_MEMBERS])}{more}"))
        return rows

    def _listing_line(self, listing: Listing, say: Mapping[str, str]) -> str:
        parts = [f"{say['appendix']} {listing.appendix}", _listed_as(listing)]
        if population := _population(listing.population):
            parts.append(f"{say['population']}: {population}")
        if listing.parties:
            parts.append(f"{say['party']}: {' '.join(listing.parties)}")
        if listing.annotation:
            parts.append(f"{say['annotation']} {listing.annotation}")
        if listing.in_force_from:
            parts.append(f"{say['since']} {listing.in_force_from}")
        if listing.note:
            parts.append(listing.note)
        return "; ".join(parts)

    def _document_name(self, kind: str) -> str:
        for entry in self._lookups.dataset.document("codes/documents"):
            if entry["code"] == kind:
                return str(entry.get(self._lang) or entry["en"])
        return kind

    def _table(self, answers: Iterable[Lookup], *, verbose: bool) -> None:
        from rich.console import Console
        from rich.table import Table
        from rich.text import Text

        console = Console()
        for answer in answers:
            table = Table(show_header=False, box=None, pad_edge=False, padding=(0, 2, 0, 0))
            table.add_column(style="bold", no_wrap=True)
            table.add_column(overflow="fold")
            style = _STATUS_STYLES[answer.status]
            for number, (label, value) in enumerate(self.rows(answer, verbose=verbose)):
                table.add_row(Text(label), Text(value, style=style if number == 1 else ""))
            console.print(table)
            console.print()


def _listing(listing: Listing) -> dict[str, Any]:
    return {
        "appendix": listing.appendix.value,
        "taxon": listing.taxon,
        "population": _population(listing.population) or None,
        "annotation": listing.annotation or None,
        "party": ",".join(listing.parties) or None,
        "in_force_from": listing.in_force_from or None,
        "note": listing.note or None,
    }


def _padded(label: str, width: int) -> str:
    """The label filled up to `width` columns of a terminal, where Korean letters take two."""
    return label + " " * (width - sum(2 if east_asian_width(sign) in "WF" else 1 for sign in label))


def _plainest(names: Iterable[str]) -> list[str]:
    """The shortest names, each once however it is spelt: `Tiger` tells more than `Amur tiger` and `os tigris`."""
    once: dict[str, str] = {}
    for name in names:
        letters = (sign for sign in normalize("NFKD", name).casefold() if sign.isalnum())
        once.setdefault("".join(letters), name)
    return sorted(once.values(), key=len)[:_SHOWN_NAMES]


def _listed_as(listing: Listing) -> str:
    return listing.taxon if listing.rank in {"species", "subspecies", "variety"} else f"{listing.taxon} spp."


def _population(population: Population) -> str:
    words = []
    if population.only:
        words.append(f"only {' '.join(population.only)}")
    if population.exclude:
        words.append(f"except {' '.join(population.exclude)}")
    return ", ".join(words)


_STATUS_STYLES = {
    LookupStatus.LISTED: "bold red",
    LookupStatus.NOT_LISTED: "green",
    LookupStatus.EXCLUDED: "green",
    LookupStatus.AMBIGUOUS: "bold yellow",
    LookupStatus.UNRESOLVED: "bold yellow",
}
