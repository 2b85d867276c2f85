"""What people's own words mean here, as publishers keep it; read anew once anything public has changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from cms.beside.words import HelpTopic, SameWords, phrases_of
from cms.finding.words import SHAPED, page_key, type_key
from cms.readers import is_seen
from letters.folding import folded
from letters.lemmas import SPOKEN, all_keys, is_name, keys, words_of
from publicdata.memory import remembered

Keys = frozenset[str]
NEAR_ENOUGH = 0.82
SHORTEST_NEAR = 5


@dataclass(frozen=True)
class Meaning:
    """One way to say something, and where it leads: keys to look up, a municipality, a hard thing."""

    phrase: tuple[Keys, ...]
    written: str
    language: str
    leads: Keys
    municipality: str = ""
    topic: int = 0


@dataclass(frozen=True)
class Said:
    """A meaning that was found in a question: from which of its words on, and how many they are."""

    meaning: Meaning
    start: int

    @property
    def places(self) -> range:
        """Which words of the question it takes up."""
        return range(self.start, self.start + len(self.meaning.phrase))


def said_in(words: list[str], language: str) -> list[Said]:
    """What the words of the question mean; of a word that begins several phrases the longest is heard.

    Words of the page's language and of Finnish count; a hard thing is understood in every language, and in a
    compound too (*masennuslääkkeet*).
    """
    own = {SPOKEN.get(language, "fi"), "fi"}
    book = meanings()
    found: list[Said] = []
    for start, word in enumerate(words):
        begins = {one for key in _heard(word, language) for one in book.get(key, ())}
        fitting = [
            one
            for one in begins
            if (one.topic or one.language in own) and _goes_on(one, words, start, language)
        ]
        # A word for the thing itself (*spelberoende*) is not heard as saying a part of it (*beroende*).
        if any(one.topic and _is_whole(one, words, start) for one in fitting):
            fitting = [one for one in fitting if not one.topic or _is_whole(one, words, start)]
        longest = max((len(one.phrase) for one in fitting), default=0)
        found += [Said(one, start) for one in fitting if len(one.phrase) == longest]
    return sorted(found, key=lambda one: (one.start, one.meaning.written))


def meanings() -> dict[str, tuple[Meaning, ...]]:
    """Every meaning by each key of its first word; the same for every reader."""
    return remembered(_read, "same words")


def spellings() -> dict[str, str]:
    """The single words that lead somewhere, by key: what a mistyped one may have been meant as."""
    rows = {one for group in meanings().values() for one in group}
    return {
        folded(one.written): one.written
        for one in sorted(rows, key=lambda one: one.written)
        if len(one.phrase) == 1 and not one.topic
    }


def _read() -> dict[str, tuple[Meaning, ...]]:
    book: dict[str, list[Meaning]] = defaultdict(list)
    rows = SameWords.objects.filter(is_active=True).select_related("page", "topic")
    for row in rows.prefetch_related("services"):
        leads = _leads_of(row)
        topic = row.topic_id if row.topic and row.topic.is_active else 0
        if not (leads or row.municipality_id or topic):
            continue
        for written in phrases_of(row.words):
            phrase = tuple(keys(word, row.language) for word in words_of(written))
            if not phrase:
                continue
            one = Meaning(phrase, written, row.language, leads, row.municipality_id or "", topic or 0)
            for key in phrase[0]:
                book[key].append(one)
    return {key: tuple(group) for key, group in book.items()}


def _leads_of(row: SameWords) -> Keys:
    words = {key for word in words_of(row.means) for key in keys(word, row.language)}
    types = {type_key(kind.code) for kind in row.services.all()}
    page = {page_key(row.page.translation_key)} if row.page and is_seen(row.page) else set()
    return frozenset(words | types | page | ({SHAPED} if row.shaped else set()))


def _heard(word: str, language: str) -> Iterable[str]:
    """The keys a typed word may begin a meaning by, the parts of a compound too."""
    told = all_keys(word, language) | all_keys(word, "fi") | keys(word, "sv") | keys(word, "en")
    return told if not is_name(word, language) else keys(word, language) | {folded(word)}


def _is_whole(one: Meaning, words: list[str], start: int) -> bool:
    """Whether the words from here on are those of the meaning, and not only compounds with them."""
    said = zip(one.phrase, words[start:], strict=False)
    return all(known & (keys(word, one.language) | {folded(word)}) for known, word in said)


def _goes_on(one: Meaning, words: list[str], start: int, language: str) -> bool:
    """Whether the words from here on say it; in a compound a part says a hard thing only."""
    if start + len(one.phrase) > len(words):
        return False
    for known, word in zip(one.phrase, words[start:], strict=False):
        said = keys(word, one.language) | {folded(word)}
        if one.topic:
            said |= all_keys(word, one.language)
        if not known & said:
            return False
    return True


def nearly_hard(word: str) -> int:
    """The hard thing that a mistyped word was likely about; 0 when none is near."""
    from rapidfuzz import process  # noqa: PLC0415 - only a word that no language has needs it
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    small = folded(word)
    hard = {
        folded(one.written): one.topic
        for group in meanings().values()
        for one in group
        if one.topic and len(one.phrase) == 1
    }
    if len(small) < SHORTEST_NEAR:
        return 0
    near = process.extractOne(small, hard.keys(), scorer=OSA.normalized_similarity, score_cutoff=NEAR_ENOUGH)
    return hard[near[0]] if near else 0


def topics_by_id() -> dict[int, HelpTopic]:
    """The hard things with their lines, the first first; the same rows for every reader."""
    return remembered(
        lambda: {row.pk: row for row in HelpTopic.objects.filter(is_active=True).prefetch_related("lines")},
        "help topics",
    )
