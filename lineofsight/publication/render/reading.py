"""How to read a Summary, in words: what its pages and its Word file explain."""

from dataclasses import dataclass

from lineofsight.library.scales import Shows
from lineofsight.publication.render.who_says import Speaker
from lineofsight.publication.render.words import NUMBERS_STAY

LEDE = "Under each sentence stands what it shows and who says so. Those are two different things."
_SPEAKERS = {
    Speaker.OWNER: "the agency that did it says so about itself.",
    Speaker.OFFICE: "those who work for all agencies of the partnership brought it. They are no partner that "
    "checks the agencies.",
    Speaker.PARTNER: "another agency of the partnership has looked.",
    Speaker.INDEPENDENT: "an inspection, a court or the independent scrutineer has looked. The day and whom they "
    "looked at stand beside it.",
}


@dataclass(frozen=True, kw_only=True)
class Explained:
    """One heading: the values of a scale, then a list, then what else is to be said."""

    anchor: str
    title: str
    scale: tuple[Shows, ...] = ()
    items: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


MARK = "mark"
COUNTED = "counted"
PARTS = (
    Explained(
        anchor="shows",
        title="What a sentence shows",
        scale=tuple(Shows),
        words=("«Has lasted» is added when it was looked at again later and was still so.",),
    ),
    Explained(
        anchor="who",
        title="Who says so",
        items=tuple(f"{who}: {words}" for who, words in _SPEAKERS.items()),
        words=(
            "A name stands once: whoever the sentence names is not named again under it. «Nobody outside has checked "
            "it» means that no outside opinion stands either. Where whoever offered something was the only one who "
            "could say that it counts, it is said that nobody else has looked.",
            "Somebody else's words never make a sentence show more. A report can agree with a sentence; it cannot "
            "count for it.",
        ),
    ),
    Explained(
        anchor=COUNTED,
        title="What this edition holds",
    ),
    Explained(
        anchor="opinion",
        title="Outside opinion",
        words=(
            "Somebody outside the agency may give an opinion: substantial, reasonable, limited or no assurance. «Not "
            "yet looked at» means that nobody has; it is neither good nor bad. An opinion lapses when what it rested "
            "on has changed.",
        ),
    ),
    Explained(
        anchor="numbers",
        title="Numbers",
        words=(
            "Each sentence has a number (12). Each piece of evidence has one (E31), and each figure (F7). They are the "
            "same on every page and in every form of this edition. A figure says how many of how many, when, and what "
            "was left out; what stands in the sentence itself is not said again. «No cases» is not 0%.",
            NUMBERS_STAY,
        ),
    ),
    Explained(
        anchor="words-of-others",
        title="Quotations",
        words=(
            "Words between quotation marks were compared with the report that they come from, word for word. A gap is "
            "shown by three dots.",
        ),
    ),
    Explained(
        anchor="not",
        title="What this cannot tell you",
        words=(
            "It cannot promise that what an agency entered is true. It shows what each sentence rests on, so that you "
            "can ask.",
        ),
    ),
    Explained(
        anchor=MARK,
        title="The mark of this edition",
        words=(
            "The mark is worked out from the whole edition. If one letter of it were different, the mark would be "
            "different. It is the SHA-256 of the file content.json, which holds this edition as data.",
        ),
    ),
)
