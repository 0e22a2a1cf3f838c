"""Which pictures exist: names by content, so that only what changed is taken again."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from PIL import Image

from ..pieces import Design
from . import STUDIO_VERSION

ROOT = Path(__file__).resolve().parents[2]
MANIFEST = ROOT / "designs" / "pictures.json"
PICTURES = ROOT / "static" / "designs"
NEGATIVES = ROOT / ".cache" / "negatives"


def picture_hash(design: Design, alloy: str) -> str:
    """Eight hex digits of the piece, the alloy and the studio's version."""
    return _short(design.fingerprint(), alloy, str(STUDIO_VERSION))


def negative_path(design: Design) -> Path:
    """Where the negative of a design in its first metal is kept (not committed)."""
    alloy = design.default_alloy
    return NEGATIVES / f"{design.code}-{alloy}-{picture_hash(design, alloy)}.npz"


def setpiece_hash(name: str, source: str) -> str:
    """The same for a set piece, from its written arrangement."""
    return _short(name, source, str(STUDIO_VERSION))


def _short(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:8]


def read() -> dict:
    """The manifest, empty when there is none yet."""
    return json.loads(MANIFEST.read_text()) if MANIFEST.exists() else {}


def record(group: str, key: str, name: str, image: Image.Image, widths: tuple[int, ...]) -> None:
    """Write a picture in all widths and formats, note it, and drop the one it replaces."""
    kept = read()
    old = kept.get(group, {}).get(key)
    if old:
        for path in files(group, key, old):
            path.unlink(missing_ok=True)
    entry = {"hash": name, "widths": list(widths), "width": image.width, "height": image.height}
    for width, (avif, webp) in zip(widths, _pairs(group, key, entry), strict=True):
        avif.parent.mkdir(parents=True, exist_ok=True)
        height = round(image.height * width / image.width)
        small = image.resize((width, height), Image.Resampling.LANCZOS)
        small.save(avif, quality=80, speed=6)
        small.save(webp, quality=88, method=5)
    kept = read()
    kept.setdefault(group, {})[key] = entry
    MANIFEST.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n")


def _pairs(group: str, key: str, entry: dict) -> list[tuple[Path, Path]]:
    stem = PICTURES / group.lower() / f"{key.lower()}-{entry['hash']}"
    return [
        (stem.with_name(f"{stem.name}-{w}.avif"), stem.with_name(f"{stem.name}-{w}.webp"))
        for w in entry["widths"]
    ]


def files(group: str, key: str, entry: dict) -> list[Path]:
    """Every file a manifest entry stands for."""
    return [path for pair in _pairs(group, key, entry) for path in pair]


def stray() -> list[Path]:
    """Pictures on disk that the manifest does not know."""
    known = {
        path
        for group, rows in read().items()
        for key, entry in rows.items()
        for path in files(group, key, entry)
    }
    return sorted(p for p in PICTURES.rglob("*") if p.is_file() and p not in known)
