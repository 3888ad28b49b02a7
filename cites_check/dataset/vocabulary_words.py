"""Goods words of the vocabulary as common names: `ivory` stands for elephants when a name is looked up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from cites_check.dataset.rows import CommonNameRow, TaxonRow


def goods_words(vocabulary: Iterable[Mapping[str, object]], taxa: Sequence[TaxonRow]) -> Iterator[CommonNameRow]:
    """Yield one row for each word and taxon of the vocabulary; taxa that the dataset does not hold are passed over."""
    ids: dict[str, int] = {}
    for row in taxa:
        ids.setdefault(row.name, row.id)
    for item in vocabulary:
        names = item.get("taxa")
        words = item.get("words")
        if not isinstance(names, list) or not isinstance(words, dict):
            continue
        for lang, listed in words.items():
            for word in listed:
                for name in names:
                    if name in ids:
                        yield CommonNameRow(str(lang), str(word), ids[name], "goods", "vocabulary")
