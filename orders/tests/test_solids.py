"""Solids: exact volumes of closed ones, one clear sentence for every other."""

import struct
from decimal import Decimal
from math import pi
from pathlib import Path

import pytest
import trimesh
from hypothesis import given, settings
from hypothesis import strategies as st

from orders.meshes.measure import Unmeasured, measured
from orders.meshes.sandbox import Measured, Unmeasurable, measure_file
from orders.tests.drawing import (
    band,
    beside,
    box,
    stl_of,
    stl_text_of,
    without_faces,
)

CUBE = box(10, 10, 10)


def ask(tmp_path: Path, content: bytes, unit: str = "mm") -> Measured | Unmeasurable:
    """Measure bytes in the sandbox, as the worker does."""
    file = tmp_path / "solid.stl"
    file.write_bytes(content)
    return measure_file(file, unit)


def problem(tmp_path: Path, content: bytes) -> str:
    found = ask(tmp_path, content)
    assert isinstance(found, Unmeasurable), found
    return found.sentence


def volume(tmp_path: Path, content: bytes, unit: str = "mm") -> Decimal:
    found = ask(tmp_path, content, unit)
    assert isinstance(found, Measured), found
    return found.volume


class TestClosedForms:
    def test_a_cube_of_ten_millimetres(self, tmp_path: Path) -> None:
        found = ask(tmp_path, stl_of(CUBE))
        assert found == Measured(Decimal("1000.000"), "10.00 × 10.00 × 10.00 mm", 1, "")

    @pytest.mark.parametrize(
        ("unit", "side", "expected"), [("inch", 1, "16387.064"), ("cm", 1, "1000.000")]
    )
    def test_the_unit_is_the_one_that_was_given(
        self, tmp_path: Path, unit: str, side: float, expected: str
    ) -> None:
        assert volume(tmp_path, stl_of(box(side, side, side)), unit) == Decimal(expected)

    def test_a_band_is_pi_times_the_difference_of_squares(self, tmp_path: Path) -> None:
        inner, outer, width = 17.32 / 2, 17.32 / 2 + 1.8, 3.5
        exact = pi * (outer**2 - inner**2) * width
        found = volume(tmp_path, stl_of(band(17.32, 3.5, 1.8)))
        assert float(found) == pytest.approx(exact, rel=0.001)

    def test_a_torus_is_two_pi_squared_r_r_squared(self, tmp_path: Path) -> None:
        torus = trimesh.creation.torus(9, 1, major_sections=240, minor_sections=120)
        assert float(volume(tmp_path, stl_of(torus))) == pytest.approx(2 * pi**2 * 9, rel=0.001)

    def test_two_bodies_are_added_and_counted(self, tmp_path: Path) -> None:
        pair = beside(CUBE, box(10, 10, 10, at=(15, 0, 0)))
        found = ask(tmp_path, stl_of(pair))
        assert isinstance(found, Measured)
        assert (found.volume, found.bodies) == (Decimal("2000.000"), 2)

    def test_text_is_as_good_as_binary(self, tmp_path: Path) -> None:
        text = stl_text_of(CUBE)
        assert volume(tmp_path, text.encode()) == Decimal("1000.000")

    @pytest.mark.parametrize(
        ("side", "warning"),
        [
            (1.9, "This would be 1.90 mm long: are the units right?"),
            (2, ""),
            (120, ""),
            (121, "This would be 121.00 mm long: are the units right?"),
            (900, "This would be 900.00 mm long: are the units right?"),
        ],
    )
    def test_what_is_no_jewel_asks_about_its_units(
        self, tmp_path: Path, side: float, warning: str
    ) -> None:
        found = ask(tmp_path, stl_of(box(side, 1, 1)))
        assert isinstance(found, Measured)
        assert found.warning == warning

    @settings(max_examples=60, deadline=None)
    @given(
        st.tuples(*[st.integers(8, 4000)] * 3),
        st.tuples(*[st.integers(-400, 400)] * 3),
    )
    def test_any_box_is_length_times_width_times_height(
        self, tmp_path_factory: pytest.TempPathFactory, eighths: tuple, at: tuple
    ) -> None:
        # Eighths of a millimetre are exact in the file's own numbers.
        sides = [Decimal(each) / 8 for each in eighths]
        file = tmp_path_factory.mktemp("box") / "solid.stl"
        file.write_bytes(stl_of(box(*map(float, sides), at=at)))
        exact = sides[0] * sides[1] * sides[2]
        assert abs(Decimal(str(measured(file, 1.0)["volume"])) - exact) <= Decimal("0.0005")


