"""Every word of an evaluation's paper, as it is frozen."""

from collections.abc import Sequence
from typing import Any

from atelier.house.models import House
from atelier.materials.marks import Spot
from atelier.materials.models import Evaluation, Stone
from atelier.materials.models.evaluations import Instrument
from atelier.materials.models.stones import Treatment
from atelier.materials.outlines import outline_of
from atelier.materials.receipt_words import measures_of, title_of
from atelier.materials.wording import clarity_wording, treatment_wording
from atelier.paper import house_block

Rows = list[list[str]]


def paper(evaluation: Evaluation, marks: Sequence[Spot]) -> dict[str, Any]:
    """Return what stands on the paper the client may read; the house's notes do not."""
    house, stone = House.current(), evaluation.stone
    at = evaluation.at.astimezone(house.zone)
    return {
        "house": house_block(),
        "title": "Gemmologist's evaluation",
        "subtitle": title_of(_as_found(evaluation)),
        "date": at.isoformat(timespec="seconds"),
        "on": f"{at:%-d %B %Y}",
        "by": evaluation.by_name,
        "number": str(evaluation.number),
        "owner": str(stone.owner) if stone.owner else "",
        "id": str(stone.public_id),
        "stated": stone.as_stated,
        "found": told(found_rows(evaluation)),
        "brightness": brightness_rows(evaluation),
        "map": "picture" if evaluation.map_picture else outline_of(stone.cut),
        "marks": [[str(spot.x), str(spot.y), spot.note.strip()] for spot in marks],
        "match": evaluation.report_match,
        "report": str(evaluation.report) if evaluation.report else "",
        "risks": evaluation.setting_risks,
        "verdict": evaluation.get_verdict_display(),
        "because": evaluation.because,
        "for_client": evaluation.for_client,
    }


def _as_found(evaluation: Evaluation) -> Stone:
    """Return the stone as it was found to be, whatever it was taken for before."""
    stone = evaluation.stone
    colour = evaluation.colour or stone.colour
    return Stone(variety=evaluation.variety, colour=colour, cut=stone.cut)


def told(rows: Rows) -> Rows:
    """Return the rows that say something."""
    return [row for row in rows if row[1]]


def found_rows(evaluation: Evaluation) -> Rows:
    """Return what was found, a label and words each; what is unknown is said so."""
    return [
        ["Identity", evaluation.variety.name],
        ["Growth", evaluation.get_growth_display()],
        ["Treatment", treatment_of(evaluation)],
        ["Measures", measures_of(evaluation)],
        ["Weight", weight_of(evaluation)],
        ["Colour", colour_of(evaluation)],
        ["Clarity", clarity_of(evaluation)],
        ["Refractive index", refraction_of(evaluation)],
        ["Observed", evaluation.observations],
        ["Examined with", instruments_of(evaluation)],
    ]


def treatment_of(evaluation: Evaluation) -> str:
    """Return the treatment as it is disclosed; unknown is never none."""
    words = treatment_wording(Treatment(evaluation.treatment), evaluation.filler)
    return words[:1].upper() + words[1:]


def weight_of(evaluation: Evaluation) -> str:
    """Return "1.340 ct, weighed" or "about 1.31 ct, estimated"."""
    if evaluation.carats is not None:
        return f"{evaluation.carats:.3f} ct, weighed"
    if evaluation.carats_estimated is not None:
        return f"about {evaluation.carats_estimated:.2f} ct, estimated"
    return ""


def colour_of(evaluation: Evaluation) -> str:
    """Return hue, tone and saturation, or the grade."""
    grade = evaluation.colour_grade or (
        evaluation.get_fancy_grade_display() if evaluation.fancy_grade else ""
    )
    parts = [grade, evaluation.colour]
    parts += [f"tone {evaluation.tone}" if evaluation.tone else ""]
    parts += [f"saturation {evaluation.saturation}" if evaluation.saturation else ""]
    return ", ".join(filter(None, parts))


def clarity_of(evaluation: Evaluation) -> str:
    """Return the grade and the words."""
    return ", ".join(filter(None, (clarity_wording(evaluation), evaluation.clarity_words)))


def refraction_of(evaluation: Evaluation) -> str:
    """Return "1.577 to 1.583, birefringence 0.006"."""
    low, high = evaluation.refractive_low, evaluation.refractive_high
    if low is None or high is None:
        return ""
    return f"{low}" if low == high else f"{low} to {high}, birefringence {high - low}"


def instruments_of(evaluation: Evaluation) -> str:
    """Return the instruments by name, in their own order."""
    return ", ".join(str(each.label) for each in Instrument if each.value in evaluation.instruments)


def brightness_rows(evaluation: Evaluation) -> Rows:
    """Return window, extinction and brilliance in per cent, where they were judged."""
    names = ("window", "extinction", "brilliance")
    shares = [(name.capitalize(), getattr(evaluation, name)) for name in names]
    return [[name, str(share)] for name, share in shares if share is not None]
