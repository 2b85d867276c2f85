"""Names by which a text speaks of the packaged area: of its places, its houses, its numbers."""

import csv
import re
import tomllib

from areas.loading.order import PACKAGED_AREA

ESCAPED = re.compile(r"\\+u([0-9a-f]{4})")
VILLAGES = (
    "Koli",
    "Kolin",
    "Kolilta",
    "Luotsi",
    "Pielinen",
    "Pielisen",
    "Keski-Karjala",
    "Joensuu",
    "Siun sote",
)


def _known() -> set[str]:
    known = set(VILLAGES)
    with (PACKAGED_AREA / "municipalities.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            known |= {row[name] for name in ("name_fi", "name_sv", "name_en", "genitive_fi", "inessive_fi")}
            known.add(row["genitive_fi"].removesuffix("n"))
    with (PACKAGED_AREA / "service_areas.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            known |= {row["name_fi"], row["name_sv"], row["name_en"]}
    told = tomllib.loads((PACKAGED_AREA / "area.toml").read_text(encoding="utf-8"))
    known |= {told["project"], told["phone"], told["email"]}
    for language in ("fi", "sv", "en"):
        known |= {
            word
            for name, word in told[language].items()
            if name.startswith(("region", "college", "outdoors"))
        }
    return known


NAMES = re.compile(
    rf"(?<!\w)(?:{'|'.join(sorted(map(re.escape, _known()), key=len, reverse=True))})|\b013 \d|\+35813"
)


def of_the_packaged_area(text: str) -> set[str]:
    """The names that stand in the text, in any form that begins with one; letters may be escaped (JSON)."""
    plain = ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return set(NAMES.findall(plain.replace("\xa0", " ")))