class TestNoEstimate:
    def test_an_open_one_says_how_many_edges(self, tmp_path: Path) -> None:
        assert problem(tmp_path, stl_of(without_faces(CUBE))) == (
            "The mesh has 3 open edges, so its volume is not known: close them and upload again."
        )

    def test_an_inside_out_one(self, tmp_path: Path) -> None:
        inverted = CUBE.copy()
        inverted.invert()
        assert problem(tmp_path, stl_of(inverted)) == (
            "The mesh is inside out, so its volume is not known: turn its faces and upload again."
        )

    def test_one_triangle_turned(self, tmp_path: Path) -> None:
        faces = CUBE.faces.copy()
        faces[0] = faces[0][::-1]
        turned = trimesh.Trimesh(CUBE.vertices, faces, process=False)
        assert "face inwards" in problem(tmp_path, stl_of(turned))

    def test_a_body_inside_a_body(self, tmp_path: Path) -> None:
        nested = beside(CUBE, box(4, 4, 4))
        assert "counted twice" in problem(tmp_path, stl_of(nested))

    def test_a_hollow(self, tmp_path: Path) -> None:
        hollow = box(4, 4, 4)
        hollow.invert()
        both = beside(CUBE, hollow)
        assert "1 of its 2 bodies is inside out" in problem(tmp_path, stl_of(both))

    def test_two_that_share_an_edge(self, tmp_path: Path) -> None:
        pair = beside(CUBE, box(10, 10, 10, at=(10, 10, 0)))
        assert "1 edge shared by more than two" in problem(tmp_path, stl_of(pair))

    def test_a_triangle_without_an_area(self, tmp_path: Path) -> None:
        faces = [*CUBE.faces.tolist(), [0, 0, 1]]
        assert "1 triangle without an area" in problem(
            tmp_path, stl_of(trimesh.Trimesh(CUBE.vertices, faces, process=False))
        )

    @pytest.mark.parametrize("number", ["nan", "inf", "1e30"])
    def test_a_corner_nowhere(self, tmp_path: Path, number: str) -> None:
        text = stl_text_of(CUBE).replace("5.0", number, 1)
        assert "no finite place" in problem(tmp_path, text.encode())

    @pytest.mark.parametrize(
        "content",
        [
            stl_of(CUBE)[:-20],
            stl_of(CUBE) + b"junk",
            b"solid",
            stl_text_of(CUBE).replace("vertex", "vertex junk", 1).encode(),
            stl_text_of(CUBE).encode()[:400],
        ],
        ids=["truncated", "longer", "a word", "junk in text", "half a text"],
    )
    def test_a_damaged_file(self, tmp_path: Path, content: bytes) -> None:
        assert "damaged" in problem(tmp_path, content)

    def test_an_empty_one(self, tmp_path: Path) -> None:
        assert "no triangles" in problem(tmp_path, bytes(84))

    def test_more_triangles_than_anybody_draws(self, tmp_path: Path) -> None:
        file = tmp_path / "vast.stl"
        with file.open("wb") as sparse:
            sparse.write(bytes(80) + struct.pack("<I", 2_000_001))
            sparse.truncate(84 + 50 * 2_000_001)
        found = measure_file(file, "mm")
        assert isinstance(found, Unmeasurable)
        assert "more than 2,000,000 triangles" in found.sentence

    def test_a_metre_wide(self, tmp_path: Path) -> None:
        assert "wider than a metre" in problem(tmp_path, stl_of(box(1001, 1000, 1000)))

    @settings(max_examples=20, deadline=None)
    @given(st.integers(1, 11))
    def test_no_part_of_a_cube_has_a_volume(
        self, tmp_path_factory: pytest.TempPathFactory, taken: int
    ) -> None:
        file = tmp_path_factory.mktemp("part") / "solid.stl"
        file.write_bytes(stl_of(without_faces(CUBE, taken)))
        with pytest.raises(Unmeasured):
            measured(file, 1.0)
