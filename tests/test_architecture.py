"""The house keeps its own rules."""

from __future__ import annotations

import json
import platform
import re
import subprocess
import sys
import tomllib
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

import grimp
import pytest

from programmes.models import (
    Complaint,
    HostEmployer,
    Participation,
    Placement,
    Session,
    Vacancy,
    WorkAbilityAssessment,
)
from tests.strangers import of_the_packaged_area
from workflow.steps import transitions_of

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ("cms", "platform", "programmes", "reports")
TOP = {
    "manage.py",
    "pyproject.toml",
    "platform",
    "cms",
    "programmes",
    "reports",
    "tests",
    "README.md",
    "Makefile",
    "requirements",
    "LICENSE",
}
MACHINES = {
    "Participation": (Participation, "referred", "refer"),
    "HostEmployer": (HostEmployer, "registered", "register"),
    "Vacancy": (Vacancy, "draft", "draft"),
    "Placement": (Placement, "proposed", "propose"),
    "Session": (Session, "planned", "make"),
    "Complaint": (Complaint, "received", "receive"),
    "WorkAbilityAssessment": (WorkAbilityAssessment, "opened", "open"),
}


def python_files() -> list[Path]:
    return [
        path for folder in SOURCE for path in (ROOT / folder).rglob("*.py") if "migrations" not in path.parts
    ]


def test_pythons_own_platform_answers():
    assert platform.system() in {"Linux", "Darwin", "Windows"}
    assert not (ROOT / "platform/__init__.py").exists()


def test_the_top_level_is_as_mandated():
    ignored = {"var", "findings"}
    found = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")} - ignored

    assert found == TOP


def test_no_package_of_the_source_root_hides_the_standard_library():
    packages = {path.name for path in (ROOT / "platform").iterdir() if (path / "__init__.py").exists()}

    assert packages & set(sys.stdlib_module_names) == set()


def test_a_state_is_written_by_the_engine_and_the_importer_only():
    pattern = re.compile(r"\.update\([^)]*\bstate=(?!Delivery|Batch)|bulk_update\([^)]*state")
    writers = {
        str(path.relative_to(ROOT))
        for path in python_files()
        if pattern.search(path.read_text(encoding="utf-8"))
    }

    assert {
        path for path in writers if not path.startswith(("programmes/exchange/", "platform/notifications/"))
    } == set()


def test_no_module_is_in_a_circle():
    """`make lint` keeps packages apart; this holds for each module, through every door named there."""
    rooms = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    graph = grimp.build_graph(*rooms["root_packages"], cache_dir=None)
    imports = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}

    TopologicalSorter(imports).prepare()  # raises CycleError, which names the circle


NAMES = r"(?:[a-z_]+__)?(?:name|first_name|last_name|title|name_fi|name_sv|name_en)"
# An address has ASCII letters before the @, which every database folds.
LEFT_TO_THE_DATABASE = {
    "case is folded by the database": re.compile(
        r"(?<!email)__i(?:exact|contains|startswith|endswith|regex)\b"
    ),
    "ordered by a name": re.compile(rf"""(?:order_by\(|ordering = \[)[^)\]]*["']-?{NAMES}["']"""),
    "sorted by a name": re.compile(
        r"(?:sorted|\.sort)\(.*key=lambda (\w+): \(?(?:[^,()]+, )?(?:str\()?\1"
        r"\.(?:name|title|last_name|_meta)\b"
    ),
    "a column made of a name passed by": re.compile(
        r"""(?:bulk_update\(|update_fields=).*["'](?:first_name|last_name|name|title|name_fi)["']"""
        r"""|(?:Participant|User|HostEmployer|Vacancy|Workplace|Municipality)\S*\.update\([^)]*"""
        r"""\b(?:first_name|last_name|name|title|phone|email)="""
    ),
}


def test_text_is_compared_and_ordered_by_the_language_not_by_the_database():
    found = {
        (str(path.relative_to(ROOT)), what)
        for path in python_files()
        if not str(path.relative_to(ROOT)).startswith("platform/letters/")
        for what, pattern in LEFT_TO_THE_DATABASE.items()
        if pattern.search(path.read_text(encoding="utf-8"))
    }

    assert found == set()


# What is about a place, and says so: the area's own data, texts by municipality, samples of a look, the demo.
ABOUT_A_PLACE = (
    "cms/content/municipalities.toml",
    "cms/content/servicepoints.toml",
    "platform/accounts/demo.py",
    "platform/areas/data/",
    "platform/ui/sample",
    "platform/ui/templates/ui/styleguide.html",
    "programmes/exchange/demo/",
    "programmes/servicepoints/data/",
)
WRITTEN = ("*.py", "*.toml", "*.html", "*.txt", "*.po", "*.js", "*.css", "*.csv", "*.svg")


def test_nothing_about_the_area_is_written_in_code_texts_or_catalogues():
    files = [path for folder in SOURCE for kind in WRITTEN for path in (ROOT / folder).rglob(kind)]
    found = {}
    for path in files:
        place = str(path.relative_to(ROOT))
        if place.startswith(ABOUT_A_PLACE) or "migrations" in path.parts:
            continue
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".toml" and "municipality" in tomllib.loads(text):
            continue  # a page about that municipality, left out elsewhere
        if path.suffix == ".py":
            text = re.sub(r'""".*?"""|^\s*#.*?$', "", text, flags=re.DOTALL | re.MULTILINE)
        if names := of_the_packaged_area(text):
            found[place] = names

    assert found == {}


@pytest.mark.parametrize("name", MACHINES)
def test_the_diagram_shows_what_the_code_declares(name):
    model, first, verb = MACHINES[name]
    text = (ROOT / "programmes/README.md").read_text(encoding="utf-8")
    picture = text.split(f"### {name}\n")[1].split("```")[1]  # drawn by manage.py draw_machines
    drawn = set(re.findall(r"^\s*(\S+) --> (\w+): (\w+)$", picture, flags=re.MULTILINE))

    declared = {("[*]", first, verb)}
    for transition, sources in transitions_of(model).items():
        for source in sources:
            for target in getattr(source.target, "allowed_states", None) or [source.target]:
                declared.add((str(source.source), str(target), transition))

    assert drawn == declared


@pytest.fixture(scope="module")
def web_worker() -> dict[str, Any]:
    """What a web worker that has just started says of itself."""
    program = (
        "import gc, json, sys; sys.path[:0] = ['.', 'platform']\n"
        "import config.wsgi\n"
        "frozen = gc.get_freeze_count() > len(gc.get_objects())\n"
        "from django.urls import get_resolver; get_resolver().url_patterns\n"
        "heavy = sorted({'pandas', 'scipy', 'reportlab', 'pikepdf', 'faker'} & set(sys.modules))\n"
        "print(json.dumps({'frozen': frozen, 'heavy': heavy}))"
    )
    done = subprocess.run(  # noqa: S603 - our own program text
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def test_heavy_libraries_are_not_there_when_a_web_worker_starts(web_worker):
    assert web_worker["heavy"] == []


def test_a_full_collection_does_not_look_through_what_a_web_worker_started_with(web_worker):
    assert web_worker["frozen"]
