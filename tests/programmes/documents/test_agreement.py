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


def parts_in(node, language):
    """The structure elements below `node` that say they are in the language."""
    kids = node.get("/K", [])
    found = [node] if str(node.get("/Lang", "")) == language else []
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            found += parts_in(kid, language)
    return found


@pytest.mark.parametrize("language", ["fi", "fi-simple", "sv", "en"])
def test_what_people_typed_says_its_language_on_paper_of_another(client, placement, language):
    answer = paper(client, placement.participation.participant.user, placement, language)

    with pikepdf.open(io.BytesIO(answer.content)) as pdf:
        tags = [str(part.S) for part in parts_in(pdf.Root.StructTreeRoot.K[0], "fi")]

    # The place in the lead; place, address, tasks, guide, then legal basis, aim, tasks, guide.
    assert ("/P" in tags) is (language in {"sv", "en"})
    assert (tags.count("/TD") >= 7) is (language in {"sv", "en"})
    assert set(tags) <= {"/P", "/TD"}


@pytest.mark.parametrize(("language", "told"), [("fi", False), ("sv", True), ("en", True)])
def test_what_people_typed_says_its_language_on_a_page_of_another(client, placement, language, told):
    client.force_login(placement.participation.participant.user, backend=BACKEND)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    tasks = placement.agreements.get().content["tasks"]

    page = client.get(reverse("my:placement", args=[placement.reference])).content.decode()

    assert tasks
    assert (page.count(f'<dd><span lang="fi">{tasks}</span></dd>') == 2) is told
    assert page.count(tasks) >= 2
