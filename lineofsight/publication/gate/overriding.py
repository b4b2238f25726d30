"""Which refusals a second person may let pass, with a reason that is printed. Whatever is not listed stands."""

# Matters of judgement: how strong a word is, how old a look, how a sentence reads. What could make somebody known, what
# nobody signed, what rests on nothing and what another body never said is not among them and never becomes so by
# itself: a code that comes later may not be overridden until somebody lists it here.
_MAY_BE = frozenset(
    {
        "kind.intention_reads_as_done",
        "kind.reads_as_intention",
        "kind.context_speaks_for_agency",
        "wording.above_shown",
        "wording.needs_figure",
        "wording.no_comparison",
        "all.sample",
        "all.some_left_out",
        "words.other",
        "quotation.older_than_action",
        "figure.percent_of_few",
    }
)


def may_be_overridden(code: str) -> bool:
    """Whether a second person may let a refusal with this code pass."""
    return code in _MAY_BE
