"""A form that counts once: its token is read in one place, and answered apart from what was told."""

from __future__ import annotations

from pathlib import Path

from django import forms

from typed.sent import LONGEST_TOKEN, token_sent
from workflow.forms import OnceForm

ROOT = Path(__file__).resolve().parents[2]


class Asked(OnceForm):
    word = forms.CharField()


def test_each_form_has_a_token_of_its_own_and_what_was_told_is_without_it():
    one, other = Asked(), Asked()
    sent = Asked({"word": "kyllä", "token": "t-1"})

    assert one["token"].value() != other["token"].value()
    assert sent.is_valid()
    assert (sent.token_sent, sent.told) == ("t-1", {"word": "kyllä"})


def test_a_form_without_a_token_counts_each_time():
    sent = Asked({"word": "kyllä"})

    assert sent.is_valid()
    assert sent.token_sent is None


def test_a_token_longer_than_its_column_is_cut(rf):
    assert token_sent(rf.post("/", {"token": "x" * 99})) == "x" * LONGEST_TOKEN
    assert token_sent(rf.post("/")) == ""


def test_no_view_reads_the_token_of_a_request_by_itself():
    found = [
        str(path.relative_to(ROOT))
        for root in ("cms", "platform", "programmes", "reports")
        for path in sorted((ROOT / root).rglob("*.py"))
        if 'POST.get("token"' in path.read_text(encoding="utf-8")
    ]

    assert found == ["platform/typed/sent.py"]
