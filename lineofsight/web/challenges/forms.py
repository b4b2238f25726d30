"""What people are asked when they raise a challenge, and when they make a step of one."""

from collections.abc import Sequence
from typing import Any

from lineofsight.library.challenge import ChallengeKind, Step
from lineofsight.records.registers.rules.challenges import LONGEST, stages_after
from lineofsight.web.choices import YES_NO, choice, picked
from lineofsight.web.sent import Version
from lineofsight.web.words_field import AsksAboutNames, Words

# The choice of a child of whom nothing stands in the records here; it is no reference of any child.
NOT_HERE = "not-here"


class RaiseForm(AsksAboutNames):
    """A challenge on one screen."""

    def __init__(
        self,
        *args: Any,
        kind: ChallengeKind,
        agencies: Sequence[Any],
        children: Sequence[tuple[str, str]],
        third: Sequence[Any] = (),
        **kw: Any,
    ) -> None:
        super().__init__(*args, **kw)
        asked: dict[str, Any] = {}
        if children:
            elsewhere = (NOT_HERE, "A child who is not in our records here")
            asked["child"] = picked(
                "Which child?", [*children, elsewhere], "Choose a child", "Choose the child whom it is about."
            )
        if len(agencies) > 1:
            asked["agency"] = picked(
                "Which agency is asked?",
                [(one.ref, one.name) for one in agencies],
                "Choose an agency",
                "Choose the agency that is asked.",
            )
        asked["concern"] = choice("What is it about?", kind.concerns, "Choose what it is about.")
        asked["wanted"] = Words(
            "What should happen?",
            "Say what should happen.",
            most=LONGEST,
            hint="In a sentence, without a name and without what was said in confidence.",
        )
        if kind.can_be_urgent:
            # It is asked only where the answer changes the days.
            asked["is_urgent"] = choice("Is it urgent? Then its days are fewer.", YES_NO, "Say whether it is urgent.")
        inside = [stage for stage in kind.stages if not stage.is_outside]
        if len(inside) > 1:
            asked["stage"] = picked(
                "Where does it begin?",
                [(one.id, f"{one.title}, {one.in_person}") for one in inside[1:]],
                f"{inside[0].title}, {inside[0].in_person}",
            )
            asked["reason"] = picked(
                "Why is a stage passed over?", list(kind.reasons_to_pass_over.items()), "None is passed over"
            )
        if third:
            asked["third"] = picked(
                "Does a third agency take part?",
                [(one.ref, one.name) for one in third],
                "No, the two of us",
                hint="It reads all of the challenge and can say its view. You can ask one later too.",
            )
        self.fields.update(asked)


class StepForm(AsksAboutNames):
    """One step of a challenge: what this step needs, and nothing else."""

    def __init__(
        self, *args: Any, kind: ChallengeKind, stage: str, step: Step, third: Sequence[Any] = (), **kw: Any
    ) -> None:
        super().__init__(*args, **kw)
        asked: dict[str, Any] = {"version": Version()}
        if step is Step.ANSWER:
            asked["answer"] = choice("What is the answer?", kind.answers, "Choose what the answer is.")
            no = " or ".join(f"«{kind.answers[code]}»" for code in kind.refusals)
            hint = f"Needed for {no}. In a sentence, without a name." if no else "In a sentence, without a name."
            asked["said"] = Words("What will be done, or why not", most=LONGEST, hint=hint)
        if step is Step.ESCALATE:
            onward = [(one.id, f"{one.title}, {one.in_person}") for one in stages_after(kind, stage)]
            asked["stage"] = choice("Where does it go?", onward, "Choose the stage.")
            asked["reason"] = picked(
                "Why is a stage passed over?",
                list(kind.reasons_to_pass_over.items()),
                "None is passed over",
                hint="Needed where a stage is left out, or where an answer is not late yet.",
            )
        if step is Step.PAUSE:
            asked["reason"] = choice("Why do the days stand still?", kind.reasons_to_pause, "Choose the reason.")
        if step is Step.INVOLVE:
            asked["third"] = choice(
                "Which agency?",
                [(one.ref, one.name) for one in third],
                "Choose the agency that is asked to take part.",
                hint="It reads all of the challenge, also what was said before, and can say its view.",
            )
        if step is Step.SAY:
            asked["said"] = Words(
                "What is the view of your agency?",
                "Say the view of your agency in a sentence.",
                most=LONGEST,
                hint="In a sentence, without a name. All who take part read it.",
            )
        if step is Step.RESOLVE:
            asked["outcome"] = choice("How did it end?", kind.outcomes, "Choose how it ended.")
            asked["has_learning"] = choice("Is there something to learn from it?", YES_NO, "Say yes or no.")
        self.fields.update(asked)
