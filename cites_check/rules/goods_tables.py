"""What rules about goods look things up in: units, tariff headings, goods words, claims and hints. Read once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from cites_check.rules.word_finder import WordFinder, plain

DOCUMENTS = (
    "codes/units",
    "codes/pairs",
    "codes/trade_hints",
    "tariff/hs_groups",
    "tariff/hs_watch",
    "tariff/kr_confirmation",
    "vocabulary/claims",
    "vocabulary/goods_animals",
    "vocabulary/goods_plants",
    "vocabulary/taxon_groups",
)
"""The documents of the dataset that these tables come from; one that is not there leaves its table empty."""

_REGIONS = frozenset({"africa", "asia", "caribbean", "central_america", "europe", "oceania", "south_america"})


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of quantity: `kind` is mass, volume, area, length, count or package."""

    kind: str
    metric: bool
    factor: float


@dataclass(frozen=True, slots=True)
class Watched:
    """A heading under which listed species travel: what to expect there and how closely to look (high, medium, low)."""

    hs: str
    taxa: tuple[str, ...]
    categories: frozenset[str]
    risk: str
    titles: Mapping[str, str]
    lists: frozenset[str]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """What a heading can hold by its own words; see `tariff/hs_groups.yaml`."""

    only: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()
    classes: frozenset[str] = frozenset()
    live: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class GoodsWord:
    """One meaning of goods words: `covers_all` says that whatever the word names is listed, `for_goods` that it names goods.

    A word for a living animal or plant stands as well in the names of what is made for it.
    """

    id: str
    covers_all: bool
    for_goods: bool
    taxa: tuple[str, ...]
    terms: tuple[str, ...]

    @property
    def sure(self) -> bool:
        """Whether goods that the word names are of listed species, wherever it stands."""
        return self.covers_all and self.for_goods


@dataclass(frozen=True, slots=True)
class Claim:
    """What a word claims: sources that agree, facts, the category of the specimen, a document that would prove it."""

    id: str
    sources: frozenset[str]
    facts: frozenset[str]
    kingdom: str
    category: str
    document: str


class Tariff:
    """Tariff headings by code. Codes are digits, 2 to 10 of them."""

    def __init__(
        self, watched: Iterable[Watched] = (), groups: Iterable[Mapping[str, Any]] = (), confirmed: Iterable[str] = ()
    ) -> None:
        self._watched = {entry.hs: entry for entry in watched}
        self._groups = {str(entry["hs"]): entry for entry in groups}
        self._confirmed = frozenset(confirmed)
        self._headings: dict[str, Heading] = {}

    def watched(self, code: str) -> Watched | None:
        """The entry of the watch list for a code, the most exact one; None where the code is not watched."""
        return next((self._watched[start] for start in _starts(code) if start in self._watched), None)

    def watched_under(self, code: str) -> tuple[Watched, ...]:
        """The entry that holds for the code, or else those of its subheadings, by code."""
        known = self.watched(code)
        if known is not None:
            return (known,)
        return tuple(entry for hs, entry in sorted(self._watched.items()) if code and hs.startswith(code))

    def heading(self, code: str) -> Heading:
        """What the heading of a code can hold; an empty `Heading` where nothing is known."""
        key = code[:6]
        known = self._headings.get(key)
        if known is None:
            known = self._headings[key] = self._heading(key)
        return known

    def asks_confirmation(self, code: str) -> bool | None:
        """Whether Korea asks for confirmation of the wildlife law's permit: for the code, or (None) for a part of it."""
        if any(start in self._confirmed for start in _starts(code)):
            return True
        return None if any(prefix.startswith(code) for prefix in self._confirmed) else False

    def _heading(self, code: str) -> Heading:
        merged: dict[str, Any] = {}
        for start in reversed(list(_starts(code))):
            entry = self._groups.get(start, {})
            if entry.keys() & {"only", "never"}:
                # What a narrower heading holds takes the place of what the wider one does.
                merged = {key: value for key, value in merged.items() if key not in ("only", "never", "class")}
            merged.update(entry)
        return Heading(
            only=frozenset(merged.get("only") or ()),
            never=frozenset(merged.get("never") or ()),
            classes=frozenset(merged.get("class") or ()),
            live=str(merged.get("live") or ""),
            name=str(merged.get("name") or ""),
        )


