"""Measures one hostile solid: `python -I measure.py ORIGINAL SCALE`, in a process of its own.

Runs without Django, without the house's environment and under hard limits, and answers with one
line of JSON: volume, box and number of bodies, or a problem. `SCALE` is the millimetres of one
unit. Nothing is repaired: a volume is given only where the mesh is a closed, outward solid.
"""

import contextlib
import json
import os
import resource
import struct
import sys
import warnings
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

MEMORY_BYTES = 2 * 1024**3
CPU_SECONDS = 50
MAX_TRIANGLES = 2_000_000
MAX_BODIES = 100
# Domain: jewellery. Beside these, in mm, somebody should look at the units.
SMALLEST, LARGEST = 2.0, 120.0
# mm³ with three decimals, as the column holds it.
LARGEST_VOLUME = 1e9
# So many triangles of one body are asked whether they lie inside another.
PROBES = 24
_THOUSANDTH = Decimal("0.001")
_HEAD = struct.Struct("<80xI")
_TRIANGLE_BYTES = 50

AGAIN = "and upload again"
DAMAGED = "The file is incomplete or damaged: export it as STL again."
EMPTY = "The file holds no triangles: export the model as STL again."
NO_NUMBERS = "Some corners have no finite place: export it as STL again."
TOO_MANY = f"The mesh has more than {MAX_TRIANGLES:,} triangles: export it coarser {AGAIN}."
TOO_HEAVY = f"The mesh takes too much memory to measure: export it coarser {AGAIN}."
WINDING = f"Some triangles face inwards, so its volume is not known: turn them {AGAIN}."
INSIDE_OUT = f"The mesh is inside out, so its volume is not known: turn its faces {AGAIN}."
FLAT = f"The mesh encloses nothing, so it has no volume: check the model {AGAIN}."
SCATTERED = f"The mesh has more than {MAX_BODIES} separate bodies: join them {AGAIN}."


class Unmeasured(Exception):
    """There is no volume; `str()` says why."""


def confine() -> None:
    """Give this process hard limits, one thread, and the last place for the processor."""
    os.nice(10)
    os.environ.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1")
    for limit, soft, hard in (
        (resource.RLIMIT_AS, MEMORY_BYTES, MEMORY_BYTES),
        # The soft one ends it by a signal of its own, so that slowness is told from a kill.
        (resource.RLIMIT_CPU, CPU_SECONDS, CPU_SECONDS + 5),
        (resource.RLIMIT_FSIZE, 0, 0),
        (resource.RLIMIT_CORE, 0, 0),
    ):
        # macOS has no limit on address space.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(limit, (soft, hard))


def main(original: str, scale: str) -> dict[str, object]:
    """Return what `original` measures, or the problem that keeps it from being measured."""
    try:
        return measured(Path(original), float(scale))
    except Unmeasured as problem:
        return {"problem": str(problem)}
    except MemoryError:
        return {"problem": TOO_HEAVY}


def measured(original: Path, scale: float) -> dict[str, object]:
    """Return volume in mm³, box in mm and bodies. Raises `Unmeasured`."""
    mesh = _welded(_triangles(original) * scale)
    check_triangles(mesh)
    check_closed(mesh)
    bodies = bodies_of(mesh)
    volumes = volumes_of(mesh, bodies)
    check_volumes(volumes)
    check_apart(mesh, bodies, len(volumes))
    box = [float(length) for length in mesh.extents]
    return {
        "volume": str(Decimal(repr(float(volumes.sum()))).quantize(_THOUSANDTH, ROUND_HALF_UP)),
        "size": _size(box),
        "bodies": len(volumes),
        "warning": warning_of(box),
    }


