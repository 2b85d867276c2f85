"""Code lists about people, as the import bundle and the reports use them (interface.md)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Gender(models.TextChoices):
    """As the person has told it."""

    FEMALE = "female", _("Woman")
    MALE = "male", _("Man")
    OTHER = "other", _("Other")
    UNKNOWN = "unknown", _("Not known")


class ContactChannel(models.TextChoices):
    """How the person wants to hear from us."""

    EMAIL = "email", _("E-mail")
    SMS = "sms", _("Text message")
    PHONE = "phone", _("Phone call")
    LETTER = "letter", _("Letter")
    WORKER = "worker", _("Through the worker")


class MeetingWay(models.TextChoices):
    """How a worker and a person meet."""

    POINT = "point", _("At the service point")
    WORKPLACE = "workplace", _("At a workplace")
    PHONE = "phone", _("On the telephone")
    VIDEO = "video", pgettext_lazy("meeting", "By video")
    HOME = "home", _("Somewhere else")


# A time that anybody may choose is nowhere else.
BY_APPOINTMENT = (MeetingWay.POINT, MeetingWay.PHONE, MeetingWay.VIDEO)


class LabourStatus(models.TextChoices):
    """Position on the labour market."""

    UNEMPLOYED = "unemployed", _("Unemployed")
    INACTIVE = "inactive", _("Outside the labour market")
    EMPLOYED = "employed", _("In work")
    SELF_EMPLOYED = "self_employed", _("Self-employed")
    EDUCATION = "education", _("In education")
    UNKNOWN = "unknown", _("Not known")


# How long after the end of the service a person is asked how things are (workflows.md).
FOLLOW_UP_MONTHS = (1, 3, 6, 12)


class FollowUpAnswer(models.TextChoices):
    """How a person says that things are, so many months after the service; the words of their own page."""

    EMPLOYED = "employed", _("I am in work")
    SELF_EMPLOYED = "self_employed", _("I have my own business")
    EDUCATION = "education", _("I study")
    UNEMPLOYED = "unemployed", _("I am unemployed")
    INACTIVE = "inactive", _("I am not in work and do not look for any now")
    UNKNOWN = "unknown", _("I do not want to tell")
    NOT_REACHED = "not_reached", _("Not reached")


class ExitStatus(models.TextChoices):
    """Where the person stands when the participation ends."""

    EMPLOYED_OPEN = "employed_open", _("In work on the open labour market")
    EMPLOYED_SUBSIDISED = "employed_subsidised", _("In subsidised work")
    SELF_EMPLOYED = "self_employed", _("Self-employed")
    EDUCATION_DEGREE = "education_degree", _("Studying for a degree")
    EDUCATION_OTHER = "education_other", _("Other education")
    REHABILITATION = "rehabilitation", _("In rehabilitation")
    PENSION = "pension", _("On a pension")
    UNEMPLOYED = "unemployed", _("Unemployed")
    INACTIVE = "inactive", _("Outside the labour market")
    UNKNOWN = "unknown", _("Not known")


class ExitClass(models.TextChoices):
    """What kind of solution the end is (the Topakka classes and the others)."""

    OPEN_JOB = "open_job", _("Work on the open labour market")
    DEGREE_STUDY = "degree_study", _("Study for a degree")
    VOCATIONAL_REHABILITATION_ASSESSMENT = (
        "vocational_rehabilitation_assessment",
        _("Vocational rehabilitation assessment"),
    )
    REHABILITATION_BENEFIT = "rehabilitation_benefit", _("Rehabilitation benefit")
    EMPLOYMENT_PROMOTING_REHABILITATION = (
        "employment_promoting_rehabilitation",
        _("Employment-promoting rehabilitation"),
    )
    PENSION = "pension", _("Pension")
    OTHER_SERVICE = "other_service", _("Another service")
    UNEMPLOYMENT = "unemployment", _("Unemployment")
    MOVED_AWAY = "moved_away", _("Moved away")
    DECEASED = "deceased", _("Deceased")
    UNKNOWN = "unknown", _("Not known")


class Grounds(models.TextChoices):
    """Why the person belongs to the target group."""

    LONG_TERM_UNEMPLOYED = "long_term_unemployed", _("Unemployed for a long time")
    PARTIAL_WORK_ABILITY = "partial_work_ability", _("Work needs shaping to fit the person")
    YOUNG = "young", _("Under 30")
    NEWLY_ARRIVED = "newly_arrived", _("New in Finland")
    OTHER = "other", _("Another reason")


class Licence(models.TextChoices):
    """Cards and licences that places ask for; most hold until a day."""

    HYGIENE = "hygiene", _("Hygiene passport")
    OCCUPATIONAL_SAFETY = "occupational_safety", _("Occupational safety card")
    HOT_WORK = "hot_work", _("Hot work card")
    ROAD_SAFETY = "road_safety", _("Road safety card")
    FIRST_AID = "first_aid", _("First aid course")
    FORKLIFT = "forklift", _("Forklift licence")
    ALCOHOL_SERVING = "alcohol_serving", _("Alcohol serving passport")
    DRIVING_CAR = "driving_car", _("Driving licence: car")
    DRIVING_LORRY = "driving_lorry", _("Driving licence: lorry")


class TravelBy(models.TextChoices):
    """How a person gets to work; the own car is one of the scales."""

    WALK = "walk", _("On foot")
    BICYCLE = "bicycle", _("By bicycle or moped")
    BUS = "bus", _("By bus or train")
    RIDE = "ride", _("Somebody gives me a ride")
    TRANSPORT_SERVICE = "transport_service", _("By taxi or a transport service")
