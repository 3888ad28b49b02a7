"""Errors as people, keyboards and scanners make them, one kind a function: the material of the benchmark of names."""

from __future__ import annotations

import random
from collections.abc import Callable


def _pairs(*lines: str) -> list[str]:
    return [pair for line in lines for pair in line.split()]


LETTERS = "abcdefghijklmnopqrstuvwxyz"
_OCR = _pairs(
    "rn:m m:rn cl:d d:cl c:e e:c i:l l:i o:0 l:1 i:1 h:b b:h u:n n:u vv:w w:vv li:h h:li ii:u u:ii ri:n",
    "in:m a:o e:o f:t s:5 g:q v:y",
)
_SOUND = _pairs(
    "ii:i i:ii y:i i:y ae:e e:ae oe:e ph:f f:ph th:t t:th rh:r ll:l l:ll rr:r r:rr nn:n n:nn ss:s s:ss",
    "tt:t t:tt k:c c:k z:s s:z j:i v:u",
)
_ENDINGS = _pairs(
    "us:a a:us um:us us:um a:um um:a is:e e:is i:ae ae:i i:ii ii:i ensis:ense",
)
_LOOK_ALIKES = dict(
    pair.split(":")
    for line in (
        "a:аɑα b:Ьƅ c:сϲⅽ d:ԁⅾ e:еҽ g:ɡց h:һհ i:іιıⅰ j:јϳ k:κк l:ӏⅼ m:мⅿ n:ոп o:оοօ p:рρ q:ԛ r:г s:ѕ t:тτ",
        "u:սυ v:ѵν w:ԝѡ x:хⅹ y:уү z:ᴢ A:АΑ B:ВΒ C:СϹ E:ЕΕ H:НΗ I:ІΙ J:Ј K:КΚ M:МΜ N:Ν O:ОΟ P:РΡ S:Ѕ T:ТΤ X:ХΧ",
        "Y:УΥ Z:Ζ",
    )
    for pair in line.split()
)
_MORE_LOOK_ALIKES = dict(
    pair.split(":")
    for line in (
        "a:Ꭺꓮ𐊠 b:Ꮟᗷꓐ c:ⲥᏟꓚ d:Ꮷᗞꓓ e:ⴹꓰ℮ h:Ꮒⲏᕼ i:˛ͺꙇᎥ k:ᏦⲔꓗ l:ⅼ𐌠Ꮮꓡ m:ᎷⲘꓟ o:ⲟՕꓳο੦ p:ⲣᏢꓑ s:ꜱՏꓢſ t:ᴛꓔᎢ",
        "u:ᴜꓴሀ v:ⅴꓦᏙ w:ᴡꓪᏔ x:᙮×ⲬꓫΧ y:ᎩⲨꓬ z:ꓜᏃ",
    )
    for pair in line.split()
)
_STYLES = (0xFF21, 0x1D400, 0x1D434, 0x1D468, 0x1D4D0, 0x1D56C, 0x1D5A0, 0x1D5D4, 0x1D608, 0x1D63C, 0x1D670)
"""Where the letters of the full-width and the mathematical alphabets begin."""
_CASE_STEP = {0xFF21: 32}
_ITALIC_H = 0x1D455
"""A place left free in Unicode: the italic h is the sign of Planck's constant."""
_MARKS = {
    "a": "áàâãä",
    "e": "éèêë",
    "i": "íìîï",
    "o": "óòôõö",
    "u": "úùûü",
    "c": "ç",
    "n": "ñ",
    "y": "ÿý",
    "s": "š",
    "z": "ž",
}
_AUTHORS = (
    "Linnaeus, 1758",
    "(Linnaeus, 1766)",
    "L.",
    "(L.) Mill.",
    "Gray",
    "(Gray, 1825)",
    "Schltr.",
    "Rchb.f.",
    "(Hook.f.) Rolfe",
    "DC.",
    "Britton & Rose",
    "(Blume) Lindl.",
    "Boulenger, 1896",
    "Daudin in Sonnini & Latreille, 1801",
    "Ridl. ex Hook.",
    "sensu auct.",
    "Lindl. (1843)",
    "(Vell.) Allemão ex Benth.",
    "de Jussieu",
    "var. nov.",
    "J.J.Sm.",
    "[Linnaeus]",
    "LINNAEUS 1758",
    "Gmelin , 1789",
)
_CULTIVARS = ("'Golden Dawn'", '"Red Queen"', "cv. Alba", "‘Kings Blush’", "hort.", "'Nana' (variegated)", "cv 'Roma'")
_SUBSPECIES = ("borealis", "meridionalis", "robustus", "insularis", "nigrescens", "orientalis", "elongata", "maior")


