"""The gemmologist's pages: written once, refused kindly, read by the house."""

import uuid
from decimal import Decimal

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from atelier.materials.models import Evaluation, EvaluationDraft, StoneVariety
from atelier.materials.tests.evaluating import make_gemmologist
from atelier.materials.tests.factories import make_report
from atelier.materials.tests.receiving import new_emerald, receive
from atelier.people.tests.factories import make_client, make_staff
from atelier.pictures.tests.factories import make_picture
from consultations.models import AppointmentReceipt
from consultations.tests.factories import make_appointment

pytestmark = pytest.mark.django_db


@pytest.fixture
def stone():
    new_emerald()
    owner = make_client(name="Clara Weiss")
    receive(owner)
    return owner.stones.get()


@pytest.fixture
def gemmologist(client):
    user = make_gemmologist()
    for name in ("view_stone", "view_evaluation"):
        user.user_permissions.add(Permission.objects.get(codename=name))
    client.force_login(user)
    return user


def at(name, key):
    return reverse(f"admin:{name}", args=[key])


def found(**over):
    posted = {
        "request_id": str(uuid.uuid4()),
        "instruments": ["loupe", "scales"],
        "variety": StoneVariety.objects.get(code="emerald").pk,
        "growth": "natural",
        "treatment": "oil_minor",
        "filler": "cedar oil",
        "carats": "1.340",
        "window": "20",
        "extinction": "30",
        "brilliance": "50",
        "verdict": "accept",
        "for_client": "A fine old emerald.",
        "pins-TOTAL_FORMS": "2",
        "pins-INITIAL_FORMS": "0",
        "pins-0-cell": "A1",
        "pins-0-note": "Feather",
    }
    return posted | over


def test_an_evaluation_is_written_and_read(client, stone, gemmologist):
    page = client.get(at("evaluate", stone.public_id)).content.decode()
    assert "My grandmother&#x27;s, from Muzo" in page
    form = found()
    answer = client.post(at("evaluate", stone.public_id), form)
    evaluation = Evaluation.objects.get()
    assert answer["Location"] == at("evaluation", evaluation.public_id)
    assert client.post(at("evaluate", stone.public_id), form)["Location"] == answer["Location"]
    assert Evaluation.objects.count() == 1
    assert evaluation.marks.get().x == Decimal("8.33")
    page = client.get(answer["Location"]).content.decode()
    assert "Clarity enhanced, minor (F1), cedar oil" in page
    assert 'cx="8.33%" cy="8.33%"' in page
    assert client.get(at("evaluation_pdf", evaluation.public_id)).content.startswith(b"%PDF-")
    assert "Accepted" in client.get(at("goods", stone.public_id)).content.decode()
    client.post(at("evaluate", stone.public_id), found(verdict="reject", because="Glass."))
    page = client.get(answer["Location"]).content.decode()
    assert "A later evaluation holds" in page


def test_what_is_typed_is_kept_as_it_is_typed_for_its_author_alone(client, stone, gemmologist):
    where = at("evaluate", stone.public_id)
    form = found(carats="1.3x", instruments=["loupe", "uv_long"], treatment="none")
    kept = client.post(where, form | {"step": "keep", "csrfmiddlewaretoken": "x"})
    assert kept.status_code == 204
    draft = EvaluationDraft.objects.get()
    assert (draft.by, "csrfmiddlewaretoken" in draft.words) == (gemmologist, False)
    shown = client.get(where)
    page = shown.content.decode()
    assert shown.context["form"]["instruments"].value() == ["loupe", "uv_long"]
    assert shown.context["form"]["is_mounted"].value() is False
    assert str(shown.context["form"]["request_id"].value()) == form["request_id"]
    assert 'value="1.3x"' in page
    assert "A fine old emerald." in page
    assert 'value="Feather"' in page
    assert "field__error" not in page
    client.force_login(make_staff())
    assert "A fine old emerald." not in client.get(where).content.decode()


def test_a_draft_ends_with_what_was_written_down_and_does_not_come_back(client, stone, gemmologist):
    where, form = at("evaluate", stone.public_id), found()
    client.post(where, form | {"step": "keep"})
    assert client.post(where, form).status_code == 302
    assert not EvaluationDraft.objects.exists()
    assert client.post(where, form | {"step": "keep"}).status_code == 409
    assert client.post(where, form | {"step": "keep", "request_id": "x"}).status_code == 409
    assert not EvaluationDraft.objects.exists()
    client.post(where, found(step="keep", carats="2"))
    assert client.post(where, {"step": "afresh"})["Location"] == where
    assert not EvaluationDraft.objects.exists()
    assert "You began this" not in client.get(where).content.decode()
    client.force_login(make_staff(is_superuser=False))
    assert client.post(where, found(step="keep")).status_code == 403