class Words:
    """Goods words, claims and hints, as they stand in descriptions."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self._goods = dict(_goods_words(document))
        self._claims: dict[str, list[Claim]] = {}
        for entry in document.get("vocabulary/claims") or ():
            for word in _all_words(entry["words"]):
                # A word that is only an ending ("-like") cannot be told from the ordinary word.
                claims = self._claims.setdefault(word, []) if not word.startswith("-") else []
                if all(claim.id != entry["id"] for claim in claims):
                    claims.append(_claim(entry))
        hints: Mapping[str, Any] = document.get("codes/trade_hints") or {}
        self._claim_words = WordFinder(self._claims)
        self.generic = WordFinder(_all_words(hints.get("generic_names") or {}))
        self.ordinary = WordFinder(_all_words(hints.get("ordinary_goods") or {}))
        self.not_ivory = WordFinder(_all_words(hints.get("not_ivory") or {}))
        self.plain_materials = WordFinder(_all_words(hints.get("plain_materials") or {}))
        self.business = WordFinder(_all_words(hints.get("business_words") or {}))

    def goods(self, word: str) -> GoodsWord | None:
        """The meaning of a goods word, spelt as in the vocabulary or nearly so; None for any other word."""
        return self._goods.get(_key(word))

    def claims(self, text: str) -> tuple[tuple[str, Claim], ...]:
        """The claims in a text, each with the word that makes it."""
        return tuple((word, claim) for word in self._claim_words.find(text) for claim in self._claims[word])


@dataclass(frozen=True, slots=True)
class GoodsTables:
    """All of them."""

    units: Mapping[str, Unit] = field(default_factory=dict)
    term_units: Mapping[str, frozenset[str]] = field(default_factory=dict)
    hubs: frozenset[str] = frozenset()
    regions: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Parts of the world that neighbours share → ISO 3166-1 alpha-2."""
    tariff: Tariff = field(default_factory=Tariff)
    words: Words = field(default_factory=lambda: Words({}))


def goods_tables_from(document: Mapping[str, Any]) -> GoodsTables:
    """Build the tables from the documents `countries` and those named in `DOCUMENTS`."""
    return GoodsTables(
        units={
            entry["code"]: Unit(str(entry["kind"]), bool(entry["metric"]), float(entry.get("factor") or 0))
            for entry in document.get("codes/units") or ()
        },
        term_units={
            term: frozenset(units)
            for term, units in ((document.get("codes/pairs") or {}).get("term_units") or {}).items()
        },
        hubs=frozenset((document.get("codes/trade_hints") or {}).get("hubs") or ()),
        regions={
            name: frozenset(area["members"])
            for name, area in (document["countries"].get("areas") or {}).items()
            if name in _REGIONS
        },
        tariff=tariff_from(document),
        words=Words(document),
    )


def tariff_from(document: Mapping[str, Any]) -> Tariff:
    """The tariff alone."""
    return Tariff(
        (_watched(entry) for entry in document.get("tariff/hs_watch") or ()),
        document.get("tariff/hs_groups") or (),
        (str(entry["prefix"]) for entry in (document.get("tariff/kr_confirmation") or {}).get("prefixes") or ()),
    )


def _watched(entry: Mapping[str, Any]) -> Watched:
    return Watched(
        hs=str(entry["hs"]),
        taxa=tuple(entry.get("taxa") or ()),
        categories=frozenset(entry.get("category") or ()),
        risk=str(entry.get("risk") or "low"),
        titles={"en": str(entry["en"]), "ko": str(entry.get("ko") or entry["en"])},
        lists=frozenset(entry.get("lists") or ()),
        note=str(entry.get("note") or ""),
    )


def _claim(entry: Mapping[str, Any]) -> Claim:
    return Claim(
        id=str(entry["id"]),
        sources=frozenset(entry.get("sources") or ()),
        facts=frozenset(entry.get("facts") or ()),
        kingdom=str(entry.get("kingdom") or ""),
        category=str(entry.get("category") or ""),
        document=str(entry.get("needs_document") or ""),
    )


def _goods_words(document: Mapping[str, Any]) -> Iterator[tuple[str, GoodsWord]]:
    for name in DOCUMENTS:
        if not name.startswith("vocabulary/") or name == "vocabulary/claims":
            continue
        for entry in document.get(name) or ():
            if "taxa" not in entry:
                continue
            meaning = GoodsWord(
                entry["id"],
                entry.get("covers") == "all",
                entry.get("kind") == "goods",
                tuple(entry["taxa"]),
                tuple(entry.get("terms") or ()),
            )
            for word in _all_words(entry["words"]):
                yield _key(word), meaning


def _all_words(words: Mapping[str, Iterable[str]]) -> Iterator[str]:
    return (word for listed in words.values() for word in listed)


def _key(word: str) -> str:
    return plain(word).replace(" ", "")


def _starts(code: str) -> Iterator[str]:
    """The beginnings of a code, longest first, chapters last."""
    return (code[:length] for length in range(len(code), 1, -1))
