"""What interests people: sent, answered, taken back, or taken up by the next suggestion."""

from __future__ import annotations

from random import Random

from programmes.exchange.demo.acts.common import worker_of
from programmes.exchange.demo.course import Path
from programmes.exchange.demo.journal import Happened
from programmes.exchange.demo.world import Journey, World
from programmes.participants.models import Interest
from programmes.participants.states import InterestState

INTERESTED, IN_A_PLACE, ANSWERED, TAKEN_BACK = 0.3, 0.5, 0.45, 0.12
WISHES = ("", "", "Aamuvuorot sopisivat.", "Olen tehnyt tätä ennenkin.", "Haluaisin ensin käydä katsomassa.")
ANSWERS = (
    "Paikka täyttyi juuri. Katsotaan yhdessä muita samanlaisia.",
    "Ryhmä alkaa vasta keväällä. Palaan asiaan, kun paikat avautuvat.",
    "Matka olisi pitkä ilman autoa. Etsin vastaavan lähempää kotia.",
)


def is_interested(world: World, journey: Journey) -> bool:
    """Whether this person will say that something interests them."""
    return _own(world, journey).random() < INTERESTED


def live_interest(world: World, journey: Journey) -> Path:
    """Something interests the person; their worker answers, unless a suggestion was quicker."""
    rng = _own(world, journey)
    rng.random()
    if not journey.is_open:
        return
    row = _send(world, journey, rng)
    yield world.course.in_working_days(1, 5)
    fate = rng.random()
    if row.state != InterestState.SENT or not journey.is_open:
        return
    person = journey.person.user
    if fate < TAKEN_BACK:
        by, word = (person, "") if person else (worker_of(journey), "phone")
        world.journal.act(row, "cancel", by=by, on_word=word)
        return
    if fate > TAKEN_BACK + ANSWERED:  # the worker hopes to suggest something, and answers when nothing comes
        yield world.course.in_working_days(3, 9)
    if row.state == InterestState.SENT and journey.is_open:
        world.journal.act(row, "answer_not_now", by=worker_of(journey), answer=rng.choice(ANSWERS))


def say_so(world: World, journey: Journey) -> None:
    """Something interests the person, and their worker is to answer."""
    _send(world, journey, _own(world, journey))


def take_up(world: World, journey: Journey, offers: object, cause: Happened) -> None:
    """What still waits for an answer is answered by the suggestion."""
    for row in journey.interests:
        if row.state == InterestState.SENT:
            world.journal.act(row, "take_up", by=worker_of(journey), cause=cause, offer_round=offers)


def _send(world: World, journey: Journey, rng: Random) -> Interest:
    here = world.open_places[journey.person.municipality_id]
    places = [place for place in here if place.row.state == "open"]  # type: ignore[union-attr]
    in_a_place = bool(places) and rng.random() < IN_A_PLACE
    target = {"vacancy": rng.choice(places).row} if in_a_place else {"programme": rng.choice(world.services)}
    row = Interest(
        reference=world.reference(),
        participation=journey.participation,
        wish=rng.choice(WISHES),
        sent_on=world.day,
        **target,
    )
    by, word = (journey.person.user, "") if journey.person.user else (worker_of(journey), "phone")
    world.journal.made(row, "sent", by=by, on_word=word)
    world.rows.interests.append(row)
    journey.interests.append(row)
    return row


def _own(world: World, journey: Journey) -> Random:
    """The chance of this person's interests alone."""
    return Random(f"{world.seed}-interest-{journey.participation.reference}")  # noqa: S311 - invents wishes
