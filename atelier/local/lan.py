"""The house in the shop's network: what it is called there, and who vouches for it."""

import re
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from atelier.local import network
from atelier.local.authority import Authority
from atelier.local.trouble import Trouble

_NAME = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?")
_ITSELF = ("localhost", "127.0.0.1")
# Seconds.
LOOK_EVERY = 30.0
# A cable that is pulled and put back, or a tunnel that opens for a minute, is no move.
_LOOKS_UNTIL_MOVED = 2


@dataclass
class Lan:
    """A house that tablets reach by `host`: over TLS on `port`, and plainly on `door`.

    The door shows one page, which says how to trust the authority; nobody signs in there.
    """

    folder: Path
    host: str
    port: int
    door: int
    found: Callable[[], list[str]] = network.addresses
    every: float = field(default_factory=lambda: LOOK_EVERY)
    _looked: float = field(default_factory=time.monotonic)
    _moved: int = 0

    @cached_property
    def authority(self) -> Authority:
        """The authority, made the first time; it may sign for how the machine is called then."""
        names = [self.host, *self.found()]
        return Authority.of(self.folder, names, f"Atelier on {network.local_name()}")

    @cached_property
    def names(self) -> list[str]:
        """Every name and address it opened with, its own first; the certificate says them all."""
        return self._names_now()

    @property
    def site(self) -> str:
        """Where the house is, without a slash at the end."""
        return f"https://{self.host}" + ("" if self.port == 443 else f":{self.port}")

    @property
    def page(self) -> str:
        """Where devices learn to trust it."""
        return f"http://{self.host}" + ("/" if self.door == 80 else f":{self.door}/")

    def certify(self) -> bool:
        """See to it that the certificate says every name and lasts; tell whether it was signed.

        Raises `Trouble` where the authority may not sign for `host`.
        """
        if not self.authority.permits(self.host):
            raise Trouble(
                f"The authority in {self.folder} was made for other addresses than {self.host}: "
                "give it one of those with --lan, or remove that folder, start again, and let "
                "every tablet trust the new one."
            )
        return self.authority.certify(self.names)

    def variables(self) -> dict[str, str]:
        """Return what the parts are told of all this.

        No HSTS: a local name may be another machine's tomorrow, or have no TLS.
        """
        return {
            "SITE_URL": self.site,
            "ALLOWED_HOSTS": ",".join(self.names),
            "SECURE_HSTS_SECONDS": "0",
            "LAN_PAGE": self.page,
        }

    def has_moved(self) -> bool:
        """Renew what runs out; tell whether the machine has an address it did not open with.

        Looks once in `every` seconds, however often it is asked.
        """
        if time.monotonic() - self._looked < self.every:
            return False
        self._looked = time.monotonic()
        strange = set(self._names_now()) - set(self.names)
        self._moved = self._moved + 1 if strange else 0
        with suppress(OSError):
            # A full disk closes no house: there are thirty days in which to try again.
            self.authority.certify(self.names)
        return self._moved >= _LOOKS_UNTIL_MOVED

    def _names_now(self) -> list[str]:
        further = [network.local_name(), *self.found(), *_ITSELF]
        return [self.host, *dict.fromkeys(filter(self._is_further, further))]

    def _is_further(self, name: str) -> bool:
        said = name != self.host and _NAME.fullmatch(name)
        return bool(said) and self.authority.permits(name)


def lan_of(folder: Path, asked: str, *, port: int, door: int) -> Lan:
    """Return the house in the network as `asked`: a name, an address, "" for this machine's own.

    Raises `Trouble` where this machine is in no network, or `asked` cannot be its name.
    """
    host = asked.strip().lower() or next(iter(network.addresses()), "")
    if not host:
        raise Trouble("This machine is in no network: connect it first, or leave out --lan.")
    if not _NAME.fullmatch(host):
        raise Trouble(f"{asked} is no name and no address of a machine; give --lan one of those.")
    if "." not in host and host not in _ITSELF:
        # Limits of names let everything through that ends in them: .gold and .jewelry are public.
        raise Trouble(
            f"{asked} alone is how other people's addresses may end, and the shop's authority must "
            f"not vouch for those; give a name with a dot: --lan {host}.local"
        )
    return Lan(folder, host, port, door)
