"""Decodes one hostile file: `python -I decode.py FORMAT ORIGINAL FOLDER`, in a process of its own.

Runs without Django, without the house's environment and under hard limits, and answers with one
line of JSON: the renditions it wrote into FOLDER, or a refusal. What it writes is pasted on a new
canvas, because nothing else leaves every comment, EXIF and XMP byte behind.
"""

import contextlib
import io
import json
import os
import resource
import sys
from pathlib import Path
from typing import Any

from pi_heif import register_heif_opener
from PIL import Image, ImageCms

WIDTHS = (320, 800, 1600)
# A narrow strip is bounded by its height; WebP holds at most 16,383 px.
MAX_HEIGHT = 4800
MAX_PIXELS = 50_000_000
MEMORY_BYTES = 1024**3
CPU_SECONDS = 40
FILE_BYTES = 32 * 1024**2
QUALITY = 82
_ORIENTATION = 0x0112
_T = Image.Transpose
_TURNS = {
    2: _T.FLIP_LEFT_RIGHT,
    3: _T.ROTATE_180,
    4: _T.FLIP_TOP_BOTTOM,
    5: _T.TRANSPOSE,
    6: _T.ROTATE_270,
    7: _T.TRANSVERSE,
    8: _T.ROTATE_90,
}
_SIDEWAYS = (_T.TRANSPOSE, _T.ROTATE_270, _T.TRANSVERSE, _T.ROTATE_90)

INCOMPLETE = "The file is incomplete or damaged. Please send it again."
TOO_LARGE = "This picture is larger than 50 megapixels. Please send a smaller copy."
TOO_HEAVY = "This picture takes too much memory to open. Please send a smaller copy."
MOVING = "This is a moving picture. Please send a still one."


def confine() -> None:
    """Give this process hard limits, and the last place in the queue for the processor."""
    os.nice(10)
    for limit, value in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, FILE_BYTES),
        (resource.RLIMIT_CORE, 0),
    ):
        # macOS has no limit on address space.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(limit, (value, value))


def main(format_: str, original: str, folder: str) -> dict[str, object]:
    """Decode `original` as `format_` alone, write the renditions and return the answer.

    What goes wrong while writing is the house's fault, not the file's: it raises.
    """
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    if format_ == "HEIF":
        register_heif_opener(thumbnails=False)
    try:
        with Image.open(original, formats=[format_]) as source:
            if refusal := _refusal(source):
                return {"refusal": refusal}
            measures, largest = _decoded(source)
    except MemoryError:
        return {"refusal": TOO_HEAVY}
    except Image.DecompressionBombError:
        return {"refusal": TOO_LARGE}
    except (OSError, ValueError, SyntaxError, EOFError, RuntimeError):
        return {"refusal": INCOMPLETE}
    written = [_write(largest, width, Path(folder)) for width in _widths(largest.width)]
    return {"width": measures[0], "height": measures[1], "renditions": written}


def _refusal(source: Any) -> str:
    if source.width * source.height > MAX_PIXELS:
        return TOO_LARGE
    moves = source.format in ("PNG", "WEBP") and getattr(source, "n_frames", 1) > 1
    return MOVING if moves else ""


def _decoded(source: Any) -> tuple[tuple[int, int], Any]:
    """Return the upright measures and the largest rendition."""
    turn = _TURNS.get(source.getexif().get(_ORIENTATION))
    size = source.size[::-1] if turn in _SIDEWAYS else source.size
    return size, _upright(source, _fit(size), turn)


def _fit(size: tuple[int, int]) -> tuple[int, int]:
    scale = min(1.0, WIDTHS[-1] / size[0], MAX_HEIGHT / size[1])
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _widths(largest: int) -> list[int]:
    """The widths below `largest`, and `largest` itself: nothing is ever enlarged."""
    return [width for width in WIDTHS if width < largest] + [largest]


def _upright(source: Any, size: tuple[int, int], turn: Any) -> Any:
    """Return the picture upright, in sRGB, at `size`, on a canvas that knows nothing else."""
    stored = size[::-1] if turn in _SIDEWAYS else size
    if source.format == "JPEG":
        source.draft(None, (stored[0] * 2, stored[1] * 2))
    profile = source.info.get("icc_profile")
    small = _plain(source).resize(stored, Image.Resampling.LANCZOS, reducing_gap=3.0)
    if turn is not None:
        small = small.transpose(turn)
    canvas = Image.new("RGB", small.size, "white")
    canvas.paste(_srgb(small, profile), mask=_alpha(small))
    return canvas


def _plain(source: Any) -> Any:
    """Return it in a mode that resizes well: L, RGB, RGBA or CMYK."""
    if source.mode.startswith("I"):
        return source.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if "transparency" in source.info or source.mode in ("LA", "PA", "La", "RGBa"):
        return source.convert("RGBA")
    return source if source.mode in ("L", "RGB", "RGBA", "CMYK") else source.convert("RGB")


def _alpha(image: Any) -> Any:
    return image.getchannel("A") if image.mode == "RGBA" else None


def _srgb(image: Any, profile: bytes | None) -> Any:
    """Return it as sRGB; a profile that cannot be used is left aside."""
    flat = image.convert("RGB") if image.mode == "RGBA" else image
    if not profile:
        return flat.convert("RGB")
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        srgb = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(flat, own, srgb, outputMode="RGB") or flat
    except (ImageCms.PyCMSError, OSError, ValueError):
        return flat.convert("RGB")


def _write(picture: Any, width: int, folder: Path) -> dict[str, int]:
    height = max(1, round(picture.height * width / picture.width))
    sized = picture.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)
    sized.save(folder / f"{width}.webp", "WEBP", quality=QUALITY, method=4)
    return {"width": width, "height": height}


if __name__ == "__main__":
    confine()
    json.dump(main(*sys.argv[1:4]), sys.stdout)
