"""Newer tables of people in services and of the status after a service: taken whole, mended, or refused."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from areas.loading import load
from areas.loading.order import brought_newer
from areas.models import ServiceStock, StatusAfterService, UnemploymentMonth
from areas.selectors import source_citation
from tests.areas.tables import json_stat, pxweb, run

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

# What became of those whose coaching ended (12us): ended, unemployed and in services three months later.
COACHED = {
    ("3", "2021"): (6000, 2400, 1500, 40.0, 25.0),
    ("3", "2022"): (5000, 1750, 1000, 35.0, 20.0),
    ("4", "2021"): (800, 200, 400, 25.0, 50.0),
    ("4", "2022"): (None, None, None, None, None),
    ("5", "2021"): (90, 30, 10, 33.3, 11.1),
    ("5", "2022"): (60, None, 0, None, 0.0),
}
CONTENTS = {
    "VALMPAATTYNYT_TAJO": "Päättyneet",
    "VALMTYOTTOMANA_TAJO": "Työttömänä",
    "VALMYHTEENSA_TAJO": "Palveluissa",
    "VALMTYOTOSUUS_TAJO": "Työttömien osuus",
    "VALMTOIMPOSUUS_TAJO": "Palveluissa olevien osuus",
}
AFTER = {
    "Alue": {"SSS": "KOKO MAA", "KU167": "Joensuu"},
    "Sukupuoli": {"SSS": "Yhteensä", "1": "Miehet"},
    "Ikäryhmitys": {"SSS": "Yhteensä"},
    "Valmennus": {"3": "Työnhakuvalmennus", "4": "Työhönvalmennus", "5": "Uravalmennus"},
    "Vuosi": {"2021": "2021", "2022": "2022"},
    "Tiedot": CONTENTS,
}
# People in services (12u4): unemployed, in services and the rate, then the kinds.
STOCKS = {
    "2022M02": (265591, 111428, 29.6, 28972, 6073, 21102, 1328, 31035, 19395, 3523),
    "2022M03": (240000, 60000, 20.0, 20000, 5000, 15000, None, 10000, 6000, 3000),
    "2022M04": (None, 60000, None, 20000, 5000, 15000, 1000, 10000, 6000, 3000),
}
KINDS = {
    "TYOTTOMATLOPUSSA": "Työttömät työnhakijat laskentapäivänä (lkm.)",
    "PALVELUISSAYHTEENSA": "Palveluissa yhteensä (lkm.)",
    "AKTASTE": "Aktivointiaste laskentapäivänä, %",
    "TYOLLISTETTYLOP": "Työllistettynä olevat laskentapäivänä (lkm.)",
    "KOKEILULOP": "Työ- ja koulutuskokeilussa olevat laskentapäivänä (lkm.)",
    "TVKOULUTUSLOP": "Työvoimakoulutuksessa olevat laskentapäivänä (lkm.)",
    "VALMENNUSLOP": "Valmennuksessa olevat laskentapäivänä (lkm.)",
    "OMAEHTLOP": "Omaehtoisessa opiskelussa laskentapäivänä (lkm.)",
    "KUNTTYOLOP": "Kuntouttavassa työtoiminnassa laskentapäivänä (lkm.)",
    "VUORVAPLOP": "Vuorotteluvapaasijaiset laskentapäivänä (lkm.)",
}
IN_SERVICES = {
    "Alue": {"SSS": "KOKO MAA", "MK12": "Pohjois-Karjala"},
    "Sukupuoli": {"SSS": "Yhteensä"},
    "Ikäryhmät": {"SSS": "Yhteensä"},
    "Kuukausi": {month: month for month in STOCKS},
    "Tiedot": KINDS,
}


def coached(area, gender, _age, service, year, content, told=COACHED):
    """Of a part of the country or of the people other figures stand, which must not be taken."""
    if (area, gender) != ("SSS", "SSS"):
        return 7
    return told[service, year][list(CONTENTS).index(content)]


def stocks(area, _gender, _age, month, content, told=STOCKS):
    return 7 if area != "SSS" else told[month][list(KINDS).index(content)]


def told_after(year: int) -> dict[str, tuple]:
    rows = StatusAfterService.objects.filter(table="12us", year=year)
    return {
        r.service_code: (r.ended, r.unemployed_3m, r.in_services_3m, r.unemployed_pct, r.in_services_pct)
        for r in rows
    }


def everything() -> list[list[dict]]:
    return [
        list(model.objects.order_by("pk").values())
        for model in (StatusAfterService, ServiceStock, UnemploymentMonth)
    ]


@pytest.mark.parametrize("write", [json_stat, pxweb])
@pytest.mark.parametrize("dots", [".", "..", "..."])
def test_the_status_after_a_service_is_in_by_its_codes(tmp_path, write, dots):
    before = StatusAfterService.objects.count()

    file = tmp_path / "table"
    status, words = run(
        write(file, AFTER, coached) if write is json_stat else pxweb(file, AFTER, coached, dots=dots)
    )

    assert (status, StatusAfterService.objects.count()) == (1, before + 2)
    assert "status after service 2021 to 2022: 2 new, 3 updated, 0 unchanged" in words
    assert "1 years of services left out" in words
    assert told_after(2022) == {
        "3": (5000, 1750, 1000, Decimal("35.0"), Decimal("20.0")),
        "5": (60, None, 0, None, Decimal("0.0")),
    }
    assert told_after(2021)["4"][:3] == (800, 200, 400)
    named = StatusAfterService.objects.get(table="12us", service_code="3", year=2022)
    assert (named.service_fi, named.service_en) == ("Työnhakuvalmennus", "Job search training")


@pytest.mark.parametrize("write", [json_stat, pxweb])
def test_people_in_services_are_in_by_month(tmp_path, write):
    before = ServiceStock.objects.count()

    status, words = run(write(tmp_path / "table", IN_SERVICES, stocks))

    assert (status, ServiceStock.objects.count()) == (1, before + 1)
    assert "service stocks 2022-02 to 2022-03: 1 new, 0 updated, 1 unchanged" in words
    assert "1 months left out" in words
    march = ServiceStock.objects.get(month=date(2022, 3, 1))
    assert (march.unemployed, march.in_services, march.activation_rate_pct) == (
        240000,
        60000,
        Decimal("20.0"),
    )
    assert (march.coaching, march.rehabilitative_work) == (None, 6000)


def test_a_table_without_job_alternation_leaves_what_was_known_of_it(tmp_path):
    without = IN_SERVICES | {"Tiedot": {code: name for code, name in KINDS.items() if code != "VUORVAPLOP"}}

    run(json_stat(tmp_path / "table", without, stocks))

    assert ServiceStock.objects.get(month=date(2022, 2, 1)).job_alternation == 3523
    assert ServiceStock.objects.get(month=date(2022, 3, 1)).job_alternation is None


@pytest.mark.parametrize(("dimensions", "cells"), [(AFTER, coached), (IN_SERVICES, stocks)])
def test_a_second_load_changes_nothing(tmp_path, dimensions, cells):
    file = json_stat(tmp_path / "table", dimensions, cells)
    run(file)
    before = everything()

    assert "0 new, 0 updated" in run(file)[1]
    assert everything() == before


def test_what_a_newer_table_has_mended_does_not_come_back_with_the_packaged_data(tmp_path):
    newest = UnemploymentMonth.objects.filter(municipality="167").latest("month")
    mended = {"TYOTTOMATLOPUSSA": newest.unemployed + 1, "TYOVOIMATK": newest.labour_force}
    mended["TYOTOSUUS"] = round(100 * mended["TYOTTOMATLOPUSSA"] / newest.labour_force, 1)
    month = f"{newest.month:%YM%m}"
    unemployed = {
        "Alue": {"KU167": "Joensuu"},
        "Kuukausi": {month: month},
        "Tiedot": dict.fromkeys(mended, "x"),
    }
    run(json_stat(tmp_path / "months", unemployed, lambda _area, _month, content: mended[content]))
    run(json_stat(tmp_path / "after", AFTER, coached))
    february = {**STOCKS, "2022M02": (265591, 111429, 29.6, 28973, *STOCKS["2022M02"][4:])}
    run(json_stat(tmp_path / "stocks", IN_SERVICES, lambda *codes: stocks(*codes, told=february)))
    before = everything()

    load()

    newest.refresh_from_db()
    assert newest.unemployed == mended["TYOTTOMATLOPUSSA"]
    assert everything() == before


def test_months_of_an_area_that_is_left_are_not_kept(tmp_path, other_area):
    told = {"TYOTTOMATLOPUSSA": 5400, "TYOVOIMATK": 38000, "TYOTOSUUS": 14.2}
    dimensions = {
        "Alue": {"KU167": "Joensuu"},
        "Kuukausi": {"2026M10": "2026M10"},
        "Tiedot": dict.fromkeys(told, "x"),
    }
    run(json_stat(tmp_path / "table", dimensions, lambda _a, _m, content: told[content]))

    load(other_area)

    assert not UnemploymentMonth.objects.exists()
    assert brought_newer("unemployment") == set()


def test_the_source_says_until_when_the_series_is_known(tmp_path):
    assert "2006–2021" in source_citation("status_after_service")
    assert "2006–2022" in source_citation("service_stocks")

    run(json_stat(tmp_path / "table", AFTER, coached))

    assert "2006–2022" in source_citation("status_after_service")


def without(dimensions, name, *codes):
    return dimensions | {name: {code: told for code, told in dimensions[name].items() if code not in codes}}


@pytest.mark.parametrize(
    ("dimensions", "cells", "units", "why"),
    [
        (without(AFTER, "Alue", "SSS"), coached, {}, "tells no year of the whole country"),
        (without(AFTER, "Sukupuoli", "SSS"), coached, {}, "tells no year of the whole country"),
        (without(AFTER, "Tiedot", "VALMTOIMPOSUUS_TAJO"), coached, {}, "does not tell in_services_pct"),
        (AFTER, coached, {"VALMPAATTYNYT_TAJO": "1 000 henkilöä"}, "in thousands"),
        (AFTER, lambda *codes: (coached(*codes) or 0) / 1000, {}, "is not"),
        (
            {("Laji" if name == "Valmennus" else name): one for name, one in AFTER.items()},
            coached,
            {},
            "tells no year of the whole country",
        ),
        (AFTER | {"Valmennus": {"Työnhaku": "Työnhaku"}}, lambda *codes: 1, {}, "without its code"),
        (
            AFTER | {"Alue": {"SSS": "KOKO MAA", "TOTAL": "Total"}},
            lambda _area, *codes: coached("SSS", *codes),
            {},
            "twice",
        ),
        (without(IN_SERVICES, "Alue", "SSS"), stocks, {}, "tells no month of the whole country"),
        (without(IN_SERVICES, "Tiedot", "KOKEILULOP"), stocks, {}, "does not tell work_tryouts"),
        (IN_SERVICES, stocks, {"AKTASTE": "tuhatta"}, "in thousands"),
        (
            IN_SERVICES,
            lambda *codes: stocks(
                *codes, told=STOCKS | {"2022M02": (265591, 111428, 0.3, *STOCKS["2022M02"][3:])}
            ),
            {},
            "is not 0.3 %",
        ),
        (
            IN_SERVICES,
            lambda *codes: stocks(
                *codes, told=STOCKS | {"2022M02": (*STOCKS["2022M02"][:3], 1, *STOCKS["2022M02"][4:])}
            ),
            {},
            "its kinds are not as many",
        ),
        (IN_SERVICES | {"Kuukausi": {"2022M04": "2022M04"}}, stocks, {}, "no month or year in which"),
    ],
)
def test_another_table_is_refused_in_words_and_nothing_is_changed(tmp_path, dimensions, cells, units, why):
    before = everything()

    status, words = run(json_stat(tmp_path / "table", dimensions, cells, units=units))

    assert (status, everything()) == (2, before)
    assert why in words
    assert "\n" not in words.strip()


def test_unemployed_who_are_not_the_share_they_are_said_to_be_are_refused(tmp_path):
    told = {"TYOTTOMATLOPUSSA": 54, "TYOVOIMATK": 38000, "TYOTOSUUS": 14.2}
    dimensions = {
        "Alue": {"KU167": "Joensuu"},
        "Kuukausi": {"2026M10": "2026M10"},
        "Tiedot": dict.fromkeys(told, "x"),
    }

    status, words = run(json_stat(tmp_path / "table", dimensions, lambda _a, _m, content: told[content]))

    assert status == 2
    assert "54 of 38000 is not 14.2 %" in words
