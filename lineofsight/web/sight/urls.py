"""Addresses of what was due, for whom, and why."""

from lineofsight.partnership.rules import Act
from lineofsight.web.route import route
from lineofsight.web.sight import groups, posts, reviews, shares, views, voice, what_if

ROUTES = [
    route("sight", views.list_due, may=Act.SIGHT_READ, name="sight"),
    route("sight/download", views.download, may=Act.SIGHT_READ, name="sight_csv"),
    route("sight/reviews", reviews.show_reviews, may=Act.SIGHT_READ, name="sight_reviews"),
    route("sight/shares", shares.show_shares, may=Act.SHARES_READ, name="sight_shares"),
    route("sight/groups", groups.show_groups, may=Act.SHARES_READ, name="sight_groups"),
    route("sight/voice", voice.show_voice, may=Act.SHARES_READ, name="sight_voice"),
    route("sight/what-if", what_if.show_what_if, may=Act.WHAT_IF, name="sight_what_if"),
    route("sight/rules", views.list_rules, may=Act.SIGHT_READ, name="sight_rules"),
    route("sight/children/<child:ref>", views.show_child, may=Act.CHILD_READ, name="child"),
    route("sight/children/<child:ref>/why", views.show_why, may=Act.CHILD_READ, name="child_why"),
    route("sight/posts", posts.list_posts, may=Act.POSTS_READ, name="posts", methods="GET POST"),
    route("sight/posts/<post:ref>/end", posts.take_post, may=Act.POST_GIVE, name="take_post", methods="POST"),
]
