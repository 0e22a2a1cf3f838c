"""The stones an approval binds both sides to: which, whose, and everything disclosed of them."""

from datetime import date
from typing import Any

from atelier.materials.claims import claims_of, holding
from atelier.materials.models import LaboratoryReport, Stone
from atelier.materials.wording import (
    clarity_wording,
    describe,
    origin_wording,
    report_wording,
    special_care_wording,
    treatment_wording,
)
from orders.freezing.pieces import text
from orders.models import QuoteOption


def frozen_stones(option: QuoteOption, day: date) -> dict[str, Any]:
    """Return the option's stones and those its commission holds already, and what they claim.

    Each stone once, in the order in which they were offered; the claims as they stand on `day`.
    """
    places = _places(option)
    known = Stone.objects.with_evidence().select_related("variety", "cut")
    by_key = known.prefetch_related("reports__document").in_bulk(list(places))
    waived = dict(option.quote.commission.report_waivers.values_list("stone", "because"))
    claims = holding(claims_of(stones=by_key.values(), lots=(), day=day))
    return {
        "stones": [
            {"place": place, **_stone(by_key[key]), "report_waived": waived.get(key, "")}
            for key, place in places.items()
        ],
        "claims": [{"code": claim.code, "wording": claim.wording} for claim in claims],
    }


def _places(option: QuoteOption) -> dict[int, str]:
    promised = option.quote.commission.stones.living().values_list("stone", "place")
    return dict(promised) | dict(option.stones.values_list("stone", "place"))


def _stone(stone: Stone) -> dict[str, Any]:
    return {
        "id": str(stone.public_id),
        "description": describe(stone),
        "variety": stone.variety.name,
        "title": stone.get_title_display(),
        "count": stone.count,
        "cut": str(stone.cut or ""),
        "colour": stone.colour,
        "growth": stone.get_growth_display(),
        "treatment": _capital(treatment_wording(stone.treatment, stone.filler)),
        "special_care": special_care_wording(stone.treatment),
        "mm": [text(each) for each in (stone.length, stone.width, stone.depth)],
        "carats": text(stone.carats),
        "carats_estimated": text(stone.carats_estimated),
        "grades": _grades(stone),
        "origin": origin_wording(stone),
        "report": report_wording(stone),
        "laboratory": stone.report.laboratory if stone.report else "",
        "report_number": stone.report.number if stone.report else "",
        "report_sha256": _paper_of(stone.report),
    }


def _grades(stone: Stone) -> dict[str, str]:
    """Return what a laboratory graded; what was not graded is left out."""
    known = {
        "colour": stone.colour_grade,
        "clarity": clarity_wording(stone),
        "cut": stone.get_cut_grade_display(),
        "polish": stone.get_polish_display(),
        "symmetry": stone.get_symmetry_display(),
        "fluorescence": stone.get_fluorescence_display(),
        "fancy": " ".join(filter(None, [stone.get_fancy_grade_display(), stone.fancy_hue])),
        "lab_grown": stone.get_lab_grown_grade_display(),
    }
    return {name: grade for name, grade in known.items() if grade}


def _paper_of(report: LaboratoryReport | None) -> str:
    return report.document.sha256 if report and report.document else ""


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
