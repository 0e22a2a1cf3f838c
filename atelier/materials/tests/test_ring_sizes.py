"""Ring sizes: the trade's own test values, and what people really type."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atelier.materials.ring_sizes import (
    LARGEST,
    SMALLEST,
    NoSuchSize,
    RingSizeSystem,
    advice_for_width,
    diameter_in,
    equivalents,
    nearest_size,
    number_in,
    ring_size,
    sizes_of,
)
from atelier.materials.typed_sizes import parse

US, EU, UK, JP, IT = (
    RingSizeSystem.US,
    RingSizeSystem.EU,
    RingSizeSystem.UK,
    RingSizeSystem.JP,
    RingSizeSystem.IT,
)


@pytest.mark.parametrize(
    ("us", "diameter", "uk", "jp"),
    [("7", "17.32", "N½", "14"), ("5", "15.69", "J½", "9"), ("9", "18.95", "R½", "19")],
)
def test_the_trades_own_test_values(us, diameter, uk, jp):
    size = ring_size(US, Decimal(us))
    assert size.diameter == Decimal(diameter)
    assert nearest_size(UK, size.diameter).label == uk
    assert nearest_size(JP, size.diameter).label == jp


def test_us_7_is_54_4_mm_round_in_the_european_system():
    size = ring_size(US, Decimal(7))
    assert number_in(EU, size.diameter).quantize(Decimal("0.1")) == Decimal("54.4")
    assert size.circumference == Decimal("54.4")


@pytest.mark.parametrize(
    ("system", "number", "diameter"),
    [
        (EU, "54", "17.19"),
        (UK, "1", "11.94"),
        (UK, "26", "21.88"),
        (UK, "32", "24.27"),
        (JP, "14", "17.33"),
        (IT, "14", "17.19"),
        (US, "0", "11.63"),
        (US, "16", "24.63"),
    ],
)
def test_each_formula(system, number, diameter):
    assert ring_size(system, Decimal(number)).diameter == Decimal(diameter)


@pytest.mark.parametrize(
    ("typed", "system", "label"),
    [
        ("N 1/2", UK, "N½"),
        ("N½", UK, "N½"),
        ("n.5", UK, "N½"),
        ("uk n and half", UK, "N½"),
        ("Z+2", UK, "Z+2"),
        ("Z + 1 1/2", UK, "Z+1½"),
        ("6 1/4", US, "6¼"),
        ("6¼", US, "6¼"),
        ("6-1/4", US, "6¼"),
        ("US 6.25", US, "6¼"),
        ("size 7", US, "7"),
        ("1/2", US, "½"),
        ("7,5", US, "7½"),
        ("54", EU, "54"),
        ("54 EU", EU, "54"),
        ("EU54.5", EU, "54.5"),
        ("54 1/2", EU, "54.5"),
        ("Japan 14", JP, "14"),
        ("IT 14 3/4", IT, "14¾"),
        ("Swiss 14", IT, "14"),
        ("½", US, "½"),
        ("O 1/2 UK", UK, "O½"),
        ("us 7", US, "7"),
        ("7.5", US, "7½"),
        ("ＵＳ　７", US, "7"),
        ("Ｎ½", UK, "N½"),
        ("54\u00a0EU", EU, "54"),
        ("6\u202f½", US, "6½"),
        ("6\u20091⁄4", US, "6¼"),
        ("Ring size: N 1/2 (UK)", UK, "N½"),
        ("N and a half", UK, "N½"),
        ("6 and a half", US, "6½"),
        ("6+1/2", US, "6½"),
        ("Z+½", UK, "Z½"),
        ("T,5", UK, "T½"),
        ("U.S. 7", US, "7"),
        ("U.K. N", UK, "N"),
        ("7 US/CA", US, "7"),
        ("US / Canada 7", US, "7"),
        ("UK/AU/NZ N", UK, "N"),
        ("no. 7", US, "7"),
        ("#7", US, "7"),
        ("7.", US, "7"),
        ("54 mm", EU, "54"),
        ("EU 54.5mm", EU, "54.5"),
    ],
)
def test_what_people_type(typed, system, label):
    size = parse(typed)
    assert (size.system, size.label) == (system, label)


def test_the_chosen_system_is_used_unless_the_text_names_another():
    assert parse("14", "jp").system == JP
    assert parse("14", "it").system == IT
    assert parse("54 EU", "us").system == EU


def test_japan_has_no_halves_and_offers_the_two_beside():
    with pytest.raises(NoSuchSize) as refused:
        parse("JP 14½")
    assert [size.label for size in refused.value.nearest] == ["14", "15"]
    assert "14 or 15" in str(refused.value)


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("US 17", ["16"]),
        ("US 6.1", ["6", "6¼"]),
        ("EU 39", ["40"]),
        ("Z+9", ["Z+6"]),
        ("IT 40", ["36"]),
        ("JP 0", ["1"]),
        ("UK N 1/4", ["N", "N½"]),
    ],
)
def test_a_size_the_system_has_not_is_refused_with_the_nearest(typed, nearest):
    with pytest.raises(NoSuchSize) as refused:
        parse(typed)
    assert [size.label for size in refused.value.nearest] == nearest


@pytest.mark.parametrize(
    "typed", ["", "medium", "9 mm", "JP 14 mm", "N+1", "US EU 7", "6/", "N7", "-7", "½½", "..."]
)
def test_what_is_not_a_size_gets_a_kind_sentence(typed):
    with pytest.raises(NoSuchSize) as refused:
        parse(typed)
    assert refused.value.nearest == ()
    assert str(refused.value).endswith(".")


def test_a_number_between_the_systems_asks_which():
    with pytest.raises(NoSuchSize, match="in which system"):
        parse("22")


def test_a_letter_in_a_system_of_numbers_is_refused():
    with pytest.raises(NoSuchSize, match="not letters"):
        parse("N", "us")


@pytest.mark.parametrize(("typed", "system"), [("7", "uk"), ("UK 7", ""), ("54", "uk")])
def test_a_number_in_the_system_of_letters_is_refused_and_never_counted_from_a(typed, system):
    with pytest.raises(NoSuchSize, match="are letters, not numbers"):
        parse(typed, system)


def test_a_diameter_is_told_the_sizes_nearest_to_it():
    with pytest.raises(NoSuchSize) as refused:
        parse("17.3 mm", "us")
    assert str(refused.value) == (
        "17.3 mm across is nearest to US 7 or EU 54.5 or UK N½. Please write one."
    )
    assert [size.label for size in refused.value.nearest] == ["7", "54.5", "N½"]


def test_equivalents_name_every_system_with_its_own_mm():
    found = equivalents(Decimal("17.32"))
    assert [str(size) for size in found.values()] == [
        "US 7 (17.32 mm)",
        "EU 54.5 (17.35 mm)",
        "UK N½ (17.31 mm)",
        "JP 14 (17.33 mm)",
        "IT 14½ (17.35 mm)",
    ]


def test_the_number_of_sizes_in_each_system():
    assert {system: len(sizes_of(system)) for system in RingSizeSystem} == {
        US: 65,
        EU: 73,
        UK: 63,
        JP: 30,
        IT: 141,
    }


def test_a_band_of_6_mm_gets_advice():
    assert advice_for_width(Decimal("5.99")) == ""
    assert "quarter to a half" in advice_for_width(Decimal(6))


@given(st.sampled_from(RingSizeSystem), st.integers(int(SMALLEST * 100), int(LARGEST * 100)))
def test_a_diameter_survives_the_way_through_any_system(system, hundredths):
    diameter = Decimal(hundredths) / 100
    back = diameter_in(system, number_in(system, diameter))
    assert abs(back - diameter) <= Decimal("0.005")


@given(st.data(), st.sampled_from(RingSizeSystem))
def test_every_size_is_found_again_by_its_label_and_by_its_mm(data, system):
    size = data.draw(st.sampled_from(sizes_of(system)))
    assert parse(size.label, system) == size
    assert nearest_size(system, size.diameter) == size
    assert abs(size.diameter - diameter_in(system, number_in(system, size.diameter))) <= Decimal(
        "0.005"
    )


@given(st.sampled_from(RingSizeSystem), st.sampled_from(RingSizeSystem), st.data())
def test_a_size_survives_the_way_to_another_system_and_back(one, other, data):
    size = data.draw(st.sampled_from(sizes_of(one)))
    there = number_in(other, diameter_in(one, number_in(one, size.diameter)))
    assert abs(diameter_in(other, there) - size.diameter) <= Decimal("0.005")
    assert nearest_size(one, diameter_in(other, there)) == size


@given(st.text(max_size=20))
def test_no_text_ends_in_anything_but_a_size_or_a_kind_sentence(text):
    try:
        size = parse(text)
    except NoSuchSize:
        return
    assert size in sizes_of(size.system)
