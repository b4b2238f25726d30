"""What somebody offers as evidence, and why an offer is not taken."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from lineofsight.assurance.models import Assessment, FigureRecord
from lineofsight.assurance.rules import Consent, EvidenceKind
from lineofsight.assurance.shelf import most_it_shows
from lineofsight.files.models import Held
from lineofsight.library.quoted import QUOTED
from lineofsight.library.scales import Scope, Shows
from lineofsight.partnership.models import Agency


class ShowsTooMuch(ValueError):
    """The kind of evidence cannot show that much, however good it is."""

    def __init__(self, kind: EvidenceKind, most: Shows) -> None:
        super().__init__(f"Evidence of the kind «{kind.value}» shows at most «{most.words}». Choose that, or less.")


class NothingOffered(ValueError):
    """Evidence without a note, a file, a figure or an assessment."""

    def __init__(self) -> None:
        super().__init__("Enter a note, or add the file: evidence has to be something that others can look at.")


class NoConsent(ValueError):
    """What people said, without saying how many were asked and what they agreed to."""


class LinkDoesNotFit(ValueError):
    """An address of a register that nobody could open, or that would carry a secret."""


class WrongCount(ValueError):
    """A count in which n is more than N, or without saying what was counted."""


@dataclass(frozen=True, kw_only=True)
class Offer:
    """What somebody offers. Days are days in England; `counted_*` is n of N as the agency counted it."""

    kind: EvidenceKind
    title: str
    shows: Shows
    note: str = ""
    period_from: date | None = None
    period_to: date | None = None
    received_date: date | None = None
    valid_until: date | None = None
    counted_n: int | None = None
    counted_of: int | None = None
    counted_words: str = ""
    held: Held | None = None
    figure: FigureRecord | None = None
    assessment: Assessment | None = None
    about: Agency | None = None
    scope: Scope = Scope.LOCAL
    register: str = ""
    link: str = ""
    asked: int | None = None
    answered: int | None = None
    heard: str = ""
    consent: str = ""
    spoke: str = ""


def check_offer(offer: Offer, *, day: date) -> None:
    """Raise the one of the refusals of this file that fits an offer which cannot be taken."""
    most = most_it_shows(offer.kind, on=day)
    if offer.shows > most:
        raise ShowsTooMuch(offer.kind, most)
    if not (offer.note.strip() or offer.held or offer.figure or offer.assessment or offer.register.strip()):
        raise NothingOffered
    _check_link(offer)
    if offer.kind is EvidenceKind.EXPERIENCE:
        _check_experience(offer)
    elif offer.asked is not None or offer.answered is not None or offer.heard.strip() or offer.consent or offer.spoke:
        raise NoConsent("How many were asked belongs to what children, families or workers told us. Choose that kind.")
    if offer.counted_n is not None:
        if offer.counted_of is not None and offer.counted_n > offer.counted_of:
            raise WrongCount(f"{offer.counted_n} of {offer.counted_of} cannot be: the first number is the larger.")
        if not offer.counted_words.strip():
            raise WrongCount("Say what was counted, for example: files read by a second person.")
    elif offer.counted_of is not None:
        raise WrongCount(f"You entered of how many ({offer.counted_of}), and not how many. Enter both numbers.")
    if offer.period_from and offer.period_from > day:
        raise WrongCount("The first day that it covers is still to come. Enter the days at which it looked.")
    if offer.period_from and offer.period_to and offer.period_to < offer.period_from:
        raise WrongCount("The last day of the period is before its first. Enter the earlier day first.")


def _check_link(offer: Offer) -> None:
    if not offer.link:
        return
    if not offer.register.strip():
        raise LinkDoesNotFit("Say in which register it stands, so that people know what they open.")
    address = urlsplit(offer.link)
    if address.scheme != "https" or not address.hostname:
        raise LinkDoesNotFit("The address of the register begins with https:// and names a place.")
    if address.username or address.password:
        raise LinkDoesNotFit("The address carries a name or a password. Enter it without.")


def _check_experience(offer: Offer) -> None:
    if offer.asked is None or offer.answered is None:
        raise NoConsent("Say how many were asked, and how many answered.")
    if offer.answered > offer.asked:
        raise NoConsent(f"{offer.answered} answered, and {offer.asked} were asked: the first number is the larger.")
    if not offer.consent:
        raise NoConsent("Say what they agreed to. What people said is used as they agreed, and not otherwise.")
    if not offer.heard.strip():
        raise NoConsent("Say what they raised, in words by which nobody can be known.")
    if offer.consent != Consent.QUOTED and QUOTED.search(offer.heard):
        raise NoConsent(
            "Words stand in quotation marks, and those who said them did not agree to be quoted. Tell it in other "
            "words."
        )