def _one(rng: random.Random, name: str, pairs: list[str]) -> str | None:
    """One replacement of a group of letters at a place drawn at random."""
    places = []
    for pair in pairs:
        seen, other = pair.split(":")
        at = name.find(seen, 1)
        while at > 0:
            places.append((at, seen, other))
            at = name.find(seen, at + 1)
    if not places:
        return None
    at, seen, other = rng.choice(places)
    return name[:at] + other + name[at + len(seen) :]


def _places(name: str) -> list[int]:
    return [at for at, sign in enumerate(name) if sign.isalpha()]


def substituted(rng: random.Random, name: str) -> str:
    at = rng.choice(_places(name))
    letter = rng.choice([sign for sign in LETTERS if sign != name[at].lower()])
    return name[:at] + (letter.upper() if name[at].isupper() else letter) + name[at + 1 :]


def inserted(rng: random.Random, name: str) -> str:
    at = rng.choice(_places(name)) + 1
    return name[:at] + rng.choice(LETTERS) + name[at:]


def deleted(rng: random.Random, name: str) -> str:
    at = rng.choice(_places(name))
    return (name[:at] + name[at + 1 :]).strip()


def swapped(rng: random.Random, name: str) -> str | None:
    places = [
        at
        for at in range(len(name) - 1)
        if name[at].isalpha() and name[at + 1].isalpha() and name[at].lower() != name[at + 1].lower()
    ]
    if not places:
        return None
    at = rng.choice(places)
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def misread(rng: random.Random, name: str) -> str | None:
    return _one(rng, name, _OCR)


def respelt(rng: random.Random, name: str) -> str | None:
    return _one(rng, name, _SOUND)


def declined(rng: random.Random, name: str) -> str | None:
    endings = [pair.split(":") for pair in _ENDINGS]
    fitting = [(old, new) for old, new in endings if name.endswith(old)]
    if not fitting:
        return None
    old, new = rng.choice(fitting)
    return name[: len(name) - len(old)] + new


def recased(rng: random.Random, name: str) -> str:
    return rng.choice((str.upper, str.lower, str.title, str.swapcase))(name)


def authored(rng: random.Random, name: str) -> str:
    return f"{name} {rng.choice(_AUTHORS)}"


def bracketed(rng: random.Random, name: str) -> str:
    genus, _, rest = name.partition(" ")
    return rng.choice(
        (
            f"{genus} ({genus}) {rest}",
            f"{name} (live)",
            f"{name} (wild, male)",
            f"({name})",
            f"[{name}]",
            f"{name} (syn.)",
        )
    )


def qualified(rng: random.Random, name: str) -> str:
    genus, _, rest = name.partition(" ")
    return rng.choice(
        (
            f"{genus} cf. {rest}",
            f"{genus} aff. {rest}",
            f"{genus} cf {rest}",
            f"{name} ?",
            f"cf. {name}",
            f"{name} subsp.",
            f"{name} ssp",
        )
    )


def hybrid_signed(rng: random.Random, name: str) -> str:
    genus, _, rest = name.partition(" ")
    return rng.choice(
        (
            f"{genus} × {rest}",
            f"{genus} x {rest}",
            f"× {name}",
            f"{genus} ×{rest}",
            f"{genus} X {rest}",
            f"{name} hybrid",
        )
    )


def cultivated(rng: random.Random, name: str) -> str:
    return f"{name} {rng.choice(_CULTIVARS)}"


def look_alike(rng: random.Random, name: str) -> str | None:
    places = [at for at, sign in enumerate(name) if sign in _LOOK_ALIKES]
    if not places:
        return None
    at = rng.choice(places)
    return name[:at] + rng.choice(_LOOK_ALIKES[name[at]]) + name[at + 1 :]


