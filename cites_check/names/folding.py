"""Characters: what a sign stands for when it is meant as a Latin letter of a scientific name.

Look-alikes of other scripts (Cyrillic Р, Greek ο, full-width letters), ligatures, diacritics, invisible characters. The
look-alikes follow the confusable characters of Unicode Technical Standard 39, with the lower-case forms that typists
use added.
"""

from __future__ import annotations

import re
from itertools import product
from unicodedata import combining, normalize

# Each Latin letter with the characters that pass for it. Compatibility forms (full-width, mathematical, Roman numerals)
# and letters with marks
# are not here: Unicode's own decomposition takes care of them.
_LOOK_ALIKES = {
    "a": "ɑαаΑАᎪᗅꓮ⍺ᴀɐ𐊠𖽀",
    "b": "βƅƄЬьᏏᑲᖯΒВвᏴᗷꓐꞴʙƀ𐊂𐊡𐌁",
    "c": "ϲсᴄⲥꮯϹСᏟⲤꓚʗ𐊢𐌂𐐕𐐽𐔜𑣩𑣲🝌",
    "d": "ԁᏧᑯꓒᎠᗞᗪꓓđĐðÐɖɗᴅδ",
    "e": "еҽ℮ꬲΕЕεЭэᎬⴹꓰєЄᴇɛəǝ⋿𐊆𑢦𑢮𑣆𑣎",
    "f": "ꞙꬵẝſƒϜᖴꓝꞘք𐊇𐊥𐔥𑢢𑣂𝈓",
    "g": "ƍɡցᶃԌᏀᏳꓖɢǥ",
    "h": "һհᏂⲏΗНнᎻᕼⲎꓧʜħĦի𐋏",
    "i": "ıɩɪιіӏᎥ⍳ꙇꭵΙІӀⲒⵏꓲɨ𑣃˛ͺ",
    "j": "ϳјͿЈᎫᒍꓙꞲȷ",
    "k": "κкқΚКᏦᛕⲔꓗᴋҡ𐔘",
    "l": "ƖǀᛁᏞᒪⳐꓡłŁɫʟ∣λ۱⏽￨𐊊𐌉𐌠𐐛𐑃𐔦𑢣𑢲𑣃𑣒𖼖𖼨𝈪",
    "m": "мΜϺМᎷᗰᛖⲘꓟᴍ𐊰𐌑",
    "n": "ոռпПηΝⲚꓠɴŋŊИй𐔓",
    "o": "οσоօᴏᴑⲟꬽΟОՕⲞⵔꓳøØӧөѲθ۵०০੦૦ଠ୦௦ం౦ಂ೦ംഠ൦ං๐໐ဝ၀ჿዐ〇𐊒𐊫𐐄𐐬𐓂𐓪𐔖𑓐𑢵𑣈𑣕𑣗𑣠",
    "p": "ρϱрⲣΡРᏢᑭⲢꓑᴘþÞ⍴𐊕",
    "q": "ԛգզⵕ",
    "r": "гГᴦⲅꭇꭈꮁƦᎡᏒᖇꓣʀя𐒴𐓜𖼵𝈖",
    "s": "ƽѕꜱꮪЅՏᏕᏚꓢςʂ𐊖𐐠𐑈𑣁𖼺",
    "t": "тτΤТᎢⲦꓔᴛŧŦț⊤⟙𐊗𐊱𐌕𑢼𑣜𖼊🝨",
    "u": "ʋυսᴜꞟꭎꭒՍሀᑌꓴμµиʉ∪⋃𐓎𐓶𑢸𑣘𖽂",
    "v": "νѵᴠꮩѴᏙᐯⴸꓦ۷∨⋁ꛟ𐔝𑜆𑢠𑣀𖼈𝈍",
    "w": "ɯѡԝաᴡꮃωԜᎳᏔꓪшщ𑜊𑜎𑜏𑣦𑣯",
    "x": "х᙮ᕁᕽΧХ᙭ⲬⵝꓫꞳχᚷ𐊐𐊴𐌗𐌢𐔧𑣬",
    "y": "ɣʏγуүყᶌỿΥϒУҮᎩᎽⲨꓬўчꭚ𐊲𑢤𑣄𑣜𖽃",
    "z": "ᴢꮓΖᏃꓜζзʐƶ𐋵𑢩𑣄𑣉𑣥",
    "ae": "æÆǽ",
    "oe": "œŒ",
    "ss": "ßẞ",
}
_TABLE: dict[int, str | None] = {
    ord(sign): letter.upper() if sign.isupper() else letter for letter, signs in _LOOK_ALIKES.items() for sign in signs
}

