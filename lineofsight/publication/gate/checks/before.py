"""What people have to do before a Summary may be published: look where it could harm, wait, and offer sight of it."""

from collections.abc import Iterator

from lineofsight.library.words import counted, day_words
from lineofsight.publication.content.declared import Hold, HoldKind, Search, SearchPlace
from lineofsight.publication.gate.check import Found, WholeCheck
from lineofsight.publication.gate.given import Given

# Which proceedings deal with what was found where; what stands in the press may come from any of them.
_DEALT_WITH = {
    SearchPlace.JUDGMENTS: frozenset({HoldKind.FAMILY}),
    SearchPlace.INQUEST: frozenset({HoldKind.INQUEST}),
    SearchPlace.TRIAL: frozenset({HoldKind.CRIMINAL}),
    SearchPlace.PRESS: frozenset(HoldKind),
}
_IN_WORDS = {
    SearchPlace.JUDGMENTS: "published judgments",
    SearchPlace.INQUEST: "inquests",
    SearchPlace.TRIAL: "criminal trials",
    SearchPlace.PRESS: "the press",
}


def _family(given: Given) -> Iterator[Found]:
    family = given.content.declared.family
    if family is None:
        yield Found(
            "family.missing",
            "Nobody has said whether the family was offered sight of the Summary.",
            "Say when the family was offered sight, or why it was not; it is printed.",
            "ready",
        )
        return
    if family.offered_date is None and not family.not_offered_reason.strip():
        yield Found(
            "family.no_day_or_reason",
            "The family was offered sight on no day, and no reason is given.",
            "Add the day, or the reason why the family was not offered sight.",
            "ready",
        )
    if not family.by_role.strip():
        yield Found("family.no_role", "Nobody says who offered it.", "Add the role that offered it.", "ready")
    if family.offered_date is not None and family.offered_date > given.today:
        yield Found(
            "family.later",
            f"The family is offered sight on {day_words(family.offered_date)}, which is still to come.",
            "Offer it, and then write down the day.",
            "ready",
        )


FAMILY = WholeCheck(
    id="family",
    title="The family was offered sight, or the Summary says why not",
    codes={
        "family.missing": "Nothing is said about the family.",
        "family.no_day_or_reason": "Neither a day nor a reason is given.",
        "family.no_role": "No role is named that offered it.",
        "family.later": "The day is still to come.",
    },
    find=_family,
)


def _holds(given: Given) -> Iterator[Found]:
    for hold in given.content.declared.holds:
        yield from _hold(hold, given)


def _hold(hold: Hold, given: Given) -> Iterator[Found]:
    named = f"The hold for {hold.kind.value} since {day_words(hold.since_date)}"
    if hold.lifted_date is None:
        yield Found(
            "hold.stands",
            f"{named} has not been lifted.",
            "Wait until it is lifted: somebody in a named role says why it no longer stands against publishing.",
            "ready",
        )
        return
    if not hold.lifted_by_role.strip() or not hold.lifted_reason.strip():
        yield Found(
            "hold.lifted_by_nobody",
            f"{named} was lifted, but not by a named role with a reason.",
            "Add who lifted it, by role, and why.",
            "ready",
        )
    if hold.lifted_date > given.today:
        yield Found(
            "hold.lifted_later",
            f"{named} is lifted on {day_words(hold.lifted_date)}, which is still to come.",
            "Wait until that day.",
            "ready",
        )
    if hold.lifted_date < hold.since_date:
        yield Found(
            "hold.lifted_before",
            f"{named} was lifted on {day_words(hold.lifted_date)}, before it began.",
            "Correct the two days.",
            "ready",
        )


HOLDS = WholeCheck(
    id="holds",
    title="No proceedings hold the Summary back",
    codes={
        "hold.stands": "A hold has not been lifted.",
        "hold.lifted_by_nobody": "A hold was lifted without a role or without a reason.",
        "hold.lifted_later": "A hold is lifted on a day that is still to come.",
        "hold.lifted_before": "A hold was lifted before it began.",
    },
    find=_holds,
)


def _searches(given: Given) -> Iterator[Found]:
    searches = given.content.declared.searches
    for where in SearchPlace:
        of_place = [search for search in searches if search.where is where]
        if not of_place:
            yield Found(
                "search.missing",
                f"Nobody has looked in {_IN_WORDS[where]} for what is public already.",
                "Search, and write down who looked, when, and what was found.",
                "ready",
            )
        else:
            # What somebody found does not go away because somebody else did not find it.
            for search in (item for item in of_place if item.found.strip()):
                yield from _found(search, given)
            yield from _search(max(of_place, key=lambda search: search.searched_date), given)


def _search(search: Search, given: Given) -> Iterator[Found]:
    named = f"The search of {_IN_WORDS[search.where]}"
    age, most = (given.today - search.searched_date).days, given.own_rules.publishing.search_days
    if not search.by_role.strip():
        yield Found("search.no_role", f"{named} does not say who looked.", "Add the role that looked.", "ready")
    if age < 0:
        yield Found(
            "search.later",
            f"{named} is of {day_words(search.searched_date)}, which is still to come.",
            "Write down the day on which somebody looked.",
            "ready",
        )
    if age > most:
        yield Found(
            "search.old",
            f"{named} is {counted(age, 'day', 'days')} old, and may be {most} days old at most.",
            "Search again, and write down who looked, when, and what was found.",
            "ready",
        )


def _found(search: Search, given: Given) -> Iterator[Found]:
    kinds = _DEALT_WITH[search.where]
    # Whoever lifted a hold before somebody looked in the press did not know what was found there.
    knew = [
        hold
        for hold in given.content.declared.holds
        if hold.kind in kinds
        and (search.where is not SearchPlace.PRESS or (hold.lifted_date or given.today) >= search.searched_date)
    ]
    if not knew:
        yield Found(
            "search.found",
            f"The search of {_IN_WORDS[search.where]} found something: {search.found.strip().rstrip('.')}.",
            "Hold the Summary back; whoever lifts the hold says why it may be published.",
            "ready",
        )


SEARCHES = WholeCheck(
    id="searches",
    title="Somebody looked for what is public already, in all four places and not long ago",
    codes={
        "search.missing": "Nobody looked in one of the four places.",
        "search.no_role": "A search does not say who looked.",
        "search.old": "A search is older than the library allows.",
        "search.later": "A search has a day that is still to come.",
        "search.found": "A search found something, and no hold that was lifted with knowledge of it deals with it.",
    },
    find=_searches,
)
