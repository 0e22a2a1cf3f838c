"""The workshop: jobs, stages, inspections and the bench tablet."""

from django.apps import AppConfig


class ProductionConfig(AppConfig):
    name = "production"
    verbose_name = "Production"