# Characters that are not seen: joiners, soft hyphen, direction marks, variation selectors, byte-order mark, tags.
_UNSEEN = [
    0xAD,
    0x34F,
    0x61C,
    0x180E,
    0xFEFF,
    *range(0x200B, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2070),
    *range(0xFE00, 0xFE10),
]
_TABLE.update(dict.fromkeys(_UNSEEN))
_SPACES = "\u00a0\u1680\u2028\u2029\u202f\u205f\u3000\t\n\r\v\f" + "".join(chr(code) for code in range(0x2000, 0x200B))
_TABLE.update({ord(sign): " " for sign in _SPACES})
_TABLE.update({ord(sign): "-" for sign in "‐‑‒–—―−－﹣⁃"})
_TABLE.update({ord(sign): "'" for sign in "‘’‚‛′ʹʼ＇`´"})
_TABLE.update({ord(sign): '"' for sign in "“”„‟″＂«»「」『』"})
_TABLE.update({ord(sign): "×" for sign in "✕✖⨯⨉╳⤫⤬"})
_TABLE.update({ord(sign): "," for sign in "、，；"})
_TABLE.update({ord(sign): "(" for sign in "（［【〔〈《"} | {ord(sign): ")" for sign in "）］】〕〉》"})

# Characters that stand for more than one reading: the first is what the table above or the decomposition gives.
_SECOND_READINGS = {
    "ö": ("oe",),
    "ü": ("ue",),
    "ä": ("ae",),
    "ø": ("oe",),
    "å": ("aa",),
    "ё": ("yo",),
    "н": ("n",),
    "в": ("v",),
    "р": ("r",),
    "с": ("s",),
    "у": ("u",),
    "х": ("h",),
    "п": ("p",),
    "и": ("i", "n"),
    "й": ("i", "u"),
    "з": ("s", "e"),
    "я": ("ya",),
    "σ": ("s",),
    "ς": ("c",),
    "μ": ("m",),
    "µ": ("m",),
    "γ": ("g", "v"),
    "ν": ("n",),
    "η": ("h",),
    "ρ": ("r",),
    "χ": ("ch",),
    "β": ("v", "ss"),
    "ß": ("b",),
    "ə": ("a",),
    "ı": ("l",),
    "ӏ": ("l",),
    "ι": ("l",),
    "і": ("l",),
    "ſ": ("s",),
    "þ": ("th",),
    "ʋ": ("v",),
    "ɣ": ("g",),
    "ŋ": ("g",),
    "ա": ("a",),
    "գ": ("g",),
    "ь": ("",),
}
_MOST_READINGS = 8
_INNER_I = re.compile(r"(?<=[a-z])I|(?<=[A-Z])I(?=[a-z])|(?<=[a-z] )I(?=[a-z])")
_INNER_CROSS = re.compile(r"(?<=[a-z])×(?=[a-z ]|$)")
_INNER_1 = re.compile(r"(?<=[A-Za-z])1|1(?=[A-Za-z])")


def fold(text: str) -> str:
    """Return `text` with every sign read as the plain Latin letter it stands for; what has no such reading is kept.

    Idempotent. Spaces of every kind become a plain space, quotes, dashes and brackets their plain forms.
    """
    if text.isascii():
        return text if text.isprintable() else _printable(text)
    text = normalize("NFKD", text.translate(_TABLE))
    text = "".join([sign for sign in text if not combining(sign)]).translate(_TABLE)
    # Korean syllables were taken apart by the decomposition.
    return _printable(normalize("NFC", text)).translate(_TABLE)


def other_readings(text: str) -> list[str]:
    """The further foldings of a text whose signs have several readings (`ö`: o or oe; `σ`: o or s), at most 8."""
    found = _plain_readings(fold(text))
    if text.isascii():
        return found
    lowered = normalize("NFC", text).lower()
    places = [(index, _SECOND_READINGS[sign]) for index, sign in enumerate(lowered) if sign in _SECOND_READINGS]
    if not places or len(places) > 6 or len(lowered) > 200:
        return found
    for choice in product(*[("", *(f"\0{reading}" for reading in readings)) for _, readings in places]):
        if not any(choice):
            continue
        signs = list(lowered)
        for (index, _), reading in zip(places, choice, strict=True):
            if reading:
                signs[index] = reading[1:]
        found.append(fold("".join(signs)))
        if len(found) >= _MOST_READINGS:
            break
    return found


def _plain_readings(text: str) -> list[str]:
    """A capital I inside a word, or at the start of a further one, may be an l; a 1 an i; a sign of crosses an x."""
    found = []
    if "I" in text and (read := _INNER_I.sub("l", text)) != text:
        found.append(read)
    if "1" in text and (read := _INNER_1.sub("i", text)) != text:
        found.append(read)
    if "×" in text and (read := _INNER_CROSS.sub("x", text)) != text:
        found.append(read)
    return found


def has_look_alike(text: str) -> bool:
    """Whether a word of `text` mixes plain Latin letters with look-alikes of another script or with invisible signs."""
    if text.isascii():
        return False
    for word in text.split():
        plain = other = False
        for sign in word:
            if sign.isascii():
                plain = plain or sign.isalpha()
            elif (
                ord(sign) in _UNSEEN_SET
                or (ord(sign) in _TABLE and not _is_latin(sign))
                or normalize("NFKC", sign).isascii()
            ):
                other = True
        if plain and other:
            return True
    return False


_UNSEEN_SET = frozenset(_UNSEEN)


def _is_latin(sign: str) -> bool:
    return sign in "øØæÆœŒßẞłŁđĐðÐþÞſıħĦŧŦŋŊƒ" or not sign.isalpha()


def _printable(text: str) -> str:
    if text.isprintable():
        return text
    return "".join([sign if sign.isprintable() else " " for sign in text])
