"""The words for how far a form is."""

from collections.abc import Mapping

from lineofsight.library.instrument_examples import FormState

STATE_WORDS: Mapping[str, str] = {
    FormState.NOT_STARTED: "Not started",
    FormState.STARTED: "Started",
    FormState.ALL_ANSWERED: "All answered, not signed",
    FormState.SIGNED: "Signed",
    FormState.SET_ASIDE: "Set aside",
}
