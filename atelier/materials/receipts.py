"""Goods come in and go home against two signatures; each time one paper, frozen and mailed."""

import uuid
from collections.abc import Callable, Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from atelier.house.models import House
from atelier.house.numbers import next_number
from atelier.journal.actor import Actor
from atelier.journal.record import record
from atelier.journal.refusals import Conflict, NotAllowed, Refusal
from atelier.materials import letters, receipt_words
from atelier.materials.custody import (
    Observed,
    Thing,
    about,
    check_holder,
    holder_kind_of,
    holder_of,
    locked,
    noun,
    pass_on,
)
from atelier.materials.goods import Checked, Goods, ReceiptTerms
from atelier.materials.goods_pictures import keep_shot
from atelier.materials.identity import check_identity
from atelier.materials.models import BroughtPiece, LaboratoryReport, Receipt, ReceiptItem, Stone
from atelier.materials.models.custody import ReceiptKind
from atelier.materials.models.stones import HolderKind, Title
from atelier.materials.risks import applicable_risks
from atelier.materials.signatures import Signature
from atelier.paper import fingerprint
from atelier.people.models import Client

Tell = Callable[[Receipt], None]
MayLeave = Callable[[Sequence[Thing]], None]


@transaction.atomic
def receive_goods(
    *,
    client: Client,
    things: Sequence[Goods],
    terms: ReceiptTerms,
    client_signature: Signature,
    house_signature: Signature,
    by: Actor,
    commission_id: int | None = None,
    reference: str = "",
    request_id: uuid.UUID | None = None,
    tell: Tell = letters.mail_receipt,
) -> Receipt:
    """Take a client's goods into the house's care and return the receipt, mailed by `tell`.

    Things without a key are written down now. The same `request_id` gives the same receipt.
    Raises `Conflict` for what the house already holds, else a `Refusal` that says what is missing.
    """
    if made := _begin(client, request_id, by):
        return made
    goods = _in_order(things)
    terms.check(applicable_risks(goods))
    for each in goods:
        _write_down(each, client, by)
    house = House.current()
    receipt = _issue(
        ReceiptKind.RECEIVED,
        client,
        receipt_words.received(goods, terms, house.currency),
        (client_signature, house_signature),
        by,
        {"commission_id": commission_id, "request_id": request_id, "witness": terms.witness},
        reference,
    )
    for each in goods:
        _take(each, receipt, house, by)
    return _finish(receipt, by, tell)


@transaction.atomic
def hand_back(
    *,
    client: Client,
    things: Sequence[Checked],
    client_signature: Signature,
    house_signature: Signature,
    by: Actor,
    may_leave: MayLeave,
    witness: str = "",
    commission_id: int | None = None,
    reference: str = "",
    request_id: uuid.UUID | None = None,
    tell: Tell = letters.mail_receipt,
) -> Receipt:
    """Hand goods back to their owner once they were found to be the same; return the receipt.

    `may_leave` refuses what later stages still need. Raises `IdentityMismatch` when weight,
    measures or inscription differ from the record, `Conflict` for what is no longer here.
    """
    if made := _begin(client, request_id, by):
        return made
    checked = _in_order(things)
    for each in checked:
        _check_returnable(locked(each.thing), client)
    may_leave([each.thing for each in checked])
    check_identity(checked)
    receipt = _issue(
        ReceiptKind.HANDED_BACK,
        client,
        receipt_words.handed_back(checked, witness),
        (client_signature, house_signature),
        by,
        {"commission_id": commission_id, "request_id": request_id, "witness": witness},
        reference,
    )
    for each in checked:
        _return(each, receipt, by)
    return _finish(receipt, by, tell)


def _begin(client: Client, request_id: uuid.UUID | None, by: Actor) -> Receipt | None:
    """Let one form at a time pass for a client; return what this form already made."""
    if not by.is_house:
        raise NotAllowed("Only the atelier writes receipts.")
    Client.objects.select_for_update(of=("self",), no_key=True).get(pk=client.pk)
    if request_id is None:
        return None
    return Receipt.objects.filter(request_id=request_id, client=client).first()


def _in_order(things: Sequence[Any]) -> list[Any]:
    """Return the goods as they are locked: stones before pieces, by key, the new ones last."""
    if not things:
        raise Refusal("Please choose or add at least one stone or piece.")
    keys = [(noun(each.thing), each.thing.pk) for each in things if each.thing.pk]
    if len(keys) != len(set(keys)):
        raise Refusal("The same stone or piece stands here twice.")
    new = float("inf")
    return sorted(things, key=lambda each: (noun(each.thing) != "stone", each.thing.pk or new))


