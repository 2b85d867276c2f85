"""The assessment, its steps, what is shared of it, decisions, and the links by which others answer."""

from programmes.assessments.models.assessment import WorkAbilityAssessment
from programmes.assessments.models.beside import AssessmentStep, Decision
from programmes.assessments.models.sharing import PartnerLink, SharedItem

__all__ = ["AssessmentStep", "Decision", "PartnerLink", "SharedItem", "WorkAbilityAssessment"]
