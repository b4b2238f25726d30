"""Whole numbers as people and files write them."""


def whole_number(text: str, *, most: int = 9) -> int | None:
    """What so many digits at most say, 0 to 9 and nothing else; None for anything else.

    Python itself reads «1_0» and «٣», and refuses more than 4,300 digits with an error of its own.
    """
    return int(text) if text.isascii() and text.isdigit() and len(text) <= most else None
