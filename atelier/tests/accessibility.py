"""Asks axe-core what keeps people out of a page."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What passes need not be described: that took longer than looking.
_OPTIONS = {"runOnly": {"type": "tag", "values": _RULES}, "resultTypes": ["violations"]}


def axe_violations(page: Page) -> list[str]:
    """Return one line for every element of `page` that breaks WCAG 2.2 AA or good practice."""
    results = Axe().run(page, options=_OPTIONS)
    return [
        f"{violation['id']}: {' '.join(node['target'])} ({violation['help']})"
        for violation in results.response["violations"]
        for node in violation["nodes"]
    ]
