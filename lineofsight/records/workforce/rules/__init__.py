"""What is true of who works. Plain values: no Django, no clock."""

from lineofsight.records.workforce.rules.in_post import Away as Away
from lineofsight.records.workforce.rules.in_post import CannotCover as CannotCover
from lineofsight.records.workforce.rules.in_post import Covers as Covers
from lineofsight.records.workforce.rules.in_post import InPost as InPost
from lineofsight.records.workforce.rules.in_post import NotAway as NotAway
from lineofsight.records.workforce.rules.in_post import holds as holds
from lineofsight.records.workforce.rules.in_post import in_the_period as in_the_period
from lineofsight.records.workforce.rules.in_post import on_the_day as on_the_day
from lineofsight.records.workforce.rules.in_post import overlaps as overlaps
from lineofsight.records.workforce.rules.lists import ListReceipt as ListReceipt
from lineofsight.records.workforce.rules.lists import ListState as ListState
from lineofsight.records.workforce.rules.lists import NotSure as NotSure
from lineofsight.records.workforce.rules.lists import NotTaken as NotTaken
from lineofsight.records.workforce.rules.staffing import Held as Held
from lineofsight.records.workforce.rules.staffing import OnIt as OnIt
from lineofsight.records.workforce.rules.staffing import Place as Place
from lineofsight.records.workforce.rules.staffing import Stay as Stay
from lineofsight.records.workforce.rules.staffing import filled as filled
from lineofsight.records.workforce.rules.staffing import places as places
from lineofsight.records.workforce.rules.staffing import stays as stays
from lineofsight.records.workforce.rules.staffing import working_days_away as working_days_away
from lineofsight.records.workforce.rules.surveys import Group as Group
from lineofsight.records.workforce.rules.surveys import RoundState as RoundState
from lineofsight.records.workforce.rules.surveys import SurveyRefused as SurveyRefused
from lineofsight.records.workforce.rules.surveys import TeamAnswers as TeamAnswers
from lineofsight.records.workforce.rules.surveys import shown_groups as shown_groups
