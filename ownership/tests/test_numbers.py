"""The text of serial numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ownership.numbers import number, parse


@pytest.mark.parametrize(
    ("sequence", "check"), [(42, "1"), (427, "4")], ids=["MS2600042", "MS2600427"]
)
def test_check_character_is_mod_37_2(sequence, check):
    assert str(number("MS", 26, sequence)) == f"MS26-{sequence:05d}-{check}"


def test_unreadable_check_characters_are_burnt():
    burnt = [n for n in range(1, 60) if not number("MS", 26, n).is_readable]
    assert burnt == [19, 27, 35, 43, 49, 51, 57]
    assert "".join(number("MS", 26, n).check for n in burnt) == "****O*O"


@pytest.mark.parametrize("sequence", [0, 100_000])
def test_sequence_has_five_digits(sequence):
    with pytest.raises(ValueError, match="five digits"):
        number("MS", 26, sequence)


@pytest.mark.parametrize(
    "typed",
    ["MS26-00042-1", "ms26 00042 1", "MS2600042I", "ms26-ooo42-i", " MS26–00042–1 "],
)
def test_parse_forgives_case_hyphens_and_look_alikes(typed):
    assert parse(typed) == "MS26-00042-1"


@pytest.mark.parametrize("typed", ["", "MS26-00042", "MS26-00043-1", "MSX6-00042-1", "'; --"])
def test_parse_refuses_what_cannot_be_a_number(typed):
    assert parse(typed) is None


_ALPHABET = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ"


@given(st.integers(1, 99_999), st.data())
def test_any_single_substitution_is_noticed(sequence, data):
    text = number("MS", 26, sequence)
    if not text.is_readable:
        return
    flat = str(text).replace("-", "")
    at = data.draw(st.integers(0, len(flat) - 1))
    other = data.draw(st.sampled_from([c for c in _ALPHABET if c != flat[at]]))
    assert parse(flat[:at] + other + flat[at + 1 :]) is None


@given(st.integers(1, 99_999), st.integers(0, 8))
def test_any_adjacent_swap_is_noticed(sequence, at):
    text = number("MS", 26, sequence)
    flat = str(text).replace("-", "")
    swapped = flat[:at] + flat[at + 1] + flat[at] + flat[at + 2 :]
    if text.is_readable and swapped != flat:
        assert parse(swapped) is None
