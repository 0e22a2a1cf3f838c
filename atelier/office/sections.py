"""What each section of a commission's page shows, read in a fixed number of queries."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest

from atelier.house.models import House
from atelier.journal.history import history_of
from atelier.office import drawings, ledgers
from atelier.office.care import goods_section
from atelier.office.changing import changes_section
from atelier.office.forms.choosing import choose_form
from atelier.office.forms.follow_ups import NewFollowUpForm
from atelier.office.forms.lots import LotForm
from atelier.office.forms.messages import MessageForm, PictureForm
from atelier.office.forms.try_ons import TryOnForm
from atelier.office.spoken import Spoken
from atelier.people.actors import actor_of
from orders.models import Commission, QuoteOption, StoneProof
from orders.policies.choosing import mistakes_of
from orders.policies.sides import client_of
from orders.summary import measures_of
from orders.totals import option_total
from production.models import Job, JobStage, RunPicture, StageKind, StageRun, TryOn, Weighing
from production.policies.lots import can_name_lots
from production.policies.obstacles import stops_of
from production.policies.try_ons import can_take_back
from production.provenance import claims_for
from production.statuses import JobStatus, RunStatus

Read = Callable[[HttpRequest, Commission], dict[str, Any]]

# What a reminder begins with; the advisor writes on.
_WORDS = {
    "reminder": (
        "Dear {name},\n\nYour options are still waiting for you. Take the time you need; if a"
        " question has come up, or you would like to change something, simply answer here."
        "\n\n{advisor}"
    ),
    "change": (
        "Dear {name},\n\nA change to your piece is waiting for your signature, and the work it"
        " touches waits with it. If anything in it is not clear, simply answer here."
        "\n\n{advisor}"
    ),
}


@dataclass(frozen=True)
class Section:
    """One section: its place in the address, its name, its template and what it reads."""

    key: str
    label: str
    read: Read

    @property
    def template(self) -> str:
        """The template that shows it."""
        return f"office/commission/{self.key}.html"


def _brief(request: HttpRequest, commission: Commission) -> dict[str, Any]:
    pieces = commission.pieces.select_related(
        "design", "alloy", "stone_variety", "cut", "setting", "chain_style"
    )
    stones = commission.stones.living().select_related("stone__variety", "stone__cut")
    pictures = commission.pictures.filter(from_client=True)
    shown = pictures.select_related("picture").prefetch_related("picture__renditions")
    measured = [(piece, list(measures_of(piece))) for piece in pieces]
    found = {"pieces": measured, "stones": stones, "pictures": shown}
    if not request.user.has_perm("orders.change_commission"):
        return found
    return found | {"choose_form": choose_form(commission), "mistakes": mistakes_of(commission)}


def _consultations(request: HttpRequest, commission: Commission) -> dict[str, Any]:
    client = client_of(commission)
    may_add = request.user.has_perm("consultations.add_followup")
    form = NewFollowUpForm(client=client, initial={"commission": commission}) if may_add else None
    return {"spoken": Spoken(client, commission), "follow_up_form": form}


def _quote(request: HttpRequest, commission: Commission) -> dict[str, Any]:
    options = QuoteOption.objects.select_related("alloy", "quote").prefetch_related("lines")
    quotes = list(commission.quotes.prefetch_related(Prefetch("options", options)))
    offers = [(each, [(one, option_total(one)) for one in each.options.all()]) for each in quotes]
    return {"offers": offers, "approval": getattr(commission, "approval", None)}


def _production(request: HttpRequest, commission: Commission) -> dict[str, Any]:
    runs = StageRun.objects.select_related("jeweller", "second_reader", "reason")
    stages = JobStage.objects.prefetch_related(Prefetch("runs", runs))
    jobs = Job.objects.filter(commission=commission).exclude(status=JobStatus.CANCELLED)
    jobs = jobs.select_related("approval__option__alloy")
    job = jobs.prefetch_related(Prefetch("stages", stages), "serials", "metal_closing").first()
    failures = runs.filter(job=job, status=RunStatus.FAILED).select_related(
        "stage", "reason__back_to"
    )
    shown = {"job": job, "failures": failures if job else [], "ahead": stops_of(job) if job else []}
    shown |= _trying_on(job) if job else {}
    return shown | _metal(request, commission, job)


def _trying_on(job: Job) -> dict[str, Any]:
    """When the client tries the piece on; the form while it is at its try-on."""
    shown = TryOn.objects.filter(run__job=job).select_related("appointment__advisor", "run")
    is_open = StageRun.objects.still_open().filter(job=job, stage__kind=StageKind.TRY_ON).exists()
    links = [(each, can_take_back(each)) for each in shown]
    return {"try_ons": links, "try_on_form": TryOnForm(job=job) if is_open else None}


def _metal(request: HttpRequest, commission: Commission, job: Job | None) -> dict[str, Any]:
    """The lots a piece was cast from, and what it may claim."""
    may = request.user.has_perm
    may_name = job and can_name_lots(job, actor_of(request))
    return {
        "claims": claims_for(commission, House.current().today()),
        "lots": job.lots.select_related("lot__alloy", "lot__supplier") if job else [],
        "lot_form": LotForm(job=job) if job and may_name else None,
        "proofs": _proofs(commission) if job else [],
        "weighings": _weighings(job) if job and may("production.view_weighing") else [],
    }


def _proofs(commission: Commission) -> list[StoneProof]:
    """What was found as its stones were compared, each microphoto beside the intake's."""
    proofs = StoneProof.objects.filter(promise__commission=commission)
    shown = proofs.select_related("promise__stone__variety", "picture")
    intake = "promise__stone__pictures__picture__renditions"
    return list(shown.prefetch_related("picture__renditions", intake))


def _weighings(job: Job) -> list[Weighing]:
    """The metal ledger of a piece, line by line."""
    lines = job.weighings.standing().select_related("run__stage", "jeweller", "alloy")
    return list(lines.order_by("id"))


def _pictures(request: HttpRequest, commission: Commission) -> dict[str, Any]:
    kept = commission.pictures.select_related("picture").prefetch_related("picture__renditions")
    bench = RunPicture.objects.filter(run__job__commission=commission).select_related(
        "picture", "run__stage", "run__jeweller"
    )
    return {
        "house_pictures": [each for each in kept if not each.from_client],
        "client_pictures": [each for each in kept if each.from_client],
        "bench_pictures": bench.prefetch_related("picture__renditions"),
        "picture_form": PictureForm(),
    }


def _messages(request: HttpRequest, commission: Commission) -> dict[str, Any]:
    written = list(commission.messages.select_related("author"))
    template = _WORDS.get(request.GET.get("words", ""), "")
    body = template.format(name=commission.client, advisor=request.user)
    return {
        "notes": written,
        "unread": sum(each.from_client and each.read_at is None for each in written),
        "message_form": MessageForm(initial={"body": body}),
    }


def _goods(request: HttpRequest, commission: Commission) -> dict[str, Any]:
    return goods_section(commission)


def _history(request: HttpRequest, commission: Commission) -> dict[str, Any]:
    return {"entries": history_of(commission.pk)}


SECTIONS = {
    section.key: section
    for section in (
        Section("brief", "Brief", _brief),
        Section("consultations", "Consultations", _consultations),
        Section("design", "Design", drawings.read),
        Section("quote", "Quote", _quote),
        Section("changes", "Changes", changes_section),
        Section("payments", "Payments", ledgers.read),
        Section("production", "Production", _production),
        Section("pictures", "Pictures", _pictures),
        Section("goods", "Goods", _goods),
        Section("messages", "Messages", _messages),
        Section("history", "History", _history),
    )
}
