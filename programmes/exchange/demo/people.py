"""The people: who they are, what they bring, when they are referred. No identity code anywhere."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from accounts.roles import Role
from areas.models import Municipality, PostalCode
from programmes.exchange.demo.accounts import Staff
from programmes.exchange.demo.course import HISTORY_DAYS
from programmes.exchange.demo.profiles import profile_of
from programmes.exchange.demo.world import World
from programmes.participants.codes import ContactChannel, Gender, Grounds, LabourStatus
from programmes.participants.models import Participant, Participation

LANGUAGES = {"fi": 845, "ru": 62, "uk": 22, "ar": 20, "so": 9, "sv": 6, "en": 12, "": 8}
GENDERS = {Gender.MALE: 525, Gender.FEMALE: 455, Gender.OTHER: 8, Gender.UNKNOWN: 12}
AGES = {(18, 24): 16, (25, 29): 12, (30, 39): 21, (40, 49): 19, (50, 54): 10, (55, 59): 13, (60, 64): 9}
CHANNELS = {
    ContactChannel.EMAIL: 42,
    ContactChannel.SMS: 30,
    ContactChannel.PHONE: 14,
    ContactChannel.LETTER: 6,
    ContactChannel.WORKER: 8,
}
STATUSES = {
    LabourStatus.UNEMPLOYED: 86,
    LabourStatus.INACTIVE: 6,
    LabourStatus.EMPLOYED: 2,
    LabourStatus.EDUCATION: 2,
    LabourStatus.UNKNOWN: 4,
}
SIGNED_UP = 0.4  # of those who want their letters by e-mail
HOURS = {
    (4, 12): 8,
    (6, 16): 10,
    (8, 20): 18,
    (12, 25): 20,
    (16, 30): 16,
    (20, 30): 12,
    (25, 37): 10,
    (20, 40): 6,
}
AIMS = (
    "Haluan kokeilla keittiötyötä ja saada päiviin rytmin.",
    "Etsin ulkotyötä lähellä kotia. Ryhmässä työ sujuu.",
    "Paluu työhön pitkän tauon jälkeen, aloitus lyhyillä päivillä.",
    "Suomen kieli vahvaksi työn ohessa ja alan vaihto hoiva-alalle.",
    "Haluan selvittää, mitä jaksan, ja löytää sopivan työn.",
    "Käsillä tekeminen kiinnostaa: puu, tekstiili tai pyörät.",
    "Tavoitteena palkkatyö osa-aikaisesti, kaksi tai kolme päivää viikossa.",
    "Ensimmäinen työpaikka ja todistus siitä, mitä osaan.",
    "Varasto- tai kaupan työ, kun selän kuormitus pysyy kohtuullisena.",
    "Toimistotyön kertaus ja tietokoneen käyttö varmaksi.",
    "Eläimet ja maatila kiinnostavat. Kyyti pitää järjestää.",
    "Rauhallinen työ, jossa saa keskittyä yhteen asiaan kerrallaan.",
    "Haluan tutustua siivousalaan ennen kuin päätän opinnoista.",
    "Siirtymä kuntouttavasta työtoiminnasta palkkatuettuun työhön.",
)


class Population:
    """Makes people and what is said of them in a referral."""

    def __init__(self, world: World, staff: Staff) -> None:
        self.world, self.staff = world, staff
        self._codes: dict[str, list[tuple[str, str]]] = defaultdict(list)
        normal = PostalCode.objects.filter(kind="normal").order_by("code")
        for municipality, code, office in normal.values_list("municipality_id", "code", "office_fi"):
            self._codes[municipality].append((code, office.title()))

    def person(
        self, municipality: Municipality, number: int, referred_on: date, **settled: Any
    ) -> Participant:
        """A person who lives in the municipality; `settled` are values that are not left to chance."""
        world, rng = self.world, self.world.rng
        language, gender = world.pick(LANGUAGES), world.pick(GENDERS)
        first_name, last_name = world.names.person(language, gender)
        low, high = world.pick(AGES)
        born = referred_on - timedelta(days=int(rng.uniform(low, high + 1) * 365.2425))
        code, office = rng.choice(self._codes[municipality.code] or [("", "")])
        channel = world.pick(CHANNELS)
        restricted = world.chance(0.01)
        foreign = language not in {"fi", "sv", ""} or world.chance(0.015)
        person = Participant(
            reference=world.reference(),
            first_name=first_name,
            last_name=last_name,
            birth_date=born,
            gender=gender,
            municipality=municipality,
            street_address="" if restricted else world.names.street_address(),
            postal_code="" if restricted else code,
            post_office="" if restricted else office,
            language=language,
            email=f"osallistuja{number:05d}@demo.example" if channel == "email" or world.chance(0.5) else "",
            phone=world.names.phone() if channel in {"sms", "phone"} or world.chance(0.85) else "",
            contact_channel=channel,
            restricted=restricted,
            partial_work_ability=world.pick({True: 30, False: 60, None: 10}),
            foreign_background=None if world.chance(0.02) else foreign,
            education_level=world.pick({1: 3, 2: 24, 3: 48, 4: 5, 5: 4, 6: 8, 7: 3, None: 5}),
        )
        for name, value in settled.items():
            setattr(person, name, value)
        signs_up = channel == ContactChannel.EMAIL and world.chance(SIGNED_UP)
        if signs_up and person.user is None and "user" not in settled:
            full_name = (person.first_name, person.last_name)
            person.user = self.staff.sign_up(full_name, person.email, Role.PARTICIPANT, language)
        world.rows.people.append(person)
        profile = world.profile_of[id(person)] = profile_of(world, person)
        world.rows.profiles.append(profile)
        return person

    def participation(self, person: Participant, referred_on: date) -> Participation:
        """What the referral says: aim, hours, grounds, how long without work."""
        world, rng = self.world, self.world.rng
        status = world.pick(STATUSES)
        months = min(rng.lognormvariate(3.0, 0.8), 150.0)
        without_work = status in {LabourStatus.UNEMPLOYED, LabourStatus.INACTIVE} and world.chance(0.97)
        least, most = world.pick(HOURS)
        return Participation(
            reference=world.reference(),
            participant=person,
            municipality=person.municipality,
            aim=rng.choice(AIMS),
            weekly_hours_min=Decimal(least),
            weekly_hours_max=Decimal(most),
            earliest_start_on=referred_on + timedelta(days=rng.choice((7, 14, 14, 30))),
            grounds=self._grounds(person, months, referred_on),
            in_plan=world.pick({True: 72, False: 22, None: 6}),
            interpreter_needed=person.language in {"ru", "uk", "ar", "so"} and world.chance(0.45),
            unemployed_since=referred_on - timedelta(days=int(months * 30.4)) if without_work else None,
            benefit_days_at_referral=None
            if world.chance(0.05)
            else int(months * 21.5 * rng.uniform(0.55, 1.0)),
            labour_status_at_referral=status,
            referred_on=referred_on,
        )

    def _grounds(self, person: Participant, months: float, on: date) -> str:
        if person.partial_work_ability and self.world.chance(0.7):
            return Grounds.PARTIAL_WORK_ABILITY
        if (on - person.birth_date).days < 30 * 365 and self.world.chance(0.7):
            return Grounds.YOUNG
        if person.foreign_background and self.world.chance(0.6):
            return Grounds.NEWLY_ARRIVED
        return Grounds.LONG_TERM_UNEMPLOYED if months >= 12 else Grounds.OTHER

    def municipality(self) -> Municipality:
        """A municipality, by how many people live there."""
        return self.world.rng.choices(self.world.municipalities, weights=self.world.weights)[0]

    def referral_day(self) -> date:
        """A working day of the history: a little more of them each month, fewer in July."""
        course, rng = self.world.course, self.world.rng
        while True:
            share = rng.random()
            day = course.first + timedelta(days=int(share * HISTORY_DAYS))
            keep = 0.75 + 0.25 * share if day.month != 7 else 0.35
            if rng.random() < keep and course.first <= (open_day := course.on_or_after(day)) < course.today:
                return open_day
