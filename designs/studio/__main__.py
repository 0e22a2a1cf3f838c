"""`bin/pictures`: take the pictures that are missing or out of date.

Every design is photographed in its first metal; the others it allows are developed from the
same negative.
"""

from __future__ import annotations

import argparse
import sys
import time

from ..catalogue import DESIGNS
from ..pieces import Design
from . import manifest
from .negative import Negative

WIDTHS = (320, 640, 800, 1280)


def main() -> int:
    """Parse the words on the command line and do the work."""
    ask = argparse.ArgumentParser(prog="bin/pictures", description=__doc__)
    ask.add_argument("codes", nargs="*", help="designs to take (default: all)")
    ask.add_argument("--weights", action="store_true", help="only write weights.json")
    ask.add_argument("--develop", action="store_true", help="only develop kept negatives again")
    ask.add_argument("--setpiece", action="store_true", help="only the wide pictures")
    ask.add_argument("--list", action="store_true", help="say what is missing and stop")
    ask.add_argument("--size", type=int, default=800, help="pixels of the largest width")
    ask.add_argument("--samples", type=int, default=28, help="at most, for each pixel")
    words = ask.parse_args()
    designs = [d for d in DESIGNS if not words.codes or d.code in words.codes]
    if words.weights:
        from .. import weights

        weights.write()
    elif words.setpiece:
        from . import setpiece

        setpiece.take_all(words.samples)
    elif words.develop:
        for design in designs:
            _develop(design)
    else:
        _take_missing(designs, words)
    return 0


def _take_missing(designs: list[Design], words: argparse.Namespace) -> None:
    for design in designs:
        if not _is_missing(design, words.size):
            continue
        began = time.monotonic()
        if not words.list:
            _take(design, words.size, words.samples)
            _develop(design)
        _say(f"{design.code} {time.monotonic() - began:.0f} s")


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def _is_missing(design: Design, size: int) -> bool:
    """True when the first metal's picture is absent, out of date or smaller than asked for."""
    entry = manifest.read().get(design.code, {}).get(design.default_alloy)
    now = manifest.picture_hash(design, design.default_alloy)
    return not entry or entry["hash"] != now or entry["width"] < size


def _take(design: Design, size: int, samples: int) -> None:
    from . import camera_work, scene, stage

    stage.clear()
    points, focus, pose = scene.put_design(design, design.default_alloy)
    sweep = scene.light_and_frame(points, focus, pose.view)
    negative = camera_work.take(camera_work.Film(size, size, samples), sweep)
    negative.save(manifest.negative_path(design))


def _develop(design: Design) -> None:
    """Print a kept negative in every metal the design allows."""
    from PIL import Image

    path = manifest.negative_path(design)
    if not path.exists():
        return
    negative = Negative.load(path)
    for alloy in design.alloys:
        picture = Image.fromarray(negative.developed(design.default_alloy, alloy))
        widths = tuple(w for w in WIDTHS if w <= picture.width)
        name = manifest.picture_hash(design, alloy)
        manifest.record(design.code, alloy, name, picture, widths)


if __name__ == "__main__":
    raise SystemExit(main())
