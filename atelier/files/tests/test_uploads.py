"""One request cannot fill the disk."""

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from atelier.files.tests.factories import PDF, upload
from atelier.files.uploads import MAX_BYTES, MAX_STAFF_BYTES

CHUNK = 2 * 1024**2


def sent(*contents: bytes, to: str = "/") -> HttpRequest:
    files = [upload(f"{number}.pdf", content) for number, content in enumerate(contents)]
    return RequestFactory().post(to, {"pictures": files})


def test_a_file_within_bounds_arrives_whole():
    content = PDF + bytes(3 * 1024**2)
    (file,) = sent(content).FILES.getlist("pictures")
    assert file.read() == content


def test_a_file_beyond_bounds_is_cut_but_still_seen_to_be_too_large():
    (file,) = sent(bytes(40 * 1024**2)).FILES.getlist("pictures")
    assert MAX_BYTES < (file.size or 0) < MAX_BYTES + CHUNK


def test_staff_may_send_a_solid_and_no_more():
    (file,) = sent(bytes(50 * 1024**2), to="/admin/x/").FILES.getlist("pictures")
    assert file.size == 50 * 1024**2
    (file,) = sent(bytes(70 * 1024**2), to="/admin/x/").FILES.getlist("pictures")
    assert MAX_STAFF_BYTES < (file.size or 0) < MAX_STAFF_BYTES + CHUNK


def test_who_is_not_staff_is_turned_away_before_the_body_is_read(client, monkeypatch):
    monkeypatch.setattr("atelier.files.uploads.BoundedUpload.receive_data_chunk", _never)
    assert client.post("/admin/files/storedfile/", {"pictures": upload()}).status_code == 302


def _never(self: object, raw_data: bytes, start: int) -> bytes:
    raise AssertionError("The body was read.")


def test_a_request_brings_a_dozen_files_at_most():
    def count(request: HttpRequest) -> HttpResponse:
        return HttpResponse(str(len(request.FILES.getlist("pictures"))))

    assert count(sent(*[b"x"] * settings.DATA_UPLOAD_MAX_NUMBER_FILES)).content == b"12"
    with pytest.raises(Exception, match="exceeded settings.DATA_UPLOAD_MAX_NUMBER_FILES"):
        count(sent(*[b"x"] * 13))
