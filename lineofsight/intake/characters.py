"""Characters that are a matter of typesetting and not of wording, made plain before anything is read."""

import unicodedata

from lineofsight.intake.patterns import lazily

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_PLAIN = str.maketrans({**_LIGATURES, **dict.fromkeys(_INVISIBLE, ""), **dict.fromkeys(_SPACES, " ")})


def clean(text: str) -> str:
    """Return the text with ligatures written out, soft hyphens taken out, and odd spaces and controls made a space.

    Tabs stay, because they part the cells of a table. Nothing that can be read aloud changes.
    """
    plain = text.translate(_PLAIN)
    if plain.isprintable():
        return plain
    return "".join(" " if c != "\t" and unicodedata.category(c) in ("Cc", "Cs") else c for c in plain)


def fold(text: str) -> str:
    """Return the text with every run of white space made one space, and none at the ends."""
    return " ".join(text.split())


_WORD = lazily(r"[^\W_]+")


def words(text: str) -> list[str]:
    """Return the words of a text: the runs of letters and digits, as the promise «no word is lost» counts them."""
    return _WORD.findall(text)
