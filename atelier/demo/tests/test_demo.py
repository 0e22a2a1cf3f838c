"""The demo house: whole, believable, loaded once, and never loaded in earnest."""

from collections import Counter
from datetime import datetime

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from atelier.demo import house
from atelier.demo.clock import at_work
from atelier.journal.models import Event, OutgoingMessage
from atelier.materials.models import LaboratoryReport, Memo
from atelier.materials.models.stones import MEMO_NOTICE
from atelier.people.models import StaffMember, User
from consultations.models import Appointment
from designs.models import Design
from orders.models import Cancellation, ChangeOrder, Commission, Message
from ownership.models import Certificate, Serial
from production.models import HelpCall, OwnerReview, StageRun
from production.statuses import OPEN_RUNS, RunStatus


@pytest.fixture(autouse=True)
def demo(settings, tmp_path):
    settings.DEMO = True
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.DATA_DIR = tmp_path


def counts():
    models = (User, Commission, Event, OutgoingMessage, Appointment, StageRun, Serial, Message)
    return {model.__name__: model.objects.count() for model in models}


def test_a_loading_that_breaks_off_leaves_nothing_behind(db, monkeypatch):
    """Begun again it loads the whole house: half a demo would count as there for good."""
    monkeypatch.setattr(house, "SCRIPTS", [house.SCRIPTS[0], None])
    call_command("catalogue")
    with pytest.raises(AttributeError):
        call_command("demo")
    assert not house.is_loaded()
    assert counts() == dict.fromkeys(counts(), 0)


def test_demo_house_is_whole_and_loading_twice_adds_nothing(db, tmp_path):
    call_command("demo")
    states = Counter(Commission.objects.values_list("status", flat=True))
    assert sum(states.values()) == 60
    assert states == {
        "draft": 3, "requested": 6, "consulting": 7, "quoting": 5, "quoted": 7, "approved": 3,
        "making": 15, "ready": 2, "delivered": 8, "declined": 1, "withdrawn": 2, "cancelled": 1,
    }  # fmt: skip
    assert StaffMember.objects.count() == 6
    assert Design.objects.offered().count() >= 12
    assert Serial.objects.count() == Certificate.objects.exclude(pdf="").count() == 10
    waiting = StageRun.objects.filter(status__in=OPEN_RUNS).values_list("stage__number", flat=True)
    assert set(waiting) == set(range(10, 121, 10))
    assert StageRun.objects.filter(status=RunStatus.FAILED).count() == 8
    assert OwnerReview.objects.undecided().count() == HelpCall.objects.unanswered().count() == 1
    changes = Counter(ChangeOrder.objects.values_list("status", flat=True))
    assert changes == {"signed": 1, "sent": 1}
    assert Cancellation.objects.get().tier.code == "after_model"
    assert not Event.objects.filter(at__gt=timezone.now()).exists()
    assert not OutgoingMessage.objects.filter(sent_at=None).exists()
    assert "Amélie Roux" in (tmp_path / "sign-ins.txt").read_text()

    claims = [len(kept.described["claims"]) for kept in Certificate.objects.all()]
    assert min(claims) == 0
    assert max(claims) >= 2
    assert LaboratoryReport.objects.exclude(document=None).count() == 3
    assert Memo.objects.filter(due__lte=timezone.localdate() + MEMO_NOTICE).count() == 1

    before = counts()
    call_command("demo")
    assert counts() == before


def test_demo_is_never_loaded_in_earnest(db, settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="not a demo"):
        call_command("demo")
    assert not house.is_loaded()


def test_the_bench_works_by_day_and_not_on_sundays():
    saturday = datetime(2026, 11, 21, 3, 0, tzinfo=timezone.get_default_timezone())
    moment = at_work(saturday)
    assert moment.weekday() == 4
    assert 8 <= moment.hour < 17
