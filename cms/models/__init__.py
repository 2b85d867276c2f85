"""The page types, each in the module named for its subject."""

from cms.beside.care import PageCare
from cms.beside.languages import LanguageRule
from cms.beside.loaded import LoadedPage
from cms.beside.review import PublisherReview
from cms.beside.settings import Announcement, FooterLink, SiteSettings
from cms.beside.words import HelpLine, HelpTopic, SameWords
from cms.models.audiences import ForEmployersPage, ForParticipantsPage
from cms.models.doors import (
    AccessibilityFeedbackPage,
    AnswerPage,
    ContactPage,
    ReportPage,
    WhichWayPage,
)
from cms.models.events import EventIndexPage, EventPage
from cms.models.home import HomePage
from cms.models.leaflets import LeafletIndexPage, LeafletPage
from cms.models.municipalities import MunicipalityIndexPage, MunicipalityPage
from cms.models.news import NewsIndexPage, NewsPage
from cms.models.points import ServicePointIndexPage, ServicePointPage
from cms.models.programmes import ProgrammeIndexPage, ProgrammePage
from cms.models.right_to_work import RightToWorkPage
from cms.models.search import SearchPage
from cms.models.stories import StoryIndexPage, StoryPage
from cms.models.texts import ArticlePage, StandardPage
from cms.models.vacancies import VacancyListPage

__all__ = [
    "AccessibilityFeedbackPage",
    "Announcement",
    "AnswerPage",
    "ArticlePage",
    "ContactPage",
    "EventIndexPage",
    "EventPage",
    "FooterLink",
    "ForEmployersPage",
    "ForParticipantsPage",
    "HelpLine",
    "HelpTopic",
    "HomePage",
    "LanguageRule",
    "LeafletIndexPage",
    "LeafletPage",
    "LoadedPage",
    "MunicipalityIndexPage",
    "MunicipalityPage",
    "NewsIndexPage",
    "NewsPage",
    "PageCare",
    "ProgrammeIndexPage",
    "ProgrammePage",
    "PublisherReview",
    "ReportPage",
    "RightToWorkPage",
    "SameWords",
    "SearchPage",
    "ServicePointIndexPage",
    "ServicePointPage",
    "SiteSettings",
    "StandardPage",
    "StoryIndexPage",
    "StoryPage",
    "VacancyListPage",
    "WhichWayPage",
]
