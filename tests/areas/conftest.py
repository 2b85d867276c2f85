"""The packaged area, loaded once for a module, and folders of another area."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction

from areas.loading import load
from areas.working_days import forget_holidays

KAINUU = Path(__file__).parents[1] / "data/kainuu"
MUNICIPALITIES = """\
code,service_area,name_fi,genitive_fi,inessive_fi,lat,lon
205,KAJ,,Kajaanin,Kajaanissa,64.2250,27.7330
765,ITA,,Sotkamon,Sotkamossa,64.1310,28.3850
"""
SERVICE_AREAS = """\
code,name_fi
KAJ,Kajaanin palvelualue
ITA,Itä-Kainuun palvelualue
"""


@pytest.fixture(scope="module")
def packaged_area(django_db_setup, django_db_blocker) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        load()
        yield
        transaction.set_rollback(True)
    forget_holidays()


@pytest.fixture(autouse=True)
def _calendar_afresh() -> Iterator[None]:
    forget_holidays()
    yield
    forget_holidays()


@pytest.fixture
def other_area(tmp_path: Path) -> Path:
    (tmp_path / "municipalities.csv").write_text(MUNICIPALITIES, encoding="utf-8")
    (tmp_path / "service_areas.csv").write_text(SERVICE_AREAS, encoding="utf-8")
    shutil.copy(KAINUU / "area.toml", tmp_path)
    return tmp_path