@pytest.mark.parametrize(
    ("over", "status", "says"),
    [
        ({"brilliance": "60"}, 400, "make 110 %"),
        ({"brilliance": ""}, 400, "all three, or none"),
        ({"verdict": "reject"}, 400, "Please say why not"),
        ({"instruments": []}, 400, "This field is required"),
        ({"refractive_low": "1.577"}, 400, "the same figure twice"),
        ({"refractive_low": "1.577", "refractive_high": "1.583"}, 400, "read on a refractometer"),
        ({"carats": "1.300"}, 409, "report an incident"),
        ({"pins-0-cell": "", "pins-0-note": "Lost"}, 400, "where this is"),
    ],
)
def test_what_does_not_add_up_keeps_everything(client, stone, gemmologist, over, status, says):
    answer = client.post(at("evaluate", stone.public_id), found(**over))
    page = answer.content.decode()
    assert answer.status_code == status
    assert says in page
    assert "A fine old emerald." in page
    assert "cedar oil" in page
    assert not Evaluation.objects.exists()


def test_the_pins_stand_on_a_picture_and_the_paper_is_compared(client, stone, gemmologist):
    report = make_report(stone, number="77", inscription="GIA 77", carats=Decimal("1.36"))
    picture = make_picture()
    stone.pictures.create(picture=picture)
    chosen = {"sheet": str(picture.public_id), "report": report.pk, "inscription": "GIA 77"}
    client.post(at("evaluate", stone.public_id), found(**chosen))
    evaluation = Evaluation.objects.get()
    assert evaluation.map_picture == picture
    assert evaluation.report_match[2] == ["Weight", "1.360 ct", "1.340 ct", "differs"]
    page = client.get(at("evaluation", evaluation.public_id)).content.decode()
    assert "Differs" in page


def test_a_mounted_stone_is_estimated(client, stone, gemmologist):
    type(stone).objects.update(carats=None)
    sides = {"length": "8", "width": "6", "depth": "4", "is_mounted": "on", "carats": ""}
    client.post(at("evaluate", stone.public_id), found(**sides))
    evaluation = Evaluation.objects.get()
    assert (evaluation.carats, evaluation.carats_estimated) == (None, Decimal("1.306"))


def test_advisors_read_and_gemmologists_write(client, stone, gemmologist):
    client.post(at("evaluate", stone.public_id), found())
    evaluation = Evaluation.objects.get()
    clerk = make_staff(is_superuser=False)
    clerk.user_permissions.add(Permission.objects.get(codename="view_stone"))
    client.force_login(clerk)
    assert client.get(at("evaluation", evaluation.public_id)).status_code == 403
    refused = client.post(at("evaluate", stone.public_id), found())
    assert refused.status_code == 403
    assert "Only a gemmologist" in refused.content.decode()
    assert "Evaluate it" not in client.get(at("goods", stone.public_id)).content.decode()


def test_what_is_to_evaluate_stands_on_home_in_its_list_and_at_the_appointment(client, stone):
    client.force_login(make_staff())
    held = make_appointment(client=stone.owner)
    receipt = stone.receipt_items.get().receipt
    AppointmentReceipt.objects.create(appointment=held, receipt=receipt)
    figures = client.get(reverse("admin:index")).context["other_figures"]
    [figure] = [each for each in figures if each.label == "Stones to evaluate"]
    assert (figure.count, figure.url.split("?")[1]) == (1, "care=evaluate")
    listed = client.get(figure.url)
    assert list(listed.context["cl"].queryset) == [stone]
    page = client.get(at("appointment", held.public_id)).content.decode()
    assert at("evaluate", stone.public_id) in page
    client.post(at("evaluate", stone.public_id), found())
    page = client.get(at("appointment", held.public_id)).content.decode()
    assert at("evaluation", Evaluation.objects.get().public_id) in page
    assert not client.get(figure.url).context["cl"].queryset.exists()
    assert client.get(reverse("admin:materials_evaluation_changelist")).status_code == 200
