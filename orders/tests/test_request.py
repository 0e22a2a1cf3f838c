"""The six steps as a visitor meets them."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from atelier.house.models import House
from atelier.journal.models import Event, OutgoingMessage
from atelier.materials.models import Alloy
from atelier.people.tests.factories import make_client, make_staff
from designs.models import Design
from orders.models import Commission
from orders.policies.sides import client_of
from orders.pricing import general_price
from orders.statuses import CommissionStatus
from orders.steps import Step
from orders.tests.walks import CONTACT, WEARER, address, answer, begin, send, walk_to

pytestmark = pytest.mark.django_db


def test_looking_makes_nothing(client):
    for path in ("", "?design=AT-E01", "?level=bespoke"):
        assert client.get(reverse("orders:begin") + path).status_code == 200
    assert Commission.objects.count() == 0
    assert "sessionid" not in client.cookies


def test_the_first_answers_make_a_draft(client):
    commission = begin(client, is_surprise="on")
    assert (commission.status, commission.steps_done) == (CommissionStatus.DRAFT, 1)
    assert (commission.wearer, commission.occasion) == ("partner", "anniversary")
    assert commission.is_surprise
    assert commission.client is None


def test_a_design_comes_along_and_suggests_general(client):
    commission = begin(client, "?design=AT-E01")
    assert str(commission.pieces.get().design) == "Verger"
    page = client.get(address(commission, Step.LEVEL))
    assert page.context["suggestion"].level == "general"


@pytest.mark.parametrize(
    ("occasion", "level"),
    [("engagement", "bespoke"), ("wedding", "bespoke"), ("birth", "mid"), ("none", "general")],
)
def test_the_answers_suggest_a_level_and_the_client_may_differ(client, occasion, level):
    commission = begin(client, occasion=occasion)
    page = client.get(address(commission, Step.LEVEL))
    assert page.context["form"].initial["level"] == level
    answer(client, commission, Step.LEVEL, level="general")
    commission.refresh_from_db()
    assert commission.level == "general"


def test_advise_me_on_the_level_goes_on_with_the_suggestion(client):
    commission = begin(client, occasion="engagement")
    assert answer(client, commission, Step.LEVEL, level="advise").status_code == 302
    commission.refresh_from_db()
    assert (commission.level, commission.advise_level) == ("bespoke", True)


@pytest.mark.parametrize("level", ["general", "mid", "bespoke"])
def test_every_level_is_sent_and_answered_by_mail(client, level):
    commission = send(client, level)
    assert (commission.status, commission.level) == (CommissionStatus.REQUESTED, level)
    assert client_of(commission).email == "ada@example.com"
    assert commission.budget_min == 5000
    assert commission.budget_max == 10000
    event = Event.objects.get(kind="commission.requested")
    assert event.commission_id == commission.pk
    letters = OutgoingMessage.objects.filter(commission_id=commission.pk)
    assert {letter.kind for letter in letters} == {"commission.received", "commission.requested"}


def test_the_general_answers_are_kept(client):
    piece = send(client, "general").pieces.get()
    assert piece.ring_diameter == Decimal("16.91")
    assert (piece.ring_size_system, piece.ring_size_label) == ("us", "6½")
    assert piece.alloy is None


def test_the_mid_level_answers_are_kept(client):
    piece = send(client, "mid").pieces.get()
    assert (str(piece.stone_variety), piece.stone_colour) == ("Sapphire", "royal blue")
    assert piece.chain_length == Decimal("457.2")


def test_the_bespoke_answers_are_kept(client):
    commission = send(client, "bespoke")
    piece = commission.pieces.get()
    assert commission.story == "Her grandmother's emerald."
    assert commission.stone_source == "client"
    assert piece.size_unknown
    assert piece.ring_diameter is None


def test_staff_write_a_request_down_for_whom_they_speak_with(client):
    ada = make_client(name="Ada Merrow", email="ada@example.com", phone="212 555 0100")
    query = f"?for={ada.public_id}"
    assert begin(client, query).contact_email == ""
    client.force_login(make_staff(is_superuser=False))
    assert begin(client, query).contact_email == ""
    client.force_login(make_staff())
    asked = begin(client, query)
    assert (asked.contact_name, asked.contact_email, asked.contact_phone) == (
        "Ada Merrow",
        "ada@example.com",
        "212 555 0100",
    )
    assert begin(client, "?for=nobody").contact_email == ""
    assert begin(client).contact_email == ""


def test_a_step_out_of_order_leads_to_the_first_open_one(client):
    commission = begin(client)
    for step in (Step.INSPIRATION, Step.MATERIALS, Step.BUDGET, Step.REVIEW):
        assert client.get(address(commission, step)).url == address(commission, Step.LEVEL)
        response = answer(client, commission, step, **CONTACT)
        assert response.url == address(commission, Step.LEVEL)


def test_nobody_else_opens_a_draft(client):
    commission = walk_to(client, Step.REVIEW)
    stranger = Browser()
    begin(stranger)
    for step in Step:
        assert stranger.get(address(commission, step)).status_code == 404
        assert stranger.post(address(commission, step), WEARER).status_code == 404
    for name in ("add_picture", "mail_link"):
        path = reverse(f"orders:{name}", args=[commission.public_id])
        assert stranger.post(path, {"email": "x@example.com"}).status_code == 404
    for name in ("sent", "price"):
        path = reverse(f"orders:{name}", args=[commission.public_id])
        assert stranger.get(path).status_code == 404


@pytest.mark.parametrize(
    ("step", "level", "wrong", "field"),
    [
        (Step.LEVEL, "general", {"level": "royal"}, "level"),
        (Step.INSPIRATION, "general", {}, "design"),
        (Step.INSPIRATION, "general", {"design": 0}, "design"),
        (Step.INSPIRATION, "bespoke", {"piece_type": "ring"}, "story"),
        (Step.INSPIRATION, "bespoke", {"story": "A ring"}, "piece_type"),
        (Step.MATERIALS, "general", {"ring_size_system": "us"}, "ring_size_label"),
        (Step.MATERIALS, "general", {"ring_size_label": "99"}, "ring_size_label"),
        (Step.MATERIALS, "general", {"ring_size_label": "7", "alloy": "0"}, "alloy"),
        (Step.MATERIALS, "mid", {"stone": "kryptonite|green"}, "stone"),
        (Step.MATERIALS, "mid", {"chain_length": "17"}, "chain_length"),
        (Step.BUDGET, "general", {}, "budget"),
        (Step.BUDGET, "general", {"budget": "5000-10000", "needed_by": "2001-01-01"}, "needed_by"),
        (Step.REVIEW, "general", CONTACT | {"contact_name": ""}, "contact_name"),
        (Step.REVIEW, "general", CONTACT | {"contact_email": "ada"}, "contact_email"),
        (Step.REVIEW, "general", CONTACT | {"preferred_channel": "phone"}, "contact_phone"),
        (Step.REVIEW, "general", CONTACT | {"consent": ""}, "consent"),
    ],
)
def test_a_wrong_answer_is_asked_again(client, step, level, wrong, field):
    commission = walk_to(client, step, level)
    response = answer(client, commission, step, **wrong)
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert b'id="errors"' in response.content
    commission.refresh_from_db()
    assert commission.steps_done == step.number - 1


def test_everything_typed_is_kept_beside_a_wrong_field(client):
    commission = walk_to(client, Step.REVIEW)
    typed = CONTACT | {"contact_email": "not an address", "contact_phone": "+1 212 555 0199"}
    page = answer(client, commission, Step.REVIEW, **typed).content.decode()
    assert 'value="Ada Merrow"' in page
    assert 'value="not an address"' in page
    assert 'value="+1 212 555 0199"' in page
    assert 'href="#id_contact_email"' in page


@pytest.mark.parametrize(
    "hostile",
    [
        {"contact_name": "Ada\r\nBcc: all@example.com"},
        {"contact_name": "Ada\x00"},
        {"contact_email": "ada@example.com\nBcc: all@example.com"},
        {"contact_phone": "1\r\n2"},
    ],
)
def test_a_name_never_becomes_a_header(client, hostile):
    commission = walk_to(client, Step.REVIEW)
    assert answer(client, commission, Step.REVIEW, **CONTACT | hostile).status_code == 422
    assert OutgoingMessage.objects.count() == 0


def test_words_of_a_client_are_never_markup(client):
    commission = walk_to(client, Step.INSPIRATION, "bespoke")
    story = "<script>alert(1)</script>{{ house.email }}"
    answer(client, commission, Step.INSPIRATION, piece_type="ring", story=story)
    page = client.get(address(commission, Step.INSPIRATION)).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ house.email }}" in page


def test_back_keeps_everything_and_forward_remembers(client):
    commission = walk_to(client, Step.REVIEW)
    assert client.get(address(commission, Step.WEARER)).context["form"].initial["wearer"] == (
        "partner"
    )
    answer(client, commission, Step.WEARER, **WEARER | {"wearer": "self"})
    commission.refresh_from_db()
    assert (commission.wearer, commission.steps_done) == ("self", 5)
    assert client.get(address(commission, Step.REVIEW)).status_code == 200


def test_another_level_asks_again_what_rests_on_it(client):
    commission = walk_to(client, Step.REVIEW)
    answer(client, commission, Step.LEVEL, level="mid")
    commission.refresh_from_db()
    assert commission.steps_done == 3
    answer(client, commission, Step.LEVEL, level="bespoke")
    commission.refresh_from_db()
    assert commission.steps_done == 2


def test_another_design_forgets_measures_of_the_first(client):
    commission = walk_to(client, Step.REVIEW)
    pendant = Design.objects.get(code="AT-P01")
    answer(client, commission, Step.INSPIRATION, design=pendant.pk)
    commission.refresh_from_db()
    assert commission.steps_done == 3
    assert commission.pieces.get().ring_diameter is None


def test_two_wearers_of_a_band_give_two_sizes(client):
    commission = walk_to(client, Step.MATERIALS, wearer="both", occasion="wedding")
    both = {"ring_size_label": "6", "ring_size_system": "us", "second_ring_size_system": "uk"}
    response = answer(client, commission, Step.MATERIALS, **both)
    assert list(response.context["form"].errors) == ["second_ring_size_label"]
    both["second_ring_size_label"] = "N 1/2"
    assert answer(client, commission, Step.MATERIALS, **both).status_code == 302
    sizes = commission.pieces.values_list("part", "ring_size_label", "ring_diameter")
    assert list(sizes) == [("A", "6", Decimal("16.51")), ("B", "N½", Decimal("17.31"))]


def test_one_wearer_makes_the_pair_one_again(client):
    commission = walk_to(client, Step.MATERIALS, wearer="both")
    assert commission.pieces.count() == 2
    answer(client, commission, Step.WEARER, **WEARER)
    assert [piece.part for piece in commission.pieces.all()] == [""]


def test_a_size_the_design_is_not_made_in_names_its_range(client):
    commission = walk_to(client, Step.MATERIALS)
    response = answer(client, commission, Step.MATERIALS, ring_size_label="1")
    assert "Rive is made from US" in response.context["form"].errors["ring_size_label"][0]


def test_an_early_date_is_taken_and_flagged(client):
    commission = walk_to(client, Step.BUDGET)
    soon = timezone.localdate() + timedelta(days=9)
    answer(client, commission, Step.BUDGET, budget="advise", needed_by=soon.isoformat())
    assert "is usually ready from" in client.get(address(commission, Step.REVIEW)).content.decode()
    answer(client, commission, Step.REVIEW, **CONTACT)
    assert Event.objects.get(kind="commission.requested").data["decide"] == ["too-soon"]
    house = OutgoingMessage.objects.get(kind="commission.requested")
    assert "sooner than usual." in house.text


def test_a_date_with_time_to_spare_is_not_flagged(client):
    commission = walk_to(client, Step.BUDGET)
    later = timezone.localdate() + timedelta(days=90)
    answer(client, commission, Step.BUDGET, budget="advise", needed_by=later.isoformat())
    answer(client, commission, Step.REVIEW, **CONTACT)
    assert Event.objects.get(kind="commission.requested").data["decide"] == []


def test_sending_again_changes_nothing(client):
    commission = send(client)
    response = answer(client, commission, Step.REVIEW, **CONTACT | {"contact_name": "Other"})
    assert response.url == reverse("orders:sent", args=[commission.public_id])
    commission.refresh_from_db()
    assert commission.contact_name == "Ada Merrow"
    assert OutgoingMessage.objects.count() == 2


def test_what_was_sent_is_no_longer_written(client):
    commission = send(client)
    for step in Step:
        response = answer(client, commission, step, **WEARER)
        assert response.url == reverse("orders:sent", args=[commission.public_id])


def test_the_thank_you_page_shows_the_reference_and_nothing_private(client):
    commission = send(client, "bespoke")
    page = client.get(reverse("orders:sent", args=[commission.public_id])).content.decode()
    assert commission.reference in page
    for private in ("ada@example.com", "Ada Merrow", "grandmother", "10,000"):
        assert private not in page


@pytest.mark.parametrize("known", [True, False], ids=("signed in", "unknown"))
def test_the_thank_you_page_leads_to_the_free_times(client, known):
    commission = send(client)
    assert commission.client
    person = commission.client.user
    where = f"/my/consultations/book/?commission={commission.public_id}"
    if known:
        client.force_login(person)
    page = client.get(reverse("orders:sent", args=[commission.public_id])).content.decode()
    assert f'href="{where}"' in page
    assert ("You are signed in" in page) == known
    # Whoever signs in afterwards comes to the times for this very piece.
    client.force_login(person)
    assert commission.reference in client.get(where).content.decode()


def test_the_thank_you_page_offers_nobody_else_s_times(client):
    commission = send(client)
    client.force_login(make_client().user)
    answered = client.get(reverse("orders:sent", args=[commission.public_id]))
    assert b"/my/consultations/book/" not in answered.content


def test_a_surprise_keeps_the_mail_quiet(client):
    commission = walk_to(client, Step.REVIEW, is_surprise="on")
    answer(client, commission, Step.REVIEW, **CONTACT)
    letter = OutgoingMessage.objects.get(kind="commission.received")
    assert letter.subject == "A note for you"
    assert letter.sender_name == "".join(word[0] for word in House.current().name.split())
    for form in (letter.subject, letter.text, letter.html):
        assert House.current().name not in form
        assert "edding band" not in form


def test_the_received_mail_has_both_forms_and_a_link(client):
    commission = send(client, "mid")
    letter = OutgoingMessage.objects.get(kind="commission.received")
    assert letter.to == "ada@example.com"
    for form in (letter.text, letter.html):
        assert commission.reference in form
        assert "Sapphire, royal blue" in form
        assert "[[link]]" in form
        assert "Nothing is made until you approve it." in form
    assert "/request/look/" in letter.secrets["link"]


def test_a_strangers_address_does_not_change_the_client(client):
    send(client)
    send(Browser(), contact_name="Mallory", contact_phone="666")
    commission = Commission.objects.order_by("-pk")[0]
    assert commission.contact_name == "Mallory"
    known = client_of(commission)
    assert (known.name, known.phone) == ("Ada Merrow", "")


def test_platinum_is_more_than_a_general_change_and_goes_to_staff(client):
    commission = walk_to(client, Step.MATERIALS)
    platinum = Alloy.objects.get(code="PT950-RU")
    answer(client, commission, Step.MATERIALS, alloy=platinum.pk, ring_size_label="7")
    answer(client, commission, Step.BUDGET, budget="advise")
    page = client.get(address(commission, Step.REVIEW)).content.decode()
    assert "more than a change of colour" in page
    answer(client, commission, Step.REVIEW, **CONTACT)
    assert Event.objects.get(kind="commission.requested").data["decide"] == ["other-metal"]
    assert "Asks for Platinum 950" in OutgoingMessage.objects.get(kind="commission.requested").text


def test_rose_gold_is_a_general_change(client):
    commission = walk_to(client, Step.MATERIALS)
    rose = Alloy.objects.get(code="18KR")
    answer(client, commission, Step.MATERIALS, alloy=rose.pk, ring_size_label="7")
    answer(client, commission, Step.BUDGET, budget="advise")
    answer(client, commission, Step.REVIEW, **CONTACT)
    assert Event.objects.get(kind="commission.requested").data["decide"] == []


def test_an_emerald_ring_comes_with_the_goldsmiths_words(client):
    commission = walk_to(client, Step.INSPIRATION, "mid")
    ring = Design.objects.get(code="AT-E01")
    answer(client, commission, Step.INSPIRATION, design=ring.pk)
    given = {"stone": "emerald|vivid green", "ring_size_label": "6", "ring_size_system": "us"}
    chosen = ring.stone_colours[0]
    given["stone"] = f"{chosen['variety']}|{chosen['colour']}"
    assert chosen["variety"] == "emerald"
    answer(client, commission, Step.MATERIALS, **given)
    answer(client, commission, Step.BUDGET, budget="advise")
    page = client.get(address(commission, Step.REVIEW))
    assert any("emerald" in caution.sentence for caution in page.context["cautions"])


def test_general_shows_an_exact_price_and_mid_level_a_range(client):
    general = client.get(address(walk_to(client, Step.MATERIALS), Step.MATERIALS))
    assert general.context["indication"].is_exact
    mid = client.get(address(walk_to(client, Step.MATERIALS, "mid"), Step.MATERIALS))
    assert mid.context["indication"].low < mid.context["indication"].high
    bespoke = client.get(address(walk_to(client, Step.MATERIALS, "bespoke"), Step.MATERIALS))
    assert bespoke.context["indication"] is None


def test_the_price_follows_the_choice_and_saves_nothing(client):
    commission = walk_to(client, Step.MATERIALS)
    path = reverse("orders:price", args=[commission.public_id])
    platinum = Alloy.objects.get(code="PT950-RU")
    design = Design.objects.get(code="AT-W01")
    small = client.get(path, {"ring_size_label": "7", "ring_size_system": "us"}).content
    other = client.get(path, {"alloy": platinum.pk, "ring_size_label": "7"}).content.decode()
    assert small != other
    price = general_price(design, platinum, diameter=Decimal("17.32"))
    assert f"${price:,}" in other
    assert commission.pieces.get().ring_diameter is None


def test_two_bands_cost_twice_and_a_drawn_pair_once(client):
    commission = walk_to(client, Step.MATERIALS, wearer="both")
    pair = client.get(address(commission, Step.MATERIALS)).context["indication"]
    single = client.get(address(walk_to(client, Step.MATERIALS), Step.MATERIALS))
    assert pair.low == 2 * single.context["indication"].low
    drawn = begin(client, "?design=AT-W03")
    answer(client, drawn, Step.LEVEL, level="general")
    design = Design.objects.get(code="AT-W03")
    answer(client, drawn, Step.INSPIRATION, design=design.pk)
    shown = client.get(address(drawn, Step.MATERIALS)).context["indication"]
    assert shown.low == general_price(design, design.default_alloy)


def test_a_signed_in_client_does_not_type_the_contact_again(client):
    known = make_client(name="Ada Merrow", email="ada@example.com", phone="+1 212 555 0199")
    client.force_login(known.user, backend="django.contrib.auth.backends.ModelBackend")
    commission = walk_to(client, Step.REVIEW)
    form = client.get(address(commission, Step.REVIEW)).context["form"]
    assert form["contact_name"].value() == "Ada Merrow"
    assert form["contact_email"].value() == "ada@example.com"
    assert form["contact_phone"].value() == "+1 212 555 0199"
