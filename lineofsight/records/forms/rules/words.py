"""An answer that was written in words, in a file: what it says, or a sentence that says what to write."""

import re
from collections.abc import Mapping

from lineofsight.library.faults import nearest_word
from lineofsight.library.instrument import AnswerAs, Instrument, Question
from lineofsight.records.forms.rules.answers import Value, choices_of


class NotAnAnswer(ValueError):
    """The words are no answer to the question. The sentence says which would be."""


def from_words(instrument: Instrument, question: Question, words: str) -> Value:
    """What a cell says, but for days, which whoever reads the file understands. Raises NotAnAnswer."""
    choices = choices_of(instrument, question)
    if question.answer is AnswerAs.TEXT:
        return words
    if question.answer is AnswerAs.SEVERAL:
        parts = [part.strip() for part in re.split(r"[;\n]", words) if part.strip()]
        return tuple(dict.fromkeys(_code(choices, part) for part in parts))
    if question.answer is AnswerAs.SCALE:
        return int(_code(choices, words))
    if question.answer is AnswerAs.NUMBER:
        plain = words.replace(",", "").strip()
        if not plain.isdecimal() or len(plain) > 6:
            raise NotAnAnswer(
                f"«{words[:60]}» is not a number. Write a whole number from {question.lowest} to {question.highest}."
            )
        return int(plain)
    return _code(choices, words)


def _code(choices: Mapping[str, str], words: str) -> str:
    said = _plain(words)
    for code, meaning in choices.items():
        if said in (_plain(meaning), code.casefold()):
            return code
    near = nearest_word(words, choices.values())
    told = f"Did you mean «{near}»?" if near else f"Write one of: {'; '.join(choices.values())}."
    raise NotAnAnswer(f"«{words[:60]}» is not an answer here. {told}")


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold().rstrip(".")
