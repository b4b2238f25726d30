"""How many of those asked answered is told so that no reader takes a share of rounded numbers for what was counted."""

import pytest

from lineofsight.library.scales import Spoke
from lineofsight.publication.content.edition import Voice, Voices
from lineofsight.publication.content.told import EXACT, Told
from lineofsight.publication.render import blocks, html
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


def test_children_and_families_stand_apart_from_practitioners_and_from_others_in_every_form():
    said = [("Parents", Spoke.PARENT), ("Health visitors", Spoke.PRACTITIONER), ("Neighbours", Spoke.OTHER)]
    items = tuple(Voice(text=f"{who} said so.", who=who, how="Asked", spoke=spoke) for who, spoke in reversed(said))
    content = edition(voices=Voices(items=items))
    page = html.render(content)["index.html"].decode()
    in_order = ["What children and families told us", "Parents said so.", "What practitioners told us"]
    in_order += ["Health visitors said so.", "What others told us", "Neighbours said so."]

    in_word = list(blocks.texts(blocks.summary(content, "0" * 64)))

    assert [page.index(f">{words}<") for words in in_order] == sorted(page.index(f">{words}<") for words in in_order)
    assert [words for words in in_word if words in in_order] == in_order


def test_where_only_practitioners_spoke_the_heading_of_families_says_why_none_of_them_was_asked():
    items = (Voice(text="One plan is enough.", who="Health visitors", how="Asked", spoke=Spoke.PRACTITIONER),)
    voices = Voices(items=items, nobody_asked_reason="The trial had not ended.")

    page = html.render(edition(voices=voices))["index.html"].decode()

    assert "No child or family was asked. The trial had not ended." in page
    assert told(edition(voices=voices)) == ()
