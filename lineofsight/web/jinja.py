"""The Jinja2 environment of all pages: the GOV.UK macros, our filters, and names that fail when misspelt.

Templates decide how a page looks, never what is true (house style §5), so nothing here counts, filters or permits.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from jinja2 import BaseLoader, ChoiceLoader, Environment, PackageLoader, PrefixLoader, Undefined

from lineofsight.library.notice import Notice
from lineofsight.library.words import day_range
from lineofsight.measures.figure import whole_percent
from lineofsight.measures.terms import NO_CASES
from lineofsight.partnership.queries import today
from lineofsight.partnership.shelf import not_a_referral
from lineofsight.program import program
from lineofsight.publication.compiling.edition import as_at_of
from lineofsight.web import dates
from lineofsight.web.form_links import control_kind, error_links, rests_on_device


class Missing(Undefined):
    """Nothing for a key that a dict does not hold; a failure for every other name that does not exist.

    The GOV.UK macros ask their parameters for dozens of keys that callers leave out, and rely on getting nothing.
    A misspelt variable, attribute or macro parameter of ours is a mistake: printing it or looping over it raises
    UndefinedError. It may be tested (`{% if navigation %}`), so that a page can leave out what it was not given.
    """

    __slots__ = ()

    def _was_optional(self) -> bool:
        # An inline `a if b` without `else` has no name: the template says itself that there is nothing to print.
        return self._undefined_name is None or isinstance(self._undefined_obj, Mapping)

    def __str__(self) -> str:
        return "" if self._was_optional() else self._fail_with_undefined_error()

    def __iter__(self) -> Iterator[Any]:
        return iter(()) if self._was_optional() else self._fail_with_undefined_error()

    def __len__(self) -> int:
        return 0 if self._was_optional() else self._fail_with_undefined_error()


def n_of_n(n: int, of: int) -> str:
    """«6 of 8 (75%)», rounded as figures are; «no cases» when `of` is 0. For counts that are not a measured Figure.

    Raises ValueError unless 0 <= n <= of.
    """
    if not 0 <= n <= of:
        raise ValueError(f"{n} of {of} is no share")
    if of == 0:
        return NO_CASES
    return f"{n:,} of {of:,} ({whole_percent(n, of)}%)"


def notice_above(request: HttpRequest) -> Notice:
    """What stands above every form about a child on the day of the request."""
    return not_a_referral(on=today(request.actor.now))  # type: ignore[attr-defined]


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """Give the address of a named page."""
    return str(reverse(name, args=args or None, kwargs=kwargs or None))


def environment(*, loader: BaseLoader | None = None, **options: Any) -> Environment:
    """Build the environment for Django's Jinja2 backend (setting OPTIONS["environment"]).

    `loader` finds our own templates and stands first; the GOV.UK macros are found under «govuk_frontend_jinja/».
    Autoescape and our `Missing` hold whatever `options` say, so that tests and production fail alike.
    """
    macros = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    options |= {"autoescape": True, "undefined": Missing, "trim_blocks": True, "lstrip_blocks": True}
    env = Environment(loader=ChoiceLoader([loader, macros] if loader else [macros]), **options)
    env.globals |= {"static": static, "url": url, "error_links": error_links, "control_kind": control_kind}
    env.globals |= {"notice_above": notice_above, "rests_on_device": rests_on_device}
    env.filters |= {
        "day": dates.long_day,
        "short_day": dates.short_day,
        "clock": dates.clock,
        "moment": dates.moment,
        "month": dates.month,
    }
    env.globals |= {"day_range": day_range, "n_of_n": n_of_n, "program": program, "as_at_of": as_at_of}
    return env
