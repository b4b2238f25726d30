"""Who is quoted: somebody who tells what they live or do, or a body that looked."""

import re

_PEOPLE = re.compile(
    r"(?:(?:a|an|one|the|some|two|three|many|several|our|other|another|their)\s+)*"
    r"(?:young\s+|foster\s+|social\s+|newly\s+qualified\s+|family\s+|support\s+|birth\s+)*"
    r"(?:parents?|mothers?|fathers?|mums?|dads?|carers?|grandparents?|famil(?:y|ies)|child|children|people|persons?"
    r"|girls?|boys?|siblings?|staff|workers?|practitioners?|midwi(?:fe|ves)|visitors?|teachers?|nurses?|residents?)",
    re.IGNORECASE,
)


def is_somebody_who_tells(attributed_to: str) -> bool:
    """Whether words are given to a parent, a child or somebody who works, and to no body that looked from outside.

    What they told is experience: asked of how many, with their leave, and never an assessment of anybody.
    """
    return _PEOPLE.fullmatch(" ".join(attributed_to.split())) is not None
