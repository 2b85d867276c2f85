"""Reference data: each model lives in the module named for its subject."""

from areas.models.employment_area import EmploymentArea
from areas.models.figures import ServiceStock, Source, StatusAfterService, UnemploymentMonth
from areas.models.holidays import PublicHoliday
from areas.models.money import FoundingFigure, FoundingProject, SpendingKind
from areas.models.names import name_language
from areas.models.occupations import CefrLevel, Language, Occupation, OccupationGroup, Skill
from areas.models.places import Distance, Municipality, PopulationYear, PostalCode, ServiceArea

__all__ = [
    "CefrLevel",
    "Distance",
    "EmploymentArea",
    "FoundingFigure",
    "FoundingProject",
    "Language",
    "Municipality",
    "Occupation",
    "OccupationGroup",
    "PopulationYear",
    "PostalCode",
    "PublicHoliday",
    "ServiceArea",
    "ServiceStock",
    "Skill",
    "Source",
    "SpendingKind",
    "StatusAfterService",
    "UnemploymentMonth",
    "name_language",
]
