"""The typefaces as they are served."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from atelier.portal.fonts import LETTERS, cut_fonts

# Cutting takes seconds: one of the parallel processes does it once for all tests.
pytestmark = pytest.mark.xdist_group("fonts")


@pytest.fixture(scope="module")
def faces(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return cut_fonts(tmp_path_factory.mktemp("fonts"))


def test_both_faces_are_light_variable_and_whole(faces):
    assert [path.name for path in faces] == ["cormorant.woff2", "hanken.woff2"]
    assert sum(path.stat().st_size for path in faces) <= 55_000
    for path, (least, most) in zip(faces, [(300, 600), (400, 700)], strict=True):
        font = TTFont(path)
        axis = font["fvar"].axes[0]
        assert (font.flavor, axis.minValue, axis.maxValue) == ("woff2", least, most)
        missing = {letter for letter in LETTERS if ord(letter) not in font.getBestCmap()}
        assert missing <= set("µ")


def test_a_second_cut_writes_nothing(faces):
    before = [path.stat().st_mtime_ns for path in faces]
    assert [path.stat().st_mtime_ns for path in cut_fonts(faces[0].parent)] == before


def test_a_face_that_went_missing_comes_back(faces):
    faces[0].unlink()
    assert cut_fonts(faces[0].parent)[0].exists()
