"""The manifest and the picture files agree."""

from __future__ import annotations

import pytest
from PIL import Image

from designs.catalogue import DESIGNS
from designs.studio import manifest

ENTRIES = [
    (group, key, entry) for group, rows in manifest.read().items() for key, entry in rows.items()
]
LIMIT_BYTES = 60_000


@pytest.mark.parametrize(
    ("group", "key", "entry"), ENTRIES, ids=[f"{group}-{key}" for group, key, _ in ENTRIES]
)
def test_every_listed_file_is_there_and_light(group, key, entry):
    for path in manifest.files(group, key, entry):
        assert path.exists()
        with Image.open(path) as picture:
            assert f"-{picture.width}{path.suffix}" in path.name
        if path.stem.endswith(("-800", "-960")):
            assert path.stat().st_size <= LIMIT_BYTES


def test_no_picture_is_unlisted():
    assert manifest.stray() == []


def test_every_design_is_shown_in_its_first_metal_as_it_is_now():
    kept = manifest.read()
    for d in DESIGNS:
        entry = kept[d.code][d.default_alloy]
        assert entry["hash"] == manifest.picture_hash(d, d.default_alloy)


def test_only_offered_metals_are_pictured():
    offered = {d.code: set(d.alloys) for d in DESIGNS}
    for group, rows in manifest.read().items():
        if group != "setpiece":
            assert rows.keys() <= offered[group]
