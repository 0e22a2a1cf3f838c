"""What somebody looks for when they ask for a free time."""

import math
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from atelier.people.models import Client, User
from consultations.availability.busy import Present
from consultations.availability.rules import length_of
from consultations.availability.spans import Span
from consultations.availability.windows import day_of, midnight
from consultations.models import Advising, Appointment, BookingRules, Hold, Place, Room, Topic


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What `free_slots` takes; with `near`, only that one's advisor and room will do."""

    channel: str
    span: tuple[date, date]
    zone: ZoneInfo
    for_client: bool
    advisors: Collection[User] | None = None
    minutes: int | None = None
    topic: Topic | None = None
    place: Place | None = None
    moving: Appointment | None = None
    client: Client | None = None
    now: datetime | None = None
    near: Appointment | Hold | None = None
    asked_at: datetime = field(default_factory=timezone.now, init=False)

    @property
    def present(self) -> Present:
        """What is now, and what does not stand in its own way."""
        return Present(
            now=self.now or self.asked_at,
            moving=self.moving.pk if self.moving else None,
            client=self._client_id,
        )

    @property
    def _client_id(self) -> int | None:
        if self.client:
            return self.client.pk
        already = self.near or self.moving
        return already.client_id if already else None

    @property
    def room(self) -> Room | None:
        """The only room that will do; None: any."""
        return self.near.room if self.near else None

    @property
    def kept_advisor(self) -> int | None:
        """Who has it already, and keeps it whatever they take now."""
        already = self.near or self.moving
        return already.advisor_id if already else None

    def asked_of(self) -> Collection[User] | None:
        """Return who may be met, None for anybody; moving keeps the advisor."""
        if self.advisors is None and self.moving:
            return [self.moving.advisor]
        return self.advisors

    def seconds(self, rules: BookingRules) -> int:
        """Return how long it takes: as asked, as what is being moved does, or as usual."""
        if self.minutes is None and self.moving:
            return int((self.moving.ends_at - self.moving.starts_at).total_seconds())
        return (self.minutes or length_of(self.channel, self.topic, rules=rules)) * 60

    def bounds(self, rules: BookingRules) -> Span:
        """Return the days asked for, on the asker's clock; a client's end at the horizon."""
        first, last = self.span
        if self.for_client:
            today = day_of(int(self.present.now.timestamp()), self.zone)
            last = min(last, today + timedelta(days=rules.horizon_days))
        return midnight(first, self.zone), midnight(last + timedelta(days=1), self.zone)

    def earliest(self, advising: Advising, rules: BookingRules) -> int:
        """Return the first second at which it may begin: after now, and a client's after notice."""
        now = self.present.now
        if not self.for_client:
            return math.floor(now.timestamp()) + 1
        own = advising.minimum_notice_hours
        notice = timedelta(hours=rules.minimum_notice_hours if own is None else own)
        return math.ceil((now + notice).timestamp())
