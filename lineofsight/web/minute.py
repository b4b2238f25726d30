"""The minute of what is recorded for an agency, asked for on every page that records something for one."""

from typing import Any

from django import forms

from lineofsight.assurance.actions.minutes import Minute
from lineofsight.files.actions import AlreadyHeld, keep_file
from lineofsight.partnership.rules import Audience
from lineofsight.web.day_field import DayField
from lineofsight.web.words_field import AsksAboutNames, Words


class MinuteForm(AsksAboutNames):
    """What shows that an agency agreed to something that is recorded for it."""

    agreed_by = Words(
        "Who agreed to it for the agency",
        "Enter the role of whoever agreed to it.",
        most=100,
        hint="A role, never a name. For example: head of service.",
        is_long=False,
    )
    agreed_where = Words(
        "Where",
        "Say where it was agreed: that is its minute.",
        most=200,
        hint="For example: executive meeting, item 4; or a telephone call, with the note of it.",
        is_long=False,
    )
    agreed_date = DayField(label="When", error_messages={"required": "Enter the day on which it was agreed."})
    file = forms.FileField(
        label="The minute, as a file",
        required=False,
        error_messages={"empty": "The file is empty. Choose another."},
    )


def minute_in(clean: dict[str, Any], *, agency: Any, by: Any) -> Minute:
    """The minute of a clean `MinuteForm`; its file is kept for the agency. Raises FileRefused."""
    held, file = None, clean["file"]
    if file is not None:
        try:
            held = keep_file(content=file, name=file.name or "", agency=agency, by=by, audience=Audience.HUB)
        except AlreadyHeld as known:
            held = known.held
    return Minute(clean["agreed_by"], clean["agreed_where"], clean["agreed_date"], held)
