"""How many of those asked answered is told so that no reader takes a share of rounded numbers for what was counted."""

import pytest

from lineofsight.publication.content.edition import Voice, Voices
from lineofsight.publication.content.told import EXACT, Told
from lineofsight.publication.render.pages import told
from tests.publication.pure.factory import edition

CHILDREN = Told(nearest=5, fewest=8, share_from=20)


@pytest.mark.parametrize(
    "answered, asked, telling, words",
    [
        (18, 30, CHILDREN, "About 20 of about 30 who were asked answered"),
        (30, 30, CHILDREN, "All of about 30 who were asked answered"),
        (1038, 1461, CHILDREN, "About 1040 of 1460 (71%) who were asked answered"),
        (18, 30, EXACT, "18 of 30 (60%) of those asked answered"),
    ],
)
def test_a_share_of_rounded_numbers_is_told_only_where_it_is_near_what_was_counted(answered, asked, telling, words):
    voice = Voice(text="We were heard.", who="Young people", how="Asked", asked=asked, answered=answered, told=telling)

    (printed,) = told(edition(voices=Voices(items=(voice,))))

    assert f". {words}." in printed.note
