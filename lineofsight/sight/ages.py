"""How old a child is, from the month of birth: years and months, never a day."""

from datetime import date


def age_words(*, born_month: date, on: date) -> str:
    """«7 years and 2 months»; before the month of birth «not born yet»."""
    months = (on.year - born_month.year) * 12 + on.month - born_month.month
    if months < 0:
        return "not born yet"
    years, left = divmod(months, 12)
    told = [f"1 {what}" if number == 1 else f"{number} {what}s" for number, what in ((years, "year"), (left, "month"))]
    if not years:
        return told[1]
    return told[0] if not left else " and ".join(told)
