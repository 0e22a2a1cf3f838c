"""Walks through the request as a visitor's browser does, for tests."""

from typing import Any

from django.test import Client as Browser
from django.urls import reverse

from designs.models import Design
from orders.models import Commission
from orders.steps import Step

WEARER = {"wearer": "partner", "occasion": "anniversary"}
BUDGET = {"budget": "5000-10000"}
CONTACT = {
    "contact_name": "Ada Merrow",
    "contact_email": "ada@example.com",
    "preferred_channel": "email",
    "consent": "on",
}


def answers_for(level: str) -> dict[Step, dict[str, Any]]:
    """Good answers to every step of a request at one level."""
    design = Design.objects.get(code="AT-P01" if level == "mid" else "AT-W01")
    inspiration: dict[str, Any] = {"design": design.pk}
    materials: dict[str, Any] = {"ring_size_label": "6 1/2", "ring_size_system": "us"}
    if level == "mid":
        materials = {"stone": "sapphire|royal blue", "chain_length": "18"}
    if level == "bespoke":
        inspiration = {"piece_type": "engagement_ring", "story": "Her grandmother's emerald."}
        materials = {"size_unknown": "on", "ring_size_system": "us", "stone_source": "client"}
    return {
        Step.WEARER: WEARER,
        Step.LEVEL: {"level": level},
        Step.INSPIRATION: inspiration,
        Step.MATERIALS: materials,
        Step.BUDGET: BUDGET,
        Step.REVIEW: CONTACT,
    }


def begin(browser: Browser, query: str = "", **answers: Any) -> Commission:
    """Answer the first step and return the draft it made."""
    response = browser.post(reverse("orders:begin") + query, WEARER | answers)
    assert response.status_code == 302, response.content
    return Commission.objects.order_by("-pk")[0]


def answer(browser: Browser, commission: Commission, step: Step, **answers: Any) -> Any:
    """Answer one step and return the response."""
    return browser.post(address(commission, step), answers)


def address(commission: Commission, step: Step) -> str:
    """The address of a step."""
    return reverse("orders:step", args=[commission.public_id, step])


def walk_to(browser: Browser, step: Step, level: str = "general", **first: Any) -> Commission:
    """Answer everything before `step` and return the draft."""
    commission = begin(browser, **first)
    for one, answers in list(answers_for(level).items())[1 : step.number - 1]:
        response = answer(browser, commission, one, **answers)
        assert response.status_code == 302, (one, response.context["form"].errors)
    commission.refresh_from_db()
    return commission


def send(browser: Browser, level: str = "general", **over: Any) -> Commission:
    """Send a whole request and return the commission."""
    commission = walk_to(browser, Step.REVIEW, level)
    assert answer(browser, commission, Step.REVIEW, **CONTACT | over).status_code == 302
    commission.refresh_from_db()
    return commission
