"""The staff's own pages, inside the admin's name space."""

from django.contrib.admin import AdminSite
from django.urls import URLPattern


def office_urls(site: AdminSite) -> list[URLPattern]:
    """Return the pages of the work, each behind the admin's sign-in."""
    return []
