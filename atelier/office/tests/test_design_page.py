"""The design section: drawings begun, pinned, weighed, shared and answered by the house."""

import pytest
from django.urls import reverse

from atelier.files.tests.conftest import media
from atelier.files.tests.factories import PDF
from atelier.office.needs import BY_KEY
from atelier.people.tests.factories import client_actor, make_staff, make_user, staff_actor
from orders.actions.revisions import share_revision, write_remark
from orders.meshes.measuring import measure_waiting
from orders.models import Commission, Pin, Revision
from orders.policies.quotes import today
from orders.statuses import RevisionStatus
from orders.tests.drawing import (
    add_pin,
    add_solid,
    approve_drawing,
    box,
    make_drawing,
    make_shared,
    stl_of,
    upload,
    without_faces,
)
from orders.tests.factories import make_approved, make_commission, make_draft

__all__ = ["media"]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def staff(client):
    user = make_staff(name="Ines Valois")
    client.force_login(user)
    return user


def _page(commission, drawing=""):
    page = reverse("admin:commission", args=[commission.reference, "design"])
    return f"{page}?drawing={drawing}" if drawing else page


def _act(revision, name, *more):
    here = [revision.commission.reference, revision.number, *more]
    return reverse(f"admin:design_{name}", args=here)


def _remark(revision, pin=None, body="Finer, please."):
    client = revision.commission.client
    return write_remark(
        revision=revision,
        pin=pin,
        body=body,
        by=client_actor(client),
        author=client.user,
        from_client=True,
    )


def _answer(revision, pin=None):
    return write_remark(
        revision=revision,
        pin=pin,
        body="Yes.",
        by=staff_actor(),
        author=make_staff(),
        from_client=False,
    )


class TestDrawing:
    def test_from_nothing_to_a_shared_drawing(self, client):
        commission = make_commission()
        page = client.get(_page(commission))
        assert "Nothing has been drawn yet" in page.content.decode()
        start = reverse("admin:design_start", args=[commission.reference])
        assert client.post(start, {"kind": "render"}).status_code == 302
        revision = commission.revisions.get()
        client.post(
            _act(revision, "add_file"),
            {"upload": upload("plan.pdf", PDF), "caption": "The plan", "unit": "mm"},
        )
        words = {"kind": "render", "title": "The first", "note": "Low and quiet."}
        client.post(_act(revision, "describe"), words)
        revision.refresh_from_db()
        assert (revision.title, revision.status) == ("The first", RevisionStatus.DRAFT)
        answer = client.post(_act(revision, "describe"), words | {"share": "1"}, follow=True)
        revision.refresh_from_db()
        assert revision.status == RevisionStatus.SHARED
        assert "is told that the drawing is ready" in answer.content.decode()

    def test_what_keeps_it_back_is_said_and_the_words_stay(self, client):
        commission = make_commission()
        make_shared(commission)
        revision = make_drawing(commission)
        words = {"kind": "cad", "title": "With claws", "note": "", "share": "1"}
        answer = client.post(_act(revision, "describe"), words)
        assert answer.status_code == 400
        assert "Please write what changed" in answer.content.decode()
        assert "With claws" in answer.content.decode()

    def test_a_file_that_is_none_is_refused_with_its_name(self, client):
        revision = make_drawing()
        answer = client.post(
            _act(revision, "add_file"),
            {"upload": upload("page.stl", b"<html>"), "caption": "My model", "unit": "inch"},
        )
        assert answer.status_code == 400
        assert "“page.stl”" in answer.content.decode()
        assert "My model" in answer.content.decode()

    def test_counts_say_what_a_further_one_costs(self, client):
        commission = make_commission()
        for _ in range(4):
            make_shared(commission)
        words = client.get(_page(commission)).content.decode()
        assert "The first drawing and 2 revisions are included; 3 used, 0 left." in words
        assert "A further one is $150" in words
        assert "not included: $150" in words


class TestPins:
    def test_one_is_placed_moved_and_removed(self, client):
        revision = make_drawing()
        kept = revision.files.get()
        place = {"x": "41.25", "y": "30", "kind": "measure", "text": "2.1 mm here"}
        answer = client.post(_act(revision, "place_pin", kept.pk), place)
        assert answer.url.endswith(f"design/?drawing=1#file-{kept.pk}")
        pin = Pin.objects.get()
        client.post(_act(revision, "move_pin", pin.pk), {"x": "50", "y": "31"})
        pin.refresh_from_db()
        assert (pin.number, str(pin.x), str(pin.y), pin.kind) == (1, "50.00", "31.00", "measure")
        client.post(_act(revision, "remove_pin", pin.pk))
        assert not Pin.objects.exists()

    def test_a_place_beside_the_picture_keeps_the_words(self, client):
        revision = make_drawing()
        kept = revision.files.get()
        place = {"x": "141", "y": "30", "kind": "measure", "text": "2.1 mm here"}
        answer = client.post(_act(revision, "place_pin", kept.pk), place)
        assert answer.status_code == 400
        assert "2.1 mm here" in answer.content.decode()

    def test_a_pin_of_another_drawing_is_not_found(self, client):
        foreign = add_pin(make_drawing().files.get())
        mine = make_drawing()
        for name in ("move_pin", "remove_pin"):
            assert client.post(_act(mine, name, foreign.pk)).status_code == 404


