"""The house itself: its name, money, time and terms."""

from django.apps import AppConfig


class HouseConfig(AppConfig):
    name = "atelier.house"
    label = "house"
    verbose_name = "House"
