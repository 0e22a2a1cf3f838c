"""Ring sizes as they are noted at a table, and the list of what to lay ready."""

from decimal import Decimal

import pytest

from consultations.preparation import Line, lines_of, text_of, unready
from consultations.sizes import read_sizes


@pytest.mark.parametrize(
    ("line", "label", "mm"),
    [
        ("Left ring finger: US 6 1/4", "6¼", "16.71"),
        ("Ring finger 6¼", "6¼", "16.71"),
        ("Leonie N½", "N½", "17.31"),
        ("right hand 54 EU", "54", "17.19"),
        ("Thumb: size 9", "9", "18.95"),
        ("UK Z+2", "Z+2", "22.68"),
    ],
)
def test_a_size_is_read_wherever_it_stands(line, label, mm):
    (measured,) = read_sizes(line)
    assert measured.size is not None
    assert (measured.size.label, measured.size.diameter) == (label, Decimal(mm))


@pytest.mark.parametrize(
    "line", ["Wrist: 16", "Chain 45 cm", "4.5 mm band", "lovely hands", "Baby", "Finger: 17"]
)
def test_what_is_no_ring_size_stays_words(line):
    (measured,) = read_sizes(line)
    assert (measured.words, measured.size) == (line, None)


def test_a_list_is_read_and_written_back_the_same():
    text = "[x] Tray of emeralds\nMemo to Adler"
    lines = lines_of("- [not a box\n\n" + text)
    assert [line.words for line in lines] == ["[not a box", "Tray of emeralds", "Memo to Adler"]
    assert text_of(lines_of(text)) == text
    assert unready(text) == [Line(2, "Memo to Adler", False)]
