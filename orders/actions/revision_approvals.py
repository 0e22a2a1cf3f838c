"""The client's yes to exactly one revision, by an emailed code."""

from django.db import transaction
from django.utils import timezone

from atelier.journal.actor import Actor
from atelier.journal.record import record
from atelier.people import codes
from atelier.people.models import EmailedCode
from orders import emails_revisions
from orders.actions.instalments import fall_due
from orders.discretion import sender_of
from orders.freezing import sha256_of
from orders.locks import locked_revision
from orders.models import Revision, RevisionApproval
from orders.models.quotes import InstalmentWhen
from orders.moves import move_revision
from orders.policies.quotes import check_signature
from orders.policies.revisions import check_approve
from orders.policies.sides import check_client, client_of
from orders.revisions import frozen_revision, with_files


def revision_purpose(revision: Revision) -> str:
    """Return what the emailed code confirms: this revision and no other."""
    return f"approve-revision:{revision.public_id}"


def send_revision_code(*, revision: Revision, version: int, signed_name: str, by: Actor) -> None:
    """Mail the client the code that confirms exactly this revision. Raises `Refusal`."""
    revision = _reread(revision)
    check_approve(revision, version=version, by=by)
    check_signature(signed_name)
    commission = revision.commission
    codes.send_code(
        user=client_of(commission).account,
        purpose=revision_purpose(revision),
        sentence=f"This code confirms drawing {revision.number} for {commission.reference}.",
        commission_id=commission.pk,
        sender_name=sender_of(commission),
    )


def approve_revision(
    *, revision: Revision, version: int, signed_name: str, code: str, by: Actor
) -> RevisionApproval:
    """Freeze what the client saw, its files' hashes and pins, and return the approval.

    `version` is that of the revision shown; `code` was mailed for this very one. Sending the
    same twice gives the same approval. Raises `Conflict` when a newer one was shared meanwhile.
    """
    revision = _reread(revision)
    check_client(revision.commission, by)
    if done := _done_already(revision):
        return done
    check_signature(signed_name)
    check_approve(revision, version=version, by=by)
    try:
        proof = _check_code(revision, code)
    except codes.WrongCode:
        # A doubled submit finds its code spent by its twin, which has committed by now.
        if done := _done_already(revision):
            return done
        raise
    return _approve(revision, version, signed_name.strip(), proof, by)


def _check_code(revision: Revision, code: str) -> EmailedCode:
    """Count a try in a transaction of its own: a refusal of the act must not give it back."""
    client = client_of(revision.commission)
    return codes.check_code(user=client.account, purpose=revision_purpose(revision), code=code)


@transaction.atomic
def _approve(
    revision: Revision, version: int, signed_name: str, proof: EmailedCode, by: Actor
) -> RevisionApproval:
    held = locked_revision(revision)
    if done := _done_already(held):
        return done
    check_approve(held, version=version, by=by)
    codes.spend(proof)
    approval = _freeze(held, signed_name, by)
    move_revision(held, "approve", closed_at=timezone.now())
    record(
        "revision.approved",
        held,
        by=by,
        commission_id=held.commission_id,
        number=held.number,
        sha256=approval.sha256,
    )
    fall_due(commission=held.commission, when=InstalmentWhen.MODEL, by=by)
    emails_revisions.tell_approved(approval)
    return approval


def _reread(revision: Revision) -> Revision:
    related = Revision.objects.select_related("commission__client__user", "commission__approval")
    return related.get(pk=revision.pk)


def _done_already(revision: Revision) -> RevisionApproval | None:
    return RevisionApproval.objects.filter(revision=revision).first()


def _freeze(revision: Revision, signed_name: str, by: Actor) -> RevisionApproval:
    seen = with_files(Revision.objects.filter(pk=revision.pk)).get()
    frozen = {"commission": revision.commission.reference, "revision": frozen_revision(seen)}
    return RevisionApproval.objects.create(
        revision=revision,
        frozen=frozen,
        sha256=sha256_of(frozen),
        signed_name=signed_name,
        signed_by=client_of(revision.commission).account,
        address=by.address,
    )
