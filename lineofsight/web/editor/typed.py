"""What came with a form of the editor: the field, what its tokens stand for, and over which words it was begun."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from lineofsight.assurance.actions.drafts import discard_draft, keep_draft
from lineofsight.assurance.queries.drafts import DraftNow
from lineofsight.publication.as_typed import Checked, Offered, check_as_typed, offered_for, quoted_from
from lineofsight.publication.editing.tokens import Token, names_of, pieces, put_in, taken_out


@dataclass(frozen=True)
class Typed:
    """A sentence that is being changed."""

    statement: Any
    field: str
    began: str
    not_names: tuple[str, ...]
    offered: tuple[Offered, ...]

    @property
    def tokens(self) -> list[Token]:
        """What the field can put in."""
        return [one.token for one in self.offered]

    @property
    def named(self) -> str:
        """Which quotation each token stands for, for the form to send again."""
        return names_of(self.tokens)

    @property
    def is_behind(self) -> bool:
        """Whether somebody else has saved since it was begun."""
        return bool(self.began != self.statement.current.sha)

    def text(self) -> str:
        """The words as they would be kept. Raises UnknownToken."""
        return put_in(self.field, self.tokens)

    def as_it_reads(self) -> str:
        """The words with every token that stands for something put in; nothing is refused."""
        return "".join(piece.text for piece in pieces(self.field, self.tokens))

    def is_as_it_stands(self) -> bool:
        """Whether nothing differs from the words that stand."""
        return self.as_it_reads().split() == self.statement.current.text.split()

    def quoted_from(self) -> dict[str, Any]:
        """From which report each quotation that is put in comes."""
        return quoted_from(self.field, self.offered)

    def checked(self, edition: Any, actor: Any) -> Checked:
        """The sentence as it will read, with all that is to be said of it."""
        return check_as_typed(
            self.field,
            edition=edition,
            statement=self.statement,
            offered=self.offered,
            actor=actor,
            not_names=self.not_names,
        )

    def keep(self, actor: Any) -> None:
        """Keep it as a draft; where it says what stands already, there is nothing to keep. Raises DraftTooLong."""
        if self.is_as_it_stands():
            discard_draft(statement=self.statement, by=actor)
            return
        keep_draft(
            statement=self.statement,
            text=self.field,
            named=self.named,
            not_names=self.not_names,
            began_sha=self.began,
            by=actor,
        )


def as_it_stands(statement: Any, actor: Any) -> Typed:
    """The field as it is opened: the words that stand, tied figures and quotations as tokens."""
    offered = offered_for(statement, actor=actor)
    field = taken_out(statement.current.text, [one.token for one in offered])
    return Typed(statement, field, statement.current.sha, (), offered)


def as_drafted(statement: Any, draft: DraftNow, actor: Any) -> Typed:
    """The field as it was left."""
    offered = offered_for(statement, actor=actor, named=draft.named)
    return Typed(statement, draft.text, draft.began_sha, draft.not_names, offered)


def as_sent(request: HttpRequest, statement: Any) -> Typed:
    """The field as it was sent. Browsers send the ends of lines as two letters."""
    sent = request.POST
    offered = offered_for(statement, actor=request.actor, named=sent.get("named", ""))
    field = sent.get("words", "").replace("\r\n", "\n")
    began = sent.get("began", "") or statement.current.sha
    return Typed(statement, field, began, tuple(sent.getlist("not_name")), offered)
