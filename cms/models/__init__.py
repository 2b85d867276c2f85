"""The page types, each in the module named for its subject."""

from cms.models.care import PageCare
from cms.models.doors import (
    AccessibilityFeedbackPage,
    AnswerPage,
    ContactPage,
    ReportPage,
    WhichWayPage,
)
from cms.models.home import HomePage
from cms.models.languages import LanguageRule
from cms.models.loaded import LoadedPage
from cms.models.municipalities import MunicipalityIndexPage, MunicipalityPage
from cms.models.points import ServicePointIndexPage, ServicePointPage
from cms.models.programmes import ProgrammeIndexPage, ProgrammePage
from cms.models.review import PublisherReview
from cms.models.settings import Announcement, FooterLink, SiteSettings
from cms.models.texts import ArticlePage, StandardPage
from cms.models.vacancies import VacancyListPage

__all__ = [
    "AccessibilityFeedbackPage",
    "Announcement",
    "AnswerPage",
    "ArticlePage",
    "ContactPage",
    "FooterLink",
    "HomePage",
    "LanguageRule",
    "LoadedPage",
    "MunicipalityIndexPage",
    "MunicipalityPage",
    "PageCare",
    "ProgrammeIndexPage",
    "ProgrammePage",
    "PublisherReview",
    "ReportPage",
    "ServicePointIndexPage",
    "ServicePointPage",
    "SiteSettings",
    "StandardPage",
    "VacancyListPage",
    "WhichWayPage",
]
