"""Metals, ring sizes, stones and who holds them."""

from django.apps import AppConfig


class MaterialsConfig(AppConfig):
    name = "atelier.materials"
    label = "materials"
    verbose_name = "Materials"
