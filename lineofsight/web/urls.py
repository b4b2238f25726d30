"""Every address of the service. Each names its act; one that does not stops the start."""

from django.conf import settings

from lineofsight.partnership.rules import Act
from lineofsight.web import errors
from lineofsight.web.accounts.urls import ROUTES as ACCOUNTS
from lineofsight.web.audits.urls import ROUTES as AUDITS
from lineofsight.web.background.urls import ROUTES as BACKGROUND
from lineofsight.web.chain.urls import ROUTES as CHAIN
from lineofsight.web.challenges.urls import ROUTES as CHALLENGES
from lineofsight.web.comparing.site import ROUTES as SITE
from lineofsight.web.comparing.views import ROUTES as COMPARING
from lineofsight.web.coverage import views as coverage
from lineofsight.web.demonstration.urls import ROUTES as DEMONSTRATION
from lineofsight.web.editor.urls import ROUTES as EDITOR
from lineofsight.web.evidence import newer
from lineofsight.web.evidence import views as evidence
from lineofsight.web.forms.urls import ROUTES as FORMS
from lineofsight.web.grants.views import ROUTES as GRANTS
from lineofsight.web.home import views as home
from lineofsight.web.imports.urls import ROUTES as IMPORTS
from lineofsight.web.learning.urls import ROUTES as LEARNING
from lineofsight.web.lists.urls import ROUTES as LISTS
from lineofsight.web.measures.urls import ROUTES as MEASURES
from lineofsight.web.overview.urls import ROUTES as OVERVIEW
from lineofsight.web.pathways.urls import ROUTES as PATHWAYS
from lineofsight.web.plans.urls import ROUTES as PLANS
from lineofsight.web.registers.urls import ROUTES as REGISTERS
from lineofsight.web.retention.views import ROUTES as RETENTION
from lineofsight.web.returns.urls import ROUTES as RETURNS
from lineofsight.web.reviews import days as review_days
from lineofsight.web.reviews import views as reviews
from lineofsight.web.reviews.beginning import begin_review
from lineofsight.web.rounds.urls import ROUTES as ROUNDS
from lineofsight.web.route import FORM, check_all_have_a_policy, route
from lineofsight.web.search.views import ROUTES as SEARCH
from lineofsight.web.sight.urls import ROUTES as SIGHT
from lineofsight.web.signin.urls import ROUTES as SIGN_IN
from lineofsight.web.stated.urls import ROUTES as STATED
from lineofsight.web.statements import views as statements
from lineofsight.web.summaries import objecting, signing
from lineofsight.web.summaries import views as summaries
from lineofsight.web.summaries.urls import ROUTES as DECLARED
from lineofsight.web.systems.views import ROUTES as SYSTEMS
from lineofsight.web.voice.urls import ROUTES as VOICE
from lineofsight.web.why.views import ROUTES as WHY
from lineofsight.web.workforce.urls import ROUTES as WORKFORCE
from lineofsight.web.yearly.views import ROUTES as YEARLY
from lineofsight.web.yours.urls import ROUTES as YOURS

