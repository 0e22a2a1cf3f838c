"""How a price is divided: exact to the cent for any total and any plan."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from atelier.journal.models import Event
from atelier.journal.refusals import Refusal
from atelier.people.tests.factories import staff_actor
from orders import reference
from orders.actions.payments import draw_up_instalments
from orders.models import PaymentPlan
from orders.schedules import MOMENTS, amounts, check_parts, default_parts, moments_up_to
from orders.tests.factories import make_approved

D = Decimal


def parts(*shares):
    return [{"percent": percent, "when": when} for percent, when in shares]


HALVES = parts(("50", "approval"), ("50", "hand_over"))
THREE = parts(("40", "approval"), ("40", "casting"), ("20", "hand_over"))


@st.composite
def plans(draw):
    """Any division of 100 % among the moments, to two decimals."""
    moments = draw(st.lists(st.sampled_from(MOMENTS), min_size=1, unique=True))
    cuts = draw(
        st.lists(
            st.integers(1, 9999),
            min_size=len(moments) - 1,
            max_size=len(moments) - 1,
            unique=True,
        )
    )
    edges = [0, *sorted(cuts), 10000]
    shares = [D(b - a) / 100 for a, b in zip(edges, edges[1:], strict=False)]
    return parts(*zip(map(str, shares), sorted(moments, key=MOMENTS.index), strict=True))


# A busy machine is no fault of the plan.
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(total=st.decimals("0.01", "9999999.99", places=2), plan=plans())
def test_the_parts_are_the_total_to_the_cent(total, plan):
    check_parts(plan)
    shares = amounts(total, plan)
    assert sum(shares) == total
    assert min(shares) >= 0
    assert all(share == share.quantize(D("0.01")) for share in shares)


@pytest.mark.parametrize(
    ("total", "plan", "expected"),
    [
        ("6240.00", HALVES, ["3120.00", "3120.00"]),
        ("100.01", HALVES, ["50.01", "50.00"]),
        ("4025.87", THREE, ["1610.35", "1610.35", "805.17"]),
        ("0.01", THREE, ["0.00", "0.00", "0.01"]),
        ("0.02", THREE, ["0.01", "0.01", "0.00"]),
        ("999.99", parts(("100", "approval")), ["999.99"]),
    ],
)
def test_the_last_part_takes_the_cents(total, plan, expected):
    assert amounts(D(total), plan) == [D(each) for each in expected]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ([], "The parts are 100 % in all; these are 0 %."),
        (parts(("50", "approval"), ("40", "hand_over")), "these are 90 %"),
        (parts(("60", "approval"), ("60", "hand_over")), "these are 120 %"),
        (parts(("50", "approval"), ("50", "someday")), "“someday” is no moment"),
        (parts(("50", "hand_over"), ("50", "approval")), "in their order"),
        (parts(("50", "approval"), ("50", "approval")), "at its own moment"),
        (parts(("150", "approval"), ("-50", "hand_over")), "more than nothing"),
        (parts(("33.333", "approval"), ("66.667", "hand_over")), "two decimals at most"),
        (parts(("half", "approval"), ("50", "hand_over")), "“half” is no share"),
        (parts(("NaN", "approval")), "more than nothing"),
    ],
)
def test_parts_that_make_no_price_are_refused(wrong, sentence):
    with pytest.raises(Refusal, match=sentence):
        check_parts(wrong)


def test_a_moment_brings_those_before_it():
    assert moments_up_to("casting") == ("approval", "model", "casting")


@pytest.mark.django_db
class TestPlans:
    def test_a_house_begins_with_three_and_half_and_half_is_the_usual(self):
        for plan in PaymentPlan.objects.all():
            check_parts(plan.parts)
        names = list(PaymentPlan.objects.values_list("name", flat=True))
        assert names == ["Half and half", "40, 40 and 20", "All at once"]
        assert default_parts() == HALVES

    def test_loading_again_brings_nothing_back(self):
        PaymentPlan.objects.get(name="All at once").delete()
        reference.load()
        assert PaymentPlan.objects.count() == 2


@pytest.mark.django_db
class TestInstalments:
    def test_an_approval_draws_them_up_and_asks_for_the_first(self, django_user_model):
        approval = make_approved()
        first, second = approval.commission.instalments.all()
        assert first.amount + second.amount == approval.total
        assert (first.when, second.when) == ("approval", "hand_over")
        assert first.due_on is not None
        assert second.due_on is None
        assert Event.objects.filter(kind="instalment.due").count() == 1

    def test_drawing_up_again_changes_nothing(self):
        approval = make_approved()
        before = list(approval.commission.instalments.values())
        draw_up_instalments(approval=approval, by=staff_actor())
        assert list(approval.commission.instalments.values()) == before
