"""The catalogue's own consistency: plain data, no geometry."""

from __future__ import annotations

import subprocess
import sys

import pytest

from atelier.materials.reference.stones import VARIETIES
from designs.catalogue import ALLOYS, DESIGNS, PIECE_TYPES, design, grams, metal_volume_mm3

RING_TYPES = {"ring", "wedding_band", "engagement_ring"}
by_code = pytest.mark.parametrize("d", DESIGNS, ids=lambda d: d.code)


def test_codes_and_names_are_unique():
    assert len({d.code for d in DESIGNS}) == len(DESIGNS) >= 14
    assert len({d.name for d in DESIGNS}) == len(DESIGNS)


@pytest.mark.parametrize(
    ("piece_type", "least"),
    [("engagement_ring", 4), ("wedding_band", 3), ("ring", 1), ("bracelet", 1), ("earrings", 2)],
)
def test_every_piece_type_is_covered(piece_type, least):
    assert sum(d.piece_type == piece_type for d in DESIGNS) >= least


def test_pendants_and_necklaces_are_covered():
    assert sum(d.piece_type in ("pendant", "necklace") for d in DESIGNS) >= 2


@by_code
def test_a_design_is_complete(d):
    assert d.piece_type in PIECE_TYPES
    assert set(d.alloys) <= ALLOYS.keys()
    assert len(set(d.alloys)) == len(d.alloys)
    assert d.story.count(".") >= 2
    assert len(d.alt) > 30
    assert (d.size_range is not None) == (d.piece_type in RING_TYPES)
    assert bool(d.lengths_in) == (d.piece_type in ("necklace", "pendant"))
    assert d.making_hours.bench > 0


@by_code
def test_stones_are_known_and_within_their_choices(d):
    for stone in d.stones:
        assert stone.species in {code for code, *_ in VARIETIES}
    if d.stones:
        main = d.stones[0]
        assert (main.species, main.colour) in d.stone_choices
        assert main.cut in d.cut_choices
    else:
        assert not d.stone_choices


@by_code
def test_the_main_stone_has_the_measures_the_metal_is_made_for(d):
    if not d.stones:
        return
    main, m = d.stones[0], d.measures
    assert main.length_mm == m["stone_l"]
    assert main.width_mm == m.get("stone_w", m["stone_l"])
    assert main.cut == m.get("cut", "pearl")


def test_weights_follow_the_size_and_the_length():
    assert grams("AT-W01", "PT950-RU") > grams("AT-W01", "18KY")
    assert metal_volume_mm3("AT-E01", us_size=8) > metal_volume_mm3("AT-E01")
    assert metal_volume_mm3("AT-P01", length_in=24) > metal_volume_mm3("AT-P01", length_in=18)
    with pytest.raises(KeyError):
        design("AT-X99")


def test_the_catalogue_imports_without_geometry():
    code = "import sys, designs.catalogue; assert not {'numpy', 'manifold3d'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
