"""References: the only ids that leave the service. Random, so that nobody can guess or count them."""

import secrets

# Without 0 o 1 i l, so that a reference can be read out on the telephone.
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
# 26 letters of 31 are 128.8 bits; 25 would be 123.
REF_LENGTH = 26
_REFS = len(ALPHABET) ** REF_LENGTH


def new_ref() -> str:
    """A new reference: 26 letters, at least 128 random bits."""
    # Drawn at once: a letter at a time took a third of the time in which a large plan is written.
    number = secrets.randbelow(_REFS)
    letters = []
    for _ in range(REF_LENGTH):
        number, letter = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[letter])
    return "".join(letters)


def in_threes(ref: str, *, letters: int = 6) -> str:
    """The first letters of a reference as people read them: «KX4-72M»."""
    shown = ref[:letters].upper()
    return "-".join(shown[start : start + 3] for start in range(0, len(shown), 3))
