"""Choices of service points, complaints and feedback."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Help(models.TextChoices):
    """What one gets at a service point."""

    WORKER = "worker", _("Meet a worker")
    JOB_SEARCH = "job_search", _("Help with looking for work")
    ONLINE = "online", _("Help with using services online")
    COMPUTER = "computer", _("A computer to use")
    PAPER = "paper", _("Paper forms, and help with filling them in")
    INTERPRETER = "interpreter", _("An interpreter, when you ask beforehand")
    VIDEO = "video", _("A meeting by video")


class Weekday(models.IntegerChoices):
    """Days of the week as Python counts them."""

    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, pgettext_lazy("weekday", "Sunday")


class Why(models.TextChoices):
    """Why a service point is shut, or open at other hours: words that are there in every language."""

    CHRISTMAS = "christmas", _("Christmas break")
    SUMMER = "summer", _("Summer break")
    EVE = "eve", _("Eve of a public holiday")
    TRAINING = "training", _("Staff training")
    AWAY = "away", _("The workers are away")
    MOVING = "moving", _("We are moving")
    REPAIR = "repair", _("The rooms are being repaired")
    FAULT = "fault", _("A fault in the building")
    EVENT = "event", _("We are at an event elsewhere")
    EVENING = "evening", _("Open longer than usual")


class VisitChannel(models.TextChoices):
    """By which way somebody came to a service point."""

    VISIT = "visit", _("A visit")
    PHONE = "phone", _("By telephone")
    CHAT = "chat", _("Chat or e-mail")
    EVENT = "event", _("At an event")


class VisitKind(models.TextChoices):
    """Whether a person came for themself, or somebody of the network for the work."""

    CUSTOMER = "customer", _("A visitor")
    NETWORK = "network", _("The network")


class Topic(models.TextChoices):
    """About what somebody came, as the worker hears it; nothing of the person."""

    WORK = "work", _("Looking for work")
    SERVICES = "services", _("Services and places")
    STUDY = "study", _("Studies")
    MONEY = "money", _("Money and benefits")
    ONLINE = "online", _("Services online")
    ABILITY = "ability", _("Ability to work")
    LANGUAGE = "language", _("Finnish or Swedish")
    EMPLOYER = "employer", _("An employer's matter")
    OTHER = "other", _("Something else")


class ComplaintKind(models.TextChoices):
    """What went wrong, by which door it came."""

    COMPLAINT = "complaint", _("Something went wrong")
    CORRECTION = "correction_request", _("My data is wrong")
    ACCESSIBILITY = "accessibility", _("Accessibility")


class FeedbackKind(models.TextChoices):
    """What a person wanted to tell. The last two come with an import alone: here they are a `Complaint`."""

    EXPERIENCE = "experience", _("How it went")
    MESSAGE = "message", _("A question or feedback")
    PAGE = "page", _("Something is wrong on this page")
    COMPLAINT = "complaint", _("Something went wrong")
    CORRECTION = "correction_request", _("My data is wrong")


class AnswerBy(models.TextChoices):
    """How a person wants the answer."""

    NONE = "none", _("I need no answer")
    PHONE = "phone", _("Call me")
    EMAIL = "email", _("By e-mail")
