"""What an importing country asks, and what an officer does with suspicious goods: text from jurisdiction files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cites_check.dataset.opened import Dataset
from cites_check.errors import UsageError
from cites_check.locale.law_words import LAW_WORDS

_GENERAL = "convention"
_AGENCIES = ("permits", "scientific", "medicines", "quarantine")


def jurisdiction_text(name: str, dataset: Dataset, lang: str) -> str:
    """The law of one importing country: documents by Appendix, exemptions, further demands, authority, confidence.

    Raises UsageError for a country without a file.
    """
    return "\n".join(_Page(_file(name, dataset), dataset, lang).jurisdiction())


def handling_text(name: str, dataset: Dataset, lang: str) -> str:
    """What to do with a suspicious animal, plant or item: in general, and in the country `name`.

    An empty `name` means every country that has more to say. Raises UsageError for a country without a file.
    """
    general = dataset.document(f"jurisdictions/{_GENERAL}")
    words = LAW_WORDS[lang]
    lines = [words["handling"], *_Page(general, dataset, lang).handling()]
    names = [name] if name else dataset.document_names("jurisdictions")
    for one in names:
        body = _file(one, dataset)
        if body["code"] != _GENERAL and body.get("handling"):
            lines += ["", words["handling_in"].format(country=body.get(lang) or body["en"])]
            lines += _Page(body, dataset, lang).handling()
    return "\n".join(lines)


def _file(name: str, dataset: Dataset) -> Mapping[str, Any]:
    """The file of a code, or the one that holds for this country (FR: EU)."""
    known = dataset.document_names("jurisdictions")
    for code in known:
        body: Mapping[str, Any] = dataset.document(f"jurisdictions/{code}")
        if name.casefold() in (code.casefold(), *(country.casefold() for country in body.get("applies_to") or ())):
            return body
    raise UsageError(f"no jurisdiction {name!r}", f"known are {', '.join(known)}")


class _Page:
    """One jurisdiction file in one language."""

    def __init__(self, body: Mapping[str, Any], dataset: Dataset, lang: str) -> None:
        self._body = body
        self._lang = lang
        self._words = LAW_WORDS[lang]
        self._articles: Mapping[str, Mapping[str, str]] = body.get("articles") or {}
        self._kinds = {
            entry["code"]: str(entry.get(lang) or entry["en"]) for entry in dataset.document("codes/documents")
        }

    def jurisdiction(self) -> Iterator[str]:
        body, words = self._body, self._words
        yield f"{body['code']}  {self._text(body)}"
        confidence = words.get(str(body.get("confidence")), str(body.get("confidence") or "-"))
        yield "  " + words["law_as_of"].format(day=body.get("as_of") or "?", confidence=confidence)
        countries = [code for code in body.get("applies_to") or () if code != body["code"]]
        if countries:
            yield "  " + words["applies_to"].format(countries=", ".join(countries))
        yield from self._authority()
        yield from self._documents()
        yield from self._exemptions()
        yield from self._extras()
        yield from self._places()
        yield from self._law()

    def handling(self) -> Iterator[str]:
        handling = self._body.get("handling") or {}
        for number, step in enumerate(handling.get("steps") or (), start=1):
            yield f"  {number}. {self._text(step)}{self._basis(step)}"
        if contacts := handling.get("contacts"):
            yield f"  {self._words['contacts']}"
            for contact in contacts:
                purpose = contact.get(f"for_{self._lang}") or contact.get("for_en")
                yield f"    {self._text(contact)}: {purpose}"

    def _authority(self) -> Iterator[str]:
        authority: Mapping[str, str] = self._body.get("authority") or {}
        if authority:
            yield f"  {self._words['authority']}: {self._text(authority)}"
        for agency in _AGENCIES:
            if text := authority.get(f"{agency}_{self._lang}") or authority.get(f"{agency}_en"):
                # Some of these texts begin with their own label.
                label = "" if ":" in text[:16] else f"{self._words[agency]}: "
                yield f"    {label}{text}"

    def _documents(self) -> Iterator[str]:
        yield from ("", self._words["documents"])
        for appendix, needs in (self._body.get("import_documents") or {}).items():
            yield "  " + self._words["appendix"].format(appendix=appendix)
            for need in needs:
                when = need.get("when") or {}
                marks = [
                    *([self._words["reexport_only"]] if when.get("reexport") else []),
                    *([self._words["from_sea_only"]] if when.get("from_sea") else []),
                    *([self._words["review_only"]] if need["severity"] != "violation" else []),
                ]
                kinds = " / ".join(self._kinds.get(kind, kind) for kind in need["any_of"])
                mark = f" ({', '.join(marks)})" if marks else ""
                yield f"    {kinds}{mark}: {self._text(need)}{self._basis(need)}"

    def _exemptions(self) -> Iterator[str]:
        exemptions: Sequence[Mapping[str, Any]] = self._body.get("exemptions") or ()
        if exemptions:
            yield from ("", self._words["exemptions"])
        for exemption in exemptions:
            yield f"  {self._text(exemption)} ({self._effect(exemption)}){self._basis(exemption)}"

    def _effect(self, exemption: Mapping[str, Any]) -> str:
        words = self._words
        replaces: Sequence[str] = exemption.get("replaces") or ()
        softens: Sequence[str] = exemption.get("softens") or ()
        if exemption.get("effect") != "releases":
            return words["only_question"]
        if "all" in replaces:
            return words["releases_all"]
        effects = [words["releases"].format(documents=self._names(replaces))] if replaces else []
        effects += [words["asks"].format(documents=self._names(softens))] if softens else []
        return "; ".join(effects) or words["releases_none"]

    def _extras(self) -> Iterator[str]:
        extras: Sequence[Mapping[str, Any]] = self._body.get("extras") or ()
        if extras:
            yield from ("", self._words["extras"])
        for extra in extras:
            since = (extra.get("when") or {}).get("from")
            day = f", {self._words['from'].format(day=since)}" if since else ""
            label = self._words.get(extra["severity"], extra["severity"])
            yield f"  {label}{day}: {self._text(extra)}{self._basis(extra)}"

    def _places(self) -> Iterator[str]:
        if ports := self._body.get("ports"):
            yield from ("", self._words["ports"])
            for entry in ports:
                yield f"  {', '.join(entry['names'])}: {self._text(entry)}{self._basis(entry)}"
        if codes := self._body.get("customs_codes"):
            yield from ("", self._words["codes"])
            for code, entry in codes.items():
                kinds: Sequence[str] = entry.get("documents") or ()
                yield f"  {code}: {self._names(kinds) if kinds else self._text(entry)}"

    def _law(self) -> Iterator[str]:
        if self._articles:
            yield from ("", self._words["law"])
        for article in self._articles.values():
            says = article.get(f"says_{self._lang}") or article.get("says_en") or ""
            low = f" [{self._words['low']}]" if article.get("confidence") == "low" else ""
            yield f"  {self._text(article)}: {says}{low}"

    def _names(self, kinds: Sequence[str]) -> str:
        return ", ".join(self._kinds.get(kind, kind) for kind in kinds)

    def _text(self, entry: Mapping[str, Any]) -> str:
        return str(entry.get(self._lang) or entry["en"])

    def _basis(self, entry: Mapping[str, Any]) -> str:
        cited = [self._text(self._articles[key]) for key in entry.get("basis") or () if key in self._articles]
        return f" [{'; '.join(cited)}]" if cited else ""
