"""An examination, for tests: an emerald under the loupe of somebody who may judge it."""

from decimal import Decimal
from typing import Any

from atelier.journal.actor import Actor
from atelier.materials.evaluations import evaluate_stone
from atelier.materials.findings import Findings, Judgement
from atelier.materials.models import Evaluation, Stone, StoneVariety
from atelier.people.actors import user_actor
from atelier.people.models import User
from atelier.people.tests.factories import make_staff


def make_gemmologist(**over: Any) -> User:
    """Staff who may evaluate stones, and nothing else in particular."""
    user = make_staff(**{"is_superuser": False, "name": "Noor Haddad"} | over)
    user.staff.is_gemmologist = True
    user.staff.save()
    return user


def make_findings(**over: Any) -> Findings:
    """What an oiled emerald shows."""
    fields: dict[str, Any] = {
        "instruments": ("loupe", "microscope", "refractometer", "scales"),
        "variety": StoneVariety.objects.get(code="emerald"),
        "growth": "natural",
        "treatment": "oil_minor",
        "filler": "cedar oil",
        "refraction": (Decimal("1.577"), Decimal("1.583")),
        "length": Decimal("8.02"),
        "width": Decimal("6.05"),
        "depth": Decimal("4.10"),
        "carats": Decimal("1.340"),
        "colour": "bluish green",
        "tone": "medium",
        "saturation": "strong",
        "clarity_words": "Eye-clean face-up, jardin at 10×",
        "brightness": (15, 25, 60),
        "setting_risks": "A fissure reaches the surface beneath one corner.",
    }
    return Findings(**fields | over)


def accept(**over: Any) -> Judgement:
    """A verdict in the stone's favour."""
    return Judgement(**{"verdict": "accept", "for_client": "A fine old emerald."} | over)


def evaluate(stone: Stone, by: Actor | None = None, **over: Any) -> Evaluation:
    """Evaluate a stone as found above."""
    asked: dict[str, Any] = {"found": make_findings(), "judgement": accept()}
    return evaluate_stone(stone=stone, by=by or user_actor(make_gemmologist()), **asked | over)
