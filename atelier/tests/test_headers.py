"""What every answer tells the browser."""

import pytest
from django.test import Client

from atelier.headers import ADMIN, PAGES


def test_pages_may_load_nothing_from_elsewhere_and_nothing_inline(client: Client) -> None:
    headers = client.get("/healthz").headers

    assert headers["Content-Security-Policy"] == PAGES
    assert PAGES.startswith("default-src 'none'; script-src 'self'; style-src 'self'; ")
    assert "unsafe" not in PAGES
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"
    assert "geolocation=()" in headers["Permissions-Policy"]


@pytest.mark.django_db
def test_only_the_admin_has_the_looser_policy(client: Client) -> None:
    assert client.get("/admin/nowhere/").headers["Content-Security-Policy"] == ADMIN
    assert client.get("/administration").headers["Content-Security-Policy"] == PAGES
    assert "frame-ancestors 'none'" in ADMIN
