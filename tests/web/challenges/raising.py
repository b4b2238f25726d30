"""A challenge in the browser: raised, moved on, read."""

from lineofsight.records.registers.models import Challenge
from tests.web.pages import words_of

WANTED = "The visit is made this week and the plan is read with the parents."


def raised(who, agency=None, *, kind="agency-escalation", **facts) -> Challenge:
    """What somebody raises on one screen."""
    form = {"concern": "no-action", "wanted": WANTED, "key": f"raise {len(facts)}"}
    form |= {"child": "not-here"} | facts
    if agency is not None:
        form["agency"] = agency.ref
    child = f"&child={facts['child']}" if "child" in facts else ""
    answer = who.post(f"/challenges/new?kind={kind}{child}", form)
    assert answer.status_code == 302, words_of(answer.content.decode())
    return Challenge.objects.latest("id")


def step(who, challenge: Challenge, do: str, **facts):
    challenge.refresh_from_db()
    form = {"version": challenge.version, "key": f"{do} {challenge.version}"} | facts
    return who.post(f"/challenges/{challenge.ref}/step?do={do}", form)


def told(who, challenge: Challenge) -> str:
    answer = who.get(f"/challenges/{challenge.ref}")
    assert answer.status_code == 200
    return words_of(answer.content.decode())
