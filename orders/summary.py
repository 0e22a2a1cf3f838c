"""A draft in words: what was answered, step by step, for the review, the mails and the aside."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from atelier.house.amounts import plain
from atelier.house.templatetags.money import money
from atelier.materials.ring_sizes import RingSizeSystem, advice_for_width
from orders.models import Commission, Piece
from orders.models.commissions import StoneSource
from orders.statuses import Level
from orders.steps import Step

ADVISED = "Advise me"
MM_PER_INCH = Decimal("25.4")


@dataclass(frozen=True)
class Line:
    """One answer: the step it belongs to, its name, and the answer in words."""

    step: Step
    name: str
    words: str


def lines_of(commission: Commission, *, currency: str = "USD") -> list[Line]:
    """Return every answer given so far, in the order of the steps."""
    pieces = list(
        commission.pieces.select_related("design", "alloy", "stone_variety", "cut", "chain_style")
    )
    lines = [*_wearer(commission), *_level(commission), *_inspiration(commission, pieces)]
    if commission.steps_done >= Step.MATERIALS.number and pieces:
        lines += _materials(commission, pieces)
    if commission.steps_done >= Step.BUDGET.number:
        lines += _budget(commission, currency)
    return [line for line in lines if line.step.number <= commission.steps_done]


def _wearer(commission: Commission) -> Iterator[Line]:
    yield Line(Step.WEARER, "Wearer", commission.get_wearer_display())
    yield Line(Step.WEARER, "Occasion", commission.get_occasion_display())
    if commission.is_surprise:
        yield Line(Step.WEARER, "Surprise", "Yes, we keep it quiet")


def _level(commission: Commission) -> Iterator[Line]:
    level = commission.get_level_display()
    yield Line(Step.LEVEL, "Level", f"{ADVISED} ({level})" if commission.advise_level else level)


def _inspiration(commission: Commission, pieces: list[Piece]) -> Iterator[Line]:
    if pieces:
        kind = pieces[0].get_piece_type_display()
        yield Line(Step.INSPIRATION, "Piece", f"{kind}, a pair" if len(pieces) > 1 else kind)
        if commission.level != Level.BESPOKE:
            yield Line(Step.INSPIRATION, "Design", str(pieces[0].design or ADVISED))
    if commission.story:
        yield Line(Step.INSPIRATION, "In your words", commission.story)
    elif commission.level == Level.BESPOKE:
        yield Line(Step.INSPIRATION, "In your words", "You would rather tell us in person")
    if count := commission.pictures.filter(from_client=True).count():
        yield Line(Step.INSPIRATION, "Pictures", str(count))


def _materials(commission: Commission, pieces: list[Piece]) -> Iterator[Line]:
    first = pieces[0]
    yield Line(Step.MATERIALS, "Metal", str(first.alloy or ADVISED))
    if commission.level == Level.MID:
        stone = f"{first.stone_variety}, {first.stone_colour}".rstrip(", ")
        yield Line(Step.MATERIALS, "Stone", stone if first.stone_variety else ADVISED)
        yield Line(Step.MATERIALS, "Shape", str(first.cut or ADVISED))
    if commission.level == Level.BESPOKE:
        source = StoneSource(commission.stone_source or StoneSource.ADVISE)
        yield Line(Step.MATERIALS, "Stone", source.label)
    for piece in pieces:
        for name, words in measures_of(piece):
            yield Line(Step.MATERIALS, f"{name}, {piece.part}" if piece.part else name, words)
    if commission.wear_habits:
        yield Line(Step.MATERIALS, "Wear", commission.wear_habits)
    if commission.nickel_allergy:
        yield Line(Step.MATERIALS, "Nickel", "Not on the skin, please")


def measures_of(piece: Piece) -> Iterator[tuple[str, str]]:
    """Return each measure of a piece with its name; a ring size always with its mm."""
    if piece.ring_diameter:
        system = RingSizeSystem(piece.ring_size_system).label
        yield "Ring size", f"{piece.ring_size_label} {system}, {piece.ring_diameter} mm inside"
    elif piece.size_unknown:
        yield "Ring size", "Not known yet"
    if piece.measured_how:
        yield "How it is known", piece.get_measured_how_display()
    if piece.finger:
        yield "Finger", piece.finger
    if piece.band_width:
        yield "Width", f"{piece.band_width.normalize():f} mm"
    if piece.band_width and (advice := advice_for_width(piece.band_width)):
        yield "Of its width", advice
    if piece.band_thickness:
        yield "Thickness", f"{piece.band_thickness.normalize():f} mm"
    if piece.chain_length:
        inches = round(piece.chain_length / MM_PER_INCH * 2) / 2
        yield "Chain", f"{inches:g} in, {round(piece.chain_length / 10)} cm"
    if piece.wrist:
        yield "Wrist", f"{piece.wrist.normalize():f} mm"
    if length := piece.bracelet_length:
        inches = round(length / MM_PER_INCH * 4) / 4
        yield "Bracelet", f"{plain(length)} mm long, about {inches:g} in"
    if piece.bangle_diameter:
        yield "Inside", f"{piece.bangle_diameter.normalize():f} mm"
    for name, words in (
        ("Section", piece.get_band_profile_display()),
        ("Surface", piece.get_finish_display()),
        ("Inside of the band", "Rounded, for comfort" if piece.comfort_fit else ""),
        ("Kind of chain", str(piece.chain_style or "")),
        ("Lies", piece.get_ease_display()),
        ("Fitting", piece.get_fitting_display()),
        ("Earrings", "Only one" if piece.is_single else ""),
    ):
        if words:
            yield name, words


def _budget(commission: Commission, currency: str) -> Iterator[Line]:
    low, high = commission.budget_min, commission.budget_max
    if low is None:
        words = ADVISED
    elif high is None:
        words = f"{money(low, currency)} or more"
    else:
        words = f"{money(low, currency)} to {money(high, currency)}"
    yield Line(Step.BUDGET, "Budget", words)
    day = commission.needed_by
    yield Line(Step.BUDGET, "Needed by", f"{day:%-d %B %Y}" if day else "No hurry")
