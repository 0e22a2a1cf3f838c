"""The feed of metal prices, against a real server on this machine."""

import threading
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal as D
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from atelier.house.models import House
from atelier.journal.models import Event, OutgoingMessage
from atelier.materials import feeds
from atelier.materials.feeds import CsvFeed, FeedFailed
from atelier.materials.models import Metal, MetalPrice
from atelier.materials.price_lists import Quoted
from atelier.materials.tasks import read_metal_feed
from atelier.schedule import BEAT

pytestmark = pytest.mark.django_db


class Server(HTTPServer):
    """Answers every request with what it was told."""

    body, status, asked = b"", 200, 0
    headers: dict[str, str] = {}

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/prices.csv"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self.server.asked += 1
        self.send_response(self.server.status)
        for name, value in self.server.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(self.server.body)

    def log_message(self, *args: object) -> None:
        """Nothing to say."""


@pytest.fixture
def server(settings) -> Iterator[Server]:
    running = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    settings.METAL_FEED = "atelier.materials.feeds.CsvFeed"
    settings.METAL_FEED_URL = running.address
    yield running
    running.shutdown()
    thread.join()
    running.server_close()


def told(gold: str = "4100", silver: str = "48.50", days_ago: int = 0) -> bytes:
    day = House.current().today() - timedelta(days=days_ago)
    rows = [f"{day},XAU,{gold},ozt,USD,Feed", f"{day},XAG,{silver},ozt,USD,Feed"]
    return "\n".join(["date,metal,price,unit,currency,source", *rows]).encode()


def fed() -> dict[str, D]:
    return dict(MetalPrice.objects.filter(source="Feed").values_list("metal__code", "per_ozt"))


def test_a_house_without_a_feed_does_nothing(settings, django_assert_num_queries):
    assert (settings.METAL_FEED, settings.METAL_FEED_URL) == ("", "")
    with django_assert_num_queries(0):
        read_metal_feed()
    assert BEAT["read-the-metal-feed"]["task"] == read_metal_feed.name


def test_prices_come_once_however_often_they_are_read(server):
    server.body = told()
    read_metal_feed()
    read_metal_feed()
    assert fed() == {"XAU": D("4100.00"), "XAG": D("48.50")}
    assert (server.asked, Event.objects.filter(kind="metal_prices.imported").count()) == (2, 1)


def test_an_absurd_jump_is_kept_out_and_the_house_is_told_once(server):
    server.body = told(gold="405")
    read_metal_feed()
    read_metal_feed()
    assert fed() == {"XAG": D("48.50")}
    mail = OutgoingMessage.objects.get(kind="metal.jumped")
    assert mail.to == House.current().email
    assert "405.00 USD for a troy ounce of gold" in mail.text
    assert "The last price was 4050.00" in mail.text
    assert Event.objects.filter(kind="metal_price.kept_out").count() == 1


@pytest.mark.parametrize(
    ("gold", "kept"), [("5062.50", True), ("5062.51", False), ("3037.50", True), ("3037.49", False)]
)
def test_a_quarter_is_the_limit_both_ways(server, gold, kept):
    server.body = told(gold=gold)
    read_metal_feed()
    assert ("XAU" in fed()) is kept


def test_the_first_price_of_a_currency_has_nothing_to_jump_from(server):
    server.body = told(gold="9").replace(b"USD", b"EUR")
    read_metal_feed()
    assert fed()["XAU"] == D("9.00")


@pytest.mark.parametrize("status", [404, 500, 503])
def test_a_feed_that_fails_changes_nothing_and_is_noted(server, status, caplog):
    server.status, server.body = status, told()
    read_metal_feed()
    assert fed() == {}
    assert "The metal feed could not be read: 127.0.0.1" in caplog.text


def test_a_feed_that_is_away_is_noted(server, settings, caplog):
    settings.METAL_FEED_URL = "http://127.0.0.1:1/prices.csv"
    read_metal_feed()
    assert "The metal feed could not be read" in caplog.text


def test_a_page_instead_of_a_list_is_no_price(server):
    server.body = b"<!doctype html><title>Sign in</title>"
    with pytest.raises(FeedFailed, match="there is no column"):
        CsvFeed().read()


def test_an_endless_answer_is_left(server, monkeypatch):
    monkeypatch.setattr(feeds, "MOST_BYTES", 1000)
    server.body = told() + b"\n" * 2000
    with pytest.raises(FeedFailed, match="too large"):
        CsvFeed().read()


def test_no_redirect_is_followed(server):
    server.status, server.headers = 302, {"Location": "http://127.0.0.1:1/"}
    with pytest.raises(FeedFailed, match="302"):
        CsvFeed().read()
    assert server.asked == 1


@pytest.mark.parametrize("address", ["http://prices.example/x.csv", "file:///etc/passwd", ""])
def test_only_https_is_read(settings, address):
    settings.METAL_FEED_URL = address
    with pytest.raises(ImproperlyConfigured, match="https"):
        CsvFeed().read()


class OwnFeed:
    """A house's own source."""

    in_transaction = False

    def read(self) -> list[Quoted]:
        OwnFeed.in_transaction = len(connection.savepoint_ids) > 0
        gold, at = Metal.objects.get(code="XAU"), House.current().changed_at
        return [Quoted(gold, D("4111.00"), "USD", at, "Own")]


def test_a_house_plugs_in_its_own_feed_and_it_is_read_outside_a_transaction(settings):
    settings.METAL_FEED = f"{__name__}.OwnFeed"
    read_metal_feed()
    assert MetalPrice.objects.get(source="Own").per_ozt == D("4111.00")
    assert OwnFeed.in_transaction is False
