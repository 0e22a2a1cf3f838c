"""Drawings: begun, filled, pinned, shared and counted."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from atelier.files.models import FileKind
from atelier.files.tests.factories import glb
from atelier.house.models import House
from atelier.journal.models import OutgoingMessage
from atelier.journal.refusals import NotAllowed, Refusal, WrongState
from atelier.people.tests.factories import client_actor, staff_actor
from atelier.pictures.models import Picture
from atelier.pictures.tests.corpus import png
from atelier.pictures.tests.factories import make_picture
from orders.actions import revisions
from orders.actions.quotes import send_quote
from orders.models import Commission, Quote
from orders.models.revisions import PinKind
from orders.revisions import (
    approved_revision,
    count_of,
    included_left,
)
from orders.statuses import CommissionStatus, RevisionStatus
from orders.tests.drawing import (
    add_picture,
    add_pin,
    approve_drawing,
    make_drawing,
    make_shared,
    upload,
)
from orders.tests.factories import (
    make_commission,
    make_draft,
    make_sent_quote,
)

pytestmark = pytest.mark.django_db


class TestBeginning:
    def test_numbers_count_up_and_a_draft_is_gone_on_with(self) -> None:
        commission, by = make_commission(), staff_actor()
        first = revisions.start_revision(commission=commission, by=by)
        again = revisions.start_revision(commission=commission, by=by)
        assert (first, first.number) == (again, 1)
        add_picture(first)
        revisions.share_revision(revision=first, by=by)
        assert revisions.start_revision(commission=commission, by=by).number == 2

    def test_a_client_begins_none(self) -> None:
        commission = make_commission()
        with pytest.raises(NotAllowed):
            revisions.start_revision(commission=commission, by=client_actor(commission.client))

    def test_a_piece_that_was_handed_over_is_not_drawn_again(self) -> None:
        commission = make_commission(
            status=CommissionStatus.DELIVERED, delivered_at=datetime.now(UTC)
        )
        with pytest.raises(WrongState, match="delivered"):
            revisions.start_revision(commission=commission, by=staff_actor())

    def test_kind_title_and_note_are_written_until_it_is_shared(self) -> None:
        draft, by = make_drawing(), staff_actor()
        words: dict[str, Any] = {"kind": "cad", "title": " The model ", "note": " Finer claws. "}
        written = revisions.describe_revision(revision=draft, by=by, **words)
        assert (written.kind, written.title, written.note) == ("cad", "The model", "Finer claws.")
        revisions.share_revision(revision=draft, by=by)
        with pytest.raises(WrongState, match="was shared"):
            revisions.describe_revision(revision=draft, by=by, **words)


class TestFiles:
    def test_a_picture_a_pdf_an_stl_and_a_glb_are_told_apart_by_their_bytes(self) -> None:
        draft, by = make_drawing(), staff_actor()
        kept = [
            revisions.add_file(revision=draft, upload=upload(name, content), by=by)
            for name, content in [
                ("a.stl", png()),
                ("b.png", b"%PDF-1.7\n%%EOF\n"),
                ("c.png", glb()),
            ]
        ]
        assert kept[0].picture is not None
        assert [each.file.kind for each in kept[1:] if each.file] == [FileKind.PDF, FileKind.GLB]
        assert [each.position for each in kept] == [1, 2, 3]

    def test_what_is_none_of_them_is_refused_by_name(self) -> None:
        with pytest.raises(Refusal, match="“page.pdf”"):
            revisions.add_file(
                revision=make_drawing(), upload=upload("page.pdf", b"<html>"), by=staff_actor()
            )

    def test_a_file_is_removed_with_its_pins_from_a_draft_only(self) -> None:
        draft, by = make_drawing(), staff_actor()
        first, second = draft.files.get(), add_picture(draft)
        add_pin(second)
        revisions.remove_file(kept=second, by=by)
        revisions.remove_file(kept=second, by=by)
        assert list(draft.files.all()) == [first]
        assert list(Picture.objects.all()) == [first.picture]
        revisions.share_revision(revision=draft, by=by)
        with pytest.raises(WrongState):
            revisions.remove_file(kept=first, by=by)
        with pytest.raises(WrongState):
            revisions.add_file(revision=draft, upload=upload(), by=by)


class TestPins:
    def test_they_are_numbered_on_their_picture(self) -> None:
        kept = make_drawing().files.get()
        numbers = [add_pin(kept, kind=kind).number for kind in PinKind]
        assert numbers == [1, 2, 3]

    def test_one_taken_away_moves_the_later_ones_up(self) -> None:
        kept, by = make_drawing().files.get(), staff_actor()
        pins = [add_pin(kept, text=text) for text in ("a", "b", "c")]
        revisions.remove_pin(pin=pins[0], by=by)
        revisions.remove_pin(pin=pins[0], by=by)
        assert list(kept.pins.values_list("number", "text")) == [(1, "b"), (2, "c")]

    def test_a_place_is_kept_to_a_hundredth_of_a_per_cent(self) -> None:
        kept = make_drawing().files.get()
        pin = add_pin(kept, x=Decimal("33.335"), y=Decimal("0"))
        moved = revisions.move_pin(pin=pin, x=Decimal("100"), y=Decimal("12.3"), by=staff_actor())
        assert (pin.x, moved.x, moved.y) == (Decimal("33.34"), 100, Decimal("12.30"))

    @pytest.mark.parametrize("place", [(-1, 50), (50, Decimal("100.01"))])
    def test_a_place_beside_the_picture_is_refused(self, place: tuple[Any, Any]) -> None:
        kept = make_drawing().files.get()
        with pytest.raises(Refusal, match="beside the picture"):
            add_pin(kept, x=Decimal(place[0]), y=Decimal(place[1]))

    def test_one_needs_words_and_a_picture(self) -> None:
        draft = make_drawing()
        with pytest.raises(Refusal, match="what the pin says"):
            add_pin(draft.files.get(), text=" ")
        paper = revisions.add_file(revision=draft, upload=upload(), by=staff_actor())
        with pytest.raises(Refusal, match="on a picture"):
            add_pin(paper)

    def test_none_moves_once_the_client_has_seen_it(self) -> None:
        draft, by = make_drawing(), staff_actor()
        pin = add_pin(draft.files.get())
        revisions.share_revision(revision=draft, by=by)
        with pytest.raises(WrongState):
            revisions.move_pin(pin=pin, x=Decimal(1), y=Decimal(1), by=by)
        with pytest.raises(WrongState):
            revisions.remove_pin(pin=pin, by=by)
        with pytest.raises(WrongState):
            add_pin(draft.files.get())


class TestSharing:
    def test_the_one_before_is_superseded_approved_or_not(self) -> None:
        commission = make_commission()
        first = make_shared(commission)
        second = make_shared(commission)
        approve_drawing(second)
        third = make_shared(commission)
        standing = dict(commission.revisions.values_list("number", "status"))
        assert standing == {
            first.number: RevisionStatus.SUPERSEDED,
            second.number: RevisionStatus.SUPERSEDED,
            third.number: RevisionStatus.SHARED,
        }
        assert approved_revision(commission) is None

    def test_the_first_design_and_two_more_are_included(self) -> None:
        commission = make_commission()
        shared, left = [], []
        for _ in range(4):
            shared.append(make_shared(commission))
            left.append(included_left(commission))
        assert [each.is_included for each in shared] == [True, True, True, False]
        assert [each.price for each in shared] == [None, None, None, Decimal("150")]
        assert left == [2, 1, 0, 0]

    def test_the_newest_offer_that_was_sent_says_how_many(self) -> None:
        quote = make_draft()
        Quote.objects.filter(pk=quote.pk).update(revisions_included=0, revision_price="220")
        send_quote(quote=quote, by=staff_actor())
        House.objects.update(revisions_included=9)
        commission = Commission.objects.get(pk=quote.commission_id)
        make_shared(commission)
        further = make_shared(commission)
        assert (further.is_included, further.price) == (False, Decimal("220.00"))
        assert count_of(commission).used == 1

    def test_a_draft_offer_says_nothing_yet(self) -> None:
        quote = make_sent_quote()
        Quote.objects.filter(pk=quote.pk).update(sent_at=None, status="superseded")
        House.objects.update(revisions_included=7)
        assert included_left(quote.commission) == 7

    def test_sharing_twice_is_sharing_once(self) -> None:
        draft, by = make_drawing(), staff_actor()
        once = revisions.share_revision(revision=draft, by=by)
        assert revisions.share_revision(revision=draft, by=by).version == once.version == 1
        assert OutgoingMessage.objects.filter(kind="revision.shared").count() == 1

    def test_a_later_one_says_what_changed(self) -> None:
        commission = make_commission()
        make_shared(commission)
        draft = make_drawing(commission)
        with pytest.raises(Refusal, match="what changed"):
            revisions.share_revision(revision=draft, note=" ", by=staff_actor())

    def test_nothing_to_look_at_is_not_shared(self) -> None:
        draft = revisions.start_revision(commission=make_commission(), by=staff_actor())
        with pytest.raises(Refusal, match="nothing to look at"):
            revisions.share_revision(revision=draft, by=staff_actor())

    @pytest.mark.parametrize(
        ("status", "sentence"), [("received", "still being prepared"), ("refused", "not be read")]
    )
    def test_a_picture_that_is_not_ready_waits(self, status: str, sentence: str) -> None:
        draft = make_drawing()
        add_picture(draft, picture=make_picture(status=status))
        with pytest.raises(Refusal, match=sentence):
            revisions.share_revision(revision=draft, by=staff_actor())

    def test_the_client_is_told_what_changed_and_what_it_costs(self) -> None:
        commission = make_commission()
        House.objects.update(revisions_included=0)
        make_shared(commission)
        make_shared(commission, note="The band is 2.1 mm now.")
        mail = OutgoingMessage.objects.filter(kind="revision.shared").latest("created_at")
        assert "The band is 2.1 mm now." in mail.text
        assert "$150" in mail.text
        assert f"/my/{commission.public_id}/design/2/" in mail.text

    def test_a_surprise_is_told_without_a_word_of_it(self) -> None:
        make_shared(make_commission(is_surprise=True), note="The emerald sits lower.")
        mail = OutgoingMessage.objects.get(kind="revision.shared")
        assert mail.subject == "A note for you"
        assert "emerald" not in mail.text + mail.html
        assert "drawing" not in (mail.subject + mail.text + mail.html).lower()
