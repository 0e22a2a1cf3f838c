"""What stands on a receipt: the goods, how they arrived, and the terms both sides sign."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from atelier.journal.refusals import Refusal
from atelier.materials.custody import Observed, Thing
from atelier.materials.marks import Spot
from atelier.materials.models import LaboratoryReport
from atelier.materials.models.custody import Leftovers, Risk
from atelier.materials.models.goods_pictures import PictureView
from atelier.pictures.models import Picture


@dataclass(frozen=True)
class Shot:
    """A picture of goods, with the pins that point at something on it."""

    picture: Picture
    view: str = PictureView.FACE_UP
    marks: tuple[Spot, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Goods:
    """One thing that comes in. A thing without a key yet is written down with its receipt.

    `observed.condition` is the damage it came with, at 10×; `is_mounted` calls its weight an
    estimate.
    """

    thing: Thing
    observed: Observed = field(default_factory=Observed)
    is_mounted: bool = False
    report: LaboratoryReport | None = None
    shots: tuple[Shot, ...] = ()


@dataclass(frozen=True)
class ReceiptTerms:
    """What both sides agree to: `initials` holds the client's own beside each risk they run."""

    initials: Mapping[str, str]
    authorised_work: str
    leftovers: str
    witness: str = ""

    def check(self, risks: Sequence[Risk]) -> None:
        """Refuse terms with a gap; `risks` are those the goods run. Raises `Refusal`."""
        if any(not self.initials.get(risk, "").strip() for risk in risks):
            raise Refusal("Please have the client initial every risk.")
        if not self.authorised_work.strip():
            raise Refusal("Please write what the client allows the house to do.")
        if self.leftovers not in Leftovers.values:
            raise Refusal("Please ask what becomes of what the new piece does not use.")


@dataclass(frozen=True)
class Checked:
    """What was measured and read as goods were about to go back: ct, mm, grams, inscription."""

    thing: Thing
    carats: Decimal | None = None
    length: Decimal | None = None
    width: Decimal | None = None
    depth: Decimal | None = None
    grams: Decimal | None = None
    inscription: str = ""
    condition: str = ""
    seal: str = ""
