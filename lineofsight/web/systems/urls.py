"""The address of what practice is looked at, and where."""

from lineofsight.partnership.rules import Act
from lineofsight.web.route import route
from lineofsight.web.systems import views

ROUTES = [
    route("systems", views.show_systems, may=Act.SYSTEMS_READ, name="systems"),
]
