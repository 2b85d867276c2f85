"""What the verbs of a placement ask."""

from programmes.placements.forms.agreement import IssueAgreementForm, SignForm
from programmes.placements.forms.hosts import (
    CloseHostForm,
    ReinstateHostForm,
    RejectHostForm,
    SuspendHostForm,
)
from programmes.placements.forms.life import (
    CancelForm,
    ClosePlacementForm,
    CorrectMonthForm,
    EndPlacementForm,
    PausePlacementForm,
    ResumePlacementForm,
    StartPlacementForm,
)
from programmes.placements.forms.parents import (
    CloseVacancyForm,
    EndParticipationForm,
    ReopenForm,
    WithdrawForm,
)
from programmes.placements.forms.suggestion import (
    AcceptForm,
    DeclineForm,
    IntroduceForm,
    ProposeForm,
    RefuseForm,
    ReserveSeatForm,
    WantForm,
)

__all__ = [
    "AcceptForm",
    "CancelForm",
    "CloseHostForm",
    "ClosePlacementForm",
    "CloseVacancyForm",
    "CorrectMonthForm",
    "DeclineForm",
    "EndParticipationForm",
    "EndPlacementForm",
    "IntroduceForm",
    "IssueAgreementForm",
    "PausePlacementForm",
    "ProposeForm",
    "RefuseForm",
    "ReinstateHostForm",
    "RejectHostForm",
    "ReopenForm",
    "ReserveSeatForm",
    "ResumePlacementForm",
    "SignForm",
    "StartPlacementForm",
    "SuspendHostForm",
    "WantForm",
    "WithdrawForm",
]
