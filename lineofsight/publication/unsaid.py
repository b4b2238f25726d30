"""The strong words of a sentence of which its evidence says nothing: for whoever reads it a second time.

The gate lets them pass: evidence may hold more than it is called. So nobody is stopped here, and somebody looks.
"""

from dataclasses import dataclass

from lineofsight.assurance import queries as assurance
from lineofsight.assurance.models import Evidence, Statement
from lineofsight.assurance.own_shelf import with_own_measures
from lineofsight.assurance.shelf import wording_rules
from lineofsight.library.borne_out import not_borne_out
from lineofsight.library.claim import Otherwise, Unsaid
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.queries import today
from lineofsight.publication.compiling.edition import alone
from lineofsight.publication.gate.behind import texts_behind
from lineofsight.publication.gate.checks.borne_out import CHECK
from lineofsight.publication.gate.given import Given
from lineofsight.publication.gate.own_rules import rules_of
from lineofsight.publication.models import Edition


@dataclass(frozen=True)
class UnsaidWord:
    """A word of a sentence, and the matter of which nothing behind the sentence speaks."""

    words: str
    matter: str


def unsaid_words(statement: Statement, actor: Actor, *, offered: Evidence | None = None) -> tuple[UnsaidWord, ...]:
    """The words of a statement's sentence that claim what nothing behind it speaks of, in the order of the kinds.

    They are those of the gate's kinds of claims, by the gate's reading of what stands behind; here each kind is asked
    of every sentence, and the notes of evidence are read too, which no edition prints. offered: what would stand behind
    it too, once it was accepted. Out: nothing for a sentence that nothing stands behind, which is said elsewhere.
    """
    if statement.current is None:
        return ()
    day = today(actor.now)
    # What the edition has beside the sentence is not asked, so that none needs to be there.
    content = alone(Edition(review=statement.review, number=0, as_at_date=day), statement, actor=actor)
    line = content.lines()[0]
    given = Given(
        content=content,
        sources={},
        recomputed={},
        today=day,
        wording_rules=wording_rules(on=day),
        own_rules=rules_of(with_own_measures(actor), on=day),
    )
    if not CHECK.applies(line, given):
        return ()
    current = assurance.basis_of(statement, day=actor.now).current
    pieces = (*current, *([offered] if offered is not None else ()))
    behind = (*texts_behind(line, given), *(text for one in pieces for text in _words_of(one)))
    if not behind:
        return ()
    found = (
        UnsaidWord(one.words, kind.matter)
        for kind in given.own_rules.claims
        # What was done and by whom every sentence says, and evidence seldom in the same words: no strong ones.
        if kind.otherwise is not Otherwise.NONE_OF_THEM
        for one in not_borne_out(
            kind.model_copy(update={"unsaid": Unsaid.ALWAYS, "counted_only": False}),
            given.own_words(line),
            behind,
            is_counted=True,
        )
        if not one.behind
    )
    return tuple(dict.fromkeys(found))


def _words_of(evidence: Evidence) -> tuple[str, ...]:
    """What a piece of evidence says of itself: its title, its note, and what it counts."""
    return tuple(text for text in (evidence.title, evidence.note, evidence.counted_words) if text)