urlpatterns = [
    route("", home.home, may=Act.SITE_READ, name="home"),
    route("help", home.help_page, may=Act.SITE_READ, name="help"),
    route("glossary", home.glossary, may=Act.SITE_READ, name="glossary"),
    route("accessibility", home.accessibility, may=Act.SITE_READ, name="accessibility"),
    route("privacy", home.privacy, may=Act.SITE_READ, name="privacy"),
    # Asked for by browsers on pages that name no icon: those of a published edition, which are the same everywhere.
    route("favicon.ico", home.icon, may=Act.SITE_READ, name="icon"),
    route("health", home.health, may=Act.SITE_READ, name="health"),
    route("access", home.access, may=Act.TRAIL_READ, name="access"),
    # reviews
    route("reviews", reviews.list_reviews, may=Act.REVIEW_READ, name="reviews"),
    route("reviews/begin", begin_review, may=Act.REVIEW_IMPORT, name="begin_review", methods=FORM),
    *IMPORTS,
    *PLANS,
    *SEARCH,
    *SIGHT,
    *MEASURES,
    *PATHWAYS,
    *CHALLENGES,
    *REGISTERS,
    *AUDITS,
    *STATED,
    *LISTS,
    *WORKFORCE,
    *VOICE,
    *OVERVIEW,
    *SYSTEMS,
    *LEARNING,
    *RETENTION,
    *RETURNS,
    *FORMS,
    *YEARLY,
    route("reviews/<review:ref>", reviews.show_review, may=Act.REVIEW_READ, name="review"),
    route("reviews/<review:ref>/coverage", coverage.show_map, may=Act.REVIEW_READ, name="coverage"),
    route("reviews/<review:ref>/days", review_days.say_day, may=Act.REVIEW_DAYS, name="review_days", methods=FORM),
    route("reviews/<review:ref>/can-show", coverage.show_one_page, may=Act.REVIEW_READ, name="can_show"),
    route(
        "reviews/<review:ref>/figures",
        reviews.show_figures,
        may=Act.EVIDENCE_JUDGE,
        name="review_figures",
        methods=FORM,
    ),
    route(
        "reviews/<review:ref>/open-items/new",
        reviews.add_open_item,
        may=Act.OPEN_ITEM_WRITE,
        name="add_open_item",
        methods=FORM,
    ),
    route(
        "open-items/<open_item:ref>/close",
        reviews.close_open_item,
        may=Act.OPEN_ITEM_WRITE,
        name="close_open_item",
        methods=FORM,
    ),
    route("assessments/<assessment:ref>", reviews.show_assessment, may=Act.ASSESSMENT_READ, name="assessment"),
    route(
        "assessments/<assessment:ref>/describe",
        reviews.describe_assessment,
        may=Act.ASSESSMENT_SOURCE,
        name="describe_assessment",
        methods=FORM,
    ),
    route(
        "assessments/<assessment:ref>/source",
        reviews.store_source,
        may=Act.ASSESSMENT_SOURCE,
        name="store_source",
        methods=FORM,
    ),
    # statements and what they rest on
    route("statements/<statement:ref>", statements.show_statement, may=Act.STATEMENT_READ, name="statement"),
    route(
        "statements/<statement:ref>/change",
        statements.change_statement,
        may=Act.STATEMENT_EDIT,
        name="change_statement",
        methods=FORM,
    ),
    route(
        "statements/<statement:ref>/speaker",
        statements.settle_speaker,
        may=Act.REVIEW_IMPORT,
        name="settle_speaker",
        methods=FORM,
    ),
    route(
        "statements/<statement:ref>/evidence",
        statements.attach_evidence,
        may=Act.EVIDENCE_ATTACH,
        name="attach_evidence",
        methods=FORM,
    ),
    route(
        "statements/<statement:ref>/opinion",
        statements.give_opinion,
        may=Act.OPINION_GIVE,
        name="give_opinion",
        methods=FORM,
    ),
    route(
        "statements/<statement:ref>/answers",
        statements.say_answers,
        may=Act.RECOMMENDATION_WRITE,
        name="say_answers",
        methods=FORM,
    ),
    route(
        "actions/<action:ref>/evidence",
        statements.attach_to_action,
        may=Act.EVIDENCE_ATTACH,
        name="attach_to_action",
        methods=FORM,
    ),
    route("reviews/<review:ref>/evidence", evidence.list_evidence, may=Act.REVIEW_READ, name="review_evidence"),
    route(
        "evidence/<evidence:ref>/uses",
        evidence.use_evidence,
        may=Act.EVIDENCE_ATTACH,
        name="use_evidence",
        methods=FORM,
    ),
    route(
        "evidence/<evidence:ref>/newer",
        newer.newer_version,
        may=Act.EVIDENCE_ATTACH,
        name="newer_version",
        methods=FORM,
    ),
    route("evidence/<evidence:ref>/carry", newer.carry_over, may=Act.EVIDENCE_ATTACH, name="carry_over", methods=FORM),
    route("evidence/<evidence:ref>", evidence.show_evidence, may=Act.EVIDENCE_READ, name="evidence"),
    route(
        "evidence/<evidence:ref>/judge",
        evidence.judge_evidence,
        may=Act.EVIDENCE_JUDGE,
        name="judge_evidence",
        methods=FORM,
    ),
    route("figures/<figure:ref>", evidence.show_figure, may=Act.FIGURE_READ, name="figure"),
    route("files/<held:ref>", evidence.download, may=Act.FILE_READ, name="file"),
    # summaries
    route("summaries", summaries.list_summaries, may=Act.EDITION_READ, name="summaries"),
    route("summaries/<edition:ref>", summaries.show_summary, may=Act.EDITION_READ, name="summary"),
    *EDITOR,
    route("summaries/<edition:ref>/gate", summaries.show_gate, may=Act.GATE_READ, name="gate"),
    route(
        "summaries/<edition:ref>/sign", signing.sign_summary, may=Act.EDITION_SIGN, name="sign_summary", methods=FORM
    ),
    route(
        "summaries/<edition:ref>/sign-on-behalf",
        summaries.sign_on_behalf,
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
        summaries.move_summary,
        may=Act.EDITION_MOVE,
        name="move_summary",
        methods="POST",
    ),
    route(
        "summaries/<edition:ref>/reopen",
        summaries.reopen_summary,
        may=Act.EDITION_RETURN,
        name="reopen_summary",
        methods=FORM,
    ),
    route("published", summaries.public_site, may=Act.SITE_READ, name="public_site"),
    route("published/<edition:ref>/", summaries.published_page, may=Act.SITE_READ, name="published"),
    route("published/<edition:ref>/<path:address>", summaries.published_page, may=Act.SITE_READ, name="published_page"),
    *DECLARED,
    *SITE,
    *COMPARING,
    *CHAIN,
    *ROUNDS,
    *BACKGROUND,
    *YOURS,
    *WHY,
    *GRANTS,
    *SIGN_IN,
    *ACCOUNTS,
    *(DEMONSTRATION if settings.IS_DEMONSTRATION else ()),
]
check_all_have_a_policy(urlpatterns)

handler400 = errors.bad_request
handler404 = errors.not_found
handler500 = errors.server_error
