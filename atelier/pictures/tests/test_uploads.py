"""One request cannot fill the disk."""

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from atelier.journal.actor import Actor
from atelier.pictures.actions import receive
from atelier.pictures.screening import MAX_BYTES, UnusablePicture
from atelier.pictures.tests.corpus import png, upload


def sent(*contents: bytes) -> HttpRequest:
    files = [upload(f"{number}.png", content) for number, content in enumerate(contents)]
    return RequestFactory().post("/", {"pictures": files})


def test_a_file_within_bounds_arrives_whole():
    content = png() + bytes(3 * 1024**2)
    (file,) = sent(content).FILES.getlist("pictures")
    assert file.read() == content


@pytest.mark.django_db
def test_a_file_beyond_bounds_is_cut_and_then_refused_in_words():
    (file,) = sent(png() + bytes(40 * 1024**2)).FILES.getlist("pictures")
    assert MAX_BYTES < (file.size or 0) < MAX_BYTES + 2 * 1024**2
    with pytest.raises(UnusablePicture, match="“0.png” is larger than 20 MB"):
        receive(file, by=Actor.system())


def test_a_request_brings_a_dozen_files_at_most():
    def count(request: HttpRequest) -> HttpResponse:
        return HttpResponse(str(len(request.FILES.getlist("pictures"))))

    assert count(sent(*[b"x"] * settings.DATA_UPLOAD_MAX_NUMBER_FILES)).content == b"12"
    with pytest.raises(Exception, match="exceeded settings.DATA_UPLOAD_MAX_NUMBER_FILES"):
        count(sent(*[b"x"] * 13))
