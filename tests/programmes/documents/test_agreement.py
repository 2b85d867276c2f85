"""The agreement on paper: two pages, tagged, in the reader's language, for its parties and workers only."""

import io

import pikepdf
import pytest
from django.conf import settings
from django.urls import reverse

from accounts.roles import Role
from audit.models import Read
from tests.factories import programmes as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def placement():
    user = make.account(Role.PARTICIPANT)
    employer = make.host()
    make.host_person(employer)
    place = make.vacancy(employer=employer)
    return make.placement(
        "agreed", row=make.participation("active", person=make.participant(user=user)), place=place
    )


def paper(client, user, placement, language="fi"):
    client.force_login(user, backend=BACKEND)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    return client.get(reverse("documents:agreement", args=[placement.reference]))


@pytest.mark.parametrize(("language", "tag"), [("fi", "fi"), ("fi-simple", "fi"), ("sv", "sv"), ("en", "en")])
def test_the_paper_is_tagged_and_has_two_pages(client, placement, language, tag):
    answer = paper(client, placement.participation.participant.user, placement, language)

    with pikepdf.open(io.BytesIO(answer.content)) as pdf:
        assert answer["Content-Type"] == "application/pdf"
        assert len(pdf.pages) == 2
        assert str(pdf.Root.Lang) == tag
        assert bool(pdf.Root.MarkInfo.Marked)
        assert "/StructTreeRoot" in pdf.Root


def test_the_look_of_a_worker_and_of_the_host_is_kept(client, placement):
    member = placement.vacancy.host.memberships.get().user
    worker = placement.participation.coordinator

    for user in (worker, member):
        assert paper(client, user, placement).status_code == 200

    assert [read.reader for read in Read.objects.order_by("id")] == [worker, member]


def test_the_persons_own_look_is_not_kept(client, placement):
    assert paper(client, placement.participation.participant.user, placement).status_code == 200
    assert not Read.objects.exists()


def test_it_is_not_found_by_others(client, placement):
    stranger = make.account(Role.PARTICIPANT)
    far_away = make.coordinator("422")

    assert paper(client, stranger, placement).status_code == 404
    assert paper(client, far_away, placement).status_code == 404


def test_the_officer_who_referred_may_not_read_it(client, placement):
    assert paper(client, placement.participation.referrer, placement).status_code == 403


def test_there_is_none_before_it_is_drawn_up(client):
    user = make.account(Role.PARTICIPANT)
    row = make.participation("active", person=make.participant(user=user))

    assert paper(client, user, make.placement("accepted", row=row)).status_code == 404
