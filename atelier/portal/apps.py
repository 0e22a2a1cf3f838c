"""The client's own pages."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "atelier.portal"
    label = "portal"
