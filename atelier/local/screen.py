"""What whoever starts the house reads once it is open."""

import io
import re

import segno

from atelier.local.environment import Environment

_ADDRESS = re.compile(r"https?://[^/\s]+")


def screen(environment: Environment) -> str:
    """Return the one screen: addresses, sign-ins, where things are, how to stop."""
    site, house = environment.variables()["SITE_URL"].rstrip("/"), environment.house
    lines = [
        "",
        "  Atelier is open.",
        "",
        f"  Clients      {site}/",
        f"  Staff        {site}/admin/",
        f"  Jewellers    {site}/bench/",
        "",
        *_trust(environment),
        *_sign_ins(environment, site),
        f"  Data         {house.home}",
        f"  Logs         {house.logs}",
        "",
        "  Ctrl-C closes it.",
        "",
    ]
    return "\n".join(lines)


def _sign_ins(environment: Environment, site: str) -> list[str]:
    """Return what was written for whoever starts it, at the address the house has now."""
    path = environment.house.sign_ins
    if not path.exists():
        return []
    lines = _ADDRESS.sub(site, path.read_text()).splitlines()
    return [*(f"  {line}".rstrip() for line in lines), ""]


def _trust(environment: Environment) -> list[str]:
    """Say what each tablet opens first, and the fingerprint to compare there."""
    lan = environment.lan
    if lan is None:
        return []
    known = "  All know the demo's sign-ins: open your own house with DEMO=0 (see README.md)."
    half = len(lan.authority.fingerprint) // 2 + 1
    return [
        f"  First, on every tablet, open {lan.page} and follow it. SHA-256 of the authority:",
        f"  {lan.authority.fingerprint[:half]}",
        f"  {lan.authority.fingerprint[half:]}",
        "",
        *_qr(lan.page),
        "",
        *([known, ""] if environment.demo else []),
    ]


def _qr(address: str) -> list[str]:
    drawn = io.StringIO()
    segno.make(address, error="m").terminal(drawn, compact=True, border=2)
    return drawn.getvalue().splitlines()
