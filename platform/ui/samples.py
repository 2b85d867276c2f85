"""Made-up values for the style guide, in the words the pages really use."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.html import format_html

from ui.assets.styles import icon_paths
from ui.elements import Column, Day, DayMark, Entry, Link, Offer, Row, Shape, Signature, Step, WeekRow
from ui.sample_forms import SampleFilters, SampleForm

# The 13 municipalities on a tile grid: code, name, column, row, percentage.
TILES = (
    ("541", "Nurmes", 1, 0, 81),
    ("422", "Lieksa", 2, 0, 73),
    ("176", "Juuka", 1, 1, 78),
    ("607", "Polvijärvi", 1, 2, 90),
    ("276", "Kontiolahti", 2, 2, 92),
    ("146", "Ilomantsi", 3, 2, 64),
    ("309", "Outokumpu", 0, 2, 83),
    ("426", "Liperi", 1, 3, 88),
    ("167", "Joensuu", 2, 3, 86),
    ("090", "Heinävesi", 0, 3, 71),
    ("707", "Rääkkylä", 1, 4, None),
    ("848", "Tohmajärvi", 2, 4, 69),
    ("260", "Kitee", 1, 5, 77),
)
TILE = 72


def everything() -> dict[str, Any]:
    """All values the style guide draws."""
    return {
        "crumbs": [("Palvelut", "#"), ("Lieksa", "#"), ("Pyöräpaja", "")],
        "facts": {
            "Kunta": "Lieksa",
            "Työaika": "4 h päivässä, 1–4 päivää",
            "Raha": "Etuus + 9 € päivässä",
            "Alkaa": "Heti, jatkuva haku",
        },
        "park": {"Kunta": "Lieksa", "Työaika": "8–16 h viikossa", "Raha": "Palkka"},
        "steps": [
            Step("Lähete", "done", "ma 2.11."),
            Step("Tapaaminen", "done", "to 12.11."),
            Step("Paikan valinta", "now", "viimeistään ti 1.12."),
            Step("Sopimus"),
            Step("Työ alkaa"),
        ],
        "tabs": [
            Link("Aikajana", "#", current=True),
            Link("Paikat", "#", count=2),
            Link("Minä ja työ", "#"),
            Link("Luvat", "#", count=1),
        ],
        "sections": [
            Link("Tekstit", "#", current=True),
            Link("Lomakkeet", "#"),
            Link("Luvut", "#", count=13),
        ],
        "page": a_page(),
        "columns": [
            Column("Kuka", sort_url="?sort=name"),
            Column("Tila"),
            Column("Kunta"),
            Column("Aikaa", numeric=True, sort_url="?sort=-due", sorted="ascending"),
        ],
        "rows": table_rows(),
        "entries": timeline_entries(),
        "offer_labels": ["Matka kotoa", "Tunnit", "Raha", "Mitä tehdään", "Kuka auttaa", "Huomaa"],
        "offers": two_offers(),
        "offers_three": [*two_offers(), a_third_offer()],
        "signatures": [
            Signature("Helmi Karhu", "Työntekijä", "ti 24.11.2026 klo 10.12", "tunnistautuneena"),
            Signature("Lieksan kaupunki, puistotoimi", "Työnantaja", mine=True),
            Signature("Pohjois-Karjalan työllisyysalue", "Maksaja"),
        ],
        "days": week_days(),
        "week": week_rows(),
        "shapes": tiles(),
        "legend": [
            (0, "alle 70 %"),
            (1, "70–77 %"),
            (2, "78–84 %"),
            (3, "85–89 %"),
            (4, "90 % tai yli"),
            (None, "ei näytetä: liian vähän ihmisiä"),
        ],
        "bars": [(name, value, 8 + index * 34) for index, (name, value) in enumerate(best_first()[:5])],
        "bar_columns": ["Kunta", Column("Aste", numeric=True)],
        "bar_rows": [[name, f"{value} %"] for name, value in best_first()[:5]],
        "form": SampleForm(),
        "wrong_form": SampleForm(
            {"wrong-starts_on": "huomenna", "wrong-weekly_hours": "60", "wrong-way": "phone"}, prefix="wrong"
        ),
        "filters": SampleFilters(
            {"f-municipality": "422", "f-q": "ulkotyö, kasvit", "f-hours_max": "16"}, prefix="f"
        ),
        "chips": [("Lieksa ja 50 km ympäriltä", "#"), ("ulkotyö, kasvit", "#"), ("enintään 16 h", "#")],
        "tones": ["ok", "info", "warn", "late", "quiet"],
        "icons": list(icon_paths()),
    }


def a_page() -> Page:
    """The third of twelve pages."""
    return Paginator(range(240), 20).page(3)


def table_rows() -> list[Row]:
    """A caseload of four, one of them late."""

    def state(tone: str, words: str) -> str:
        return format_html('<span class="tag tag-{}">{}</span>', tone, words)

    return [
        Row(["Aino T.", state("late", "Myöhässä 3 pv"), "Lieksa", "−3 pv"], url="#", tone="late"),
        Row(["Toivo K.", state("ok", "Työpaikka ottaa"), "Nurmes", "2 pv"], url="#"),
        Row(["Oksana P.", state("info", "Uusi kiinnostus"), "Juuka", "4 pv"], url="#"),
        Row(["Veikko H.", state("warn", "Välikeskustelu"), "Lieksa", "6 pv"], url="#"),
    ]


def timeline_entries() -> list[Entry]:
    """What lies ahead first, then what has been."""
    return [
        Entry("to 3.12. klo 9.30", "Puhelu työntekijän kanssa", icon="phone", tone="info"),
        Entry(
            "ma 23.11.2026",
            "Sinulle ehdotettiin kahta paikkaa",
            "Puistotyön apulainen ja Pyöräpaja.",
            "Sirpa Lehto",
            "seat",
            "ok",
            "#",
        ),
        Entry(
            "to 12.11.2026",
            "Tapaaminen Lieksassa",
            "Sovittiin: ulkotyö, aluksi 8 tuntia viikossa.",
            icon="people",
        ),
        Entry("ma 2.11.2026", "Lähete tuli", who="Työllisyyspalvelut"),
    ]


def answers() -> str:
    """The two buttons below each offer."""
    return format_html(
        '<a class="btn" href="#">{}</a><a class="btn ghost" href="#">{}</a>',
        *("Kyllä, tämä kiinnostaa minua", "Haluan ensin käydä katsomassa"),
    )


def two_offers() -> list[Offer]:
    """Two places in the same order of facts."""
    return [
        Offer(
            "Puistotyön apulainen",
            [
                "3 km",
                "8 h viikossa, myöhemmin 16",
                "Palkka",
                "Istutukset, haravointi",
                "Pertti, joka päivä",
                "Joskus nostetaan 10 kg",
            ],
            "#",
            "Lieksan kaupunki, puistotoimi",
            "Sopii toiveisiisi 5/6",
            "ok",
            answers(),
        ),
        Offer(
            "Pyöräpaja",
            [
                "2 km",
                "4 h päivässä, 1–4 päivää",
                "Etuus + 9 € päivässä",
                "Pyörien huolto",
                "Ohjaaja paikalla",
                "",
            ],
            "#",
            "Valmennusympäristö Brahe",
            "Sopii toiveisiisi 4/6",
            "ok",
            answers(),
        ),
    ]


def a_third_offer() -> Offer:
    """A third place, further away."""
    return Offer(
        "Kylätalon keittiö",
        [
            "32 km, kyyti sovitaan",
            "10–20 h viikossa",
            "Palkka",
            "Keittiön apu",
            "Emäntä Raili",
            "Sulkeutuu ke 2.12.",
        ],
        "#",
        "Vuonislahden kyläyhdistys ry",
        "Sopii toiveisiisi 3/6",
        "info",
        answers(),
    )


def week_days() -> list[Day]:
    """Monday to Sunday, Wednesday is today."""
    names = ("ma", "ti", "ke", "to", "pe", "la", "su")
    return [
        Day(name, f"{23 + place}.11." if place < 8 else "", today=name == "ke", off=name in ("la", "su"))
        for place, name in enumerate(names)
    ]


def week_rows() -> list[WeekRow]:
    """Two people's weeks: there, away, coming."""
    there, away = DayMark("Paikalla", "ok", "4 h"), DayMark("Sairaana", "warn")
    coming, none = DayMark("Tulossa", "info", "4 h"), DayMark()
    return [
        WeekRow("Toivo K.", [there, there, coming, none, coming, none, none], "#", "metalli", "16 h"),
        WeekRow("Helmi K.", [there, away, coming, coming, none, none, none], "#", "pyörät", "12 h"),
    ]


def best_first() -> list[tuple[str, int]]:
    """Municipalities by their percentage, the hidden one left out."""
    shown = [(name, value) for _, name, _, _, value in TILES if value is not None]
    return sorted(shown, key=lambda pair: -pair[1])


def tiles() -> list[Shape]:
    """The tile map: each municipality a rounded square in its place."""
    shapes = []
    for code, name, column, row, value in TILES:
        x, y = column * TILE + 2, row * TILE + 2
        side = TILE - 4
        edge = side - 16
        shapes.append(
            Shape(
                code,
                name,
                path=f"M{x + 8} {y}h{edge}q8 0 8 8v{edge}q0 8-8 8h-{edge}q-8 0-8-8v-{edge}q0-8 8-8Z",
                value_label="–" if value is None else f"{value} %",
                tone=None if value is None else sum(value >= limit for limit in (70, 78, 85, 90)),
                url="#",
                label_x=x + side / 2,
                label_y=y + side / 2,
            )
        )
    return shapes
