"""Codes mailed to confirm one binding act: six digits, ten minutes, five tries."""

import secrets
from datetime import timedelta
from hmac import compare_digest

from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.crypto import salted_hmac

from atelier.house.models import House
from atelier.journal import outbox
from atelier.journal.refusals import NotAllowed, Refusal
from atelier.people.models import EmailedCode, User

LIFE = timedelta(minutes=10)
TRIES = 5
# Each code may be tried five times, so this bounds the guesses at one act to 30 an hour.
CODES_AN_HOUR = 6
_CAUTION = (
    "It works once, for ten minutes. If you did not ask for it, you need do nothing: "
    "without it nothing happens."
)


class WrongCode(Refusal):
    """The code is wrong, spent or too old."""

    code = "wrong-code"


@transaction.atomic
def send_code(
    *,
    user: User,
    purpose: str,
    sentence: str,
    commission_id: int | None = None,
    sender_name: str = "",
) -> EmailedCode:
    """Mail `user` a fresh code for `purpose`; earlier ones for it stop working.

    `sentence` says in the mail what the code confirms. Raises `NotAllowed` after six an hour.
    """
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    earlier = EmailedCode.objects.filter(user=user, purpose=purpose)
    _check_pace(earlier.filter(created_at__gt=timezone.now() - timedelta(hours=1)).count())
    earlier.filter(used_at__isnull=True).update(expires_at=timezone.now())
    digits = f"{secrets.randbelow(1_000_000):06d}"
    code = EmailedCode.objects.create(
        user=user,
        purpose=purpose,
        code_hash=_hashed(digits, purpose),
        expires_at=timezone.now() + LIFE,
    )
    _post(code, digits, sentence, commission_id, sender_name)
    return code


def check_code(*, user: User, purpose: str, code: str) -> EmailedCode:
    """Return the living code for `purpose` when `code` is right; it is not spent yet.

    The try is counted and committed before the hash is looked at, so neither parallel guesses
    nor a rolled-back act give anybody a sixth. Call it outside a transaction. Raises `WrongCode`.
    """
    living = _count_try(user, purpose)
    if living is None:
        raise WrongCode("This code can no longer be used. Please ask for a new one.")
    if not compare_digest(_hashed(code.replace(" ", ""), purpose), living.code_hash):
        left = TRIES - living.attempts
        raise WrongCode(
            f"That is not the code we sent. {left} more tries."
            if left
            else "That is not the code we sent. Please ask for a new one.",
            left=left,
        )
    return living


def spend(code: EmailedCode) -> None:
    """Mark a checked code as used, in the transaction of the act it confirms.

    Raises `WrongCode` when it was used meanwhile.
    """
    unused = EmailedCode.objects.filter(pk=code.pk, used_at__isnull=True)
    if not unused.update(used_at=timezone.now()):
        raise WrongCode("This code was used already. Please ask for a new one.")


def use_code(*, user: User, purpose: str, code: str) -> None:
    """Check and spend a code at once. Raises `WrongCode`."""
    spend(check_code(user=user, purpose=purpose, code=code))


def _check_pace(sent: int) -> None:
    if sent >= CODES_AN_HOUR:
        raise NotAllowed("We have sent several codes already. Please try again in an hour.")


@transaction.atomic(durable=True)
def _count_try(user: User, purpose: str) -> EmailedCode | None:
    newest = EmailedCode.objects.filter(user=user, purpose=purpose).order_by("-id").first()
    if newest is None:
        return None
    counted = EmailedCode.objects.filter(
        pk=newest.pk, used_at__isnull=True, attempts__lt=TRIES, expires_at__gt=timezone.now()
    ).update(attempts=F("attempts") + 1)
    if not counted:
        return None
    newest.refresh_from_db(fields=["attempts"])
    return newest


def _post(
    code: EmailedCode, digits: str, sentence: str, commission_id: int | None, sender_name: str
) -> None:
    house = House.current()
    sentences = [sentence, _CAUTION]
    # Under a neutral sender's name nothing in the mail names the house.
    neutral = sender_name not in {"", house.name}
    shown = {"sentences": sentences, "house": house}
    outbox.post(
        "code.sent",
        to=code.user.email,
        subject="Your code",
        text="\n\n".join(["[[code]]", *sentences, sender_name or house.name]) + "\n",
        html="" if neutral else render_to_string("mail/code.html", shown),
        dedup_key=f"code:{code.pk}",
        commission_id=commission_id,
        sender_name=sender_name,
        secrets={"code": digits},
    )


def _hashed(digits: str, purpose: str) -> str:
    """Hash under the house's secret key: no slowness could hide a million possible codes."""
    return salted_hmac(f"people.code:{purpose}", digits, algorithm="sha256").hexdigest()
