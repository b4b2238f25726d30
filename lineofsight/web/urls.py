"""Every address of the service, area by area. Each names its act; one that does not stops the start."""

from django.conf import settings

from lineofsight.web import errors
from lineofsight.web.accounts.urls import ROUTES as ACCOUNTS
from lineofsight.web.audits.urls import ROUTES as AUDITS
from lineofsight.web.background.urls import ROUTES as BACKGROUND
from lineofsight.web.chain.urls import ROUTES as CHAIN
from lineofsight.web.challenges.urls import ROUTES as CHALLENGES
from lineofsight.web.comparing.urls import ROUTES as COMPARING
from lineofsight.web.coverage.urls import ROUTES as COVERAGE
from lineofsight.web.demonstration.urls import ROUTES as DEMONSTRATION
from lineofsight.web.editor.urls import ROUTES as EDITOR
from lineofsight.web.evidence.urls import ROUTES as EVIDENCE
from lineofsight.web.forms.urls import ROUTES as FORMS
from lineofsight.web.grants.urls import ROUTES as GRANTS
from lineofsight.web.home.urls import ROUTES as HOME
from lineofsight.web.imports.urls import ROUTES as IMPORTS
from lineofsight.web.learning.urls import ROUTES as LEARNING
from lineofsight.web.lists.urls import ROUTES as LISTS
from lineofsight.web.measures.urls import ROUTES as MEASURES
from lineofsight.web.overview.urls import ROUTES as OVERVIEW
from lineofsight.web.pathways.urls import ROUTES as PATHWAYS
from lineofsight.web.plans.urls import ROUTES as PLANS
from lineofsight.web.registers.urls import ROUTES as REGISTERS
from lineofsight.web.retention.urls import ROUTES as RETENTION
from lineofsight.web.returns.urls import ROUTES as RETURNS
from lineofsight.web.reviews.urls import ROUTES as REVIEWS
from lineofsight.web.rounds.urls import ROUTES as ROUNDS
from lineofsight.web.route import check_all_have_a_policy
from lineofsight.web.search.urls import ROUTES as SEARCH
from lineofsight.web.sight.urls import ROUTES as SIGHT
from lineofsight.web.signin.urls import ROUTES as SIGN_IN
from lineofsight.web.stated.urls import ROUTES as STATED
from lineofsight.web.statements.urls import ROUTES as STATEMENTS
from lineofsight.web.summaries.urls import ROUTES as SUMMARIES
from lineofsight.web.systems.urls import ROUTES as SYSTEMS
from lineofsight.web.voice.urls import ROUTES as VOICE
from lineofsight.web.why.urls import ROUTES as WHY
from lineofsight.web.workforce.urls import ROUTES as WORKFORCE
from lineofsight.web.yearly.urls import ROUTES as YEARLY
from lineofsight.web.yours.urls import ROUTES as YOURS

urlpatterns = [
    *HOME,
    *REVIEWS,
    *IMPORTS,
    *PLANS,
    *COVERAGE,
    *STATEMENTS,
    *EVIDENCE,
    *SUMMARIES,
    *EDITOR,
    *COMPARING,
    *CHAIN,
    *ROUNDS,
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
