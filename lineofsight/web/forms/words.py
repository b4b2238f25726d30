"""The words for how far a form is, and a section of one."""

from collections.abc import Mapping

from lineofsight.library.instrument_examples import FormState
from lineofsight.records.forms.rules.asking import SectionState

STATE_WORDS: Mapping[str, str] = {
    FormState.NOT_STARTED: "Not started",
    FormState.STARTED: "Started",
    FormState.ALL_ANSWERED: "All answered, not signed",
    FormState.SIGNED: "Signed",
    FormState.SET_ASIDE: "Set aside",
}
SECTION_WORDS: Mapping[SectionState, str] = {
    SectionState.NOT_STARTED: "Not started",
    SectionState.STARTED: "Started",
    SectionState.ALL_ANSWERED: "All answered",
    SectionState.NOTHING_APPLIES: "Nothing applies",
}
