"""What pydantic refuses, said for whoever writes a file: what is wrong with the value, and what would be right."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from lineofsight.library.faults import unknown_word

# Patterns that people meet, each with what it asks for.
_PATTERNS: Mapping[str, str] = {
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "write small letters and digits, with a hyphen between words",
    r"^/[a-z0-9/?=&.-]*$": "write the address of a page from its slash on, for example /voice",
    r"^[A-Z][0-9]{2}$": "write a capital letter and two digits, for example W01",
}
_NOT_A_REFERRAL = r"^This is not a referral"
_A_DAY = "write a day as 2026-03-31"
_A_LIST = "write a list: [one, another], or a line with a hyphen for each"
_WORDS_WITH_VALUES = "write words with their values, for example {one: visit, many: visits}"
_WHOLE = "write a whole number"
_TRUE = "write true or false"


def _text(item: Mapping[str, Any]) -> str:
    return "it has no value" if item["input"] is None else "put it in quotation marks, so that it is a text"


def _pattern(item: Mapping[str, Any]) -> str:
    pattern = str(item["ctx"]["pattern"])
    if pattern.startswith(_NOT_A_REFERRAL):
        return "begin with «This is not a referral. Worried now? …»"
    return f"«{item['input']}» is not written so; {_PATTERNS.get(pattern, f'it is written as {pattern}')}"


def _words_expected(item: Mapping[str, Any]) -> str:
    each = "write each" if isinstance(item["loc"][-1:] and item["loc"][-1], int) else "write it"
    return f"{each} as words with their values. The words that may stand there: {item['ctx']['words']}"


_SAID: Mapping[str, str | Callable[[Mapping[str, Any]], str]] = {
    "greater_than_equal": lambda item: f"{item['input']} is too small, the least is {item['ctx']['ge']}",
    "less_than_equal": lambda item: f"{item['input']} is too large, the most is {item['ctx']['le']}",
    "int_parsing": _WHOLE,
    "int_type": _WHOLE,
    "int_from_float": _WHOLE,
    "bool_parsing": _TRUE,
    "bool_type": _TRUE,
    "string_type": _text,
    "string_too_short": "it is empty",
    "string_too_long": lambda item: f"it has more than {item['ctx']['max_length']} letters",
    "string_pattern_mismatch": _pattern,
    "date_parsing": _A_DAY,
    "date_type": _A_DAY,
    "date_from_datetime_parsing": _A_DAY,
    "date_from_datetime_inexact": _A_DAY,
    "tuple_type": _A_LIST,
    "list_type": _A_LIST,
    "too_short": lambda item: f"at least {item['ctx']['min_length']} has to stand here",
    "too_long": lambda item: f"at most {item['ctx']['max_length']} can stand here",
    "dict_type": _WORDS_WITH_VALUES,
    "words_expected": _words_expected,
}


def sentence_of(item: Mapping[str, Any], name: str) -> tuple[str, str]:
    """The sentence for one error of pydantic, and the nearest right word where there is one. name: the word of the file
    at which it stands, "" for the whole."""
    kind, message = str(item["type"]), str(item["msg"])
    if kind in ("enum", "literal_error"):
        known = re.findall(r"'([^']*)'", str(item.get("ctx", {}).get("expected", "")))
        return unknown_word(str(item["input"]), known=known, what=f"a value of «{name}»")
    if kind == "missing":
        return f"«{name}» is missing.", ""
    said = _SAID.get(kind)
    if said is not None:
        told = said if isinstance(said, str) else said(item)
        return f"«{name}»: {told}." if name else f"{told[:1].upper()}{told[1:]}.", ""
    is_ours = kind == "unknown_word" or bool(item.get("ctx", {}).get("sentence"))
    if is_ours or not name or message.endswith("."):
        return message, ""
    return f"«{name}»: {message[0].lower()}{message[1:]}.", ""


def follows_from_another(item: Mapping[str, Any], errors: list[Any]) -> bool:
    """Whether a list is short only because something that stands in it was refused itself."""
    here = item["loc"]
    return item["type"] == "too_short" and any(
        one["loc"][: len(here)] == here and len(one["loc"]) > len(here) for one in errors
    )
