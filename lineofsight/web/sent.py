"""What a form sends beside what somebody filled in: the version it showed, and what a page sends on again."""

from collections.abc import Collection

from django.http import HttpRequest

from lineofsight.library.numbers import whole_number


def version(request: HttpRequest) -> int:
    """The version that the form showed; 0, which no row has, where it says none."""
    return whole_number(request.POST.get("version", "")) or 0


def kept(request: HttpRequest, *, but: Collection[str]) -> list[tuple[str, str]]:
    """Every value that was sent, of three ticks all three, but for names that the next page asks anew."""
    return [(name, value) for name in request.POST if name not in but for value in request.POST.getlist(name)]
