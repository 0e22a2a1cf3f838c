"""Cuts the two typefaces down to the letters the house writes with.

The wheels ship whole families; a first visit should carry only what it shows. Names in other
alphabets fall back to the reader's own fonts.
"""

from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

_ASCII = "".join(map(chr, range(0x20, 0x7F)))
_LATIN = "".join(map(chr, range(0xA0, 0x100)))
LETTERS = _ASCII + _LATIN + "ŒœŠšŸŽž–—‘’“”…•·→←×−½¼¾⅛⅜⅝⅞‰€"


@dataclass(frozen=True)
class Face:
    """A typeface as we serve it: its wheel, its file, and the weights that are used."""

    name: str
    wheel: str
    file: str
    weights: tuple[int, int]
    features: tuple[str, ...]


FACES = (
    Face(
        name="cormorant",
        wheel="fontpkg-cormorant-garamond",
        file="CormorantGaramond[wght].ttf",
        weights=(300, 600),
        features=("kern", "liga", "mark", "ccmp", "locl", "lnum"),
    ),
    Face(
        name="hanken",
        wheel="fontpkg-hanken-grotesk",
        file="HankenGrotesk[wght].ttf",
        weights=(400, 700),
        features=("kern", "liga", "mark", "ccmp", "locl", "tnum"),
    ),
)


def cut_fonts(folder: Path) -> list[Path]:
    """Write every face into `folder` as WOFF2 and return the files; done once per version."""
    folder.mkdir(parents=True, exist_ok=True)
    return [_cut_once(face, folder) for face in FACES]


def _cut_once(face: Face, folder: Path) -> Path:
    target, mark = folder / f"{face.name}.woff2", folder / f"{face.name}.made-from"
    recipe = sha256(f"{face}{LETTERS}{version(face.wheel)}{version('fonttools')}".encode())
    if target.exists() and mark.exists() and mark.read_text() == recipe.hexdigest():
        return target
    _cut(face, target)
    mark.write_text(recipe.hexdigest())
    return target


def _cut(face: Face, target: Path) -> None:
    source = files(face.wheel.replace("-", "_")) / "files" / face.file
    with source.open("rb") as stream:
        font = TTFont(stream, recalcTimestamp=False)
        subsetter = Subsetter(Options(layout_features=list(face.features), hinting=False))
        subsetter.populate(text=LETTERS)
        subsetter.subset(font)
        font = instantiateVariableFont(font, {"wght": face.weights})
        font.flavor = "woff2"
        # Written beside and renamed, so a half-written font is never served.
        beside = target.with_suffix(".part")
        font.save(beside)
    beside.replace(target)
