"""Weights, as the trade converts them."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from atelier.materials import weights

D = Decimal
DENSITIES = st.decimals("0.9", "22", places=3)


def test_a_solid_in_18k_yellow_gold():
    assert weights.grams_from_volume(D("205.37"), D("15.58")) == D("3.200")


def test_the_same_piece_in_platinum():
    assert weights.grams_in_other(D("3.200"), D("15.58"), D("20.7")) == D("4.252")


def test_wax_to_18k_yellow_gold():
    assert weights.grams_in_other(D("1"), D("1.00"), D("15.58")) == D("15.580")


def test_the_trades_units():
    assert weights.grams_to_ozt(D("31.1035")) == D("1.000")
    assert weights.grams_to_dwt(D("1.55518")) == D("1.000")
    assert weights.carats_to_grams(D("1")) == D("0.200")
    assert weights.POINTS_PER_CARAT == 100


def test_net_is_gross_less_the_stones():
    assert weights.net_grams(D("4.500"), D("1.31")) == D("4.238")


def test_fine_grams_and_what_they_are_worth():
    assert weights.fine_grams(D("3.2"), 750) == D("2.400")
    # 3.2 × 0.75 × 4050 / 31.1035 = 312.505…
    assert weights.metal_value(D("3.2"), 750, D("4050")) == D("312.51")


def test_a_weight_is_shown_within_a_tenth():
    assert weights.with_tolerance(D("3.2")) == (D("2.880"), D("3.520"))


@given(st.decimals("0.5", "200", places=3), DENSITIES, DENSITIES)
def test_a_weight_survives_the_way_to_another_alloy_and_back(grams, one, other):
    back = weights.grams_in_other(weights.grams_in_other(grams, one, other), other, one)
    assert abs(back - grams) <= D("0.0005") * one / other + D("0.0005")


def test_the_trades_own_figures():
    assert D("31.1035") == weights.GRAMS_PER_OZT
    assert D("1.55518") == weights.GRAMS_PER_DWT
    assert D("0.2") == weights.GRAMS_PER_CARAT
    assert weights.grams_to_dwt(weights.GRAMS_PER_OZT) == D("20.000")
    assert weights.grams_to_ozt(D("1000")) == D("32.151")


def test_weights_are_rounded_half_up():
    assert weights.carats_to_grams(D("0.0225")) == D("0.005")
    assert weights.fine_grams(D("0.001"), 500) == D("0.001")
