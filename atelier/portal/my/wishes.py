"""What a client wishes to speak about, how and with whom; it travels in the address."""

from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlencode

from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict

from atelier.people.models import Channel, Client, User
from atelier.portal.my.titles import PIECES, title_of
from consultations.models import Topic
from consultations.policies.appointments import CLOSED
from orders.models import Commission

HOWS = {
    Channel.IN_PERSON: ("In person", "At our table, with stones and pieces to hold."),
    Channel.VIDEO: ("Live video", "Face to face from wherever you are."),
    Channel.PHONE: ("By telephone", "A conversation, and nothing else to set up."),
    Channel.EMAIL: ("In writing", "You ask, we answer in a letter. No hour to keep."),
}
_NAMES = ("channel", "topic", "advisor", "commission")


@dataclass(frozen=True)
class Wish:
    """How, about what and with whom; `advisor` None means whoever is free first."""

    channel: str
    topic: Topic | None = None
    advisor: User | None = None
    commission: Commission | None = None

    @property
    def how(self) -> str:
        """The channel in the client's words."""
        return HOWS[Channel(self.channel)][0]

    @property
    def query(self) -> str:
        """The wish as the query of an address."""
        keys: dict[str, object] = {"channel": self.channel}
        if self.topic:
            keys["topic"] = self.topic.pk
        if self.advisor:
            keys["advisor"] = self.advisor.pk
        if self.commission:
            keys["commission"] = self.commission.public_id
        return urlencode(keys)

    @property
    def anybody(self) -> "Wish":
        """The same with whoever is free first."""
        return Wish(channel=self.channel, topic=self.topic, commission=self.commission)


def open_advisors() -> QuerySet[User]:
    """Return everybody clients may book with by themselves."""
    staff = User.objects.filter(is_active=True, staff__is_advisor=True)
    takes = Q(advising__isnull=True) | Q(advising__is_open=True)
    return staff.filter(takes).select_related("staff", "advising").order_by("name")


def open_topics() -> QuerySet[Topic]:
    """Return what clients may book a consultation about."""
    return Topic.objects.filter(is_open=True)


def living_commissions(client: Client) -> QuerySet[Commission]:
    """Return the client's commissions a consultation can be about, with their titles' parts."""
    mine = Commission.objects.filter(client=client).exclude(status__in=CLOSED)
    return mine.prefetch_related(PIECES).order_by("-requested_at")


class PieceField(forms.ModelChoiceField):
    """One of the client's commissions, by the name it has on their pages."""

    def label_from_instance(self, obj: Any) -> str:
        """Return what the piece is called, with its reference."""
        return f"{title_of(obj)}, {obj.reference}"


class WishForm(forms.Form):
    """The first step: how, about what, with whom and for which piece."""

    channel = forms.ChoiceField(
        label="How shall we meet?",
        choices=[(channel.value, words) for channel, (words, _) in HOWS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Please choose how we meet."},
    )
    topic = forms.ModelChoiceField(
        label="What shall we speak about?",
        queryset=Topic.objects.none(),
        required=False,
        blank=True,
        empty_label="Something else",
        widget=forms.RadioSelect,
    )
    advisor = forms.ModelChoiceField(
        label="With whom?",
        queryset=User.objects.none(),
        required=False,
        blank=True,
        empty_label="Whoever is free first",
        widget=forms.RadioSelect,
    )
    commission = PieceField(
        label="Is it about a piece you asked us for?",
        queryset=Commission.objects.none(),
        required=False,
        empty_label="No, something new",
        to_field_name="public_id",
    )

    def __init__(self, data: QueryDict | None, *, client: Client, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self._choice("topic").queryset = open_topics()
        self._choice("advisor").queryset = open_advisors()
        self._choice("commission").queryset = living_commissions(client)

    def wish(self) -> Wish:
        """Return what was chosen."""
        return Wish(**{name: self.cleaned_data[name] for name in _NAMES})

    def hows(self) -> list[tuple[forms.boundfield.BoundWidget, str]]:
        """Return each way to meet with what it means."""
        notes = [note for _, note in HOWS.values()]
        return list(zip(self["channel"].subwidgets, notes, strict=True))

    def topics(self) -> list[tuple[forms.boundfield.BoundWidget, str]]:
        """Return each topic with what it means."""
        return self._explained("topic", lambda topic: topic.explanation)

    def advisors(self) -> list[tuple[forms.boundfield.BoundWidget, str]]:
        """Return each advisor with the words they introduce themselves with."""
        return self._explained("advisor", _introduction)

    def _explained(self, name: str, say: Any) -> list[tuple[forms.boundfield.BoundWidget, str]]:
        rows = {row.pk: say(row) for row in self._choice(name).queryset or ()}
        widgets = self[name].subwidgets
        return [(each, rows.get(_key(each.data["value"]), "")) for each in widgets]

    def _choice(self, name: str) -> forms.ModelChoiceField:
        return cast(forms.ModelChoiceField, self.fields[name])


def wish_asked(query: QueryDict, client: Client) -> Wish | None:
    """Read a wish off an address; nothing where it names no way to meet, or what is not there."""
    form = WishForm(query, client=client)
    return form.wish() if form.is_valid() else None


def _key(value: object) -> int | None:
    return int(str(value)) if str(value).isdigit() else None


def _introduction(advisor: User) -> str:
    advising = getattr(advisor, "advising", None)
    return (advising.introduction if advising else "") or advisor.staff.title