def _triangles(original: Path) -> Any:
    """Return the corners of every triangle, (n, 3, 3), from a binary or a text STL."""
    import numpy
    from trimesh.exchange.stl import load_stl

    _check_head(original)
    try:
        with original.open("rb") as file, warnings.catch_warnings():
            # numpy only warns where a text stops being numbers.
            warnings.simplefilter("error")
            loaded = load_stl(file)
        solids = [loaded] if "faces" in loaded else list(loaded["geometry"].values())
        parts = [numpy.asarray(each["vertices"], float)[each["faces"]] for each in solids]
    except (ValueError, IndexError, KeyError, Warning) as error:
        raise Unmeasured(DAMAGED) from error
    if not parts:
        raise Unmeasured(EMPTY if _is_complete(original) else DAMAGED)
    return numpy.concatenate(parts)


def _check_head(original: Path) -> None:
    """Look at the count a binary file begins with, before anything is read into memory."""
    size = original.stat().st_size
    if size < _HEAD.size:
        raise Unmeasured(DAMAGED)
    with original.open("rb") as file:
        head = file.read(_HEAD.size)
    (triangles,) = _HEAD.unpack(head)
    if size == _HEAD.size + triangles * _TRIANGLE_BYTES:
        if triangles > MAX_TRIANGLES:
            raise Unmeasured(TOO_MANY)
    elif not _is_text(original):
        raise Unmeasured(DAMAGED)


def _is_text(original: Path) -> bool:
    """Tell whether it is a whole text STL: as many corners as its facets have, nothing else."""
    text = original.read_bytes().lower()
    if b"\0" in text or not text.lstrip().startswith(b"solid"):
        return False
    facets, ends = text.count(b"endfacet"), text.count(b"endsolid")
    if facets > MAX_TRIANGLES:
        raise Unmeasured(TOO_MANY)
    return ends >= 1 and text.count(b"vertex") == 3 * facets


def _is_complete(original: Path) -> bool:
    size = original.stat().st_size
    return size == _HEAD.size or b"endsolid" in original.read_bytes()[-200:].lower()


def _welded(triangles: Any) -> Any:
    """Return the mesh with equal corners made one. Raises `Unmeasured` without finite numbers."""
    import numpy
    import trimesh

    if not len(triangles):
        raise Unmeasured(EMPTY)
    if len(triangles) > MAX_TRIANGLES:
        raise Unmeasured(TOO_MANY)
    corners = triangles.reshape(-1, 3)
    if not numpy.isfinite(corners).all() or numpy.abs(corners).max() > 1e9:
        raise Unmeasured(NO_NUMBERS)
    places, index = numpy.unique(corners, axis=0, return_inverse=True)
    return trimesh.Trimesh(places, index.reshape(-1, 3), process=False)


def check_triangles(mesh: Any) -> None:
    """Refuse triangles without an area: two equal corners, or three in a line."""
    lost = int((mesh.area_faces <= 0).sum())
    if lost:
        raise Unmeasured(
            f"The mesh has {_count(lost, 'triangle')} without an area,"
            f" so its volume is not known: repair it {AGAIN}."
        )


def check_closed(mesh: Any) -> None:
    """Refuse a mesh with an open or a shared edge, and one whose triangles disagree."""
    import numpy

    if not mesh.is_watertight:
        _, uses = numpy.unique(mesh.edges_sorted, axis=0, return_counts=True)
        open_, crowded = int((uses == 1).sum()), int((uses > 2).sum())
        if open_:
            raise Unmeasured(
                f"The mesh has {_count(open_, 'open edge')}, so its volume is not known:"
                f" close {_them(open_)} {AGAIN}."
            )
        raise Unmeasured(
            f"The mesh has {_count(crowded, 'edge')} shared by more than two triangles,"
            f" so its volume is not known: join the bodies {AGAIN}."
        )
    if not mesh.is_winding_consistent:
        raise Unmeasured(WINDING)


