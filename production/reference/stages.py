"""The stages: domain.md §5. Days are working days (min, most likely, max), losses in per cent.

Losses are of the weight that went in, stones not counted; at casting the sprue and the button
are weighed beside the piece and go back as scrap.
"""

from typing import Any

from atelier.people.skills import Skill
from orders.models.quotes import InstalmentWhen
from production.models import StageKind


def _days(least: str, mode: str, most: str) -> dict[str, str]:
    return {"days_min": least, "days_mode": mode, "days_max": most}


def _weighs(least: str, most: str) -> dict[str, Any]:
    return {"weighs": True, "loss_min_percent": least, "loss_max_percent": most}


def _may_skip(when: str) -> dict[str, Any]:
    return {"may_skip": True, "skip_when": when}


STAGES: tuple[dict[str, Any], ...] = (
    {
        "number": 10,
        "name": "Model",
        "client_name": "Model refined",
        "client_sentence": "We refine the model until its size and proportions are right.",
        "skill": Skill.MODELLER,
        "gate": "Size with 1.5 to 2 % shrinkage and the finishing allowance\n"
        "Seats fit the measured stones\n"
        "Prongs 0.8 mm or more",
        **_may_skip("A mould exists at this size"),
        **_days("2", "5", "10"),
    },
    {
        "number": 20,
        "name": "Casting",
        "client_name": "Cast in metal",
        "client_sentence": "Your piece is cast in its metal.",
        "skill": Skill.CASTER,
        "gate": "Alloy lot noted\nPour weight noted\nPiece weighed out, sprue and button beside it",
        # Metal is bought with the deposit, not before it.
        "needs_paid": InstalmentWhen.APPROVAL,
        **_weighs("0.5", "1"),
        **_days("1", "3", "7"),
    },
    {
        "number": 30,
        "name": "Casting inspection",
        "client_name": "Casting inspected",
        "client_sentence": "We search the raw casting for pits and porosity.",
        "kind": StageKind.INSPECTION,
        "skill": Skill.INSPECTOR,
        "gate": "No pits or gas porosity\n"
        "No shrinkage, cracks or inclusions\n"
        "Filled completely\n"
        "Dimensions as modelled\n"
        "Weight within 5 % of the estimate\n"
        "Alloy is the one ordered",
        "not_by": 20,
        **_days("0.25", "0.5", "1"),
    },
    {
        "number": 40,
        "name": "Filing and sanding",
        "client_name": "Filed and sanded by hand",
        "client_sentence": "A master jeweller files and sands the casting by hand.",
        "skill": Skill.BENCH,
        "gate": "Walls and prongs keep their thickness\nNo pit opened by filing",
        **_weighs("3", "6"),
        **_days("1", "2", "4"),
    },
    {
        "number": 50,
        "name": "Assembly",
        "client_name": "Assembled",
        "client_sentence": "Its parts are joined and aligned.",
        "skill": Skill.BENCH,
        "gate": "Joints full and clean\nParts aligned",
        **_may_skip("The piece is cast in one"),
        **_days("0.5", "2", "5"),
    },
    {
        "number": 60,
        "name": "Durability test",
        "client_name": "Tested for durability",
        "client_sentence": "We test that it will bear years of wear.",
        "kind": StageKind.INSPECTION,
        "skill": Skill.BENCH_LEAD,
        "gate": "Joints hold the pull\nHinge and clasp cycled\nShank round and stiff",
        "not_by": 50,
        **_days("0.25", "0.5", "2"),
    },
    {
        "number": 70,
        "name": "Client try-on",
        "client_name": "Try-on",
        "client_sentence": "You may try it on, so that we can adjust it for comfort.",
        "kind": StageKind.TRY_ON,
        "skill": Skill.SALES,
        "gate": "Size is comfortable\nNo edge catches or presses\nSits balanced",
        **_may_skip("The client needs no try-on"),
        **_days("1", "5", "14"),
    },
    {
        "number": 80,
        "name": "Setting",
        "client_name": "Stones set by hand",
        "client_sentence": "Our setter sets each stone by hand.",
        "skill": Skill.SETTER,
        "gate": "Stones are the ones on the envelope\nSeats cut to each stone",
        **_weighs("0.5", "1.5"),
        **_may_skip("The piece has no stones"),
        **_days("0.5", "2", "6"),
    },
    {
        "number": 90,
        "name": "Stress test",
        "client_name": "Stones stress tested",
        "client_sentence": "A second setter tests every stone for hold.",
        "kind": StageKind.INSPECTION,
        "skill": Skill.SETTER,
        "gate": "No stone moves\nProngs full and even\nTables level\nSpacing even\nNo chip at 10×",
        "not_by": 80,
        **_may_skip("The piece has no stones"),
        **_days("0.25", "0.5", "1"),
    },
    {
        "number": 100,
        "name": "Polishing",
        "client_name": "Polished",
        "client_sentence": "Our polisher brings the metal to a glossy finish.",
        "skill": Skill.POLISHER,
        "gate": "Glossy all over, inside too\nEdges and detail kept",
        **_weighs("1", "3"),
        **_days("0.5", "1", "2"),
    },
    {
        "number": 110,
        "name": "Final exam",
        "client_name": "Examined under magnification",
        "client_sentence": "We examine it under magnification, inside and out.",
        "kind": StageKind.INSPECTION,
        "skill": Skill.INSPECTOR,
        "gate": "No scratch at 10×\n"
        "No firescale\n"
        "Detail crisp\n"
        "Plating even, where there is any\n"
        "Size within ⅛ US\n"
        "Stones clean and sound",
        "not_by": 100,
        **_days("0.25", "0.5", "1"),
    },
    {
        "number": 120,
        "name": "Inscription",
        "client_name": "Serial number inscribed",
        "client_sentence": "Its serial number is inscribed by laser: your record of ownership.",
        "kind": StageKind.INSCRIPTION,
        "skill": Skill.ENGRAVER,
        "gate": "Number read back at 10× by a second person",
        **_days("0.25", "0.5", "1"),
    },
)
