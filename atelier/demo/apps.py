"""The demo house."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "atelier.demo"
    label = "demo"
