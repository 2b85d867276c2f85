"""The employment area itself: what it is called, in every form a text needs, and how it is reached."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import get_language

from areas.models.places import Municipality

FALLS_TO = {"fi-simple": "fi"}


class EmploymentArea(models.Model):
    """The area that is loaded: one row, made from its `area.toml`.

    `words` holds, by language, its names in the forms of that language (`areas/naming.py` says which).
    """

    code = models.CharField(
        max_length=2,
        primary_key=True,
        validators=[RegexValidator(r"^\d{2}$", "two digits: 29")],
    )
    host = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    example = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    phone = models.CharField(max_length=40)
    email = models.EmailField()
    street_address = models.CharField(max_length=120, blank=True)
    postal_code = models.CharField(max_length=5, blank=True)
    post_office = models.CharField(max_length=60, blank=True)
    project = models.CharField(max_length=60, blank=True)
    words = models.JSONField(default=dict)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """What the area is called in the language of the page; empty before one is loaded."""
        return self.word("employment_area")

    def word(self, name: str) -> str:
        """One of its names in the language of the page; empty where it has none."""
        return self.words_in(get_language() or "fi").get(name, "")

    def words_in(self, language: str) -> dict[str, str]:
        """The area's names in the language; Easy Finnish has those of Finnish but where it has its own."""
        words: dict[str, dict[str, str]] = self.words
        own = words.get(language, {})
        return words.get(FALLS_TO[language], {}) | own if language in FALLS_TO else own
