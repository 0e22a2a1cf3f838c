"""Going on with a draft on another device."""

import pytest
from django.test import Client as Browser
from django.urls import reverse

from atelier.journal.models import OutgoingMessage
from atelier.people.links import revoke_links
from atelier.people.models import SecretLink
from orders.policies.sides import client_of
from orders.steps import Step
from orders.tests.walks import address, send, walk_to

pytestmark = pytest.mark.django_db


def _mail(browser, commission, email="ada@example.com"):
    path = reverse("orders:mail_link", args=[commission.public_id])
    return browser.post(path, {"email": email}, follow=True)


def _path(letter):
    return "/request/" + letter.secrets["link"].split("/request/")[1]


def test_a_mailed_link_opens_the_draft_elsewhere(client):
    commission = walk_to(client, Step.MATERIALS)
    assert "on its way to ada@example.com" in _mail(client, commission).content.decode()
    elsewhere = Browser()
    response = elsewhere.get(_path(OutgoingMessage.objects.get()))
    assert response["Location"] == address(commission, Step.MATERIALS)
    assert "no-store" in response["Cache-Control"]
    assert elsewhere.get(response["Location"]).status_code == 200


def test_the_token_is_stored_as_a_hash_alone(client):
    commission = walk_to(client, Step.LEVEL)
    _mail(client, commission)
    letter = OutgoingMessage.objects.get()
    token = _path(letter).split("/")[3]
    assert SecretLink.objects.get().token_hash != token
    assert token not in letter.text + letter.html


def test_a_wrong_link_gets_a_kind_page(client):
    for name in ("resume", "look"):
        response = client.get(reverse(f"orders:{name}", args=["nonsense"]))
        assert response.status_code == 404
        assert "This link has expired" in response.content.decode()


def test_a_link_of_another_purpose_does_not_open(client):
    send(client)
    letter = OutgoingMessage.objects.get(kind="commission.received")
    token = _path(letter).split("/")[3]
    assert Browser().get(reverse("orders:resume", args=[token])).status_code == 404


def test_a_draft_mails_three_links_and_no_more(client):
    commission = walk_to(client, Step.LEVEL)
    for _ in range(4):
        page = _mail(client, commission)
    assert OutgoingMessage.objects.count() == 3
    assert "mailed this link three times" in page.content.decode()


@pytest.mark.parametrize("email", ["", "ada", "ada@example.com\r\nBcc: x@example.com"])
def test_a_wrong_address_mails_nothing(client, email):
    commission = walk_to(client, Step.LEVEL)
    assert "could not read that address" in _mail(client, commission, email).content.decode()
    assert OutgoingMessage.objects.count() == 0


def test_a_link_to_a_request_sent_meanwhile_thanks(client):
    commission = walk_to(client, Step.LEVEL)
    _mail(client, commission)
    path = _path(OutgoingMessage.objects.get())
    commission.steps_done = 6
    commission.save()
    response = Browser().get(path)
    assert response["Location"] == address(commission, Step.REVIEW)


def test_the_received_mail_shows_the_request_to_read(client):
    commission = send(client, "bespoke")
    elsewhere = Browser()
    seen = reverse("orders:seen", args=[commission.public_id])
    assert elsewhere.get(seen).status_code == 404
    response = elsewhere.get(_path(OutgoingMessage.objects.get(kind="commission.received")))
    assert response["Location"] == seen
    page = elsewhere.get(seen)
    assert "no-store" in page["Cache-Control"]
    assert "Her grandmother" in page.content.decode()
    assert b"<form" not in page.content
    assert elsewhere.get(address(commission, Step.REVIEW)).status_code == 404


def test_a_revoked_link_closes_the_page_at_once(client):
    commission = send(client)
    elsewhere = Browser()
    page = elsewhere.get(_path(OutgoingMessage.objects.get(kind="commission.received")))["Location"]
    assert elsewhere.get(page).status_code == 200
    revoke_links(purpose="view_commission", subject_id=commission.pk)
    assert elsewhere.get(page).status_code == 404


def test_when_the_clients_address_changes_what_the_old_one_holds_opens_nothing(client):
    account = client_of(send(client)).user
    elsewhere, link = Browser(), _path(OutgoingMessage.objects.get(kind="commission.received"))
    page = elsewhere.get(link)["Location"]
    assert account
    account.email = "another@example.com"
    account.save()
    assert elsewhere.get(page).status_code == 404
    assert Browser().get(link).status_code == 404
