"""What is looked after here, and by whom: the systems of the library, one's own part first."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from lineofsight.desk.systems import rows as desk


def show_systems(request: HttpRequest) -> HttpResponse:
    """All of them by theme, or the one that the address names."""
    wanted = request.GET.get("of", "")
    if not wanted:
        yours, by_theme = desk.systems(request.actor)
        return render(request, "systems/list.html", {"yours": yours, "by_theme": by_theme})
    one = desk.system(wanted, request.actor)
    if one is None:
        raise Http404
    return render(request, "systems/system.html", {"one": one})
