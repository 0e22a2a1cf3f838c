"""Home: every number is its list's own count, and the questions asked are constant."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from atelier.materials.custody import move_stone, pass_on
from atelier.materials.models import Stone, StoneVariety
from atelier.materials.models.stones import MEMO_NOTICE, HolderKind
from atelier.materials.tests.factories import make_memo
from atelier.office.needs import BY_KEY
from atelier.people.tests.factories import make_client, make_staff, staff_actor
from consultations.models import FollowUp
from consultations.tests.factories import make_appointment
from orders.models import Commission
from orders.policies.quotes import today
from orders.policies.sides import client_of
from orders.tests.factories import make_approved, make_commission, make_draft, make_sent_quote
from production.actions.jobs import open_job
from production.models import StageRun
from production.reference import load

pytestmark = pytest.mark.django_db


def _needs(key):
    return set(BY_KEY[key].of(Commission.objects.all(), today()))


def _make(**promise):
    commission = make_approved().commission
    open_job(commission=commission, by=staff_actor())
    Commission.objects.filter(pk=commission.pk).update(**promise)
    return commission


def _promise(days):
    day = today() + timedelta(days=days)
    return {"promised_from": day - timedelta(days=3), "promised_to": day}


def test_each_standing_is_counted_where_it_belongs():
    asked, writing = make_commission(), make_draft(options=1).commission
    quoted, approved = make_sent_quote().commission, make_approved().commission
    ready = make_commission(status="ready")
    assert _needs("reply") == {asked}
    assert _needs("write") == {writing}
    assert _needs("answer") == {quoted}
    assert _needs("release") == {approved}
    assert _needs("hand_over") == {ready}


def test_late_is_past_its_promise_and_not_handed_over():
    load()
    late, due_today = _make(**_promise(-1)), _make(**_promise(0))
    make_commission(status="delivered", delivered_at=timezone.now(), **_promise(-9))
    assert _needs("late") == {late}
    assert due_today not in _needs("late")


def test_at_risk_has_more_stages_left_than_days():
    load()
    crowded, roomy = _make(**_promise(7)), _make(**_promise(8))
    done = _make(**_promise(3))
    for stage in done.jobs.get().stages.all():
        StageRun.objects.create(
            job=done.jobs.get(),
            stage=stage,
            attempt=9,
            status="skipped",
            ended_at=timezone.now(),
        )
    assert _needs("risk") == {crowded}
    assert roomy not in _needs("risk")


def test_an_unread_note_of_a_client_counts_until_it_is_read():
    commission = make_commission()
    note = commission.messages.create(
        author=client_of(commission).account, from_client=True, body="Hi"
    )
    assert _needs("message") == {commission}
    note.read_at = timezone.now()
    note.save()
    assert _needs("message") == set()


def test_a_clients_stone_is_held_until_it_goes_back():
    owner = make_client(name="Clara Whitcombe")
    variety = StoneVariety.objects.get(code="emerald")
    stone = Stone.objects.create(title="client", owner=owner, variety=variety)
    assert Stone.objects.held_for_clients().count() == 0
    move_stone(stone=stone, to_holder="The safe", by=staff_actor())
    assert Stone.objects.held_for_clients().count() == 1
    pass_on(thing=stone, to_holder="Clara Whitcombe", to_kind=HolderKind.OWNER, by=staff_actor())
    assert Stone.objects.held_for_clients().count() == 0


def test_a_memo_stone_is_told_of_a_week_before_it_is_due():
    variety = StoneVariety.objects.get(code="emerald")
    for days in (-1, 7, 8):
        due = today() + timedelta(days=days)
        Stone.objects.create(
            title="memo", variety=variety, memo=make_memo("Adler", due=due, issued=due)
        )
    assert Stone.objects.memo_due_by(today() + MEMO_NOTICE).count() == 2


@pytest.mark.parametrize("care", ["held", "memo"])
def test_the_stones_in_keeping_have_their_list(care, client):
    client.force_login(make_staff())
    answer = client.get(reverse("admin:materials_stone_changelist"), {"care": care})
    assert answer.status_code == 200


@pytest.mark.parametrize("key", BY_KEY)
def test_every_number_links_to_the_list_it_counts(key, client):
    client.force_login(make_staff())
    make_commission()
    make_draft(options=1)
    answer = client.get(reverse("admin:orders_commission_changelist"), {"needs": key})
    assert answer.status_code == 200
    assert answer.context["cl"].result_count == len(_needs(key))


def _agree(me, days=0):
    return FollowUp.objects.create(
        client=make_client(),
        what="Send the photographs",
        assignee=me,
        due_on=today() + timedelta(days=days),
    )


def test_home_asks_as_much_of_a_full_house_as_of_an_empty_one(client, django_assert_num_queries):
    me = make_staff()
    client.force_login(me)
    make_appointment(starts_at=timezone.now(), advisor=me)
    _agree(me)
    client.get(reverse("admin:index"))
    with django_assert_num_queries(10):
        client.get(reverse("admin:index"))
    for _ in range(3):
        make_commission()
        make_appointment(starts_at=timezone.now())
        _agree(me)
    with django_assert_num_queries(10):
        page = client.get(reverse("admin:index")).content.decode()
    assert "Requests without a reply" in page


def test_staff_see_only_what_their_account_opens(client):
    make_commission()
    client.force_login(make_staff(is_superuser=False))
    page = client.get(reverse("admin:index")).content.decode()
    assert "Requests without a reply" not in page
    assert "Your account sees no commissions yet" in page
