"""Step 4, the measures: what each kind of piece asks of the body that wears it.

Each group asks about one piece of the commission and returns what `Piece` keeps. In a pair the
second piece's fields are prefixed, so that both stand in one form.
"""

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from atelier.journal.refusals import Refusal
from atelier.materials import ring_sizes, typed_sizes
from atelier.materials.models import ChainLength, ChainStyle
from designs.models import HAS_CHAIN, WORN_ON_FINGER, PieceType
from orders.forms.fields import ADVISE, ADVISE_ME, LineField, Tick
from orders.models import Piece
from orders.models.wear import BandProfile, Ease, Finish, Fitting, MeasuredHow
from orders.sizes import SYSTEMS, size_for
from orders.statuses import Level
from orders.summary import MM_PER_INCH

Answers = dict[str, Any]


class Group:
    """Some questions about one piece."""

    def __init__(self, piece: Piece, *, bespoke: bool) -> None:
        self.piece, self.bespoke = piece, bespoke
        self.prefix = "second_" if piece.part == "B" else ""
        self.of = {"A": " of the first band", "B": " of the second band"}.get(piece.part, "")

    def fields(self) -> dict[str, forms.Field]:
        """Return the fields, named without their prefix."""
        raise NotImplementedError

    def remembered(self) -> Answers:
        """Return what was answered before; by default the piece's own fields."""
        return {name: getattr(self.piece, name) for name in self.fields()}

    def answers(self, given: Answers) -> Answers:
        """Return what the piece keeps. Raises `ValidationError` by field."""
        return given


class RingSizeGroup(Group):
    """The ring size in the client's own system; the inside diameter in mm is what is kept."""

    def fields(self) -> dict[str, forms.Field]:
        """Size, system, how it is known, the finger, and leave not to know it."""
        return {
            "ring_size_label": LineField(
                label=f"Ring size{self.of}",
                max_length=typed_sizes.LONGEST,
                required=False,
                help_text="As you know it: 6½, 54, N½. We take a number up to 16 as a US size, "
                "unless you say another.",
                widget=forms.TextInput(
                    attrs={"data-ring-size": "", "data-either": "", "autocomplete": "off"}
                ),
            ),
            "ring_size_system": forms.ChoiceField(
                label="In which system",
                choices=SYSTEMS,
                required=False,
            ),
            "measured_how": forms.ChoiceField(
                label="How do you know it?",
                choices=[("", "Choose one, if you like"), *MeasuredHow.choices],
                required=False,
            ),
            "finger": LineField(
                label="Finger and hand",
                max_length=40,
                required=False,
                help_text="Ring finger, left hand, for example.",
            ),
            "size_unknown": Tick(label="I do not know the size, it is a surprise or not measured"),
        }

    def answers(self, given: Answers) -> Answers:
        """Read the size as typed; a ticked box wins over an empty field."""
        kept = {name: given.get(name, "") for name in ("measured_how", "finger")}
        if given.get("ring_size_label"):
            return kept | self._read(given["ring_size_label"], given.get("ring_size_system", ""))
        if not given.get("size_unknown"):
            raise ValidationError(
                {"ring_size_label": "Please give a size, or tick that you do not know it."}
            )
        unknown = {"ring_diameter": None, "ring_size_system": "", "ring_size_label": ""}
        return kept | unknown | {"size_unknown": True}

    def _read(self, text: str, system: str) -> Answers:
        try:
            size = size_for(None if self.bespoke else self.piece.design, text, system)
        except Refusal as refusal:
            raise ValidationError({"ring_size_label": str(refusal)}) from None
        return {
            "ring_diameter": size.diameter,
            "ring_size_system": size.system,
            "ring_size_label": size.label,
            "size_unknown": False,
        }


class WidthGroup(Group):
    """How wide a ring drawn for the client is around the finger."""

    def fields(self) -> dict[str, forms.Field]:
        """The width, 1.5 to 12 mm; a wide one may want a larger size."""
        width = millimetres(f"Width{self.of}", "1.5", "12")
        wide = ring_sizes.WIDE_BAND
        width.help_text += f" From {wide} mm: {ring_sizes.advice_for_width(wide)}"
        return {"band_width": width}


class BandGroup(WidthGroup):
    """The shape of a band drawn for the client: 1.5 to 12 mm wide, at least 1.5 mm thick."""

    def fields(self) -> dict[str, forms.Field]:
        """Width, thickness, section and surface; every one may be left to us."""
        return super().fields() | {
            "band_thickness": millimetres("Thickness", "1.5", "5"),
            "band_profile": advised("Section", BandProfile.choices),
            "finish": advised("Surface", Finish.choices),
            "comfort_fit": Tick(label="Rounded on the inside, for comfort"),
        }


