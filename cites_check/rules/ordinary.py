"""The documents of an ordinary import, straight from jurisdiction files: all that a look-up of a name needs to know.

Kept apart from the rules, because a look-up must start fast and needs nothing else of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any


def ordinary_documents(appendix: str, jurisdictions: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """Kinds of documents that an import under `appendix` needs in these jurisdiction files, one for each need.

    Ordinary means: no re-export, nothing from the high seas, nothing that only holds for live animals.
    """
    kinds: list[str] = []
    for jurisdiction in jurisdictions:
        for need in (jurisdiction.get("import_documents") or {}).get(appendix, ()):
            when = need.get("when") or {}
            if not when.get("reexport") and not when.get("from_sea") and "categories" not in when:
                kinds.append(str(need["any_of"][0]))
    return tuple(dict.fromkeys(kinds))
