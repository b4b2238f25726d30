"""What is true of file names and of handing a file out. Plain values, no database."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import quote

NAME_LETTERS = 120
# Most file systems count bytes, and «é» is two.
NAME_BYTES = 240
_NAMELESS = "file"
# Control, format (bidirectional marks among them), surrogate, private and unassigned characters.
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}
_NOT_IN_NAMES = re.compile(r'[<>:"|?*]')
# Windows takes these for devices, whatever follows the dot.
_DEVICE = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)(\.|$)")


def clean_name(name: str) -> str:
    """A person's file name as we keep and hand it out: no folders, nothing unseen, of bounded length, never empty.

    «C:\\papers\\Plan\\u202efdp.exe» becomes «Planfdp.exe»: what is shown is what there is. The ending is kept.
    """
    name = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    name = "".join(
        " " if letter.isspace() else letter
        for letter in name
        if letter.isspace() or unicodedata.category(letter) not in _UNSEEN
    )
    name = re.sub(r" +", " ", _NOT_IN_NAMES.sub("-", name)).strip(" .") or _NAMELESS
    if _DEVICE.match(name):
        name = f"_{name}"
    return _shortened(name)


def suffix_of(name: str) -> str:
    """The ending of a name with its dot, in small letters; empty when it has none."""
    stem, dot, ending = name.rpartition(".")
    return f".{ending.lower()}" if dot and stem and ending and len(ending) <= 10 else ""


def _shortened(name: str) -> str:
    length = len(suffix_of(name))
    stem, suffix = (name[:-length], name[-length:]) if length else (name, "")
    stem = stem[: NAME_LETTERS - length].rstrip(" .") or _NAMELESS
    while len((stem + suffix).encode()) > NAME_BYTES:
        stem = stem[:-1]
    return stem + suffix


@dataclass(frozen=True)
class Download:
    """The facts of the answer that hands a file out: its headers say it is never shown in place."""

    name: str
    media_type: str
    size: int

    @property
    def headers(self) -> Mapping[str, str]:
        """The headers, to be set as they are. The name stands twice: plainly for old readers, and in full."""
        plain = re.sub(r'[^\x20-\x7e]|["\\%;]', "_", self.name)
        full = quote(self.name, safe="")
        return MappingProxyType(
            {
                "Content-Type": self.media_type,
                "Content-Length": str(self.size),
                "Content-Disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{full}",
                "X-Content-Type-Options": "nosniff",
                "Content-Security-Policy": "sandbox; default-src 'none'",
                "Cross-Origin-Resource-Policy": "same-origin",
                "Cache-Control": "private, no-store",
            }
        )


_LEFT_BEHIND = frozenset({"thumbs.db", "desktop.ini", ".ds_store"})


def is_left_behind(name: str) -> bool:
    """Whether a file is one that a computer puts into a folder by itself, and that nobody means to hand in."""
    return name.casefold() in _LEFT_BEHIND or name.startswith(("~$", "._"))
