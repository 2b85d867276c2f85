"""The template and the page of columns come from the tables that the command reads."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
from django.urls import reverse
from django.utils import translation

from programmes.exchange.browser import template
from programmes.exchange.browser.describing import FILES_HOLD, MEANS, described
from programmes.exchange.browser.reasons import has_words
from programmes.exchange.files import FILES
from programmes.exchange.reading import IMPORTED
from tests.programmes.exchange.browser.conftest import PERSON, Sender

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_file_and_column_is_described(language: str) -> None:
    with translation.override(language):
        told = {file.name: file for file in described()}

    assert list(told) == [file.name for file in FILES]
    assert set(FILES_HOLD) == set(IMPORTED)
    for file in FILES:
        columns = told[file.name].columns
        assert [column.name for column in columns] == [column.name for column in file.columns]
        assert all(column.means and column.says for column in columns)
    if language == "fi":
        english = {column.means for file in described() for column in file.columns}
        assert len(english) > len(MEANS)


def test_what_was_made_in_the_service_has_words_for_each_file() -> None:
    made = [file.made_here for file in FILES if file.made_here]

    assert len(made) > 5
    assert [reason for reason in made if not has_words(reason)] == []


def test_no_description_names_what_is_not_there() -> None:
    columns = {column.name for file in FILES for column in file.columns}
    columns |= {f"{file.name}.{column.name}" for file in FILES for column in file.columns}

    assert set(MEANS) <= columns


def test_the_workbook_that_is_filled_in_goes_in(sender: Sender) -> None:
    book = openpyxl.load_workbook(io.BytesIO(template.workbook()))
    assert book.sheetnames[1:] == [file.name for file in FILES]
    sheet = book["participants"]
    header = [cell.value for cell in sheet[1]]
    sheet.append([PERSON.get(name) for name in header])
    out = io.BytesIO()
    book.save(out)

    run = sender.sent(out.getvalue(), "malli.xlsx")

    assert run.rejected == 0
    assert run.new == 1


def test_the_zip_that_is_empty_changes_nothing(sender: Sender) -> None:
    with zipfile.ZipFile(io.BytesIO(template.archive())) as archive:
        assert archive.namelist() == [f"{file.name}.csv" for file in FILES]

    run = sender.sent(template.archive())

    assert (run.status, run.moved, run.rejected) == ("checked", 0, 0)
    assert "There is nothing to bring in." in sender.page(run).content.decode()


@pytest.mark.parametrize("kind", ["xlsx", "zip"])
def test_templates_are_downloaded(sender: Sender, kind: str) -> None:
    answer = sender.client.get(reverse("imports:template", args=[kind]))

    assert answer.status_code == 200
    assert answer["Content-Disposition"].endswith(f'.{kind}"')
    assert sender.client.get(reverse("imports:template", args=["exe"])).status_code == 404
