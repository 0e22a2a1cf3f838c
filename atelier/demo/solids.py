"""Bands for the caster, as STL: a rectangle turned about the finger."""

import numpy

AROUND = 240


def band(inside: float, width: float, thick: float) -> bytes:
    """Return a closed flat band as binary STL; all in mm, `inside` its inner diameter."""
    inner, outer = inside / 2, inside / 2 + thick
    section = numpy.array([(inner, 0), (outer, 0), (outer, width), (inner, width)])
    turn = numpy.linspace(0, 2 * numpy.pi, AROUND, endpoint=False)[:, None]
    corners = numpy.stack(
        [
            section[:, 0] * numpy.cos(turn),
            section[:, 0] * numpy.sin(turn),
            0 * turn + section[:, 1],
        ],
        axis=-1,
    )
    onward, upward = numpy.roll(corners, -1, axis=0), numpy.roll(corners, -1, axis=1)
    both = numpy.roll(onward, -1, axis=1)
    triangles = numpy.concatenate(
        [numpy.stack([corners, onward, upward], 2), numpy.stack([upward, onward, both], 2)]
    ).reshape(-1, 3, 3)
    return stl(triangles)


def opened(solid: bytes, missing: int) -> bytes:
    """Return the same solid with its last triangles missing, as a model not yet finished."""
    count = int.from_bytes(solid[80:84], "little") - missing
    return solid[:80] + count.to_bytes(4, "little") + solid[84 : 84 + 50 * count]


def stl(triangles: numpy.ndarray) -> bytes:
    """Return corners (n, 3, 3) as a binary STL."""
    rows = numpy.zeros(len(triangles), [("normal", "<f4", 3), ("at", "<f4", (3, 3)), ("_", "<u2")])
    rows["at"] = triangles
    return bytes(80) + len(triangles).to_bytes(4, "little") + rows.tobytes()
