"""The metal ledger: every gram of a piece, from the pour to the finished ring."""

from datetime import timedelta
from decimal import Decimal as D

import pytest
from django.db import Error, IntegrityError, transaction
from django.utils import timezone

from atelier.journal.actor import Actor, ActorKind
from atelier.journal.models import Event
from atelier.journal.refusals import NotAllowed, Refusal, WrongState
from atelier.materials.models import Metal, MetalPrice
from atelier.materials.tests.factories import make_stone
from atelier.people.tests.factories import staff_actor
from orders.models import CommissionStone
from production.actions.metal import explain
from production.actions.undo import undo
from production.losses import rows_since, summed, total
from production.models import MetalClosing, Weighing
from production.policies.weights import UnusualWeight
from production.tests.factories import (
    fail,
    finish,
    hand_for,
    make_crew,
    make_job,
    now_open,
    play_out,
    play_to,
    start,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def crew():
    return make_crew()


def weighed(job, crew, number, grams_in, grams_out, *, confirmed=False, **sides):
    """Take a job to a stage and weigh it there."""
    run = play_to(job, number, crew)
    hand = hand_for(run, crew)
    run = run if run.jeweller else start(run, hand)
    sides = {name: D(value) for name, value in sides.items()}
    given = {"weight_in": D(grams_in), "weight_out": D(grams_out)}
    finish(run, hand, **given, **sides, weights_confirmed=confirmed)
    return Weighing.objects.standing().get(run=run)


def doubtful(job, crew, number, *grams, **sides):
    """The same, confirmed once the tablet has asked."""
    with pytest.raises(UnusualWeight):
        weighed(job, crew, number, *grams, **sides)
    return weighed(job, crew, number, *grams, **sides, confirmed=True)


def row(weighing):
    names = ("carried", "issued", "scrap", "lemel", "unaccounted", "doubt")
    return tuple(str(getattr(weighing, name)) for name in names)


def test_each_stage_accounts_for_its_metal(crew):
    job = make_job()
    cast = weighed(job, crew, 20, "14.200", "9.400", scrap="4.700")
    filed = weighed(job, crew, 40, "9.400", "8.986", lemel="0.390")
    assert row(cast) == ("0.000", "14.200", "4.700", "0.000", "0.100", "")
    assert row(filed) == ("9.400", "0.000", "0.000", "0.390", "0.024", "")
    assert str(filed.removed_percent) == "4.4"


def test_the_ledger_closes_with_the_job(crew):
    job = make_job(stones=False)
    weighed(job, crew, 20, "14.200", "9.400", scrap="4.700")
    weighed(job, crew, 40, "9.400", "8.986", lemel="0.390")
    weighed(job, crew, 80, "8.986", "8.926", lemel="0.060")
    weighed(job, crew, 100, "8.926", "8.740", lemel="0.150", added="0.020")
    job = play_out(job, crew)
    closing = MetalClosing.objects.get(job=job)
    assert (closing.issued, closing.net, job.net_grams) == (D("14.220"), D("8.740"), D("8.740"))
    assert (closing.scrap, closing.lemel, closing.unaccounted) == (D("4.7"), D("0.60"), D("0.18"))
    assert closing.fine_unaccounted == D("0.135")
    assert Event.objects.get(kind="metal.closed").data == {"grams": "0.180"}


def test_metal_that_vanished_between_two_hands_is_asked_about(crew):
    job = make_job()
    weighed(job, crew, 20, "14.200", "9.400", scrap="4.700")
    gone = doubtful(job, crew, 40, "9.300", "8.900", lemel="0.380")
    assert (gone.doubt, gone.unaccounted) == ("between", D("0.120"))
    assert gone.sentence == "It was laid down with 9.400 g of metal and now holds 9.300 g."


@pytest.mark.parametrize(
    ("grams", "lemel", "doubt", "says"),
    [
        (("9.400", "9.500"), "0", "rise", "0.100 g more than before"),
        (("9.400", "9.000"), "0.500", "rise", "more lemel was swept up than is gone"),
        (("9.400", "8.600"), "0.700", "over", "8.5 % is gone; 3.0 to 6.0 % is usual here"),
    ],
)
def test_what_is_doubtful_waits_for_staff(grams, lemel, doubt, says, crew):
    job = make_job()
    weighing = doubtful(job, crew, 40, *grams, lemel=lemel)
    assert (weighing.doubt, says in weighing.sentence) == (doubt, True)
    assert list(Weighing.objects.to_explain()) == [weighing]
    assert Event.objects.get(kind="metal.doubted").data["sentence"] == weighing.sentence
    explain(weighing=weighing, explanation="A solder seam was filled.", by=staff_actor())
    explain(weighing=weighing, explanation="Something else.", by=staff_actor())
    weighing.refresh_from_db()
    assert weighing.explanation == "A solder seam was filled."
    assert not Weighing.objects.to_explain().exists()


def test_too_little_is_asked_about_and_leaves_no_alert(crew):
    kept = doubtful(make_job(), crew, 40, "9.400", "9.300")
    assert (kept.doubt, kept.removed_percent) == ("", D("1.1"))


def test_only_staff_explain_and_only_what_is_doubtful(crew):
    usual = weighed(make_job(), crew, 40, "9.400", "9.000")
    with pytest.raises(WrongState, match="nothing to explain"):
        explain(weighing=usual, explanation="Fine.", by=staff_actor())
    by = Actor(kind=ActorKind.JEWELLER, name="Amélie")
    with pytest.raises(NotAllowed):
        explain(weighing=usual, explanation="Fine.", by=by)


def test_a_casting_that_is_melted_again_goes_back_as_scrap(crew):
    job = make_job()
    weighed(job, crew, 20, "14.200", "9.400", scrap="4.700")
    run = start(now_open(job), crew["inspector"])
    fail(run, crew["inspector"], "C-PIT")
    again = weighed(job, crew, 20, "15.000", "9.500", scrap="5.400")
    assert row(again) == ("9.400", "15.000", "14.800", "0.000", "0.100", "")


@pytest.mark.parametrize(
    ("decided", "grams", "stones", "metal"),
    [("laser", ("8.994", "8.644"), "0.262", "8.382"), ("unset", ("8.732", "8.382"), "0", "8.382")],
)
def test_stones_count_in_rework_while_they_are_set(decided, grams, stones, metal, crew):
    job = make_job()
    CommissionStone.objects.create(commission=job.commission, stone=make_stone(carats=D("1.310")))
    weighed(job, crew, 40, "9.400", "9.000")
    weighed(job, crew, 80, "9.000", "9.172", lemel="0.030")
    weighed(job, crew, 100, "9.172", "8.994")
    run = start(play_to(job, 110, crew), crew["inspector"])
    fail(run, crew["inspector"], "P-SIZE", set_stones=decided)
    filed = weighed(job, crew, 40, *grams)
    assert (filed.stones_in, filed.stones_out, filed.metal_out) == (D(stones), D(stones), D(metal))


def test_undone_weights_count_no_more(crew, tablet):
    job = make_job()
    run = start(play_to(job, 40, crew), crew["bench"], tablet=tablet)
    given = {"weight_in": D("9.400"), "weight_out": D("9.000"), "tablet": tablet}
    finish(run, crew["bench"], **given)
    undo(job=job, jeweller=crew["bench"], tablet=tablet, by=staff_actor())
    assert Weighing.objects.get(run=run).is_void
    finish(now_open(job), crew["bench"], **given)
    assert Weighing.objects.standing().get(run__stage__number=40).carried == D("9.400")


@pytest.mark.parametrize(("name", "value"), [("scrap", "-1"), ("lemel", "12")])
def test_what_cannot_be_is_refused(name, value, crew):
    with pytest.raises(Refusal):
        weighed(make_job(), crew, 40, "9.400", "9.000", **{name: value})


def test_postgres_keeps_the_sum_and_the_grams(crew):
    weighing = weighed(make_job(), crew, 40, "9.400", "9.000", lemel="0.350")
    for change in ({"unaccounted": D(0)}, {"grams_out": D("9.1")}):
        with pytest.raises(Error, match="append-only"), transaction.atomic():
            Weighing.objects.update(**change)
    weighing.pk, weighing.is_void, weighing.unaccounted = None, True, D("0.049")
    with pytest.raises(IntegrityError, match="weighing_balances"), transaction.atomic():
        weighing.save(force_insert=True)
    sums = {"issued": 9, "net": 8, "scrap": 0, "lemel": 0, "unaccounted": 0, "fine_unaccounted": 0}
    with pytest.raises(IntegrityError, match="metal_closing_balances"), transaction.atomic():
        MetalClosing.objects.create(job=weighing.job, **sums)


def test_losses_are_added_up_by_stage_person_and_alloy(crew, django_assert_num_queries):
    job = make_job()
    weighed(job, crew, 20, "14.200", "9.400", scrap="4.700")
    weighed(job, crew, 40, "9.400", "8.986", lemel="0.390")
    metal = Metal.objects.get(alloy=job.approval.option.alloy)
    MetalPrice.objects.create(metal=metal, per_ozt=D("3110.35"), currency="USD", source="a desk")
    with django_assert_num_queries(2):
        rows = rows_since(timezone.now() - timedelta(days=1), "USD")
    assert [each.name for each in summed(rows, lambda each: each.stage)] == [
        "20 Casting",
        "40 Filing and sanding",
    ]
    people = {each.name: each.unaccounted for each in summed(rows, lambda each: each.person)}
    assert people == {crew["caster"].name: D("0.100"), crew["bench"].name: D("0.024")}
    every = total(rows)
    assert (every.unaccounted, every.fine, every.value) == (D("0.124"), D("0.093"), D("9.30"))
    assert rows_since(timezone.now() + timedelta(minutes=1), "USD") == []
