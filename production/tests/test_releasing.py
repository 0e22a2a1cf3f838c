"""Pictures from the bench: private, and released one by one by those who may."""

import pytest
from django.urls import reverse

from atelier.journal.models import Event
from atelier.journal.refusals import NotAllowed, WrongState
from atelier.people.actors import jeweller_actor
from atelier.people.tests.factories import staff_actor
from atelier.pictures.statuses import PictureStatus
from atelier.pictures.tests.factories import make_picture
from production.actions.pictures import add_picture, release_picture
from production.models import RunPicture
from production.tests.browsing import page_of, tap
from production.tests.factories import make_hand, make_job, now_open

pytestmark = pytest.mark.django_db


def take(job, caption="", **over):
    return add_picture(
        run=now_open(job), picture=make_picture(**over), by=staff_actor(), caption=caption
    )


def test_a_trusted_jeweller_releases_one_and_no_other(bench, hand):
    job = make_job()
    first, second = take(job, "The model"), take(job, "Its inside")
    hand.may_release = True
    hand.save()
    assert "For the client" in page_of(bench, job)
    assert page_of(bench, job, "pictures/").count("Release to the client") == 2
    tap(bench, job, "release", picture=first.pk)
    tap(bench, job, "release", picture=first.pk)
    second.refresh_from_db()
    assert second.released_at is None
    page = page_of(bench, job, "pictures/")
    assert (page.count("Release to the client"), page.count("Seen by the client since")) == (1, 1)
    assert Event.objects.get(kind="picture.released").actor_name == hand.name


def test_a_jeweller_who_may_not_is_refused_under_the_screen_too(bench, hand):
    job = make_job()
    taken = take(job)
    assert "For the client" not in page_of(bench, job)
    assert bench.get(reverse("bench:album", args=[job.envelope])).status_code == 302
    tap(bench, job, "release", picture=taken.pk)
    taken.refresh_from_db()
    assert taken.released_at is None
    for other in (make_hand(may_release=True, is_active=False), hand):
        with pytest.raises(NotAllowed):
            release_picture(run_picture=taken, by=jeweller_actor(other))


def test_a_picture_of_another_piece_is_not_released(bench, hand):
    hand.may_release = True
    hand.save()
    taken = take(make_job())
    tap(bench, make_job(), "release", picture=taken.pk)
    assert RunPicture.objects.get().released_at is None


def test_what_could_not_be_read_is_not_released():
    taken = take(make_job(), status=PictureStatus.REFUSED, refusal="No picture")
    with pytest.raises(WrongState, match="could not be read"):
        release_picture(run_picture=taken, by=staff_actor())
