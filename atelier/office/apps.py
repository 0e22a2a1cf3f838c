"""The staff's admin site."""

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class OfficeConfig(AppConfig):
    default = True
    name = "atelier.office"
    label = "office"


class OfficeAdminConfig(admin_apps.AdminConfig):
    """Django's admin on the house's own site, so every app registers there."""

    default = False
    default_site = "atelier.office.site.OfficeSite"
