"""What is stored about reviews: a file a topic."""

from lineofsight.assurance.models.imports import ImportCorrection, ReportImport
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
    Wording,
)

__all__ = [
    "Assessment",
    "Evidence",
    "Extract",
    "FigureRecord",
    "ImportCorrection",
    "OpenItem",
    "Opinion",
    "ReportImport",
    "Review",
    "StatedFigure",
    "Statement",
    "Supports",
    "Wording",
]
