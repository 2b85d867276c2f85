"""No text field anywhere takes a personal identity code: of forms, of rows, of pages, of an import.

The codes are made up: an individual number of 900-999 belongs to nobody.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import get_page_models

import cms
import config
import programmes
import reports
from config.logs import masked
from programmes.exchange.columns import Column, read_row
from programmes.exchange.tables import Row
from programmes.exchange.values import text
from programmes.workspace.forms import HostFilter
from ui.identity_codes import (
    CODE,
    TEXT_FIELDS,
    identity_codes_in,
    refuse_identity_code,
    without_identity_codes,
)

OURS = ("config", "ui", "accounts", "workflow", "notifications", "programmes", "reports", "cms")
CHECK = "0123456789ABCDEFHJKLMNPRSTUVWXY"


def code(sign: str = "-", individual: str = "912", date: str = "010190") -> str:
    return f"{date}{sign}{individual}{CHECK[int(date + individual) % 31]}"


SAMPLE = code()
WITH_LETTER = next(one for one in map(code, "-" * 90, map(str, range(910, 999))) if one[-1].isalpha())
WITH_DIGIT = next(one for one in map(code, "-" * 90, map(str, range(910, 999))) if one[-1].isdigit())


@pytest.mark.parametrize("sign", list("-YXWVU") + list("ABCDEF") + ["+"])
def test_a_code_with_any_sign_of_a_century_is_found(sign):
    assert identity_codes_in(f"Hetu on {code(sign)}, soita.") == [code(sign)]


@pytest.mark.parametrize(
    "typed",
    [
        SAMPLE.lower(),
        code("a", date="010105"),
        SAMPLE.replace("-", " - "),
        SAMPLE.replace("-", "–"),
        SAMPLE.replace("-", "−"),
        "01.01.90-" + SAMPLE[-4:],
        "01 01 90-" + SAMPLE[-4:],
        f"({SAMPLE})",
        f"hetu:{SAMPLE}.",
        f"{SAMPLE}:n",
        f"<p>Hetu <b>{SAMPLE[:7]}</b>{SAMPLE[7:]}</p>",
        SAMPLE.replace("-", "&#8209;"),
        *(WITH_LETTER.replace("-", sign) for sign in ("", " ", "/", ".", "_", "--", "\N{SOFT HYPHEN}-")),
        f"01-01-90-{WITH_LETTER[-4:]}",
        f"01.01.1990-{WITH_LETTER[-4:]}",
        f"01011990-{WITH_LETTER[-4:]}",
        f"{WITH_LETTER[:9]} {WITH_LETTER[9:]}",
        f"hetu{WITH_LETTER}",
        f"Henkilötunnus on {WITH_DIGIT.replace('-', '')}.",
        f"{WITH_LETTER[:7]}\N{ZERO WIDTH SPACE}{WITH_LETTER[7:]}",
    ],
)
def test_a_code_is_found_however_it_is_written(typed):
    assert len(identity_codes_in(typed)) == 1


@pytest.mark.parametrize(
    "typed",
    [
        "040123-4567",
        "040 123 4567",
        "0242746-2",
        "150326-1234",
        SAMPLE[:-1] + CHECK[(CHECK.index(SAMPLE[-1]) + 1) % 31],
        code(date="310290"),
        code(individual="001"),
        "tapaaminen 1.3.2026-912 B",
        f"9{SAMPLE}",
        f"a1{code('A')}f0",
        WITH_DIGIT.replace("-", ""),
        WITH_DIGIT.replace("-", "/"),
    ],
)
def test_what_only_looks_like_a_code_is_let_through(typed):
    assert identity_codes_in(typed) == []


def test_a_code_is_taken_out_of_a_text_and_the_rest_stays():
    assert without_identity_codes(f"Pihatyö, {SAMPLE}, arkisin") == "Pihatyö, –, arkisin"
    assert without_identity_codes("Pihatyö – arkisin") == "Pihatyö – arkisin"
    assert SAMPLE not in masked(f"Bad value {SAMPLE}")


def modules() -> None:
    """Every module of ours is read, so that every form class is known."""
    for package in (config, cms, programmes, reports):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if ".migrations" not in found.name and ".settings" not in found.name:
                importlib.import_module(found.name)


def kinds_of(parent: type) -> Iterator[type]:
    for kind in parent.__subclasses__():
        yield kind
        yield from kinds_of(kind)


def ours(kind: type) -> bool:
    return kind.__module__.split(".")[0] in OURS


def form_fields() -> list[tuple[str, Any]]:
    modules()
    forms_of_ours = [kind for kind in {*kinds_of(forms.BaseForm)} if ours(kind)]
    pages = [page.get_edit_handler().get_form_class() for page in get_page_models()]
    fields = [
        (f"{kind.__module__}.{kind.__name__}.{name}", field)
        for kind in [*forms_of_ours, *pages]
        for name, field in kind.base_fields.items()
    ]
    return [
        (name, field) for name, field in fields if isinstance(field, forms.CharField) and not any_slug(field)
    ]


def any_slug(field: Any) -> bool:
    """Django swaps the validators of a slug that may have any letters: the form of pages asks itself."""
    return bool(getattr(field, "allow_unicode", False))


def refuses(field: Any, value: str) -> bool:
    try:
        field.run_validators(value)
    except ValidationError as wrong:
        return CODE in {each.code for each in wrong.error_list}
    return False


@pytest.mark.django_db
def test_every_text_field_of_every_form_refuses_a_code():
    fields = form_fields()

    assert len(fields) > 150
    assert [name for name, field in fields if not refuses(field, f"Hän on {SAMPLE}")] == []


def test_every_text_field_of_every_row_refuses_a_code():
    fields = [
        field
        for model in apps.get_models()
        if ours(model)
        for field in model._meta.get_fields()
        if isinstance(field, models.CharField | models.TextField)
        and not (isinstance(field, StreamField) or any_slug(field))
    ]

    assert len(fields) > 150
    assert [str(field) for field in fields if not refuses(field, f"Hän on {SAMPLE}")] == []


def parts_of(block: blocks.Block) -> Iterator[blocks.Block]:
    yield block
    for child in getattr(block, "child_blocks", {}).values():
        yield from parts_of(child)
    if isinstance(block, blocks.ListBlock):
        yield from parts_of(block.child_block)


def test_every_text_of_a_page_refuses_a_code():
    streams = [
        field
        for page in get_page_models()
        for field in page._meta.get_fields()
        if isinstance(field, StreamField)
    ]
    texts = [
        part
        for stream in streams
        for part in parts_of(stream.stream_block)
        if isinstance(part, blocks.FieldBlock) and isinstance(part.field, forms.CharField)
    ]

    assert len(texts) > 20
    assert [part.label for part in texts if not refuses(part.field, f"<p>Hän on {SAMPLE}</p>")] == []


@pytest.mark.django_db
def test_a_kind_of_text_field_that_asks_other_things_asks_this_too():
    """A kind that sets its own validators would forget the rule."""
    modules()
    kinds = {*kinds_of(forms.CharField), *kinds_of(models.CharField), *kinds_of(models.TextField)}

    forgetful = [kind for kind in kinds if refuse_identity_code not in kind.default_validators and ours(kind)]

    assert (
        forgetful,
        [kind for kind in TEXT_FIELDS if refuse_identity_code not in kind.default_validators],
    ) == (
        [],
        [],
    )


def test_a_cell_of_an_import_with_a_code_is_named_and_not_repeated():
    columns = [Column("aim", text(100)), Column("external_id", text(100))]
    row = Row(2, ("Pihatyö", SAMPLE))

    values, problems = read_row(row, {"aim": 0, "external_id": 1}, columns, known=None)  # type: ignore[arg-type]

    assert values == {"aim": "Pihatyö"}
    assert problems == ["a personal identity code, which this service never keeps: external_id"]


@pytest.mark.django_db
@pytest.mark.usefixtures("reference")
@pytest.mark.parametrize("address", ["/fi/palvelut/", "/work/hosts/", "/nowhere/"])
def test_a_code_that_is_searched_for_stands_in_no_address(client, address):
    answer = client.get(address, {"q": f"kahvila {SAMPLE}", "km": "30"})

    assert answer["Location"] == f"{address}?q=kahvila+%E2%80%93&km=30"


def test_taking_a_code_out_leads_to_no_other_site(client):
    answer = client.get("/", {"q": SAMPLE}, PATH_INFO="//evil.example/")

    assert answer["Location"].startswith("/%2Fevil.example/")


def test_a_search_with_a_code_is_refused_at_the_field():
    assert HostFilter({"q": SAMPLE}).errors.as_data()["q"][0].code == CODE