class TestSolids:
    def test_the_table_tells_the_grams_of_each_alloy_within_ten_per_cent(self, client):
        revision = make_drawing()
        add_solid(revision, stl_of(box(10, 10, 10)))
        assert "being measured" in client.get(_page(revision.commission)).content.decode()
        measure_waiting()
        words = client.get(_page(revision.commission)).content.decode()
        assert "15.580 g" in words
        assert "14.022 to 17.138 g" in words
        assert "20.700 g" in words

    def test_its_grams_are_a_press_away_from_the_offer(self, client):
        option = make_draft(options=1).options.get()
        revision = make_drawing(option.quote.commission)
        add_solid(revision, stl_of(box(10, 10, 10)))
        measure_waiting()
        words = client.get(_page(revision.commission)).content.decode()
        offer = reverse("admin:option", args=[option.quote.public_id, option.pk])
        filled = f"?add-metal-alloy={option.alloy_id}&add-metal-net_grams=15.580"
        assert f"{offer}{filled}#adding".replace("&", "&amp;") in words
        assert 'value="15.580"' in client.get(offer + filled).content.decode()

    def test_without_a_volume_it_says_why(self, client):
        revision = make_drawing()
        add_solid(revision, stl_of(without_faces(box(10, 10, 10))))
        measure_waiting()
        assert "3 open edges" in client.get(_page(revision.commission)).content.decode()

    def test_staff_take_it_away_as_it_came(self, client):
        kept = add_solid(make_drawing(), stl_of(box(10, 10, 10)))
        assert kept.file is not None
        answer = client.get(reverse("admin:design_file", args=[kept.file.public_id]))
        assert b"".join(answer.streaming_content) == stl_of(box(10, 10, 10))
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer["Content-Security-Policy"]


class TestTalk:
    def test_a_remark_waits_until_its_own_place_is_answered(self):
        draft = make_drawing()
        pin = add_pin(draft.files.get())
        shared = share_revision(revision=draft, by=staff_actor())
        waiting = BY_KEY["remarks"].of
        assert list(waiting(Commission.objects.all(), today())) == []
        _remark(shared, pin)
        _remark(shared)
        assert list(waiting(Commission.objects.all(), today())) == [shared.commission]
        _answer(shared, pin)
        assert list(waiting(Commission.objects.all(), today())) == [shared.commission]
        _answer(shared)
        assert list(waiting(Commission.objects.all(), today())) == []

    def test_a_newer_drawing_answers_too(self):
        shared = make_shared()
        _remark(shared)
        make_shared(shared.commission)
        assert not BY_KEY["remarks"].of(Commission.objects.all(), today()).exists()

    def test_staff_answer_on_a_pin(self, client, staff):
        draft = make_drawing()
        pin = add_pin(draft.files.get())
        shared = share_revision(revision=draft, by=staff_actor())
        _remark(shared, pin)
        client.post(_act(shared, "answer"), {"body": "By 0.2 mm.", "pin": pin.pk})
        assert pin.remarks.get(from_client=False).author == staff
        answer = client.post(_act(shared, "answer"), {"body": " ", "pin": ""})
        assert answer.status_code == 400

    def test_an_approved_one_shows_its_hash_and_the_change_order(self, client):
        commission = make_approved().commission
        approval = approve_drawing(make_shared(Commission.objects.get(pk=commission.pk)))
        words = client.get(_page(commission)).content.decode()
        assert approval.sha256 in words
        assert "write a change order" in words


class TestDoors:
    def test_without_the_right_it_is_refused_kindly(self, client):
        revision = make_drawing()
        user = make_user(is_staff=True)
        client.force_login(user)
        for name in ("describe", "add_file", "answer"):
            assert client.post(_act(revision, name)).status_code == 403

    def test_looking_presses_nothing(self, client):
        revision = make_drawing()
        for name in ("describe", "add_file", "answer"):
            assert client.get(_act(revision, name)).status_code == 405


def test_the_section_asks_the_same_however_much_is_in_it(client, django_assert_num_queries):
    commission = make_commission()
    _draw(commission)
    client.get(_page(commission))
    with django_assert_num_queries(22):
        client.get(_page(commission))
    for _ in range(2):
        _draw(commission)
    with django_assert_num_queries(22):
        client.get(_page(commission))


def _draw(commission: Commission) -> Revision:
    draft = make_drawing(commission)
    pins = [add_pin(draft.files.get()) for _ in range(2)]
    add_solid(draft, stl_of(box(10, 10, 10)))
    measure_waiting()
    shared = share_revision(revision=draft, note="Finer.", by=staff_actor())
    for pin in (None, *pins):
        _remark(shared, pin)
    return shared
