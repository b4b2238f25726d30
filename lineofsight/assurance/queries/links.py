"""What people ask of reply links: which were made for an item, and where each stands."""

from dataclasses import dataclass
from datetime import datetime

from lineofsight.assurance.models import ReplyLink, RoundItem
from lineofsight.partnership.actor import Actor


@dataclass(frozen=True)
class LinkNow:
    """A link where it stands: open, used, revoked or over."""

    link: ReplyLink
    state: str

    @property
    def is_open(self) -> bool:
        """Whether it can still be answered."""
        return self.state == "open"


def links_of(item: RoundItem, actor: Actor) -> tuple[LinkNow, ...]:
    """The links that were made for an item, the latest first."""
    rows = ReplyLink.objects.visible_to(actor).filter(item=item).order_by("-id")
    return tuple(LinkNow(link, state_of(link, actor.now)) for link in rows)


def state_of(link: ReplyLink, now: datetime) -> str:
    """Where a link stands, in a word."""
    if link.used_at is not None:
        return "used"
    if link.revoked_at is not None:
        return "ended"
    return "open" if now < link.expires_at else "over"


def find_link(actor: Actor, ref: str) -> ReplyLink | None:
    """One link, or None."""
    return ReplyLink.objects.visible_to(actor).select_related("item__share", "agency").called(ref)
