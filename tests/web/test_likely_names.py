"""What is said of words that look like names: one or several, and in the same words on every page."""

from lineofsight.web.words_field import like_names


def test_one_word_and_several_are_spoken_of_as_they_are():
    assert like_names(("Jane",)) == "«Jane» looks like a name. Take it out, or tick below that it is not one."
    assert like_names(("Jane", "Brown")) == (
        "«Jane» and «Brown» look like names. Take them out, or tick below that they are none."
    )
