"""Metal: volumes against closed forms, and every design buildable, tight and as listed."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache

import numpy as np
import pytest

from designs.catalogue import DESIGNS, WEIGHTS_FILE, design
from designs.families import FAMILIES, build
from designs.families.chains import link
from designs.families.mesh import Mesh
from designs.families.piece import Piece, from_solid
from designs.families.profiles import PROFILES, area_and_centroid, section
from designs.families.sweep import ball, circle, revolve, rod, tube
from designs.weights import weigh

# One of the parallel processes builds each solid once for all tests.
pytestmark = pytest.mark.xdist_group("solids")


@cache
def made(code: str) -> tuple[Piece, Mesh]:
    """A design's piece and its united metal, built once for all tests."""
    d = design(code)
    piece = build(d.family, d.measures)
    return piece, from_solid(piece.solid())


by_code = pytest.mark.parametrize("d", DESIGNS, ids=lambda d: d.code)


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize(("inside", "width", "thick"), [(16.91, 2.0, 1.5), (19.76, 6.0, 2.2)])
def test_a_band_weighs_what_pappus_says(profile, inside, width, thick):
    shape = section(profile, inside / 2, width, thick)
    area, radius = area_and_centroid(shape)
    assert revolve(shape).volume() == pytest.approx(2 * np.pi * radius * area, rel=0.005)


def test_a_flat_band_is_close_to_a_plain_tube():
    band = build("band", {"inside": 18.0, "width": 5.0, "thickness": 2.0, "profile": "flat"})
    sharp = np.pi * (11.0**2 - 9.0**2) * 5.0
    assert band.metal_volume() == pytest.approx(sharp, rel=0.01)
    assert band.metal_volume() < sharp


@pytest.mark.parametrize("profile", PROFILES)
def test_a_profile_keeps_its_width_thickness_and_bore(profile):
    shape = section(profile, 9.0, 4.0, 2.0)
    # Rounding takes a little off the ridge of a knife-edge.
    assert shape[:, 0].max() == pytest.approx(11.0, abs=0.08)
    assert shape[:, 0].min() == pytest.approx(9.0, abs=0.01)
    assert np.ptp(shape[:, 1]) == pytest.approx(4.0, abs=0.08)


def test_an_unknown_profile_is_named():
    with pytest.raises(ValueError, match="unknown profile 'square'"):
        section("square", 9, 4, 2)


def test_wires_balls_and_links_against_closed_forms():
    wire = tube(circle(5.0, 160), 0.5, closed=True, sides=48)
    assert wire.volume() == pytest.approx(2 * np.pi**2 * 5 * 0.25, rel=0.005)
    assert ball(1.0, steps=60).volume() == pytest.approx(4 / 3 * np.pi, rel=0.005)
    straight = rod((0, 0, 0), (0, 0, 10), 0.45, sides=96)
    assert straight.volume() == pytest.approx(
        np.pi * 0.45**2 * 10 + 4 / 3 * np.pi * 0.45**3, rel=0.01
    )
    assert link(1.9, 1.35, 0.34).is_watertight()


def test_every_design_has_a_family():
    assert {d.family for d in DESIGNS} <= FAMILIES.keys()


@by_code
def test_a_design_is_a_watertight_solid_with_its_listed_stones(d):
    piece, metal = made(d.code)
    assert all(m.is_watertight() for m in piece.metal)
    assert metal.is_watertight()
    assert metal.volume() > 0
    listed = {s.role: s.count for s in d.stones}
    assert {r: n * piece.count for r, n in Counter(s.role for s in piece.stones).items()} == listed


@by_code
def test_stones_have_the_measures_of_their_entries(d):
    by_role = {s.role: s for s in d.stones}
    for stone in made(d.code)[0].stones:
        entry = by_role[stone.role]
        assert stone.cut == entry.cut
        weighed = stone.mesh.volume()
        box = entry.length_mm * entry.width_mm * entry.depth_mm
        assert 0.29 * box < weighed < 0.56 * box


@by_code
def test_a_finger_fits_through_a_ring(d):
    if d.size_range is None:
        return
    points = made(d.code)[1].points
    if d.family == "band_pair":
        return
    bore = np.hypot(points[:, 0], points[:, 2]).min()
    assert bore == pytest.approx(d.measures["inside"] / 2, abs=0.05)


@by_code
def test_stones_do_not_run_into_one_another(d):
    stones = [s for s in made(d.code)[0].stones if s.cut != "pearl"]
    for i, one in enumerate(stones):
        for two in stones[i + 1 :]:
            gap = np.linalg.norm(one.mesh.points.mean(axis=0) - two.mesh.points.mean(axis=0))
            small = min(np.sort(one.mesh.extent())[1], np.sort(two.mesh.extent())[1])
            assert gap > 0.7 * small


def test_the_stored_weights_are_those_of_the_solids():
    stored = json.loads(WEIGHTS_FILE.read_text())
    assert stored.keys() == {d.code for d in DESIGNS}
    for d in DESIGNS:
        assert weigh(d) == pytest.approx(stored[d.code], rel=1e-3), d.code
