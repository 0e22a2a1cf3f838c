"""An intake, for tests: each step as its page posts it."""

import json
from typing import Any

from django.test import Client as Browser
from django.urls import reverse

from atelier.materials.models import Intake, StoneVariety

DRAWN = [[[10.0, 60.0], [30.0, 20.0]]]
RISKS = ("setting", "heat", "recutting", "fillings")
"""What an untested loose stone runs."""


def where(intake: Intake, step: str) -> str:
    """The address of a step."""
    return reverse("admin:intake", args=[intake.public_id, step])


def rows(*things: dict[str, Any], step: str = "on") -> dict[str, Any]:
    """What the first step posts."""
    posted: dict[str, Any] = {"goods-TOTAL_FORMS": len(things), "goods-INITIAL_FORMS": 0}
    for row, thing in enumerate(things):
        posted |= {f"goods-{row}-{name}": value for name, value in thing.items()}
    return posted | {"step": step}


def emerald(**over: Any) -> dict[str, Any]:
    """A stone as the first step writes it down."""
    first = {"variety": StoneVariety.objects.get(code="emerald").pk, "colour": "green"}
    return first | {"what": "stone", "as_stated": "My grandmother's"} | over


def measures(row: int = 0, **over: Any) -> dict[str, Any]:
    """What the second step posts."""
    found = {"length": "8.02", "width": "6.05", "depth": "4.10", "carats": "1.340"}
    found |= {"damage": "Chip under one corner", "seal": "S-11"}
    return {f"goods-{row}-{name}": value for name, value in (found | over).items()}


def of_client(*risks: str, **over: Any) -> dict[str, Any]:
    """What the client posts from their side."""
    initials = {f"initials_{risk}": "CW" for risk in risks or RISKS}
    own = {"value_0": "6500.40", "leftovers": "return", "client_name": "Clara Weiss"}
    return initials | own | {"client_strokes": json.dumps(DRAWN), "step": "sign"} | over


def of_house(**over: Any) -> dict[str, Any]:
    """What the house posts last."""
    return {"house_name": "Ines Roth", "house_strokes": "", "witness": "Noor Haddad"} | over


def lay_down(browser: Browser, start: str, thing: dict[str, Any] | None = None) -> Intake:
    """Write a thing down up to the client's side, and return the intake."""
    begun = browser.post(start, rows(thing or emerald()))
    assert begun.status_code == 302
    intake = Intake.objects.latest("pk")
    browser.post(where(intake, "measures"), measures())
    browser.post(where(intake, "agreement"), {"authorised_work": "Set it in a ring."})
    return intake


def sign_both(browser: Browser, intake: Intake, **over: Any) -> Any:
    """Let both sides sign; return the answer to the house's signature."""
    browser.post(reverse("admin:intake_client", args=[intake.public_id]), of_client(**over))
    return browser.post(reverse("admin:intake_house", args=[intake.public_id]), of_house())
