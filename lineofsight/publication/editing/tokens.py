"""Tokens: `{F7}` and `{Q3}` in the field of the editor, each for the words of a tied figure or quotation.

A token stands in the field only. What is kept and printed are the words themselves, so that nothing has to be looked
up to read a sentence. Whoever types a token as plain words doubles its braces: `{{F7}}` is kept as `{F7}`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count

_TOKEN = re.compile(r"(\{+)([FQ]\d{1,6})(\}+)")
_OPENS, _CLOSES = "“\"«„‘'…", "”\"»“’'"


@dataclass(frozen=True, kw_only=True)
class Token:
    """What a token stands for: its name («F7»), the words, and the row that they come from."""

    name: str
    words: str
    ref: str = ""

    @property
    def is_quotation(self) -> bool:
        """Whether its words are somebody else's, and stand between marks."""
        return self.name.startswith("Q")


@dataclass(frozen=True)
class Piece:
    """A run of a sentence as it will read, and the token that it comes from, if any. `is_tied`: it stands for a token,
    or says a figure to which something is tied."""

    text: str
    token: Token | None = None
    is_figure: bool = False

    @property
    def is_tied(self) -> bool:
        """Whether something stands behind these words alone."""
        return self.is_figure or self.token is not None


class UnknownToken(ValueError):
    """A token that stands for nothing that is tied to this sentence."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"«{{{name}}}» stands for nothing that is tied to this sentence. Take it out, or put in one from the list."
        )


def unknown_in(field: str, tokens: Sequence[Token]) -> tuple[str, ...]:
    """The names of tokens in a field that stand for nothing, each once."""
    known = {token.name for token in tokens}
    return tuple(dict.fromkeys(name for name in _names(field) if name not in known))


def quotations_in(field: str, tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The quotations that a field puts in, each once."""
    used = set(_names(field))
    return tuple(token for token in tokens if token.is_quotation and token.name in used)


def _names(field: str) -> Iterator[str]:
    for found in _TOKEN.finditer(field):
        if len(found[1]) == len(found[3]) == 1:
            yield found[2]


def pieces(field: str, tokens: Sequence[Token]) -> tuple[Piece, ...]:
    """The sentence as it will read, in runs. A token that stands for nothing stays as it was typed."""
    by_name = {token.name: token for token in tokens}
    found, after = [], 0
    for match in _TOKEN.finditer(field):
        found.append(Piece(field[after : match.start()]))
        after = match.end()
        opening, name, closing = match.groups()
        token = by_name.get(name) if len(opening) == len(closing) == 1 else None
        if token is not None:
            found.append(Piece(token.words, token))
        elif min(len(opening), len(closing)) > 1:
            found.append(Piece(opening[1:] + name + closing[1:]))
        else:
            found.append(Piece(match[0]))
    found.append(Piece(field[after:]))
    return tuple(piece for piece in found if piece.text)


def with_figures(read: Iterable[Piece], said: Iterable[str]) -> tuple[Piece, ...]:
    """The same runs, with the words of figures (`said`) that something is tied to as runs of their own."""
    forms = [re.escape(words) for words in sorted(set(said), key=len, reverse=True) if words]
    if not forms:
        return tuple(read)
    pattern = re.compile(rf"(?<![\w.,-])({'|'.join(forms)})(?![\w%-]|[.,]\d)")
    return tuple(
        Piece(text, is_figure=number % 2 == 1) if piece.token is None else piece
        for piece in read
        for number, text in enumerate(pattern.split(piece.text) if piece.token is None else [piece.text])
        if text
    )


def put_in(field: str, tokens: Sequence[Token]) -> str:
    """The words of the sentence: every token gives way to what it stands for. Raises UnknownToken."""
    for name in unknown_in(field, tokens):
        raise UnknownToken(name)
    return "".join(piece.text for piece in pieces(field, tokens))


def taken_out(text: str, tokens: Sequence[Token]) -> str:
    """The words of a sentence as its field shows them: where they say a tied figure or quotation, its token stands.

    Putting it in again gives the same text, letter for letter.
    """
    field = _taken_out(text, tokens)
    # Words made of braces can grow together with what stands beside them: then the field shows the words themselves.
    return field if put_in(field, tokens) == text else _doubled(text)


def _taken_out(text: str, tokens: Sequence[Token]) -> str:
    # The longest words first: «8 of 10» stands inside «8 of 10 visits».
    by_words: dict[str, Token] = {}
    for token in sorted(tokens, key=lambda one: -len(one.words)):
        by_words.setdefault(_form(token), token)
    if not by_words:
        return _doubled(text)
    found, after = [], 0
    groups = list(by_words)
    for match in re.finditer("|".join(f"({form})" for form in groups), text):
        token = by_words[groups[(match.lastindex or 1) - 1]]
        found += [_doubled(text[after : match.start()]), f"{{{token.name}}}"]
        after = match.end()
    return "".join([*found, _doubled(text[after:])])


def _form(token: Token) -> str:
    """Where the words of a token count as its own: a figure as whole words, a quotation between marks."""
    words = re.escape(token.words)
    if token.is_quotation:
        return rf"(?<=[{_OPENS}]){words}(?=[.,;…]*[{_CLOSES}])"
    return rf"(?<![\w.,{{-]){words}(?![\w}}%-]|[.,]\d)"


def _doubled(text: str) -> str:
    return _TOKEN.sub(lambda match: f"{{{match[0]}}}", text)


def named_quotations(found: Iterable[tuple[str, str]], *, named: str) -> tuple[Token, ...]:
    """Quotations (row, words) as tokens. Those that a page has named before («Q1:ref Q2:ref») keep their names."""
    before = {found[2]: found[1] for found in re.finditer(r"(?<!\S)(Q\d{1,6}):(\w+)(?!\S)", named)}
    taken = {int(name[1:]) for name in before.values()}
    free = (number for number in count(1) if number not in taken)
    return tuple(Token(name=before.get(ref) or f"Q{next(free)}", words=words, ref=ref) for ref, words in found)


def names_of(tokens: Iterable[Token]) -> str:
    """Which quotation each token stands for, as `named_quotations` reads it."""
    return " ".join(f"{token.name}:{token.ref}" for token in tokens if token.is_quotation)


def unmarked_in(field: str, tokens: Sequence[Token]) -> tuple[str, ...]:
    """The names of quotations that a field puts in without marks around them, each once."""
    found = []
    for token in quotations_in(field, tokens):
        shown = f"{{{token.name}}}"
        if not re.search(rf"[{_OPENS}]{re.escape(shown)}[.,;…]*[{_CLOSES}]", field):
            found.append(token.name)
    return tuple(found)


def with_token(field: str, token: Token) -> str:
    """The field with a token put in at its end, before the last full stop; a quotation comes with its marks."""
    words = f"“{{{token.name}}}”" if token.is_quotation else f"{{{token.name}}}"
    bare = field.rstrip()
    stop = bare[-1:] if bare[-1:] in (".", "!", "?") and not bare.endswith("..") else ""
    before = bare[: len(bare) - len(stop)]
    return f"{before} {words}{stop}" if before else f"{words}{stop}"
