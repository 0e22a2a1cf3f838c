"""Public holidays of the house's country and region."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType

import holidays

from atelier.house.models import House
from consultations.models import BookingRules

_NONE: Mapping[date, str] = MappingProxyType({})


def holidays_of(year: int, *, house: House, rules: BookingRules) -> Mapping[date, str]:
    """Return the days of `year` on which the house is closed as its country is, by name."""
    if not rules.closed_on_holidays:
        return _NONE
    return named_days(house.country.upper(), rules.holiday_region.upper(), year)


@lru_cache(maxsize=64)
def named_days(country: str, region: str, year: int) -> Mapping[date, str]:
    """Return a year's public holidays, in English where their names are known in it.

    An unknown region has its country's, an unknown country none: a page must not fail for them.
    """
    for part in (region or None, None):
        try:
            days = holidays.country_holidays(country, subdiv=part, years=year, language="en_US")
        except NotImplementedError:
            continue
        return MappingProxyType(dict(days.items()))
    return _NONE


def regions_of(country: str) -> tuple[str, ...]:
    """Return the regions of a country whose holidays are known; none for an unknown country."""
    try:
        return tuple(holidays.country_holidays(country.upper()).subdivisions)
    except NotImplementedError:
        return ()
