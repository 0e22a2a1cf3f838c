"""A consultation in writing: a question now, an answer by a day."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from atelier.journal.refusals import NotAllowed
from atelier.people.models import Channel, User
from atelier.portal.my.access import show
from atelier.portal.my.details import QuestionForm
from atelier.portal.my.doors import Visit, consultation_page
from atelier.portal.my.wishes import Wish, open_advisors, wish_asked
from consultations.actions.written import ask_in_writing
from consultations.models import BookingRules, WrittenConsultation
from consultations.statuses import WRITTEN


@consultation_page
def write(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Ask in writing; it takes nobody's hour, and is answered within the house's days."""
    wish = _wish(request.GET, visit)
    form = QuestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked = ask_in_writing(
            client=visit.client,
            advisor=wish.advisor or _whoever_answers(wish),
            question=form.cleaned_data["question"],
            by=visit.by,
            commission=wish.commission,
            topic=wish.topic,
        )
        return redirect("my:written", asked.public_id)
    context = {"visit": visit, "wish": wish, "form": form, "days": _days()}
    return show(request, "consultations/write", context, status=400 if form.errors else 200)


@require_safe
@consultation_page
def written(request: HttpRequest, visit: Visit, public_id: UUID) -> HttpResponse:
    """One question, and its answer once it is there."""
    mine = WrittenConsultation.objects.of_client(visit.client)
    related = mine.select_related("advisor", "topic", "commission")
    found = get_object_or_404(related, public_id=public_id)
    context = {
        "visit": visit,
        "written": found,
        "sentence": WRITTEN.sentences[found.status],
        "agreed": found.follow_ups.filter(is_shared=True),
    }
    return show(request, "consultations/written", context)


def _wish(query: QueryDict, visit: Visit) -> Wish:
    asked = query.copy()
    asked["channel"] = Channel.EMAIL
    return wish_asked(asked, visit.client) or Wish(Channel.EMAIL)


def _whoever_answers(wish: Wish) -> User:
    """Return the commission's own advisor, else the one with the fewest open questions."""
    if wish.commission and wish.commission.advisor:
        return wish.commission.advisor
    open_ = WrittenConsultation.objects.open().values_list("advisor_id", flat=True)
    waiting = list(open_)
    advisors = [each for each in open_advisors() if _takes_letters(each)]
    if not advisors:
        raise NotAllowed("Nobody takes questions in writing at present. Please call us.")
    return min(advisors, key=lambda each: waiting.count(each.pk))


def _takes_letters(advisor: User) -> bool:
    advising = getattr(advisor, "advising", None)
    return advising is None or Channel.EMAIL in advising.channels


def _days() -> int:
    return BookingRules.current().written_days
