"""Whatever people write in words is asked about names, or stands here with the reason why it is not."""

import importlib
import pkgutil
from collections.abc import Iterator

from django import forms

from lineofsight import web
from lineofsight.web.words_field import AsksAboutNames, Words

NOT_ASKED = {
    "WordingForm.text": "A pseudonym may stand in a sentence: the editor and the gate tell what looks like a name.",
    "SupportForm.support_line": "It names whom to ring.",
    "NamesForm.names": "Names are what is asked for; they are kept as marks that nobody can turn back.",
}


def forms_of_the_pages() -> Iterator[type[forms.Form]]:
    """Every form class of the web room."""
    for found in pkgutil.walk_packages(web.__path__, f"{web.__name__}."):
        module = importlib.import_module(found.name)
        for thing in vars(module).values():
            if isinstance(thing, type) and issubclass(thing, forms.Form) and thing.__module__ == module.__name__:
                yield thing


ALL = sorted(forms_of_the_pages(), key=lambda form: f"{form.__module__}.{form.__name__}")


def boxes(form: type[forms.Form]) -> Iterator[str]:
    """The fields of several lines that are no `Words`."""
    for name, field in form.base_fields.items():
        if isinstance(field.widget, forms.Textarea) and not isinstance(field, Words):
            yield f"{form.__name__}.{name}"


def words_without(form: type[forms.Form]) -> list[str]:
    """The `Words` of a form that asks about nothing."""
    if issubclass(form, AsksAboutNames):
        return []
    return [f"{form.__name__}.{name}" for name, field in form.base_fields.items() if isinstance(field, Words)]


def test_every_form_that_takes_words_asks_about_names():
    assert len(ALL) > 100
    assert [name for form in ALL for name in words_without(form)] == []


def test_every_other_box_stands_here_with_its_reason_and_no_exception_is_left_over():
    assert NOT_ASKED.keys() == {name for form in ALL for name in boxes(form)}


def test_a_form_that_forgets_is_found():
    class Forgets(forms.Form):
        why = Words("Why?", most=10)
        note = forms.CharField(widget=forms.Textarea)

    assert words_without(Forgets) == ["Forgets.why"]
    assert list(boxes(Forgets)) == ["Forgets.note"]
