"""Which names of an employment area the texts need, in which forms: the contract of `area.toml`.

A form is data, never made by the program. Easy Finnish has the names of Finnish and may have its own.
"""

from __future__ import annotations

LANGUAGES = ("fi", "sv", "en", "fi-simple")

# By language: name -> what it is, with an example, for whoever writes a file.
NEEDED: dict[str, dict[str, str]] = {
    "fi": {
        "region": "the region: Kainuu",
        "region_genitive": "of the region: Kainuun",
        "region_inessive": "in the region: Kainuussa",
        "region_elative": "from the region: Kainuusta",
        "employment_area": "the employment area: Kainuun työllisyysalue",
        "employment_area_genitive": "of the employment area: Kainuun työllisyysalueen",
        "controller": "who answers for the registers: Kajaanin kaupunki",
        "controller_genitive": "of the controller: Kajaanin kaupungin",
        "controller_adessive": "at the controller: Kajaanin kaupungilla",
        "wellbeing": "the wellbeing services county, in short: Kainuun hyvinvointialue",
        "wellbeing_genitive": "of the county, in short: Kainuun hyvinvointialueen",
        "wellbeing_full": "the county with what it is: Kainuun hyvinvointialue",
        "wellbeing_full_genitive": "of the county with what it is: Kainuun hyvinvointialueen",
        "wellbeing_noted": "the county with its name in brackets, if it has one: Kainuun hyvinvointialue",
        "college": "the vocational college: Kainuun ammattiopisto",
        "college_genitive": "of the college: Kainuun ammattiopiston",
        "college_inessive": "in the college: Kainuun ammattiopistossa",
        "college_elative": "from the college: Kainuun ammattiopistosta",
        "outdoors": "from where to where there is work outdoors: Vuokatista Hossaan",
    },
    "sv": {
        "region": "the region: Kajanaland",
        "region_genitive": "of the region: Kajanalands",
        "employment_area": "the employment area: Kajanalands sysselsättningsområde",
        "controller": "who answers for the registers: Kajana stad",
        "wellbeing": "the wellbeing services county, in short: Kajanalands välfärdsområde",
        "wellbeing_full": "the county with what it is: Kajanalands välfärdsområde",
        "wellbeing_noted": "the county with its name in brackets, if it has one: Kajanalands välfärdsområde",
        "college": "the vocational college: Kainuun ammattiopisto",
        "outdoors": "from where to where there is work outdoors: från Vuokatti till Hossa",
    },
    "en": {
        "region": "the region: Kainuu",
        "region_genitive": "of the region: Kainuu's",
        "employment_area": "the employment area, without an article: Kainuu employment area",
        "controller": "who answers for the registers, without an article: City of Kajaani",
        "wellbeing": "the wellbeing services county, in short: the wellbeing services county of Kainuu",
        "wellbeing_full": "the county with what it is: the wellbeing services county of Kainuu",
        "wellbeing_noted": "the county with its name in brackets: the wellbeing services county of Kainuu",
        "wellbeing_joined": "the county with its name in commas: the wellbeing services county of Kainuu",
        "college": "the vocational college: Kainuu Vocational College",
        "outdoors": "from where to where there is work outdoors: from Vuokatti to Hossa",
    },
    "fi-simple": {},
}
# What an area may have; a sentence of a text that names one is left out where there is none.
MAY_BE: dict[str, str] = {
    "service_areas_heading": "how many service areas there are: Kolme palvelualuetta",
    "service_areas": "a sentence that names them",
    "project_told": "what is built in the project that funds coaching environments, in whole sentences",
    "supplement_told": "what is tried out for workplaces in the project, in whole sentences",
}
# The same in every language.
CONTACTS = ("phone", "email", "street_address", "postal_code", "post_office")
PROJECT = "project"
CODES = ("code", "host", "example")
NOT_NEEDED = frozenset({"street_address", "postal_code", "post_office", PROJECT})
