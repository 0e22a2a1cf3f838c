"""A receipt in the making, as its pages read it: what lies on the table, and which step is next."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from atelier.house.models import House
from atelier.journal.refusals import Conflict
from atelier.materials import receipt_words
from atelier.materials.goods import Goods, ReceiptTerms, Shot
from atelier.materials.models import Intake, IntakePicture
from atelier.materials.models.custody import Risk
from atelier.materials.photographs import with_photographs
from atelier.materials.risks import applicable_risks
from atelier.office.forms.goods import IDENTITY, MEASURES, GoodsForm, GoodsFormSet, things_of
from atelier.office.forms.intake import AgreementForm, ClientForm
from atelier.office.forms.marks import kept_spots
from atelier.office.visits import Visit
from atelier.paper import fingerprint


@dataclass(frozen=True)
class Step:
    """One page of an intake; `fields` are those of a row it asks for."""

    key: str
    title: str
    fields: tuple[str, ...] = ()


STEPS = (
    Step("goods", "What it is", IDENTITY),
    Step("measures", "Measures", MEASURES),
    Step("pictures", "Pictures"),
    Step("agreement", "What is agreed"),
    Step("client", "The client signs"),
    Step("house", "The house signs"),
)
_BY_KEY = {step.key: step for step in STEPS}


def step_of(key: str) -> Step:
    """Return a step by its name in the address; else 404."""
    if key not in _BY_KEY:
        raise Http404
    return _BY_KEY[key]


def find_intake(public_id: uuid.UUID) -> Intake:
    """Return an intake with its client; else 404."""
    rows = Intake.objects.select_related("client__user", "receipt")
    return get_object_or_404(rows, public_id=public_id)


def open_intakes(visit: Visit) -> list[Intake]:
    """Return what was begun with this client and signed by nobody yet."""
    return list(Intake.objects.unsigned().filter(client=visit.client).select_related("begun_by"))


class Table:
    """What an intake's words amount to: the rows, the risks they run, and the words to sign."""

    def __init__(self, intake: Intake) -> None:
        self.intake = intake
        self.words: Mapping[str, str] = intake.words

    @cached_property
    def visit(self) -> Visit:
        """Who sits at the table."""
        return Visit.of_intake(self.intake)

    @cached_property
    def rows(self) -> Any:
        """The rows as they were typed, checked."""
        things = things_of(self.intake.client, held=False)
        return GoodsFormSet(dict(self.words), prefix="goods", form_kwargs={"things": things})

    @cached_property
    def filled(self) -> list[GoodsForm]:
        """The rows that say something, checked."""
        self.rows.is_valid()
        return self.rows.filled()

    @cached_property
    def pictures(self) -> list[IntakePicture]:
        """The pictures, with what they are shown from."""
        kept = self.intake.pictures.select_related("picture")
        return list(kept.prefetch_related("picture__renditions"))

    def pictures_of(self, row: int) -> list[IntakePicture]:
        """Return the pictures of a row."""
        return [each for each in self.pictures if each.row == row]

    def shots_of(self, row: int) -> tuple[Shot, ...]:
        """Return the pictures of a row as the receipt keeps them."""
        return tuple(
            Shot(each.picture, each.view, tuple(kept_spots(each.marks)))
            for each in self.pictures_of(row)
        )

    def goods(self, client: ClientForm | None = None) -> list[Goods]:
        """Return what came in; with the values of the client's own form, once it is checked."""
        found = []
        for form in self.filled:
            each = form.goods(self.shots_of(form.row))
            each.thing.declared_value = client.declared(form.row) if client else None
            found.append(each)
        return found

    @cached_property
    def missing(self) -> tuple[str, str]:
        """The step that is not complete and what it lacks; two empty texts where none is."""
        if not self.filled:
            return "goods", "Please choose or add at least one stone or piece."
        for step in STEPS[:2]:
            if any(set(form.errors) & set(step.fields) for form in self.filled):
                return step.key, f"Please look at “{step.title}” again: something is missing there."
        if not self.words.get("authorised_work", "").strip():
            return "agreement", "Please write what the client allows the house to do."
        return "", ""

    @cached_property
    def risks(self) -> list[Risk]:
        """What the client has to be told of."""
        return applicable_risks(self.goods())

    @property
    def agreement(self) -> AgreementForm:
        """What was agreed, as typed."""
        return AgreementForm(initial=dict(self.words))

    def client_form(self, data: Any = None) -> ClientForm:
        """Return the client's form: empty until they fill it in."""
        return ClientForm(data, rows=self.filled, risks=self.risks)

    @cached_property
    def signed(self) -> ClientForm | None:
        """The client's form as they signed it, while every word of it still stands."""
        form = self.client_form(dict(self.words))
        if not self.intake.read or self.missing[0] or not form.is_valid():
            return None
        return form if self.read_by(form) == self.intake.read else None

    def terms(self, client: ClientForm, witness: str = "") -> ReceiptTerms:
        """Return what both sides agree to."""
        return ReceiptTerms(
            initials=client.initialled(),
            authorised_work=self.words.get("authorised_work", ""),
            leftovers=client.cleaned_data["leftovers"],
            witness=witness,
        )

    def received(self, client: ClientForm, witness: str = "") -> dict[str, Any]:
        """Return the words of the receipt."""
        currency = House.current().currency
        return receipt_words.received(self.goods(client), self.terms(client, witness), currency)

    def read_by(self, client: ClientForm) -> str:
        """Return the hash of what the client reads and fills in; new goods get no id yet."""
        words = self.received(client)
        goods = [each | {"id": ""} for each in words["goods"]]
        return fingerprint(words | {"goods": goods})

    def check_complete(self) -> None:
        """Refuse to turn an unfinished table to the client. Raises `Conflict`."""
        if self.missing[0]:
            raise Conflict(self.missing[1], step=self.missing[0])

    def shown(self) -> list[dict[str, Any]]:
        """Return what the client reads of each thing: its name, its facts, its photographs."""
        empty = ReceiptTerms(initials={}, authorised_work="", leftovers="return")
        goods = with_photographs(receipt_words.received(self.goods(), empty, "")["goods"])
        return [entry | {"rows": _without_value(entry["rows"])} for entry in goods]


def _without_value(rows: list[list[str]]) -> list[list[str]]:
    """Leave out what the client alone says, and says further down."""
    return [row for row in rows if row[0] != receipt_words.DECLARED]


@dataclass(frozen=True)
class Stair:
    """A step as the line above the page shows it."""

    title: str
    url: str
    is_now: bool
    is_behind: bool


def stairs(intake: Intake | None, now: str) -> list[Stair]:
    """Return the steps of an intake, each with its address; none before it is begun."""
    keys = [step.key for step in STEPS]
    return [
        Stair(
            step.title,
            reverse("admin:intake", args=[intake.public_id, step.key]) if intake else "",
            step.key == now,
            keys.index(step.key) < keys.index(now),
        )
        for step in STEPS
    ]
