"""What the area offers: types of service with dated rules, services, groups, reasons, parameters of law."""

from programmes.catalogue.models.assessing import Duty, DutyParty, SolutionClass
from programmes.catalogue.models.base import Dated, DatedQuerySet, Labelled
from programmes.catalogue.models.induction import InductionItem
from programmes.catalogue.models.offer import CoachingEnvironment, Intake, IntakeStatus, Programme
from programmes.catalogue.models.retention import CountedFrom, RetentionRule
from programmes.catalogue.models.rules import Parameter, ReasonCode
from programmes.catalogue.models.types import AgreementKind, AnswerEffect, ProgrammeType, ProgrammeTypeRule

__all__ = [
    "AgreementKind",
    "AnswerEffect",
    "CoachingEnvironment",
    "CountedFrom",
    "Dated",
    "DatedQuerySet",
    "Duty",
    "DutyParty",
    "InductionItem",
    "Intake",
    "IntakeStatus",
    "Labelled",
    "Parameter",
    "Programme",
    "ProgrammeType",
    "ProgrammeTypeRule",
    "ReasonCode",
    "RetentionRule",
    "SolutionClass",
]
