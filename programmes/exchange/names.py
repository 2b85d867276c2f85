"""The files of the import bundle (interface.md)."""

# In the order in which they are imported: a parent before its children.
IMPORTED = ("employers", "vacancies", "intakes", "participants", "participations", "placements")

# Files of the contract that are named and left alone for now.
LATER = (
    "status_changes",
    "reviews",
    "adjustments",
    "followups",
    "feedback",
    "visits",
    "employer_contacts",
    "assessments",
)
