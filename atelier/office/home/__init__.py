"""Home answers "what needs me?": whom one meets today, what is one's own, what the house counts."""

from typing import Any

from django.http import HttpRequest

from atelier.office.home.figures import figures
from atelier.office.home.today import todays
from atelier.office.home.yours import Yours
from atelier.office.pages import staff_of
from orders.policies.quotes import today

_DIARY = "consultations.view_appointment"


def home(request: HttpRequest) -> dict[str, Any]:
    """Return what this person may see of it; as many queries whatever the house holds."""
    day, me, may = today(), staff_of(request), request.user.has_perm
    return {
        "on_desk": True,
        "day": day,
        "today": day,
        "meetings": todays(day, me) if may(_DIARY) else None,
        "yours": Yours.of(me, day) if may(_DIARY) else None,
        **figures(day, may),
    }