def _write_down(goods: Goods, client: Client, by: Actor) -> None:
    thing = goods.thing
    if thing.pk:
        _check_arrival(locked(thing), client)
        return _declare(thing, by)
    thing.owner = client
    if isinstance(thing, Stone):
        thing.title = Title.CLIENT
    thing.save()
    if goods.report and isinstance(thing, Stone):
        _file_report(goods.report, thing)
    record(f"{noun(thing)}.written_down", thing, by=by, name=receipt_words.title_of(thing))
    return None


def _file_report(report: LaboratoryReport, stone: Stone) -> None:
    """File a report that came with a stone; its number is one stone's alone."""
    report.stone = stone
    try:
        with transaction.atomic():
            report.save()
    except IntegrityError:
        raise Conflict(
            f"{report} is on record already. If it is this stone, choose it among those known to"
            " us; else read the number again."
        ) from None


def _declare(thing: Thing, by: Actor) -> None:
    """Keep the value a client declares this time for what they brought before."""
    before = type(thing)._default_manager.values_list("declared_value", flat=True).get(pk=thing.pk)
    if thing.declared_value in (None, before):
        return
    thing.save(update_fields=["declared_value"])
    now = thing.declared_value
    record(f"{noun(thing)}.declared", thing, by=by, before=before, declared=now)


def _check_arrival(thing: Thing, client: Client) -> None:
    _check_owner(thing, client)
    if holder_kind_of(thing) != HolderKind.OWNER:
        raise Conflict(f"{receipt_words.title_of(thing)} is already with {holder_of(thing)}.")


def _check_owner(thing: Thing, client: Client) -> None:
    check_holder(thing, HolderKind.OWNER)
    if thing.owner_id != client.pk:
        raise Refusal(f"{receipt_words.title_of(thing)} does not belong to {client}.")


def _check_returnable(thing: Thing, client: Client) -> None:
    _check_owner(thing, client)
    title, kind = receipt_words.title_of(thing), holder_kind_of(thing)
    if kind == HolderKind.OWNER:
        raise Conflict(f"{title} is already with {client}.")
    if kind != HolderKind.HOUSE:
        raise Refusal(f"{title} is with {holder_of(thing)}: take it back into the house first.")
    if thing.incidents.filter(outcome__isnull=True).exists():
        raise Refusal(f"An incident about {title} is not settled yet.")


def _issue(
    kind: str,
    client: Client,
    words: dict[str, Any],
    signatures: tuple[Signature, Signature],
    by: Actor,
    fields: dict[str, Any],
    reference: str,
) -> Receipt:
    """Number, freeze and sign the paper. The number comes last, so that its row is held shortly."""
    of_client, of_house = signatures
    at, number, house = timezone.now(), next_number("R"), House.current()
    frozen = words | receipt_words.signed(of_client, of_house) | {"by": by.name}
    frozen |= receipt_words.head(
        number=number, kind=kind, client=client, reference=reference, at=at, house=house
    )
    return Receipt.objects.create(
        number=number,
        kind=kind,
        client=client,
        at=at,
        received_by=by.name,
        client_name=of_client.name,
        client_strokes=of_client.strokes,
        house_name=of_house.name,
        house_strokes=of_house.strokes,
        frozen=frozen,
        sha256=fingerprint(frozen),
        **fields,
    )


def _take(goods: Goods, receipt: Receipt, house: House, by: Actor) -> None:
    thing = goods.thing
    ReceiptItem.objects.create(receipt=receipt, **about(thing))
    _pass(thing, house.name, HolderKind.HOUSE, goods.observed, receipt, by)
    for shot in goods.shots:
        keep_shot(thing, shot)
    _note_return(thing, None)


def _return(checked: Checked, receipt: Receipt, by: Actor) -> None:
    thing = checked.thing
    ReceiptItem.objects.create(receipt=receipt, **about(thing))
    seen = Observed(checked.condition, checked.carats, checked.grams, checked.seal)
    _pass(thing, receipt.client.name, HolderKind.OWNER, seen, receipt, by)
    _note_return(thing, receipt.at)


def _pass(
    thing: Thing, to_holder: str, kind: str, seen: Observed, receipt: Receipt, by: Actor
) -> None:
    pass_on(
        thing=thing,
        to_holder=to_holder[:80],
        to_kind=kind,
        by=by,
        observed=seen,
        commission_id=receipt.commission_id,
    )


def _note_return(thing: Thing, at: Any) -> None:
    if isinstance(thing, BroughtPiece) or thing.returned_at == at:
        return
    thing.returned_at = at
    thing.save(update_fields=["returned_at"])


def _finish(receipt: Receipt, by: Actor, tell: Tell) -> Receipt:
    record(
        f"receipt.{receipt.kind}",
        receipt,
        by=by,
        commission_id=receipt.commission_id,
        number=receipt.number,
        sha256=receipt.sha256,
    )
    tell(receipt)
    return receipt
