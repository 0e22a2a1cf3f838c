"""The catalogue in the admin: a quick list, and a page with picture and grams."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from atelier.journal.models import Event
from atelier.journal.refusals import NotAllowed
from atelier.people.tests.factories import client_actor, make_client, make_staff, staff_actor
from designs.actions import offer_design, retire_design
from designs.models import Design
from designs.tests.factories import load_designs, make_design

pytestmark = pytest.mark.django_db
QUERIES = 7
LIST = "admin:designs_design_changelist"


@pytest.fixture
def staff(client):
    load_designs()
    client.force_login(make_staff())
    return client


def test_the_list_asks_as_much_for_three_as_for_one(staff, django_assert_num_queries):
    Design.objects.exclude(code="AT-E01").delete()
    staff.get(reverse(LIST))
    with django_assert_num_queries(QUERIES):
        page = staff.get(reverse(LIST)).content.decode()
    assert "3.2 g ± 10 %" in page
    assert "US 3.5 to 9" in page
    load_designs()
    with django_assert_num_queries(QUERIES):
        staff.get(reverse(LIST))


def test_a_designs_page_shows_its_grams_in_each_alloy(staff):
    verger = make_design("AT-E01")
    page = staff.get(reverse("admin:designs_design_change", args=[verger.pk])).content.decode()
    assert "3.200 g" in page
    assert "4.251 g" in page
    assert "2.880 to 3.520 g" in page


def test_who_may_only_look_sees_a_design_and_changes_nothing(client):
    load_designs()
    looking = make_staff(is_superuser=False)
    looking.user_permissions.add(Permission.objects.get(codename="view_design"))
    client.force_login(looking)
    verger = make_design("AT-E01")
    where = reverse("admin:designs_design_change", args=[verger.pk])
    assert "4.251 g" in client.get(where).content.decode()
    assert client.post(where, _posted(verger, name="Mine")).status_code == 403


def test_retired_designs_can_be_listed_apart(staff):
    make_design("AT-E02", retired_at="2026-01-01T00:00Z")
    page = staff.get(reverse(LIST), {"offered": "no"}).content.decode()
    assert "Alba" in page
    assert "Verger" not in page


def _posted(design, **over):
    """The form of a design as a browser sends it back."""
    return {
        "name": design.name,
        "code": design.code,
        "piece_type": design.piece_type,
        "family": design.family,
        "story": design.story,
        "picture_alt": design.picture_alt,
        "weeks_min": 4,
        "weeks_max": 6,
        "order": 1,
        "default_alloy": design.default_alloy_id,
        "alloys": [alloy.pk for alloy in design.alloys.all()],
        "size_min_us": "3.5",
        "size_max_us": "9",
        "lengths_in": "",
        "stone_colours": "Emerald: vivid green\nspinel: hot pink\n",
        "cut_choices": [cut.pk for cut in design.cut_choices.all()],
        "modelling_hours": "5",
        "casting_hours": "2",
        "bench_hours": "7.25",
        "setting_hours": "1.5",
        "polishing_hours": "2",
        "metal_volume": "205.37",
        "reference_size_us": "6.5",
        "volume_per_size": "7.82",
        "reference_length_in": "",
        "volume_per_inch": "",
    } | over


def _post(staff, design, **over):
    address = reverse("admin:designs_design_change", args=[design.pk])
    return staff.post(address, _posted(design, **over))


def test_stones_are_written_a_line_each_and_hours_one_by_one(staff):
    verger = make_design("AT-E01")
    assert _post(staff, verger).status_code == 302
    verger.refresh_from_db()
    assert verger.stone_colours == [
        {"variety": "emerald", "colour": "vivid green"},
        {"variety": "spinel", "colour": "hot pink"},
    ]
    assert {variety.code for variety in verger.stone_choices.all()} == {"emerald", "spinel"}
    assert verger.making_hours["bench"] == 7.25
    assert Event.objects.get(kind="record.changed").subject_id == verger.pk


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("stone_colours", "kryptonite: green", "“kryptonite” is not one of our stone varieties."),
        ("lengths_in", "16, long", "Lengths are whole inches from 14 to 36."),
        ("alloys", [], "This field is required."),
    ],
)
def test_a_wrong_field_says_so_and_keeps_everything_typed(staff, field, typed, sentence):
    verger = make_design("AT-E01")
    page = _post(staff, verger, **{"name": "Verger II"} | {field: typed}).content.decode()
    assert sentence in page
    assert "Verger II" in page
    verger.refresh_from_db()
    assert verger.name == "Verger"


def test_the_alloy_it_is_shown_in_stays_among_those_offered(staff):
    verger = make_design("AT-E01")
    rose = verger.alloys.get(code="18KR")
    page = _post(staff, verger, alloys=[rose.pk]).content.decode()
    assert "18k yellow gold, the alloy it is shown in, must be among them." in page


def test_a_design_is_retired_and_offered_again_by_a_button(staff):
    verger = make_design("AT-E01")
    _post(staff, verger, designs_design_retire="1")
    assert not Design.objects.offered().filter(pk=verger.pk).exists()
    _post(staff, verger, designs_design_offer_again="1")
    assert Design.objects.offered().filter(pk=verger.pk).exists()
    kinds = Event.objects.filter(kind__in=["design.retired", "design.offered"])
    assert kinds.count() == 2


def test_retiring_twice_is_told_once_and_a_client_may_not():
    verger = make_design("AT-E01")
    by = staff_actor()
    first = retire_design(design=verger, by=by).retired_at
    assert retire_design(design=verger, by=by).retired_at == first
    assert Event.objects.filter(kind="design.retired").count() == 1
    with pytest.raises(NotAllowed):
        offer_design(design=verger, by=client_actor(make_client()))


def test_a_design_is_never_deleted(staff):
    verger = make_design("AT-E01")
    address = reverse("admin:designs_design_delete", args=[verger.pk])
    assert staff.post(address, {"post": "yes"}).status_code == 403


def test_a_client_never_reaches_it(client):
    client.force_login(make_client().user)
    assert client.get(reverse(LIST)).status_code == 403
