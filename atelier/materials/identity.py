"""Whether what goes back is what came in: weighed, measured and read again."""

from decimal import Decimal

from atelier.journal.refusals import Conflict
from atelier.materials.goods import Checked
from atelier.materials.models import BroughtPiece, Stone

# Domain: a report matches within 0.01 ct; a good gauge repeats within 0.05 mm.
CARATS_WITHIN = Decimal("0.01")
MILLIMETRES_WITHIN = Decimal("0.05")
# A piece picks up a little dust and loses a little: the bench's scale reads to 0.05 g.
GRAMS_WITHIN = Decimal("0.05")


class IdentityMismatch(Conflict):
    """What is on the scale is not what is on record; `details["differences"]` says in what."""

    code = "identity"


def check_identity(checked: list[Checked]) -> None:
    """Refuse goods that differ from their record. Raises `IdentityMismatch`."""
    found = {str(each.thing.public_id): differences(each) for each in checked}
    found = {key: words for key, words in found.items() if words}
    if found:
        sentence = "; ".join(words for each in found.values() for words in each)
        raise IdentityMismatch(f"This does not match the record: {sentence}.", differences=found)


def differences(checked: Checked) -> list[str]:
    """Return in what a thing differs from its record, a few words each; nothing where none."""
    thing = checked.thing
    if isinstance(thing, BroughtPiece):
        return _apart("grams", "g", thing.metal_grams, checked.grams, GRAMS_WITHIN)
    found = _apart("weight", "ct", recorded_carats(thing), checked.carats, CARATS_WITHIN)
    for name in ("length", "width", "depth"):
        measures = getattr(thing, name), getattr(checked, name)
        found += _apart(name, "mm", *measures, MILLIMETRES_WITHIN)
    return found + _inscription(thing, checked.inscription)


def recorded_carats(stone: Stone) -> Decimal | None:
    """Return the weight to expect: as a settled incident left it, else as first weighed."""
    settled = stone.incidents.filter(outcome__isnull=False, carats__isnull=False).first()
    if settled or stone.carats is not None:
        return settled.carats if settled else stone.carats
    weighed = stone.movements.filter(carats__isnull=False).order_by("sequence").first()
    return weighed.carats if weighed else None


def inscription_of(stone: Stone) -> str:
    """Return what the newest report says is on the girdle, or nothing."""
    inscribed = stone.reports.exclude(inscription="").first()
    return inscribed.inscription if inscribed else ""


def _apart(
    name: str, unit: str, recorded: Decimal | None, found: Decimal | None, within: Decimal
) -> list[str]:
    if recorded is None:
        return []
    if found is None:
        return [f"{name} not taken, {recorded} {unit} on record"]
    if abs(found - recorded) <= within:
        return []
    return [f"{name} {found} {unit}, {recorded} {unit} on record"]


def _inscription(stone: Stone, read: str) -> list[str]:
    recorded = inscription_of(stone)
    if not recorded or _bare(read) == _bare(recorded):
        return []
    return [f"inscription “{read.strip() or 'not read'}”, “{recorded}” on record"]


def _bare(words: str) -> str:
    return "".join(words.split()).casefold()
