"""Pictures in a request: ten at most, each failure named, the others kept."""

import pytest
from django.test import Client as Browser
from django.urls import reverse

from atelier.pictures.models import Picture
from atelier.pictures.tests.corpus import png, upload
from orders.actions.inspiration import add_picture
from orders.steps import Step
from orders.tests.walks import address, answer, send, walk_to

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def draft(client):
    return walk_to(client, Step.INSPIRATION, "bespoke")


def _story(**more):
    return {"piece_type": "ring", "story": "An old brooch."} | more


def test_several_pictures_arrive_with_the_step(client, draft):
    files = [upload("one.png", png()), upload("two.png", png())]
    response = answer(client, draft, Step.INSPIRATION, **_story(pictures=files))
    assert response.status_code == 302
    assert [str(linked.picture) for linked in draft.pictures.all()] == ["one.png", "two.png"]


def test_a_failed_file_is_named_and_the_rest_is_kept(client, draft):
    files = [upload("good.png", png()), upload("list.pdf", b"%PDF-1.7"), upload("b.svg", b"<svg/>")]
    page = answer(client, draft, Step.INSPIRATION, **_story(pictures=files)).content.decode()
    assert "“list.pdf” is a PDF document" in page
    assert "“b.svg” is an SVG drawing" in page
    assert "An old brooch." in page
    assert "good.png" in page
    draft.refresh_from_db()
    assert (draft.pictures.count(), draft.story, draft.steps_done) == (1, "An old brooch.", 2)


def test_adding_pictures_stays_and_keeps_what_was_typed(client, draft):
    given = {"story": "Half a thought", "stay": "pictures", "pictures": [upload("a.png", png())]}
    response = answer(client, draft, Step.INSPIRATION, **given)
    assert response.status_code == 200
    assert "Half a thought" in response.content.decode()
    assert b'id="errors"' not in response.content
    assert draft.pictures.count() == 1


def test_a_picture_alone_tells_the_story(client, draft):
    files = [upload("a.png", png())]
    response = answer(client, draft, Step.INSPIRATION, piece_type="ring", pictures=files)
    assert response.status_code == 302


def test_the_eleventh_picture_is_refused_kindly(client, draft):
    files = [upload(f"{number}.png", png()) for number in range(11)]
    page = answer(client, draft, Step.INSPIRATION, **_story(pictures=files))
    assert "Ten pictures are the most we keep." in page.content.decode()
    assert draft.pictures.count() == 10


def test_captions_are_kept_and_foreign_ones_passed_over(client, draft):
    other = walk_to(Browser(), Step.INSPIRATION, "bespoke")
    answer(client, draft, Step.INSPIRATION, **_story(pictures=[upload("a.png", png())]))
    foreign = add_picture(commission=other, upload=upload("b.png", png()), by=_visitor())
    own = draft.pictures.get()
    captions = {f"caption-{own.pk}": "The claws\r\nplease", f"caption-{foreign.pk}": "Mine now"}
    answer(client, draft, Step.INSPIRATION, **_story(**captions))
    own.refresh_from_db()
    foreign.refresh_from_db()
    assert (own.caption, foreign.caption) == ("The claws please", "")


def test_a_picture_can_be_taken_back_with_its_file(
    client, draft, django_capture_on_commit_callbacks
):
    answer(client, draft, Step.INSPIRATION, **_story(pictures=[upload("a.png", png())]))
    linked = draft.pictures.get()
    storage, name = linked.picture.original.storage, linked.picture.original.name
    assert storage.exists(name)
    with django_capture_on_commit_callbacks(execute=True):
        answer(client, draft, Step.INSPIRATION, **_story(remove=linked.pk))
    assert draft.pictures.count() == 0
    assert Picture.objects.count() == 0
    assert not storage.exists(name)


def test_nobody_takes_back_a_strangers_picture(client, draft):
    other = walk_to(Browser(), Step.INSPIRATION, "bespoke")
    foreign = add_picture(commission=other, upload=upload("b.png", png()), by=_visitor())
    answer(client, draft, Step.INSPIRATION, **_story(remove=foreign.pk))
    assert other.pictures.count() == 1


def test_one_by_one_by_script(client, draft):
    path = reverse("orders:add_picture", args=[draft.public_id])
    response = client.post(path, {"pictures": upload("a.png", png())})
    assert response.status_code == 201
    assert "a.png" in response.content.decode()
    refused = client.post(path, {"pictures": upload("a.gif", b"GIF89a")})
    assert (refused.status_code, "GIF" in refused.json()["sentence"]) == (400, True)
    assert client.post(path).status_code == 400


def test_a_request_that_was_sent_takes_no_more(client):
    commission = send(client, "bespoke")
    path = reverse("orders:add_picture", args=[commission.public_id])
    assert client.post(path, {"pictures": upload("a.png", png())}).status_code == 409


def test_only_the_sender_sees_a_picture(client, draft):
    linked = add_picture(commission=draft, upload=upload("b.png", png()), by=_visitor())
    path = reverse("orders:picture", args=[draft.public_id, linked.picture.public_id, 320])
    assert Browser().get(path).status_code == 404
    assert client.get(address(draft, Step.INSPIRATION)).status_code == 200


def _visitor():
    from atelier.journal.actor import Actor

    return Actor.system("A visitor")