def look_alikes(letter: str) -> list[str]:
    """Every sign here that passes for a letter: of other scripts, full-width, and of the mathematical alphabets."""
    found = [*_LOOK_ALIKES.get(letter, ""), *_MORE_LOOK_ALIKES.get(letter, "")]
    if letter.isascii() and letter.isalpha():
        place = ord(letter.upper()) - ord("A")
        signs = (start + place + (_CASE_STEP.get(start, 26) if letter.islower() else 0) for start in _STYLES)
        found += [chr(sign) for sign in signs if sign != _ITALIC_H]
    return found


def full_width(rng: random.Random, name: str) -> str:
    whole = rng.random() < 0.5
    at = rng.choice(_places(name))
    return "".join(
        chr(ord(sign) + 0xFEE0) if sign.isascii() and sign.isalpha() and (whole or place == at) else sign
        for place, sign in enumerate(name)
    )


def marked(rng: random.Random, name: str) -> str | None:
    for pair, ligature in (("ae", "æ"), ("oe", "œ"), ("fi", "ﬁ"), ("fl", "ﬂ")):
        if pair in name and rng.random() < 0.3:
            return name.replace(pair, ligature, 1)
    places = [at for at, sign in enumerate(name) if sign in _MARKS]
    if not places:
        return None
    at = rng.choice(places)
    return name[:at] + rng.choice(_MARKS[name[at]]) + name[at + 1 :]


def unseen(rng: random.Random, name: str) -> str:
    if rng.random() < 0.5:
        return name.replace(" ", rng.choice(("\u00a0", "  ", "\t", "\u3000", " \u200b", "_", "\u2009")))
    at = rng.choice(_places(name))
    return name[:at] + rng.choice("\u200b\u200d\u00ad\ufeff\u2060") + name[at:]


def joined(rng: random.Random, name: str) -> str | None:
    return name.replace(" ", rng.choice(("", "", "-", ".")), 1) if " " in name else None


def torn(rng: random.Random, name: str) -> str | None:
    places = [
        at for at in range(2, len(name) - 1) if name[at - 1].isalpha() and name[at].isalpha() and name[at - 2] != " "
    ]
    if not places:
        return None
    at = rng.choice(places)
    return f"{name[:at]} {name[at:]}"


def abbreviated(rng: random.Random, name: str) -> str | None:
    genus, _, rest = name.partition(" ")
    return f"{genus[0]}. {rest}" if len(rest) > 3 else None


def run_together(rng: random.Random, name: str) -> str | None:
    words = name.split(" ")
    if len(words) == 3 and words[2].isalpha():
        return f"{words[0]} {words[1]}{words[2]}"
    return f"{name}{rng.choice(_SUBSPECIES)}" if len(words) == 2 else None


def cut_off(rng: random.Random, name: str) -> str | None:
    _, _, rest = name.partition(" ")
    lost = rng.randint(1, 4)
    return name[:-lost] if len(rest) - lost >= 4 else None


def indeterminate(rng: random.Random, name: str) -> str | None:
    if " " in name:
        return None
    return f"{name} {rng.choice(('sp.', 'spp.', 'SPECIES', 'species', 'sp', 'indet.', 'spp', 'sp. nov.', 'hybrid'))}"


Error = Callable[[random.Random, str], "str | None"]
KINDS: dict[str, Error] = {
    "letter replaced": substituted,
    "letter too many": inserted,
    "letter missing": deleted,
    "letters swapped": swapped,
    "misread in print": misread,
    "spelt by ear": respelt,
    "other ending": declined,
    "letter case": recased,
    "author added": authored,
    "brackets": bracketed,
    "cf., aff., ssp.": qualified,
    "hybrid sign": hybrid_signed,
    "cultivar": cultivated,
    "look-alike letter": look_alike,
    "full-width": full_width,
    "marks, ligatures": marked,
    "unseen signs, odd spaces": unseen,
    "space lost": joined,
    "space added": torn,
    "genus abbreviated": abbreviated,
    "epithets run together": run_together,
    "cut off": cut_off,
    "sp., species": indeterminate,
}
