"""The typefaces as they are served."""

from fontTools.ttLib import TTFont

from atelier.portal.fonts import LETTERS, cut_fonts


def test_both_faces_are_light_variable_and_whole(tmp_path):
    paths = cut_fonts(tmp_path)
    assert [path.name for path in paths] == ["cormorant.woff2", "hanken.woff2"]
    assert sum(path.stat().st_size for path in paths) <= 55_000
    for path, (least, most) in zip(paths, [(300, 600), (400, 700)], strict=True):
        font = TTFont(path)
        axis = font["fvar"].axes[0]
        assert (font.flavor, axis.minValue, axis.maxValue) == ("woff2", least, most)
        missing = {letter for letter in LETTERS if ord(letter) not in font.getBestCmap()}
        assert missing <= set("µ")


def test_a_second_cut_writes_nothing(tmp_path):
    before = [path.stat().st_mtime_ns for path in cut_fonts(tmp_path)]
    assert [path.stat().st_mtime_ns for path in cut_fonts(tmp_path)] == before


def test_a_face_that_went_missing_comes_back(tmp_path):
    cut_fonts(tmp_path)[0].unlink()
    assert cut_fonts(tmp_path)[0].exists()
