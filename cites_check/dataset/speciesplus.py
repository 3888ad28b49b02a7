"""The Species+/CITES Checklist API: asked page by page at a pace it bears, going on where a break came.

Every answer is kept in a folder until all are there. The token travels in one header to the host it was meant for; it
is never written anywhere.
"""

from __future__ import annotations

import hashlib
import json
import re
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

from cites_check.dataset.bundle import BundleError
from cites_check.dataset.transport import TransferError, Transport

API = "https://api.speciesplus.net/api/v1"
PER_PAGE = 500
"""The most that the service gives in one page."""

GOES_ON = "the same command goes on where it stopped; without a network: cites-check data import FILE"
"""What the user can do after a break."""

FRESH_SECONDS = 3 * 24 * 3600
"""How long an answer is good for a run that goes on after a break: a whole run takes half a day."""

_PAGE_CAP = 32 << 20
_BURST_TRIES = 3
_MOST_FAILURES = 0.01
"""The share of single taxa whose answer may stay out, with a note, before the whole is given up."""

Steps = Callable[[int, int], None]
"""Told of answers had and answers needed, as far as known."""


@dataclass(frozen=True, slots=True)
class ApiPlan:
    """What to ask: taxa changed since a day (ISO 8601; empty for all), with quotas, suspensions and distribution."""

    since: str = ""
    per_page: int = PER_PAGE
    pace: float = 0.5
    """Seconds between two requests."""


@dataclass(slots=True)
class ApiAnswers:
    """What the service said: taxa, and for some of them their legislation and distribution, by taxon concept id."""

    taxa: list[dict[str, Any]] = field(default_factory=list)
    legislation: dict[int, dict[str, Any]] = field(default_factory=dict)
    distributions: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    failed: list[int] = field(default_factory=list)


class SpeciesPlus:
    """One conversation with the service. `cache` is a folder for answers already had."""

    def __init__(self, transport: Transport, token: str, cache: Path, base: str = API) -> None:
        self._transport = transport
        self._token = token
        self._base = base.rstrip("/")
        self._cache = cache
        self._last = 0.0

    def fetch(self, plan: ApiPlan, steps: Steps | None = None) -> ApiAnswers:
        """Ask for everything in the plan. Raises TransferError or BundleError; what was had stays in the cache."""
        folder = self._cache / hashlib.sha256(f"{self._base} {plan.since} {plan.per_page}".encode()).hexdigest()[:16]
        folder.mkdir(parents=True, exist_ok=True)
        answers = ApiAnswers()
        done = 0
        total = 1
        for page, total in self._pages(plan, folder):
            answers.taxa += page
            done += 1
            if steps is not None:
                steps(done, total)
        wanted = [taxon["id"] for taxon in answers.taxa if _asks_details(taxon)]
        for number in wanted:
            self._details(plan, folder, number, answers)
            done += 1
            if steps is not None:
                steps(done, total + len(wanted))
        if len(answers.failed) > max(1, _MOST_FAILURES * len(wanted)):
            raise BundleError(f"the service did not answer for {len(answers.failed)} taxa", GOES_ON)
        return answers

    def forget(self) -> None:
        """Remove the answers, once a dataset is made of them."""
        import shutil

        shutil.rmtree(self._cache, ignore_errors=True)

    def _pages(self, plan: ApiPlan, folder: Path) -> Iterator[tuple[list[dict[str, Any]], int]]:
        """Each page of taxa with the number of pages. Where their number changes midway, pages have shifted: again."""
        for _ in range(2):
            entries: int | None = None
            found: list[tuple[list[dict[str, Any]], int]] = []
            number, pages = 1, 1
            while number <= pages:
                query = f"page={number}&per_page={plan.per_page}"
                query += f"&updated_since={quote(plan.since)}" if plan.since else ""
                body = self._asked(plan, f"taxon_concepts.json?{query}", folder / f"page-{number:05}.json")
                taxa, total = _page(body)
                if entries is not None and total != entries:
                    break
                entries = total
                pages = max(1, -(-total // plan.per_page))
                found.append((taxa, pages))
                number += 1
            else:
                yield from found
                return
            for path in folder.glob("page-*.json"):
                path.unlink()
        raise BundleError("the list of taxa changed while it was being read", "run the refresh again")

    def _details(self, plan: ApiPlan, folder: Path, number: int, answers: ApiAnswers) -> None:
        room = f"taxon_concepts/{int(number)}"
        try:
            law = self._asked(plan, f"{room}/cites_legislation.json", folder / f"legislation-{number}.json")
            places = self._asked(plan, f"{room}/distributions.json", folder / f"distributions-{number}.json")
        except TransferError as error:
            if error.status in (404, 500):
                answers.failed.append(number)
                return
            raise
        if not isinstance(law, dict) or not isinstance(places, list):
            raise BundleError(f"the service answers in an unknown form for taxon {number}")
        answers.legislation[number] = law
        answers.distributions[number] = places

    def _asked(self, plan: ApiPlan, what: str, kept: Path) -> Any:
        """An answer from the cache, or from the service and then into the cache."""
        try:
            if time.time() - kept.stat().st_mtime < FRESH_SECONDS:
                return json.loads(kept.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            pass
        body, value = self._get(plan, f"{self._base}/{what}")
        draft = kept.with_suffix(".new")
        draft.write_bytes(body)
        draft.replace(kept)
        return value

    def _get(self, plan: ApiPlan, url: str) -> tuple[bytes, Any]:
        """The answer to one request, in its turn, as bytes and as what it says.

        To bursts the service says 404, as it does to what does not exist, or breaks off in the middle.
        """
        for number in range(1, _BURST_TRIES + 1):
            self._wait(self._last + plan.pace - time.monotonic())
            try:
                body = self._transport.fetch(url, _PAGE_CAP, {"X-Authentication-Token": self._token}).body
                return body, json.loads(body)
            except TransferError as error:
                if error.status in (401, 403):
                    raise TransferError("the service does not accept the token", url, status=error.status) from None
                if error.status != 404 or number == _BURST_TRIES:
                    raise
            except ValueError:
                if number == _BURST_TRIES:
                    raise BundleError("the service answers something that is not JSON", GOES_ON) from None
            finally:
                self._last = time.monotonic()
            self._wait(plan.pace * 4**number)
        raise AssertionError("at least one try is made")

    @staticmethod
    def _wait(seconds: float) -> None:
        if seconds > 0:
            time.sleep(seconds)


def _page(body: Any) -> tuple[list[dict[str, Any]], int]:
    taxa = body.get("taxon_concepts") if isinstance(body, Mapping) else None
    pagination = body.get("pagination") if isinstance(body, Mapping) else None
    total = pagination.get("total_entries") if isinstance(pagination, Mapping) else None
    if not isinstance(taxa, list) or not isinstance(total, int) or not all(isinstance(one, dict) for one in taxa):
        raise BundleError("the service answers in an unknown form")
    return taxa, total


def _asks_details(taxon: Mapping[str, Any]) -> bool:
    """Quotas, suspensions and distribution are worth a request for listed species and for higher entries."""
    listed = re.search("I", str(taxon.get("cites_listing") or ""))
    return bool(
        listed and taxon.get("name_status") == "A" and (taxon.get("cites_listings") or taxon.get("rank") == "SPECIES")
    )
