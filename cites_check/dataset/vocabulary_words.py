"""Words of the vocabulary beside the common names: `ivory` stands for elephants, looked up or found in a text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from cites_check.dataset.rows import CommonNameRow, TaxonRow
from cites_check.names.commons import common_key

_WITH_TAXA = ("goods", "taxon_group")
_WITHOUT = ("false_friend", "homograph")
_ALL = tuple(f"{kind}:all" for kind in _WITH_TAXA)


def vocabulary_names(vocabulary: Iterable[Mapping[str, object]], taxa: Sequence[TaxonRow]) -> Iterator[CommonNameRow]:
    """Yield one row for each word and taxon of the vocabulary.

    `sure` tells the kind and, for goods and groups, whether all that the word names is listed. Words that stand for no
    taxon (false friends, homographs) have the taxon 0. Taxa that the dataset does not hold are passed over; claims are
    for the rules and have no place among names.
    """
    ids: dict[str, int] = {}
    for row in taxa:
        ids.setdefault(row.name, row.id)
    for item in vocabulary:
        kind, words, names = str(item.get("kind")), item.get("words"), item.get("taxa")
        if not isinstance(words, dict):
            continue
        if kind in _WITH_TAXA and isinstance(names, list):
            sure = f"{kind}:{item.get('covers', 'some')}"
            found = [ids[name] for name in names if name in ids]
        elif kind in _WITHOUT:
            sure, found = kind, [0]
        else:
            continue
        for lang, listed in words.items():
            for word in listed:
                for taxon_id in found:
                    yield CommonNameRow(str(lang), str(word), taxon_id, sure, "vocabulary")


def without_narrow(
    names: Iterable[CommonNameRow], words: Iterable[CommonNameRow], taxa: Sequence[TaxonRow]
) -> Iterator[CommonNameRow]:
    """Yield the common names but those of trade that a word of the vocabulary means in full.

    A name of trade may cover more than its taxon. Where the vocabulary has the same word for a taxon above it, and all
    that the word names is listed, that is what it covers: `비단뱀` is any python, not *Python molurus*.
    """
    wide: defaultdict[str, set[int]] = defaultdict(set)
    for word in words:
        if word.sure in _ALL:
            wide[common_key(word.name)].add(word.taxon_id)
    parents = {row.id: row.parent_id for row in taxa}
    for name in names:
        meant = wide.get(common_key(name.name)) if name.sure == "trade" else None
        if not meant or meant.isdisjoint(_lineage(name.taxon_id, parents)):
            yield name


def _lineage(taxon_id: int, parents: Mapping[int, int | None]) -> Iterator[int]:
    at: int | None = taxon_id
    while at is not None:
        yield at
        at = parents.get(at)
