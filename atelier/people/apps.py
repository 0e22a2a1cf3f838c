"""Clients, staff, jewellers, tablets and how they sign in."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "atelier.people"
    label = "people"
    verbose_name = "People"
