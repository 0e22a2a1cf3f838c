"""Events, transitions and the messages that leave the house."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "atelier.journal"
    label = "journal"
    verbose_name = "Journal"
