"""The house in the shop's network, met by a tablet that trusts it and by one that does not."""

import hashlib
import os
import plistlib
import re
import socket
import ssl
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, Error, Page

from atelier.local.authority import Authority
from atelier.local.stack import Stack
from atelier.local.tests.trusting import trust
from atelier.tests.accessibility import axe_violations

pytestmark = [pytest.mark.stack, pytest.mark.browser]

# This machine's addresses cannot be changed from here; the file that says them can.
_OPENED = """
import sys
from pathlib import Path
from atelier.local import network
network.addresses = lambda: Path({addresses!r}).read_text().split()
from atelier.local import lan
lan.LOOK_EVERY = 0.2
from atelier.local.__main__ import main
main("serve", sys.argv[1:])
"""

# What the QR code of an envelope says, printed by another process of the same house.
_LABEL = """
from production.documents.envelope import bench_address
from production.models import Job
print(bench_address(Job(envelope="ABCD2345")))
"""


@pytest.fixture(scope="module")
def shop(one_house: Stack) -> Iterator[Stack]:
    """The house, opened to the network at 127.0.0.2."""
    one_house.close()
    addresses, usual = one_house.data / "addresses", one_house.command
    addresses.write_text("127.0.0.2")
    one_house.command = [sys.executable, "-c", _OPENED.format(addresses=str(addresses))]
    one_house.lan = "127.0.0.2"
    yield one_house.open()
    one_house.close()
    one_house.command, one_house.lan = usual, None


@pytest.fixture(scope="module")
def trusting(
    shop: Stack, launch_browser: Callable[..., Browser], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Browser]:
    """A browser whose owner trusts the authority."""
    home = tmp_path_factory.mktemp("home")
    trust(home, _door(shop, "atelier.crt"))
    browser = launch_browser(env={**os.environ, "HOME": str(home)})
    yield browser
    browser.close()


def _door(shop: Stack, path: str) -> bytes:
    with urllib.request.urlopen(f"http://{shop.lan}:{shop.port}/{path}", timeout=10) as answer:
        return bytes(answer.read())


def _keeps_the_bench(page: Page, shop: Stack) -> None:
    page.goto(f"{shop.url}/bench/")
    page.get_by_role("heading", name="Enrol this tablet").wait_for()
    kept = page.evaluate("navigator.serviceWorker.ready.then(all => all.active.scriptURL)")
    assert kept == f"{shop.url}/bench/worker.js"
    assert page.evaluate("isSecureContext") is True


def test_a_tablet_that_trusts_it_keeps_the_bench(shop: Stack, trusting: Browser) -> None:
    page = trusting.new_page()
    _keeps_the_bench(page, shop)
    assert page.locator("[data-no-https]").count() == 0

    page.get_by_label("One-time code").fill("WRONG234")
    page.get_by_role("button", name="Enrol", exact=True).click()
    page.get_by_role("alert").get_by_text("code").wait_for()

    cookies = page.context.cookies()
    assert {one["name"] for one in cookies if one["secure"]} == {one["name"] for one in cookies}
    assert cookies
    answered = page.request.get(f"{shop.url}/", ignore_https_errors=True)
    assert "strict-transport-security" not in answered.headers
    page.context.close()


def test_one_that_does_not_is_told_how_to(shop: Stack, page: Page) -> None:
    with pytest.raises(Error, match="ERR_CERT_AUTHORITY_INVALID"):
        page.goto(f"{shop.url}/bench/")
    # The first page is still showing its warning.
    page = page.context.new_page()
    page.goto(f"http://{shop.lan}:{shop.port}/bench/j/ABCD2345/")

    page.get_by_text("This device does not trust the house yet.").wait_for()
    assert page.url == f"http://{shop.lan}:{shop.port}/"
    said = page.locator(".trust__fingerprint span:not(.visually-hidden)").all_inner_texts()
    assert re.sub(r"[\s:]", "", shop.output).count("".join(said)) == 1
    assert page.locator("details[open] summary").all_inner_texts() == ["Chromium kiosk, Linux"]
    assert axe_violations(page) == []
    assert page.get_by_role("link", name="Open the bench").get_attribute("href") == (
        f"{shop.url}/bench/"
    )


def test_one_that_trusts_it_is_told_so_there(shop: Stack, trusting: Browser) -> None:
    page = trusting.new_page()
    page.goto(f"http://{shop.lan}:{shop.port}/")
    page.get_by_text("This device trusts the house already.").wait_for()
    page.context.close()


def test_an_ipad_gets_the_very_authority_in_a_profile(shop: Stack) -> None:
    profile = plistlib.loads(_door(shop, "atelier.mobileconfig"))

    [payload] = profile["PayloadContent"]
    assert payload["PayloadType"] == "com.apple.security.root"
    assert payload["PayloadContent"] == _door(shop, "atelier.crt")
    assert profile == plistlib.loads(_door(shop, "atelier.mobileconfig"))
    digest = hashlib.sha256(payload["PayloadContent"]).hexdigest().upper()
    assert digest in re.sub(r"[\s:]", "", shop.output)


def test_every_part_knows_the_address_and_another_name_is_answered(shop: Stack) -> None:
    assert shop.environment["SITE_URL"] == shop.url
    assert shop.environment["LAN_PAGE"] == f"http://{shop.lan}:{shop.port}/"
    said = shop.manage("shell", "--verbosity", "0", "--command", _LABEL)
    assert said.strip() == f"{shop.url}/bench/j/ABCD2345/"
    by_another_name = replace(shop, lan="localhost").get("/verify/")[0]
    assert by_another_name == 200


def test_a_renewed_certificate_serves_from_the_next_connection_on(shop: Stack) -> None:
    assert shop.lan
    before = ssl.get_server_certificate((shop.lan, shop.https_port))
    authority = Authority.of(shop.data / "lan", [], "")

    assert authority.certify([shop.lan, "localhost", "127.0.0.1", "renewed.local"])

    after = ssl.get_server_certificate((shop.lan, shop.https_port))
    assert after != before
    assert after in authority.certificate.read_text()
    assert shop.get("/healthz") == (200, "ok\n")


def test_a_door_left_in_mid_handshake_shuts_nobody_out(shop: Stack) -> None:
    """Eight threads serve; nine tablets that left the Wi-Fi keep each of them for five seconds."""
    assert shop.lan
    with ExitStack() as left:
        for _ in range(9):
            silent = left.enter_context(socket.create_connection((shop.lan, shop.https_port)))
            silent.sendall(b"\x16\x03\x01\x02\x00")

        assert shop.get("/healthz", seconds=20) == (200, "ok\n")


def test_a_machine_with_another_address_opens_there_by_itself(
    shop: Stack, trusting: Browser
) -> None:
    authority = _door(shop, "atelier.crt")
    assert shop.process is not None

    (shop.data / "addresses").write_text("127.0.0.3")
    shop.lan = "127.0.0.3"
    deadline = time.monotonic() + 60
    while shop.get("/healthz")[0] != 200:
        assert time.monotonic() < deadline
        time.sleep(0.2)

    assert _door(shop, "atelier.crt") == authority
    assert shop.environment["SITE_URL"] == shop.url
    page = trusting.new_page()
    _keeps_the_bench(page, shop)
    page.context.close()
