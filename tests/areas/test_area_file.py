"""`area.toml`: the names of an employment area, and what is said when one is missing or wrong."""

import json
import re
import shutil
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from areas import naming
from areas.loading import DataError, load
from areas.loading.area_file import area_rows
from areas.loading.order import PACKAGED_AREA
from areas.models import EmploymentArea
from areas.selectors import employment_area, service_phone

KAINUU = Path(__file__).parents[1] / "data/kainuu"


def row_of(folder: Path, tmp_path: Path, change=lambda text: text) -> dict[str, str]:
    text = (folder / "area.toml").read_text(encoding="utf-8")
    changed = change(text)
    (tmp_path / "area.toml").write_text(changed, encoding="utf-8")
    return next(area_rows(tmp_path / "area.toml")).values


WRONG = [
    (r"^phone = .*$", "", "area.toml: phone is missing"),
    (r"^phone = .*$", "phone = 13", "area.toml: phone is not text in quotation marks"),
    (r"^phone = .*$", "phon = '1'", "area.toml: 'phon' is not known here"),
    (
        r"^region_inessive = .*$",
        "",
        "area.toml: [fi] region_inessive is missing (in the region: Kainuussa)",
    ),
    (r"^region_inessive = .*$", 'region_inessive = ""', "area.toml: [fi] region_inessive is missing"),
    (r"^region_inessive = .*$", 'region_inesive = "K"', "area.toml: [fi] 'region_inesive' is not known here"),
    (r"^\[fi\]$", "[fi", "area.toml: is not TOML"),
]


@pytest.mark.parametrize(("line", "instead", "said"), WRONG)
def test_missing_or_wrong_name_is_told_in_one_line(tmp_path, line, instead, said):
    with pytest.raises(DataError) as error:
        row_of(KAINUU, tmp_path, lambda text: re.sub(line, instead, text, flags=re.MULTILINE))

    assert str(error.value).splitlines() == [str(error.value)]
    assert str(error.value).startswith(said)


@pytest.mark.parametrize("folder", [PACKAGED_AREA, KAINUU], ids=["packaged", "another"])
def test_the_file_gives_every_name_that_is_needed(tmp_path, folder):
    words = json.loads(row_of(folder, tmp_path)["words"])

    assert {language: sorted(naming.NEEDED[language].keys() - words[language]) for language in words} == {
        language: [] for language in naming.LANGUAGES
    }


@pytest.mark.django_db
def test_the_area_is_called_by_its_name_in_the_language_of_the_page():
    load(KAINUU)

    names = {}
    for language in naming.LANGUAGES:
        with translation.override(language):
            names[language] = employment_area().name

    assert names == {
        "fi": "Kainuun työllisyysalue",
        "sv": "Kajanalands sysselsättningsområde",
        "en": "Kainuu employment area",
        "fi-simple": "Kainuun työllisyysalue",
    }
    assert employment_area().words_in("fi-simple")["wellbeing"] == "hyvinvointialue"


@pytest.mark.django_db
def test_the_number_is_the_areas_unless_the_installation_has_its_own(settings):
    load(KAINUU)
    of_the_area = service_phone()
    settings.SERVICE_PHONE = "029 000 000"

    assert (of_the_area, service_phone()) == ("08 000 000", "029 000 000")


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["host", "example"])
def test_a_municipality_elsewhere_does_not_stand_for_the_area(tmp_path, name):
    shutil.copytree(KAINUU, tmp_path, dirs_exist_ok=True)
    text = (KAINUU / "area.toml").read_text(encoding="utf-8")
    (tmp_path / "area.toml").write_text(
        re.sub(rf"^{name} = .*$", f'{name} = "091"', text, flags=re.MULTILINE), encoding="utf-8"
    )

    with pytest.raises(DataError, match=f"area.toml, column {name}: '091' is no municipality of the area"):
        load(tmp_path)

    assert not EmploymentArea.objects.exists()


@pytest.mark.django_db
def test_another_area_is_not_written_over_for_want_of_a_word():
    load(KAINUU)

    with translation.override("en"), pytest.raises(CommandError) as error:
        call_command("load_areas", verbosity=0)

    assert str(error.value) == (
        "area.toml: Kainuun työllisyysalue is loaded; name its folder (--data or AREA_DATA)"
    )
    assert error.value.returncode == 2
    load(PACKAGED_AREA)
    assert employment_area().code == "29"


@pytest.mark.django_db
def test_the_environment_names_the_folder(settings):
    settings.AREA_DATA = str(KAINUU)

    call_command("load_areas", verbosity=0)

    assert employment_area().code == "10"
