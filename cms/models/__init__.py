"""The page types, each in the module named for its subject."""

from cms.models.care import PageCare
from cms.models.home import HomePage
from cms.models.loaded import LoadedPage
from cms.models.municipalities import MunicipalityIndexPage, MunicipalityPage
from cms.models.programmes import ProgrammeIndexPage, ProgrammePage
from cms.models.texts import ArticlePage, StandardPage
from cms.models.vacancies import VacancyListPage

__all__ = [
    "ArticlePage",
    "HomePage",
    "LoadedPage",
    "MunicipalityIndexPage",
    "MunicipalityPage",
    "PageCare",
    "ProgrammeIndexPage",
    "ProgrammePage",
    "StandardPage",
    "VacancyListPage",
]
