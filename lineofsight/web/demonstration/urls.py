"""The addresses of the demonstration. Outside it they are not found."""

from lineofsight.partnership.rules import Act
from lineofsight.web.demonstration import views
from lineofsight.web.route import route

ROUTES = [
    route("demo/", views.who_to_be, may=Act.DEMONSTRATION, name="who_to_be"),
    route("demo/become/", views.become, may=Act.DEMONSTRATION, name="become", methods="POST"),
]
