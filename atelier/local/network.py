"""Where other devices of the shop's network find this machine."""

import socket
from ipaddress import ip_address

import psutil

# Networks that end inside this machine: containers, virtual machines, itself.
_INNER = ("lo", "docker", "br-", "veth", "virbr", "vmnet", "bridge")
# Documentation's own address: asking for the way there sends nothing.
_ANYWHERE = ("192.0.2.1", 9)


def addresses() -> list[str]:
    """Return this machine's IPv4 addresses, the one that leads outside first."""
    up = {name for name, state in psutil.net_if_stats().items() if state.isup}
    found = [
        one.address
        for name, each in sorted(psutil.net_if_addrs().items())
        for one in each
        if one.family == socket.AF_INET and one.ptp is None and name in up and _is_outer(name)
    ]
    first = _leading_outside()
    return sorted(found, key=lambda address: address != first)


def local_name() -> str:
    """Return the name by which devices that know mDNS find this machine: `shop.local`."""
    return f"{socket.gethostname().split('.')[0].lower()}.local"


def is_address(name: str) -> bool:
    """Tell whether `name` is an address rather than a name."""
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def _is_outer(name: str) -> bool:
    return not name.startswith(_INNER)


def _leading_outside() -> str:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        try:
            asked.connect(_ANYWHERE)
        except OSError:
            return ""
        return str(asked.getsockname()[0])
