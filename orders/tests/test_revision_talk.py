"""What is said about a drawing, and the yes that freezes exactly one."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction

from atelier.house.models import House
from atelier.journal.models import Event, OutgoingMessage
from atelier.journal.refusals import Conflict, NotAllowed, Refusal, WrongState
from atelier.people.codes import WrongCode
from atelier.people.tests.factories import client_actor, make_client, make_staff, staff_actor
from orders.actions import revisions
from orders.actions.quotes import send_quote
from orders.freezing import sha256_of
from orders.models import Commission, Quote, Remark, Revision, RevisionApproval
from orders.models.revisions import PinKind
from orders.revisions import (
    approved_revision,
    frozen_revision,
    needs_change_order,
)
from orders.tests.drawing import (
    add_pin,
    approve_drawing,
    mailed_revision_code,
    make_drawing,
    make_shared,
)
from orders.tests.factories import (
    approve,
    make_approved,
    make_commission,
    make_draft,
)

pytestmark = pytest.mark.django_db


def remark(revision: Revision, body: str = "Could it be finer?", **over: Any) -> Remark:
    client = revision.commission.client
    assert client is not None
    said: dict[str, Any] = {
        "by": client_actor(client),
        "author": client.user,
        "from_client": True,
    } | over
    return revisions.write_remark(revision=revision, body=body, **said)


def answer(revision: Revision, body: str = "Yes, by 0.2 mm.", **over: Any) -> Remark:
    author = make_staff()
    said: dict[str, Any] = {"by": staff_actor(), "author": author, "from_client": False} | over
    return revisions.write_remark(revision=revision, body=body, **said)


class TestRemarks:
    def test_on_a_pin_and_on_the_whole_both_sides(self) -> None:
        draft = make_drawing()
        pin = add_pin(draft.files.get())
        shared = revisions.share_revision(revision=draft, by=staff_actor())
        on_pin, whole, reply = remark(shared, pin=pin), remark(shared), answer(shared, pin=pin)
        assert list(pin.remarks.all()) == [on_pin, reply]
        assert (whole.pin, reply.from_client) == (None, False)

    def test_a_doubled_submit_is_one_remark(self) -> None:
        shared = make_shared()
        assert remark(shared) == remark(shared)

    def test_one_mail_for_all_that_is_said_in_half_an_hour(self) -> None:
        shared = make_shared()
        with time_machine.travel(datetime(2026, 3, 4, 10, 5, tzinfo=UTC), tick=False) as clock:
            for body in ("One.", "Two.", "Three."):
                remark(shared, body)
                clock.shift(timedelta(minutes=2))
            answer(shared)
            clock.shift(timedelta(minutes=30))
            remark(shared, "Four.")
        mails = OutgoingMessage.objects.filter(kind="remark.written").order_by(
            "due_at", "created_at"
        )
        client = shared.commission.client
        assert client is not None
        assert [(mail.to == client.email, f"{mail.due_at:%H:%M}") for mail in mails] == [
            (False, "10:30"),
            (True, "10:30"),
            (False, "11:00"),
        ]

    def test_the_wrong_side_the_wrong_pin_and_the_wrong_time_are_refused(self) -> None:
        commission = make_commission()
        shared, other = make_shared(commission), make_drawing()
        foreign = add_pin(other.files.get())
        stranger = make_client()
        with pytest.raises(NotAllowed):
            remark(shared, by=client_actor(stranger), author=stranger.user)
        with pytest.raises(NotAllowed):
            remark(shared, from_client=False)
        with pytest.raises(Refusal, match="another drawing"):
            remark(shared, pin=foreign)
        with pytest.raises(WrongState, match="not been shared"):
            remark(other)
        with pytest.raises(Refusal, match="word or two"):
            remark(shared, " ")
        make_shared(commission)
        with pytest.raises(Conflict, match="newer drawing"):
            remark(Revision.objects.get(pk=shared.pk))

    def test_nothing_said_is_unsaid(self) -> None:
        said = remark(make_shared())
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            Remark.objects.filter(pk=said.pk).update(body="Nothing.")


class TestApproving:
    def test_it_freezes_the_files_the_pins_and_the_number(self) -> None:
        draft = make_drawing()
        add_pin(draft.files.get(), kind=PinKind.DIFFERENT, text="Finer in gold")
        shared = revisions.share_revision(revision=draft, note="The first.", by=staff_actor())
        approval = approve_drawing(shared)
        assert approval.frozen == {
            "commission": shared.commission.reference,
            "revision": {
                "id": str(shared.public_id),
                "number": 1,
                "kind": "sketch",
                "title": "",
                "note": "The first.",
                "files": [
                    {
                        "kind": "picture",
                        "name": "front.png",
                        "caption": "",
                        "sha256": "e3" * 32,
                        "pins": [
                            {
                                "number": 1,
                                "x": "50.00",
                                "y": "25.00",
                                "kind": "different",
                                "text": "Finer in gold",
                            }
                        ],
                    }
                ],
            },
        }
        assert approval.sha256 == sha256_of(approval.frozen)
        assert approval.address == "203.0.113.7"
        agreed = approved_revision(shared.commission)
        assert agreed == shared
        assert agreed is not None
        assert frozen_revision(agreed) == approval.frozen["revision"]

    def test_the_same_twice_is_one_approval(self) -> None:
        shared = make_shared()
        by = client_actor(shared.commission.client)
        code = mailed_revision_code(shared, by=by)
        first = approve_drawing(shared, code=code)
        assert approve_drawing(shared, code=code) == first
        assert Event.objects.filter(kind="revision.approved").count() == 1

    def test_a_newer_one_shared_meanwhile_is_looked_at_first(self) -> None:
        commission = make_commission()
        shared = make_shared(commission)
        code = mailed_revision_code(shared, by=client_actor(commission.client))
        make_shared(commission)
        with pytest.raises(Conflict, match="newer drawing has replaced revision 1"):
            approve_drawing(shared, code=code)

    def test_a_draft_another_client_and_a_wrong_code_are_refused(self) -> None:
        shared = make_shared()
        with pytest.raises(NotAllowed):
            approve_drawing(shared, by=client_actor(make_client()), code="000000")
        mailed_revision_code(shared, by=client_actor(shared.commission.client))
        with pytest.raises(WrongCode):
            approve_drawing(shared, code="00000x")
        draft = make_drawing()
        with pytest.raises(WrongState):
            approve_drawing(draft, code="000000")
        assert not RevisionApproval.objects.exists()

    def test_the_code_for_one_revision_does_not_approve_another(self) -> None:
        commission = make_commission()
        first = make_shared(commission)
        code = mailed_revision_code(first, by=client_actor(commission.client))
        second = make_shared(commission)
        with pytest.raises(WrongCode):
            approve_drawing(second, code=code)

    def test_after_the_offer_it_asks_for_a_change_order(self) -> None:
        before = make_shared()
        approve_drawing(before)
        assert not needs_change_order(before)
        commission = make_approved(before.commission).commission
        later = make_shared(Commission.objects.get(pk=commission.pk))
        approve_drawing(later)
        assert needs_change_order(Revision.objects.get(pk=later.pk))
        house = OutgoingMessage.objects.filter(kind="revision.approved").exclude(
            to=later.commission.contact_email
        )
        assert "change order" in house.latest("created_at").text

    def test_what_waits_for_the_model_falls_due(self) -> None:
        draft = make_draft()
        parts = [{"percent": "40", "when": "approval"}, {"percent": "60", "when": "model"}]
        Quote.objects.filter(pk=draft.pk).update(schedule=parts)
        quote = send_quote(quote=Quote.objects.get(pk=draft.pk), by=staff_actor())
        approve(quote.options.get(position=1))
        commission = Commission.objects.get(pk=quote.commission_id)
        waiting = commission.instalments.get(when="model")
        assert waiting.due_on is None
        approve_drawing(make_shared(commission))
        waiting.refresh_from_db()
        assert waiting.due_on == House.current().today() + timedelta(days=7)

    def test_postgres_keeps_it(self) -> None:
        approval = approve_drawing(make_shared())
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            RevisionApproval.objects.filter(pk=approval.pk).delete()
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM orders_revisionapproval")
            assert cursor.fetchone() == (1,)
