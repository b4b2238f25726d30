"""The few wording rules that these tests lean on, so that a partnership's own shelf cannot change what they prove."""

from datetime import date

from lineofsight.library.kinds import WordingRule


def _rule(id: str, **said: object) -> WordingRule:
    return WordingRule.model_validate(
        {"id": id, "title": id, "source": ["house"], "basis": "local", "scope": "local", "from": date(2026, 1, 1),
         "checked": True, "owner": "Business manager", "review_by": date(2027, 1, 1), "at_gate": "stop", **said}
    )  # fmt: skip


RULES = (
    _rule(
        "change",
        asks="level",
        words=["has improved", "have improved", "improved", "improvement", "has increased", "have increased",
               "has reduced", "have reduced", "fewer", "has fallen", "has got better"],
        not_in=["improvement plan", "requires improvement", "no fewer than", "fewer than"],
        shows="practice changed",
        needs_figure=True,
        needs_comparison=True,
        reason="«{word}» claims a measured change.",
        cure="Write «is» with the figure, or add the earlier figure.",
    ),
    _rule(
        "strong-words",
        asks="level",
        words=["embedded", "robust", "strengthened", "ensures", "significant", "completed", "fully implemented"],
        not_in=["not yet fully implemented"],
        shows="quality checked",
        reason="«{word}» claims that somebody has looked at how well it is done.",
        cure="Say what was done, without «{word}».",
    ),
    _rule(
        "quantities",
        asks="level",
        words=["most", "the majority"],
        shows="counted",
        needs_figure=True,
        reason="«{word}» is a figure.",
        cure="Give n of N.",
    ),
    _rule(
        "everyone",
        asks="full count",
        words=["all", "every", "each", "always", "no", "not one", "nothing", "none", "never", "whole workforce"],
        not_in=["not all", "nearly all", "overall", "at all", "above all", "no longer", "no later than", "no more than",
                "no fewer than",
                "each month", "every month", "no date", "no figure", "no answer", "no record", "each other", "in all"],
        reason="«{word}» says 100% or 0%.",
        cure="Give n of N as at a day, or use a softer word.",
    ),
    _rule(
        "course",
        asks="level",
        words=["steadily"],
        shows="counted",
        needs_figure=True,
        needs_times=3,
        reason="«{word}» says how it went all the time.",
        cure="Write both counts with their days.",
    ),
    _rule(
        "about-families",
        asks="other words",
        instead={"hard to reach": "we have not reached", "disguised compliance": "what was said and what was seen"},
        reason="«{word}» blames a family.",
        cure="Write «{instead}».",
    ),
    _rule(
        "only-told",
        asks="level",
        at_gate="mark",
        words=["prompt"],
        shows="counted",
        reason="«{word}» is a time.",
        cure="Say how long it took.",
    ),
)  # fmt: skip
