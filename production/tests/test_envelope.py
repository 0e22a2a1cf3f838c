"""The envelope that travels with the piece, as an A5 sheet and as a label."""

import re

import pytest
from django.urls import reverse

from atelier.materials.models.stones import Title
from atelier.materials.tests.factories import make_report, make_stone
from atelier.people.tests.factories import make_user
from orders.models import CommissionStone
from production.cards import card_of
from production.documents import Format, envelope_pdf
from production.documents.envelope import bench_address, words_of
from production.tests.factories import (
    finish,
    grams,
    make_approved_commission,
    make_crew,
    make_job,
    play_to,
    start,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def job():
    """A job whose centre is the client's own emerald, with a report."""
    job = make_job()
    stone = make_stone(
        "emerald", None, title=Title.CLIENT, owner=job.commission.client, colour="Deep green"
    )
    make_report(stone, laboratory="SSEF", number="117204", inscription="SSEF 117204")
    CommissionStone.objects.create(commission=job.commission, place="centre", stone=stone)
    return job


def words(job):
    return words_of(job, card_of(job))


def test_it_says_code_due_day_and_what_the_stone_is_known_by(job):
    said = words(job)
    assert said["code"].replace(" ", "") == job.envelope
    assert said["due"] == f"{job.due:%A %-d %B %Y}"
    stone = said["stones"][0]
    assert (stone["number"], stone["name"]) == ("1", "Deep green emerald, centre")
    assert stone["known_by"].endswith("The client’s own. SSEF report 117204, inscribed SSEF 117204")
    assert stone["delicate"]
    assert stone["care"] == "No ultrasonic, no torch"


def test_the_code_opens_the_piece_at_the_bench(job, settings):
    settings.SITE_URL = "https://atelier.example"
    assert bench_address(job) == f"https://atelier.example/bench/j/{job.envelope}/"


def test_what_was_done_before_it_was_printed_stands_in_its_line(job):
    crew = make_crew()
    casting = start(play_to(job, 20, crew), crew["caster"])
    finish(casting, crew["caster"], weight_in=grams("9.400"), weight_out=grams("9.350"))
    model, casting, inspection = words(job)["stages"][:3]
    assert (model["name"], model["who"]) == ("10 Model", crew["modeller"].initials)
    assert (casting["in"], casting["out"]) == ("9.400", "9.350")
    assert inspection | {"name": ""} == dict.fromkeys(inspection, "")


@pytest.mark.parametrize("paper", Format)
def test_both_formats_are_one_sheet(job, paper):
    pdf = envelope_pdf(job, paper)
    assert pdf.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1


def test_the_same_job_gives_the_same_bytes(job):
    assert envelope_pdf(job, Format.LABEL) == envelope_pdf(job, Format.LABEL)


@pytest.mark.parametrize("paper", Format)
def test_staff_print_it_from_the_commission(admin_client, job, paper):
    answer = admin_client.get(address(job, paper))
    assert answer["Content-Type"] == "application/pdf"
    assert f"envelope-{job.envelope}-{paper}.pdf" in answer["Content-Disposition"]


def test_there_is_no_third_format_and_no_envelope_before_the_job(admin_client, job):
    assert admin_client.get(address(job, "a3")).status_code == 404
    other = make_approved_commission()
    missing = reverse("admin:envelope_pdf", args=[other.reference, "a5"])
    assert admin_client.get(missing).status_code == 404


def test_staff_without_the_right_are_refused(client, job):
    client.force_login(make_user(is_staff=True))
    assert client.get(address(job, "a5")).status_code == 403


def address(job, paper):
    return reverse("admin:envelope_pdf", args=[job.commission.reference, str(paper)])


@pytest.mark.parametrize(
    ("agreed", "facts"),
    [
        (
            {
                "band_width_mm": "4.00",
                "band_thickness_mm": "1.80",
                "profile": "Court: round inside and outside",
                "comfort_fit": True,
                "finish": "Satin",
            },
            [("Band", "4 mm wide, 1.8 mm thick, court, comfort fit"), ("Surface", "Satin")],
        ),
        (
            {"wrist_mm": "160.0", "ease": "Close to the wrist", "bracelet_mm": "170.0"},
            [("Bracelet", "170 mm long, wrist 160 mm, close to the wrist")],
        ),
        # As it was frozen before the length was.
        ({"wrist_mm": "160.0"}, [("Bracelet", "wrist 160 mm")]),
        ({"bangle_mm": "58.0"}, [("Bangle", "58 mm inside")]),
        (
            {"is_single": True, "fitting": "Lever back"},
            [("Earrings", "One, not a pair"), ("Fitting", "Lever back")],
        ),
    ],
)
def test_every_measure_that_was_agreed_reaches_the_bench(job, agreed, facts):
    job.approval.frozen["pieces"] = [{"type": "Piece"} | agreed]
    assert card_of(job).pieces[0].facts == facts


def test_a_chain_is_said_in_inches_and_by_the_benchs_rule(job):
    job.approval.frozen["pieces"] = [
        {"type": "Pendant", "chain_mm": "457.2", "chain": "Fine cable chain"}
    ]
    assert card_of(job).pieces[0].facts == [("Chain", "18 in, 457.2 mm, Fine cable chain")]
