"""What is mailed of a consultation in writing: that a question is noted, and its answer."""

from django.conf import settings
from django.urls import reverse

from atelier.journal import outbox
from consultations.models import WrittenConsultation
from consultations.writing import to_client

_QUESTION, _ANSWER = "written.asked", "written.answered"


def tell_asked(written: WrittenConsultation) -> None:
    """Tell the client until when they hear, and the advisor that a question is theirs."""
    _to_client(written, _QUESTION, subject="Your question is with us", button="See your question")
    outbox.post(
        _QUESTION,
        to=written.advisor.email,
        subject=f"A question in writing from {written.client}",
        text=f"{written.client} asks, to be answered by {written.due_on:%A %-d %B %Y}:\n\n"
        f"{written.question}\n\n{settings.SITE_URL}{_staff_page(written)}\n",
        dedup_key=f"{_QUESTION}:{written.public_id}:advisor",
        commission_id=written.commission_id,
    )


def tell_answered(written: WrittenConsultation) -> None:
    """Send the answer, with the follow-ups the client may read."""
    _to_client(written, _ANSWER, subject="The answer to your question", button="Open your page")


def _to_client(written: WrittenConsultation, kind: str, *, subject: str, button: str) -> None:
    to_client(
        written.client,
        kind,
        commission=written.commission,
        subject=subject,
        template=f"consultations/mail/{kind.replace('.', '_')}.txt",
        context=_context(written),
        dedup_key=f"{kind}:{written.public_id}:client",
        button=button,
    )


def _context(written: WrittenConsultation) -> dict[str, object]:
    return {
        "written": written,
        "advisor": written.advisor,
        "follow_ups": written.follow_ups.filter(is_shared=True),
        "address": f"{settings.SITE_URL}/my/consultations/written/{written.public_id}/",
    }


def _staff_page(written: WrittenConsultation) -> str:
    return reverse("admin:written", args=[written.public_id])
