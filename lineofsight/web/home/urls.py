"""Addresses of the first page, of the footer pages, of `/health` and of who looked."""

from lineofsight.partnership.rules import Act
from lineofsight.web.home import views
from lineofsight.web.route import route

ROUTES = [
    route("", views.home, may=Act.SITE_READ, name="home"),
    route("help", views.help_page, may=Act.SITE_READ, name="help"),
    route("glossary", views.glossary, may=Act.SITE_READ, name="glossary"),
    route("accessibility", views.accessibility, may=Act.SITE_READ, name="accessibility"),
    route("privacy", views.privacy, may=Act.SITE_READ, name="privacy"),
    # Asked for by browsers on pages that name no icon: those of a published edition, which are the same everywhere.
    route("favicon.ico", views.icon, may=Act.SITE_READ, name="icon"),
    route("words/sent", views.words_sent, may=Act.HOME_READ, name="words_sent"),
    route("health", views.health, may=Act.SITE_READ, name="health"),
    route("access", views.access, may=Act.TRAIL_READ, name="access"),
]
