"""What whoever starts the house reads once it is open."""

from atelier.local.environment import Environment


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
        *_sign_ins(environment),
        f"  Data         {house.home}",
        f"  Logs         {house.logs}",
        "",
        "  Ctrl-C closes it.",
        "",
    ]
    return "\n".join(lines)


def _sign_ins(environment: Environment) -> list[str]:
    path = environment.house.sign_ins
    if not path.exists():
        return []
    return [*(f"  {line}".rstrip() for line in path.read_text().splitlines()), ""]
