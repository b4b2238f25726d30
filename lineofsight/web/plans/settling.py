"""Settle what a plan means: its columns, its words of status, its agencies, its days, and the names in it."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from lineofsight.assurance.actions import plans
from lineofsight.assurance.queries.plans import plan_of
from lineofsight.assurance.rules.plan_settled import PlanField, Said
from lineofsight.assurance.rules.plans import PlanReading
from lineofsight.intake.correcting.corrections import CannotCorrect
from lineofsight.web.form_page import form_page
from lineofsight.web.imports.forms import NameForm
from lineofsight.web.imports.views import address
from lineofsight.web.plans import shown
from lineofsight.web.plans.forms import SettlingForm, columns_form, days_form, owners_form, statuses_form
from lineofsight.web.plans.views import while_it_waits

Asking = Callable[..., SettlingForm]


def _settling(asking: Asking, *, h1: str, lede: str) -> Callable[..., HttpResponse]:
    """A page that asks about one side of a plan, and goes back to its rows as they then will be written."""

    @while_it_waits
    def answer(request: HttpRequest, plan_import: Any) -> HttpResponse:
        now = plan_of(plan_import, request.actor) if plan_import.state == "preview" else None
        form = asking(now, request.POST or None, version=plan_import.version) if now else SettlingForm(request.POST)

        def act(clean: dict[str, Any]) -> str:
            plans.settle(plan_import=plan_import, said=form.said(), expected_version=clean["version"], by=request.actor)
            return address(plan_import, "plan_import")

        return form_page(
            request,
            form,
            act=act,
            refusals=(CannotCorrect,),
            done="Saved. Nothing has been written yet.",
            template="plans/settle.html",
            plan_import=plan_import,
            h1=h1,
            lede=lede,
            groups=form.groups,
            remembered=shown.remembered(now) if now else (),
            is_empty=not form.asked,
        )

    return answer


settle_columns = _settling(
    columns_form,
    h1="What is each column?",
    lede="What you say is proposed again for the next plan with these headings.",
)
settle_statuses = _settling(
    statuses_form,
    h1="What do its words of status mean?",
    lede="The plan’s own word stays beside ours, in quotation marks.",
)
settle_owners = _settling(
    owners_form,
    h1="Which agency leads?",
    lede="What you say is remembered for the next plan.",
)
settle_days = _settling(
    days_form,
    h1="By which day?",
    lede="An action has a day by which it will be done. The plan’s own words stay beside it.",
)


@while_it_waits
def decide_name(request: HttpRequest, plan_import: Any) -> HttpResponse:
    """Every name that still stands, children's first, each with its place and what could stand instead."""
    now: PlanReading | None = plan_of(plan_import, request.actor) if plan_import.state == "preview" else None
    names = now.names if now else ()
    if not names and request.method != "POST":
        return HttpResponseRedirect(address(plan_import, "plan_import"))
    form = NameForm(request.POST or None, initial={"name": names[0].name, "instead": names[0].instead} if names else {})

    def act(clean: dict[str, Any]) -> str:
        instead = clean["instead"].strip() if clean["what"] == "instead" else clean["name"]
        if not instead:
            raise CannotCorrect("Enter the words that stand instead of the name.")
        said = [Said(PlanField.NAME, clean["name"], instead)]
        plans.settle(plan_import=plan_import, said=said, expected_version=plan_import.version, by=request.actor)
        return address(plan_import, "plan_names" if len({one.name for one in names}) > 1 else "plan_import")

    return form_page(
        request,
        form,
        act=act,
        refusals=(CannotCorrect,),
        done="Saved for the whole plan.",
        template="imports/names.html",
        report_import=plan_import,
        what="plan",
        found=names[0] if names else None,
        places=[one for one in names if one.name == names[0].name][:10] if names else [],
        left=len({one.name for one in names}),
    )
