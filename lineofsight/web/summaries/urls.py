"""Addresses of Summaries: the way of an edition to print, what is declared about it, and what was published."""

from lineofsight.partnership.rules import Act
from lineofsight.web.route import FORM, route
from lineofsight.web.summaries import (
    declaring,
    names,
    noticing,
    objecting,
    opening,
    overriding,
    preview,
    ready,
    signatures,
    signing,
    views,
    withdrawing,
)

ROUTES = [
    route("summaries", views.list_summaries, may=Act.EDITION_READ, name="summaries"),
    route("summaries/<edition:ref>", views.show_summary, may=Act.EDITION_READ, name="summary"),
    route("summaries/<edition:ref>/gate", views.show_gate, may=Act.GATE_READ, name="gate"),
    route(
        "summaries/<edition:ref>/sign", signing.sign_summary, may=Act.EDITION_SIGN, name="sign_summary", methods=FORM
    ),
    route(
        "summaries/<edition:ref>/sign-on-behalf",
        views.sign_on_behalf,
        may=Act.EDITION_COMPILE,
        name="sign_on_behalf",
        methods=FORM,
    ),
    route(
        "summaries/<edition:ref>/object-on-behalf",
        objecting.object_on_behalf,
        may=Act.EDITION_COMPILE,
        name="object_on_behalf",
        methods=FORM,
    ),
    route(
        "summaries/<edition:ref>/object",
        objecting.object_to_signature,
        may=Act.EDITION_SIGN,
        name="object_to_signature",
        methods=FORM,
    ),
    route(
        "summaries/<edition:ref>/move",
        views.move_summary,
        may=Act.EDITION_MOVE,
        name="move_summary",
        methods="POST",
    ),
    route(
        "summaries/<edition:ref>/reopen",
        views.reopen_summary,
        may=Act.EDITION_RETURN,
        name="reopen_summary",
        methods=FORM,
    ),
    route(
        "summaries/<edition:ref>/ask-to-sign",
        signatures.ask_to_sign,
        may=Act.EDITION_COMPILE,
        name="ask_to_sign",
        methods="POST",
    ),
    route("published", views.public_site, may=Act.SITE_READ, name="public_site"),
    route("published/<edition:ref>/", views.published_page, may=Act.SITE_READ, name="published"),
    route("published/<edition:ref>/<path:address>", views.published_page, may=Act.SITE_READ, name="published_page"),
    route(
        "reviews/<review:ref>/edition",
        opening.open_next,
        may=Act.EDITION_COMPILE,
        name="open_next_edition",
        methods=FORM,
    ),
    route("summaries/<edition:ref>/preview/", preview.preview, may=Act.GATE_READ, name="preview"),
    route("summaries/<edition:ref>/preview/<path:address>", preview.preview, may=Act.GATE_READ, name="preview_page"),
    route("summaries/<edition:ref>/ready", ready.show_ready, may=Act.GATE_READ, name="ready"),
    route("summaries/<edition:ref>/signatures", signatures.show_signatures, may=Act.GATE_READ, name="signatures"),
    route(
        "summaries/<edition:ref>/search",
        declaring.attest_search,
        may=Act.EDITION_DECLARE,
        name="attest_search",
        methods=FORM,
    ),
    route("summaries/<edition:ref>/hold", declaring.put_hold, may=Act.EDITION_DECLARE, name="put_hold", methods=FORM),
    route("holds/<hold:ref>/lift", declaring.lift_hold, may=Act.EDITION_DECLARE, name="lift_hold", methods=FORM),
    route(
        "summaries/<edition:ref>/family", declaring.say_family, may=Act.EDITION_DECLARE, name="say_family", methods=FORM
    ),
    route(
        "summaries/<edition:ref>/support",
        declaring.say_support,
        may=Act.EDITION_COMPILE,
        name="say_support",
        methods=FORM,
    ),
    route(
        "summaries/<edition:ref>/nobody-asked",
        declaring.say_nobody_asked,
        may=Act.EDITION_COMPILE,
        name="say_nobody_asked",
        methods=FORM,
    ),
    route(
        "summaries/<edition:ref>/override",
        overriding.override_refusal,
        may=Act.EDITION_OVERRIDE,
        name="override_refusal",
        methods=FORM,
    ),
    route(
        "summaries/<edition:ref>/withdraw",
        withdrawing.withdraw_summary,
        may=Act.EDITION_WITHDRAW,
        name="withdraw_summary",
        methods=FORM,
    ),
    route(
        "summaries/<edition:ref>/notice", noticing.write_notice, may=Act.NOTICE_WRITE, name="write_notice", methods=FORM
    ),
    route("notices/<notice:ref>", noticing.decide_notice, may=Act.NOTICE_DECIDE, name="decide_notice", methods=FORM),
    route("names", names.register, may=Act.NAMES_KEEP, name="names", methods=FORM),
    route("names/take-away", names.take_away, may=Act.NAMES_KEEP, name="take_name_away", methods=FORM),
]
