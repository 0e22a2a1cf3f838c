"""Atelier: takes, makes and stands behind bespoke fine jewellery."""

from atelier.celery import app as celery_app

__all__ = ["celery_app"]
