"""Pictures leave through a view, in the width that was asked for, and can do nothing."""

import pytest
from django.http import Http404, HttpResponse
from django.template import Context, Template
from django.urls import path
from django.utils.html import escape

from atelier.pictures.models import Picture
from atelier.pictures.responses import serve
from atelier.pictures.statuses import PictureStatus
from atelier.pictures.tests.factories import make_picture, prepare_picture

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]

urlpatterns = [
    path("<int:room>/<uuid:public_id>/<int:width>/", lambda request: HttpResponse(), name="shown"),
]


def body_of(picture: Picture, width: int) -> bytes:
    return b"".join(serve(picture, width).streaming_content)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("asked", "given"), [(1, 320), (320, 320), (321, 800), (800, 800), (9999, 800)]
)
def test_the_smallest_that_is_wide_enough_is_served(asked, given):
    picture = make_picture(widths=(320, 800))
    response = serve(picture, asked)
    assert response["Content-Disposition"] == f'inline; filename="{picture.public_id}-{given}.webp"'


def test_what_is_served_can_do_nothing_in_a_browser():
    response = serve(make_picture(), 320)
    assert {name: response[name] for name in response.headers} == {
        "Content-Type": "image/webp",
        "Content-Length": "4",
        "Content-Disposition": response["Content-Disposition"],
        "Cache-Control": "private, max-age=86400",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cross-Origin-Resource-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
    }


def test_the_bytes_are_those_of_the_rendition():
    picture = prepare_picture()
    assert body_of(picture, 320) == picture.renditions.get().file.read()


@pytest.mark.parametrize("status", [PictureStatus.RECEIVED, PictureStatus.REFUSED])
def test_a_picture_that_is_not_ready_is_not_found(status):
    with pytest.raises(Http404):
        serve(make_picture(status=status, widths=()), 320)


def test_a_lost_file_is_not_found(media):
    picture = make_picture(widths=(320,))
    (media / str(picture.renditions.get().file)).unlink()
    with pytest.raises(Http404):
        serve(picture, 320)


def render(picture: Picture, alt: str = "A ring") -> str:
    words = '{% load pictures %}{% picture p url_name="shown" room=7 alt=alt sizes="7rem" %}'
    return Template(words).render(Context({"p": picture, "alt": alt}))


def test_a_ready_picture_names_every_width_and_its_measures():
    picture = make_picture(widths=(320, 800))
    small, large = (f"/7/{picture.public_id}/{width}/" for width in (320, 800))
    assert render(picture).strip() == (
        f'<img class="photo" src="{large}" srcset="{small} 320w, {large} 800w" sizes="7rem"'
        ' width="800" height="600" loading="lazy" decoding="async" alt="A ring">'
    )


def test_words_from_people_stay_words():
    assert escape('"><script>') in render(make_picture(), alt='"><script>')


def test_a_picture_in_preparation_says_so():
    picture = make_picture(status=PictureStatus.RECEIVED, widths=())
    assert render(picture).strip() == (
        '<span class="photo photo--received">We have it and are preparing it.</span>'
    )


def test_a_refused_picture_says_why():
    picture = make_picture(status=PictureStatus.REFUSED, widths=(), refusal="It is <damaged>.")
    assert "It is &lt;damaged&gt;." in render(picture)


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_of_pictures_costs_two_queries(count, django_assert_num_queries):
    for _ in range(count):
        make_picture()
    with django_assert_num_queries(2):
        pages = [render(picture) for picture in Picture.objects.prefetch_related("renditions")]
    assert len(pages) == count
