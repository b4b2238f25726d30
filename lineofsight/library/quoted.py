"""What reads as somebody's own words: a stretch between two quotation marks of a pair."""

import re

QUOTED = re.compile(r"[“„\"][^“”„\"]+[”“\"]|«[^«»]+»|(?<!\w)[‘'][^‘’'\n]+(?:[’'](?!\w))")
"""Words between marks; an apostrophe within a word (don't, children's) is none."""
