"""Addresses of what was due, for whom, and why."""

from lineofsight.partnership.rules import Act
from lineofsight.web.route import FORM, route
from lineofsight.web.sight import (
    find,
    groups,
    kinds_here,
    merging,
    my_days,
    posts,
    recording,
    reviews,
    shares,
    views,
    voice,
    what_if,
    why_late,
)

ROUTES = [
    route("sight", views.list_due, may=Act.SIGHT_READ, name="sight"),
    route("sight/download", views.download, may=Act.SIGHT_READ, name="sight_csv"),
    route("sight/my-days", my_days.list_my_days, may=Act.SIGHT_READ, name="my_days"),
    route("sight/find", find.find_by_number, may=Act.CASE_NUMBER, name="find_child", methods=FORM),
    route("sight/reviews", reviews.show_reviews, may=Act.SIGHT_READ, name="sight_reviews"),
    route("sight/shares", shares.show_shares, may=Act.SHARES_READ, name="sight_shares"),
    route("sight/shares/<slug:family>/anew", shares.begin_anew, may=Act.CHART_ANEW, name="family_anew", methods=FORM),
    route(
        "sight/shares/<slug:family>/anew/back",
        shares.take_back_anew,
        may=Act.CHART_ANEW,
        name="family_anew_back",
        methods=FORM,
    ),
    route("sight/groups", groups.show_groups, may=Act.SHARES_READ, name="sight_groups"),
    route("sight/voice", voice.show_voice, may=Act.SHARES_READ, name="sight_voice"),
    route("sight/what-if", what_if.show_what_if, may=Act.WHAT_IF, name="sight_what_if"),
    route("sight/rules", views.list_rules, may=Act.SIGHT_READ, name="sight_rules"),
    route("sight/children/<child:ref>", views.show_child, may=Act.CHILD_READ, name="child"),
    route("sight/children/<child:ref>/why", views.show_why, may=Act.CHILD_READ, name="child_why"),
    route(
        "sight/children/<child:ref>/why-late", why_late.say_why, may=Act.WHY_LATE_GIVE, name="why_late", methods=FORM
    ),
    route("sight/children/<child:ref>/record", recording.record_one, may=Act.EVENT_RECORD, name="record", methods=FORM),
    route(
        "sight/recorded/<recorded:ref>/correct",
        recording.correct_one,
        may=Act.EVENT_RECORD,
        name="correct_recorded",
        methods=FORM,
    ),
    route(
        "sight/recorded/<recorded:ref>/take-back",
        recording.take_one_back,
        may=Act.EVENT_RECORD,
        name="take_recorded_back",
        methods=FORM,
    ),
    route("sight/children/<child:ref>/merge", merging.merge_two, may=Act.CHILD_MERGE, name="merge", methods=FORM),
    route(
        "sight/children/<child:ref>/take-apart",
        merging.take_two_apart,
        may=Act.CHILD_MERGE,
        name="take_apart",
        methods=FORM,
    ),
    route("sight/recorded-here", kinds_here.list_kinds, may=Act.KIND_HERE_SAY, name="kinds_here", methods=FORM),
    route("sight/posts", posts.list_posts, may=Act.POSTS_READ, name="posts", methods=FORM),
    route("sight/posts/<post:ref>/end", posts.take_post, may=Act.POST_GIVE, name="take_post", methods="POST"),
]
