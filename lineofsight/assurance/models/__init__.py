"""What is stored about reviews: a file a topic."""

from lineofsight.assurance.models.audits import AuditFinding, AuditFindingAction
from lineofsight.assurance.models.behind import ActionEvidence, UpdateEvidence
from lineofsight.assurance.models.chain import (
    Action,
    ActionMove,
    DueChange,
    DueDecision,
    Finding,
    FindingRecommendation,
    LikenessDecision,
    Recommendation,
    RecommendationAction,
    RecommendationMove,
    RecommendationOpinion,
    StatementRecommendation,
    Update,
)
from lineofsight.assurance.models.charts import BegunAnew
from lineofsight.assurance.models.days import ReviewDay
from lineofsight.assurance.models.drafts import Draft
from lineofsight.assurance.models.imports import ImportCorrection, PlanMemory, ReportImport
from lineofsight.assurance.models.own_measures import OwnMeasure
from lineofsight.assurance.models.questions import HolderQuestion
from lineofsight.assurance.models.review import (
    Assessment,
    Evidence,
    Extract,
    FigureRecord,
    OpenItem,
    Opinion,
    Review,
    StatedFigure,
    Statement,
    Supports,
    Tick,
    Wording,
)
from lineofsight.assurance.models.rounds import (
    PackMade,
    PackReading,
    ReplyLink,
    Round,
    RoundAnswer,
    RoundExtension,
    RoundItem,
    RoundShare,
)
from lineofsight.assurance.models.sections import Section

__all__ = [
    "Action",
    "ActionEvidence",
    "ActionMove",
    "Assessment",
    "AuditFinding",
    "AuditFindingAction",
    "BegunAnew",
    "Draft",
    "DueChange",
    "DueDecision",
    "Evidence",
    "Extract",
    "FigureRecord",
    "Finding",
    "FindingRecommendation",
    "HolderQuestion",
    "ImportCorrection",
    "LikenessDecision",
    "OpenItem",
    "Opinion",
    "OwnMeasure",
    "PackMade",
    "PackReading",
    "PlanMemory",
    "Recommendation",
    "RecommendationAction",
    "RecommendationMove",
    "RecommendationOpinion",
    "ReplyLink",
    "ReportImport",
    "Review",
    "ReviewDay",
    "Round",
    "RoundAnswer",
    "RoundExtension",
    "RoundItem",
    "RoundShare",
    "Section",
    "StatedFigure",
    "Statement",
    "StatementRecommendation",
    "Supports",
    "Tick",
    "Update",
    "UpdateEvidence",
    "Wording",
]
