"""The tables of the return on children looked after, each known by its header."""

from lineofsight.intake.returns.tables import TableKind


def _kind(name: str, needs: str, takes: str = "", known: str = "") -> TableKind:
    return TableKind(name, frozenset(needs.split()), frozenset(takes.split()), frozenset(known.split()))


HEADER = _kind("header", "CHILD SEX DOB ETHNIC", "CHILD SEX DOB ETHNIC", "UPN MOTHER MC_DOB MOTHER_DOB")
EPISODES = _kind(
    "episodes",
    "CHILD DECOM RNE LS PLACE DEC REC",
    "CHILD DECOM RNE LS PLACE DEC REC",
    "CIN PLACE_PROVIDER REASON_PLACE_CHANGE HOME_POST PL_POST URN PL_LA PL_LOCATION PL_DISTANCE DOB",
)
REVIEWS = _kind("reviews", "CHILD REVIEW REVIEW_CODE", "CHILD REVIEW REVIEW_CODE", "DOB")
PLACED = _kind(
    "placed for adoption",
    "CHILD DATE_PLACED DATE_PLACED_CEASED",
    "CHILD DATE_PLACED DATE_PLACED_CEASED",
    "DOB REASON_PLACED_CEASED",
)
WORKERS = _kind("workers", "CHILD SW_ID SW_DECOM", "CHILD SW_ID SW_DECOM SW_DEC", "DOB SW_REASON")

KINDS = (
    HEADER,
    EPISODES,
    REVIEWS,
    PLACED,
    WORKERS,
    _kind("missing", "CHILD MISSING MIS_START MIS_END", known="DOB"),
    _kind("unaccompanied", "CHILD DUC", known="DOB SEX"),
    _kind("outcomes", "CHILD SDQ_SCORE", known="DOB"),
    _kind("care leavers", "CHILD IN_TOUCH", known="DOB"),
    _kind("adoptions", "CHILD DATE_INT", known="DOB"),
    _kind("earlier permanence", "CHILD PREV_PERM", known="DOB"),
    _kind("deprivation of liberty", "CHILD DOLO_START", known="DOB"),
)
