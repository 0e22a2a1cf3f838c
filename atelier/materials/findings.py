"""What an examination found, as it is handed to the action, and what of it does not add up."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from atelier.journal.refusals import Conflict, Refusal
from atelier.materials.identity import CARATS_WITHIN, recorded_carats
from atelier.materials.models import LaboratoryReport, Stone, StoneVariety
from atelier.materials.models.evaluations import BRIGHTNESS_WITHIN, Instrument, Verdict
from atelier.materials.models.stones import FILLED, Growth, Treatment


@dataclass(frozen=True)
class Findings:
    """What the instruments and the eye found: lengths in mm, weights in ct.

    `brightness` is window, extinction and brilliance, in per cent of the face-up stone.
    """

    instruments: tuple[str, ...]
    variety: StoneVariety
    growth: str = Growth.UNKNOWN
    treatment: str = Treatment.UNKNOWN
    filler: str = ""
    refraction: tuple[Decimal, Decimal] | None = None
    observations: str = ""
    length: Decimal | None = None
    width: Decimal | None = None
    depth: Decimal | None = None
    carats: Decimal | None = None
    carats_estimated: Decimal | None = None
    colour: str = ""
    tone: str = ""
    saturation: str = ""
    colour_grade: str = ""
    fancy_grade: str = ""
    clarity: str = ""
    clarity_words: str = ""
    brightness: tuple[int, int, int] | None = None
    setting_risks: str = ""
    report: LaboratoryReport | None = None
    inscription: str = ""

    def check(self) -> None:
        """Refuse findings that contradict themselves. Raises `Refusal`."""
        if not self.instruments or set(self.instruments) - set(Instrument.values):
            raise Refusal("Please say what the stone was examined with.")
        if self.refraction and Instrument.REFRACTOMETER not in self.instruments:
            raise Refusal("A refractive index is read on a refractometer: please name it too.")
        if self.carats is not None and self.carats_estimated is not None:
            raise Refusal("A weight is either weighed or estimated.")
        if self.filler and self.treatment not in FILLED:
            raise Refusal("A filler belongs to a filled stone: please choose its treatment.")
        if self.colour_grade and self.fancy_grade:
            raise Refusal("A fancy colour has no grade from D to Z.")
        if self.brightness:
            check_brightness(*self.brightness)


@dataclass(frozen=True)
class Judgement:
    """Whether the house works with the stone, why, and what the client reads."""

    verdict: str
    because: str = ""
    for_client: str = ""
    notes: str = ""

    def check(self) -> None:
        """Refuse a verdict without its reason. Raises `Refusal`."""
        if self.verdict not in Verdict.values:
            raise Refusal("Please say whether the house works with this stone.")
        if self.verdict != Verdict.ACCEPT and not self.because.strip():
            asked = "on which conditions" if self.verdict == Verdict.CONDITIONAL else "why not"
            raise Refusal(f"Please say {asked}.")


def check_brightness(window: int, extinction: int, brilliance: int) -> None:
    """Refuse shares of the face-up stone that leave a gap. Raises `Refusal`."""
    whole = window + extinction + brilliance
    if abs(whole - 100) > BRIGHTNESS_WITHIN:
        raise Refusal(
            f"Window {window} %, extinction {extinction} % and brilliance {brilliance} % make"
            f" {whole} %. Together they are the whole stone: 100 %, give or take"
            f" {BRIGHTNESS_WITHIN}."
        )


def check_weight(stone: Stone, found: Findings) -> None:
    """Refuse a weight that is not the one on record. Raises `Conflict`.

    A different weight is a different or a damaged stone until somebody has said otherwise.
    """
    recorded = recorded_carats(stone)
    if recorded is None or found.carats is None:
        return
    if abs(found.carats - recorded) > CARATS_WITHIN:
        raise Conflict(
            f"The scales say {found.carats:.3f} ct, the record {recorded:.3f} ct. Please weigh it"
            " again; if it stays so, report an incident first."
        )


def report_match(found: Findings) -> list[list[str]]:
    """Return rows of what a laboratory's paper says, what was found, and whether they agree.

    A weight agrees within 0.01 ct (domain, gemmologist's evaluation).
    """
    report = found.report
    if report is None:
        return []
    return [
        _row("Number", report.number, _digits_of(found.inscription), _number_agrees(found)),
        _row("Inscription", report.inscription, found.inscription.strip(), _reads_alike(found)),
        _row("Weight", _ct(report.carats), _ct(found.carats), _weighs_alike(found)),
    ]


def _row(name: str, printed: str, read: str, agrees: bool | None) -> list[str]:
    said = {True: "agrees", False: "differs", None: "not compared"}[agrees]
    return [name, printed or "not printed", read or "not read", said]


def _number_agrees(found: Findings) -> bool | None:
    read = _digits_of(found.inscription)
    return _bare(found.report.number) == read if found.report and read else None


def _reads_alike(found: Findings) -> bool | None:
    printed = found.report.inscription if found.report else ""
    return _bare(printed) == _bare(found.inscription) if printed and found.inscription else None


def _weighs_alike(found: Findings) -> bool | None:
    printed = found.report.carats if found.report else None
    if printed is None or found.carats is None:
        return None
    return abs(printed - found.carats) <= CARATS_WITHIN


def _digits_of(inscription: str) -> str:
    return "".join(each for each in inscription if each.isdigit())


def _bare(words: Any) -> str:
    return "".join(words.split()).casefold()


def _ct(weight: Decimal | None) -> str:
    return f"{weight:.3f} ct" if weight is not None else ""