class ChainGroup(Group):
    """The length of a chain: 14 to 36 inches, by whole inches, by halves for a new design."""

    def fields(self) -> dict[str, forms.Field]:
        """The lengths the design is made in, or any length and link for a new one."""
        fields: dict[str, forms.Field] = {"chain_length": advised("Chain length", self._lengths())}
        if self.bespoke:
            fields["chain_style"] = forms.ModelChoiceField(
                label="Kind of chain",
                queryset=ChainStyle.objects.all(),
                required=False,
                empty_label=ADVISE_ME,
            )
        return fields

    def remembered(self) -> Answers:
        """Return the length in inches, as it was chosen."""
        length = self.piece.chain_length
        inches = (length / MM_PER_INCH * 2).quantize(Decimal(1)) / 2 if length else None
        return super().remembered() | {"chain_length": f"{inches:g}" if inches else ADVISE}

    def answers(self, given: Answers) -> Answers:
        """Return the length in mm."""
        inches = given.get("chain_length")
        length = (Decimal(inches) * MM_PER_INCH).quantize(Decimal("0.1")) if inches else None
        return given | {"chain_length": length}

    def _lengths(self) -> list[tuple[str, str]]:
        names = {length.inches: length.name for length in ChainLength.objects.all()}
        return [(f"{n:g}", _length_words(n, names.get(n, ""))) for n in self._inches()]

    def _inches(self) -> list[Decimal]:
        if self.piece.design and self.piece.design.lengths_in and not self.bespoke:
            return [Decimal(str(length)) for length in self.piece.design.lengths_in]
        step = Decimal("0.5") if self.bespoke else Decimal(1)
        return [14 + step * i for i in range(int(22 / step) + 1)]


class WristGroup(Group):
    """The wrist itself and how close the bracelet lies: 10 mm more is snug, 20 comfortable."""

    def fields(self) -> dict[str, forms.Field]:
        """The wrist in mm, and the ease."""
        wrist = millimetres("Around the wrist", "120", "230", step="1")
        wrist.help_text = "In millimetres, with a strip of paper laid close. We add the ease."
        return {"wrist": wrist, "ease": advised("How should it lie?", Ease.choices)}


class BangleGroup(Group):
    """A bangle goes over the hand: 55 to 70 mm inside."""

    def fields(self) -> dict[str, forms.Field]:
        """The inside diameter."""
        inside = millimetres("Inside, across", "55", "70", step="0.5")
        inside.help_text = "In millimetres, of a bangle that fits. Leave it empty and we measure."
        return {"bangle_diameter": inside}


class EarringGroup(Group):
    """How earrings hold, and whether it is one or two. They have no size."""

    def fields(self) -> dict[str, forms.Field]:
        """The fitting; one or two."""
        return {
            "fitting": advised("How should they hold?", Fitting.choices),
            "is_single": Tick(label="Only one earring, please"),
        }


def groups_for(piece: Piece, level: str) -> list[Group]:
    """Return the measures to ask of a piece."""
    bespoke = level == Level.BESPOKE
    kinds: list[Callable[..., Group]] = []
    if piece.piece_type in WORN_ON_FINGER:
        kinds.append(RingSizeGroup)
    if bespoke and piece.piece_type in WORN_ON_FINGER:
        kinds.append(BandGroup if piece.piece_type == PieceType.WEDDING_BAND else WidthGroup)
    if piece.piece_type in HAS_CHAIN:
        kinds.append(ChainGroup)
    if piece.piece_type == PieceType.BRACELET:
        kinds.append(BangleGroup if _is_bangle(piece) else WristGroup)
    if piece.piece_type == PieceType.EARRINGS and bespoke:
        kinds.append(EarringGroup)
    return [kind(piece, bespoke=bespoke) for kind in kinds]


def millimetres(label: str, least: str, most: str, *, step: str = "0.1") -> forms.DecimalField:
    """Return an optional field for a length between two ends, in mm."""
    return forms.DecimalField(
        label=label,
        required=False,
        min_value=Decimal(least),
        max_value=Decimal(most),
        step_size=Decimal(step),
        help_text=f"{least} to {most} mm. Leave it empty and we advise you.",
        error_messages={"invalid": "Please write a number of millimetres."},
    )


def advised(label: str, choices: list[tuple[str, str]]) -> forms.ChoiceField:
    """Return a choice of which "Advise me" is one."""
    return forms.ChoiceField(label=label, choices=[(ADVISE, ADVISE_ME), *choices], required=False)


def _length_words(inches: Decimal, name: str) -> str:
    cm = (inches * MM_PER_INCH / 10).quantize(Decimal(1), ROUND_HALF_UP)
    return f"{inches:g} in, {cm} cm" + (f" ({name})" if name else "")


def _is_bangle(piece: Piece) -> bool:
    return piece.design is not None and piece.design.family == "bangle"
