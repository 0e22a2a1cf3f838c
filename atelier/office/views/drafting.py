"""The unfinished record of a consultation: kept at every pause, rows added, the summary shown."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from atelier.journal.refusals import Conflict, Refusal
from atelier.office.forms.recording import (
    ROWS,
    Sheet,
    with_one_more,
    without,
    words_of,
)
from atelier.people.actors import actor_of
from consultations.actions.drafts import Consultation, save_draft
from consultations.models import Appointment, RecordDraft
from consultations.sizes import read_sizes

Words = Mapping[str, str]
Show = Callable[..., HttpResponseBase]


def draft_of(of: Consultation) -> RecordDraft | None:
    """Return the draft a consultation was loaded with, or None."""
    return getattr(of, "draft", None)


def seen_in(request: HttpRequest) -> int:
    """Return the version of the draft that was typed upon; 0 for none."""
    said = request.POST.get("seen", "")
    return int(said) if said.isdecimal() and len(said) < 8 else 0


def sheet_context(
    of: Consultation, sheet: Sheet, words: Words, refusal: Refusal | None = None, **more: Any
) -> dict[str, Any]:
    """Return what the parts of the sheet are drawn from."""
    return {
        "consultation": of,
        "sheet": sheet,
        "draft": draft_of(of),
        "draft_url": _draft_url(of),
        "sizes": read_sizes(words.get("sizes_measured", "")),
        "summary_typed": words.get("summary", ""),
        "other_words": _others_words(of, sheet, refusal),
        **more,
    }


def _others_words(
    of: Consultation, sheet: Sheet, refusal: Refusal | None
) -> list[tuple[str, str]] | None:
    """Return what somebody else kept meanwhile, by the fields' labels; None without a clash."""
    draft = draft_of(of)
    if draft is None or not isinstance(refusal, Conflict):
        return None
    fields = sheet.form.fields.items()
    return [(str(field.label), draft.words.get(name, "")) for name, field in fields]


def page_of(of: Consultation) -> str:
    """Return the address of a consultation's page."""
    name = "admin:appointment" if isinstance(of, Appointment) else "admin:written"
    return reverse(name, args=[of.public_id])


def keep_draft(
    request: HttpRequest, of: Consultation, kind: type[forms.Form], show: Show
) -> HttpResponseBase:
    """Keep what was typed into a record of this `kind`; `show` is its page, for a refusal."""
    words = _changed(words_of(kind, request.POST), request.POST)
    try:
        of.draft = save_draft(
            of=of,
            words=words,
            seen=seen_in(request),
            by=actor_of(request),
            leaving="leaving" in request.POST,
        )
    except Refusal as refused:
        return _not_kept(request, of, kind, words, refused, show)
    if request.headers.get("HX-Request"):
        return _parts(request, of, kind, words)
    return redirect(f"{page_of(of)}{_where(request)}")


def _changed(words: dict[str, str], data: Mapping[str, str]) -> dict[str, str]:
    """Return the words as the pressed button leaves them: a row more, or one less."""
    if data.get("do") == "add":
        return with_one_more(words)
    gone = data.get("remove", "")
    return without(words, int(gone)) if gone.isdecimal() and len(gone) < 3 else words


def _where(request: HttpRequest) -> str:
    if request.POST.get("do") == "preview":
        return "?preview=1#preview"
    rows = request.POST.get("do") == "add" or "remove" in request.POST
    return f"#{ROWS}" if rows else "#draft-state"


def _parts(
    request: HttpRequest,
    of: Consultation,
    kind: type[forms.Form],
    words: Words,
    **more: Any,
) -> HttpResponse:
    """Answer htmx with the parts that changed; what is being typed is not touched."""
    data = request.POST
    more["rows_changed"] = data.get("do") == "add" or "remove" in data
    more["adding"] = data.get("do") == "add"
    more["preview"] = data.get("do") == "preview"
    context = sheet_context(of, Sheet.of(kind, words), words, **more)
    return render(request, "office/consultation/kept.html", context)


def _not_kept(
    request: HttpRequest,
    of: Consultation,
    kind: type[forms.Form],
    words: Words,
    refused: Refusal,
    show: Show,
) -> HttpResponseBase:
    if request.headers.get("HX-Request"):
        return _parts(request, of, kind, words, not_kept=refused)
    if isinstance(refused, Conflict):
        of.draft = refused.details["draft"]  # type: ignore[assignment]
    return show(request, of, Sheet.of(kind, words), words, refused)


def _draft_url(of: Consultation) -> str:
    name = "admin:record_draft" if isinstance(of, Appointment) else "admin:answer_draft"
    return reverse(name, args=[of.public_id])
