"""A stored file leaves through a view, to be saved, and can do nothing in a browser."""

import pytest
from django.http import Http404

from atelier.files.responses import serve_file
from atelier.files.tests.factories import PDF, TEXT_STL, glb, store_file

pytestmark = pytest.mark.django_db


def test_what_is_served_is_saved_and_never_shown():
    response = serve_file(store_file())
    assert {name: response[name] for name in response.headers} == {
        "Content-Type": "application/pdf",
        "Content-Length": str(len(PDF)),
        "Content-Disposition": 'attachment; filename="report.pdf"',
        "Cache-Control": "private, no-store",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cross-Origin-Resource-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
    }


def test_the_bytes_are_those_that_were_sent():
    polyglot = PDF + b"<script>alert(1)</script>"
    response = serve_file(store_file("both.html", polyglot))
    assert b"".join(response.streaming_content) == polyglot  # type: ignore[attr-defined]
    assert response["Content-Disposition"] == 'attachment; filename="both.html.pdf"'
    assert response["Content-Type"] == "application/pdf"


NAMES = [
    ("GIA 2141.PDF", 'attachment; filename="GIA 2141.PDF"'),
    (
        'a"; filename="evil.exe\r\nSet-Cookie: x=1.pdf',
        r'attachment; filename="a\"; filename=\"evil.exeSet-Cookie: x=1.pdf"',
    ),
    ("Gübelin.pdf", "attachment; filename*=utf-8''G%C3%BCbelin.pdf"),
]


@pytest.mark.parametrize(("name", "header"), NAMES)
def test_no_name_writes_a_header(name, header):
    assert serve_file(store_file(name))["Content-Disposition"] == header


@pytest.mark.parametrize(
    ("content", "kind"), [(TEXT_STL, "model/stl"), (glb(), "model/gltf-binary")]
)
def test_a_page_may_load_a_solid(content, kind):
    response = serve_file(store_file("ring", content), download=False)
    assert response["Content-Type"] == kind
    assert response["Content-Disposition"].startswith("inline; ")


def test_a_lost_file_is_not_found(media):
    stored = store_file()
    (media / str(stored.file)).unlink()
    with pytest.raises(Http404):
        serve_file(stored)
