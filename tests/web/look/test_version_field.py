"""A form whose unseen version did not come says what to do about it; nobody can fill in a field that nobody sees."""

import pytest
from django import forms

from lineofsight.web.sent import Version
from tests.house.tracked import ROOT, tracked


class Changed(forms.Form):
    version = Version()


@pytest.mark.parametrize("sent", [{}, {"version": ""}, {"version": "x"}, {"version": "-1"}])
def test_what_is_wrong_with_an_unseen_version_says_to_open_the_page_again(sent: dict[str, str]):
    assert Changed(sent).errors["version"] == ["This page is not whole. Open it again, and send it from there."]


def test_control_a_version_that_came_is_a_number():
    assert Changed({"version": "3"}).is_valid()


def test_every_unseen_number_of_a_form_is_such_a_version():
    views = [path for path in tracked(".py") if path.is_relative_to(ROOT / "lineofsight/web")]

    assert len(views) > 100
    assert [str(path) for path in views if "IntegerField(widget=forms.HiddenInput" in path.read_text()] == []
