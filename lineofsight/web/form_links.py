"""What templates ask of a Django form: which control a field is, and where each error stands."""

from dataclasses import dataclass

from django import forms
from django.forms.boundfield import BoundField
from django.forms.widgets import Input

from lineofsight.web.day_field import DayInputs
from lineofsight.web.words_field import Words


@dataclass(frozen=True)
class ErrorLink:
    """One line of an error summary: the message and the control it leads to ("" when it is about the whole form)."""

    text: str
    href: str


def control_kind(bound: BoundField) -> str:
    """Name the GOV.UK control for a field; each name is a branch of the macro `field`.

    Raises TypeError for a widget that no branch of the macro draws, so that no field is left out in silence.
    """
    widget = bound.field.widget
    # The order matters: RadioSelect and CheckboxSelectMultiple are not Selects, PasswordInput is an Input.
    kinds: tuple[tuple[type[forms.Widget], str], ...] = (
        (DayInputs, "day"),
        (forms.Textarea, "textarea"),
        (forms.CheckboxSelectMultiple, "checkboxes"),
        (forms.RadioSelect, "radios"),
        (forms.Select, "select"),
        (forms.CheckboxInput, "checkbox"),
        (forms.FileInput, "file"),
        (forms.PasswordInput, "password"),
        (forms.HiddenInput, "hidden"),
        (Input, "input"),
    )
    for widget_type, kind in kinds:
        if isinstance(widget, widget_type):
            return kind
    raise TypeError(f"no control for {type(widget).__name__}")


def rests_on_device(bound: BoundField) -> bool:
    """Whether words that are typed here may wait, sealed, in a browser until they are sent (`static/kept_words.js`).

    Whatever is written out may, in a box or in a line. What must not lie about says so by `autocomplete="off"`, as
    what proves who somebody is does, and the names of people that are looked for.
    """
    is_words = control_kind(bound) == "textarea" or isinstance(bound.field, Words)
    return is_words and not bound.field.widget.is_hidden and bound.field.widget.attrs.get("autocomplete") != "off"


def error_links(form: forms.BaseForm) -> list[ErrorLink]:
    """Give all errors of a bound form, the whole form's first, then in the order of the fields."""
    links = [ErrorLink(str(message), "") for message in form.non_field_errors()]
    for bound in form:
        links += [ErrorLink(str(message), f"#{first_control(bound)}") for message in bound.errors]
    return links


def first_control(bound: BoundField) -> str:
    """Give the id of the control that takes the focus: the field's own, or the first of its several inputs."""
    if control_kind(bound) == "day":
        return f"{bound.auto_id}-day"
    return str(bound.auto_id)
