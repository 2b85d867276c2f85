"""Invented names of people, streets and workplaces."""

from __future__ import annotations

from random import Random

from faker import Faker

from programmes.participants.codes import Gender

# Names as they are written in Finland by people who came with another script.
GIVEN = {
    "ru": ("Anna Elena Irina Larisa Natalia Olga Svetlana Tatiana Vera Galina Marina Ludmila",
           "Aleksandr Andrei Boris Dmitri Igor Ivan Mihail Nikolai Oleg Pavel Sergei Viktor"),
    "uk": ("Oksana Iryna Olena Halyna Solomija Daryna Zoja Bohdana Larysa Myroslava",
           "Taras Andrij Bohdan Mykola Petro Vasyl Ostap Jurij Maksym Roman"),
    "ar": ("Amira Fatima Huda Layla Mariam Noor Rana Salma Yasmin Zahra Dalal Hanan",
           "Ahmad Ali Hassan Ibrahim Khalid Mahmoud Omar Samir Tariq Yusuf Bilal Karim"),
    "so": ("Amina Asha Faduma Hodan Ifrah Khadija Sahra Ubah Zamzam Hibo",
           "Abdi Ahmed Farah Hassan Ismail Mohamed Nuur Omar Yusuf Liban"),
}  # fmt: skip
FAMILY = {
    "ru": "Belov Fedorov Ivanov Kozlov Kuznetsov Lebedev Morozov Novikov Orlov Pavlov Petrov Popov Smirnov Sokolov",
    "uk": "Bondarenko Hrytsenko Kovalenko Kravchenko Lysenko Marchenko Melnyk Petrenko Rudenko Savchenko Shevchenko",
    "ar": "Al-Amin Al-Hassan Al-Jabiri Darwish Fadel Haddad Hamdan Issa Khalil Mansour Nasser Saleh Shaheen",
    "so": "Abdullahi Ali Aden Farah Hersi Hussein Ibrahim Jama Mohamud Osman Warsame Yusuf",
}
LOCALES = {"fi": "fi_FI", "sv": "sv_SE", "en": "en_GB"}

STREETS = (
    "Koulukatu Kirkkokatu Rantatie Kauppakatu Asemakatu Niittytie Metsäpolku Koivukuja Harjutie Peltotie "
    "Mäntykatu Siltakatu Suvantokatu Kanervatie Pihlajakuja Torikatu Sepänkatu Myllytie Lehtokuja Kylätie"
).split()

FIRST_PARTS = (
    "Honka Pihlaja Koivu Kataja Lumme Kaisla Petäjä Vaara Suvanto Ilves Kuikka Poukama Sarka Rinne Harju Kuusi "
    "Lepikkö Haapa Tervas Salo Kannel Kivi Tuuli Aurinko Kehrä Pilke Kanerva Luhta Salmi Tyrsky"
).split()
SECOND_PARTS = "ranta piha mäki lampi tupa pelto portti silta kangas aho notko niemi kumpu puro lahti".split()
TRADES = {
    "company": ("Kiinteistöpalvelu Oy", "Leipomo Oy", "Puutarha Oy", "Hoiva Oy", "Kahvila Oy", "Rakennus Oy", "Konepaja Oy",
                "Kuljetus Oy", "Metsäpalvelu Ky", "Market Oy", "Siivous Ky", "Maatila", "Autohuolto Oy", "Pakkaus Oy"),
    "association": ("kyläyhdistys ry", "kierrätys ry", "työpajayhdistys ry", "nuoret ry", "kulttuuri ry", "luonto ry"),
    "foundation": ("työpajasäätiö sr", "asumispalvelusäätiö sr", "kuntoutussäätiö sr"),
    "social_enterprise": ("Uusiokäyttö Oy, yhteiskunnallinen yritys", "Pesula Oy, yhteiskunnallinen yritys"),
    "parish": ("seurakuntayhtymä, hautausmaat", "seurakuntayhtymä, diakonia"),
    "other": ("osuuskunta",),
}  # fmt: skip
MUNICIPAL_UNITS = ("tilapalvelut", "puistot ja kadut", "varhaiskasvatus", "koulut", "kirjasto", "ruokapalvelut", "liikunta")
COUNTY_UNITS = ("palvelutalo", "terveysasema", "logistiikka", "toimistopalvelut")
STATE_UNITS = ("luontokeskus", "arkisto", "virastotalo")


class NameMaker:
    """Names that are the same for the same seed."""

    def __init__(self, rng: Random, seed: int) -> None:
        self.rng = rng
        self._fakers = {language: Faker(locale) for language, locale in LOCALES.items()}
        for faker in self._fakers.values():
            faker.seed_instance(seed)

    def person(self, language: str, gender: str) -> tuple[str, str]:
        """First and last name that fit the mother tongue and the gender."""
        woman = gender == Gender.FEMALE or (gender != Gender.MALE and self.rng.random() < 0.5)
        if language in GIVEN:
            given = self.rng.choice(GIVEN[language][0 if woman else 1].split())
            family = self.rng.choice(FAMILY[language].split())
            return given, family + ("a" if woman and language == "ru" else "")
        faker = self._fakers.get(language, self._fakers["fi"])
        return (faker.first_name_female() if woman else faker.first_name_male()), faker.last_name()

    def street_address(self) -> str:
        """A street and a number."""
        flat = f" {self.rng.choice('ABC')} {self.rng.randint(1, 40)}" if self.rng.random() < 0.45 else ""
        return f"{self.rng.choice(STREETS)} {self.rng.randint(1, 60)}{flat}"

    def workplace(self, kind: str, municipality: str) -> str:
        """The name of a host employer that does not exist."""
        units = {"municipality": MUNICIPAL_UNITS, "wellbeing_county": COUNTY_UNITS, "state": STATE_UNITS}
        if kind in units:
            return f"{municipality}: {self.rng.choice(units[kind])}"
        word = self.rng.choice(FIRST_PARTS) + self.rng.choice(SECOND_PARTS)
        return f"{word} {self.rng.choice(TRADES[kind])}"

    def phone(self) -> str:
        """A number that belongs to nobody."""
        return f"040 555 {self.rng.randrange(10000):04d}"