def bodies_of(mesh: Any) -> Any:
    """Return for each triangle the number of its body, counted from 0."""
    import numpy

    label = numpy.arange(len(mesh.vertices))
    ends = mesh.edges_unique
    while True:
        least = numpy.minimum(label[ends[:, 0]], label[ends[:, 1]])
        before = label.copy()
        numpy.minimum.at(label, label[ends[:, 0]], least)
        numpy.minimum.at(label, label[ends[:, 1]], least)
        label = label[label]
        if (label == before).all():
            break
    return numpy.unique(label[mesh.faces[:, 0]], return_inverse=True)[1]


def volumes_of(mesh: Any, bodies: Any) -> Any:
    """Return the signed volume of each body: the sum of its triangles' tetrahedra."""
    import numpy

    one, two, three = (mesh.triangles - mesh.bounds.mean(axis=0)).transpose(1, 0, 2)
    tetrahedra = numpy.einsum("ij,ij->i", one, numpy.cross(two, three)) / 6
    return numpy.bincount(bodies, weights=tetrahedra)


def check_volumes(volumes: Any) -> None:
    """Refuse bodies turned inside out, without a volume, or too many to be one design."""
    if len(volumes) > MAX_BODIES:
        raise Unmeasured(SCATTERED)
    inverted = int((volumes < 0).sum())
    if inverted and len(volumes) == 1:
        raise Unmeasured(INSIDE_OUT)
    if inverted:
        raise Unmeasured(
            f"{inverted} of its {len(volumes)} bodies {'is' if inverted == 1 else 'are'} inside"
            f" out, a hollow or a mistake, so its volume is not known: correct it {AGAIN}."
        )
    if float(volumes.min()) < 0.0005:
        raise Unmeasured(FLAT)
    if float(volumes.sum()) >= LARGEST_VOLUME:
        raise Unmeasured("This would be wider than a metre: are the units right?")


def check_apart(mesh: Any, bodies: Any, count: int) -> None:
    """Refuse a body that lies inside another: their metal would be counted twice."""
    import numpy

    parts = [mesh.triangles[bodies == number] for number in range(count)]
    boxes = [(part.min(axis=(0, 1)), part.max(axis=(0, 1))) for part in parts]
    for inner in range(count):
        middles = parts[inner].mean(axis=1)
        for outer in range(count):
            low, high = boxes[outer]
            near = middles[((middles > low) & (middles < high)).all(axis=1)]
            if inner == outer or not len(near):
                continue
            probes = near[numpy.linspace(0, len(near) - 1, min(PROBES, len(near))).astype(int)]
            if any(_is_inside(probe, parts[outer]) for probe in probes):
                raise Unmeasured(
                    "Two of its bodies lie inside each other, so their metal would be counted"
                    f" twice: join them {AGAIN}."
                )


def _is_inside(point: Any, triangles: Any) -> bool:
    """Tell by the solid angle of all triangles; on the surface itself it is only a part of 4π."""
    import numpy

    a, b, c = (triangles - point).transpose(1, 0, 2)
    la, lb, lc = (numpy.linalg.norm(each, axis=1) for each in (a, b, c))
    across = numpy.einsum("ij,ij->i", a, numpy.cross(b, c))
    along = la * lb * lc + sum(
        numpy.einsum("ij,ij->i", one, two) * length
        for one, two, length in ((a, b, lc), (b, c, la), (c, a, lb))
    )
    return bool(numpy.arctan2(across, along).sum() / (2 * numpy.pi) > 0.99)


def warning_of(box: list[float]) -> str:
    """Return a question where the longest side is not that of a jewel; else nothing."""
    longest = max(box)
    if SMALLEST <= longest <= LARGEST:
        return ""
    size = f"{longest / 1000:.1f} m" if longest >= 1000 else f"{longest:.2f} mm"
    return f"This would be {size} long: are the units right?"


def _size(box: list[float]) -> str:
    return " × ".join(f"{length:.2f}" for length in box) + " mm"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def _them(number: int) -> str:
    return "it" if number == 1 else "them"


if __name__ == "__main__":
    confine()
    json.dump(main(*sys.argv[1:3]), sys.stdout)
