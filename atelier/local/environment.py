"""What every part of the running house is told: from outside where given, else embedded."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import environ

from atelier.local.house import House
from atelier.local.lan import Lan
from atelier.local.postgres import Postgres
from atelier.local.trouble import Trouble
from atelier.local.valkey import Valkey


@dataclass(frozen=True)
class Environment:
    """The embedded parts that `given` does not replace, and the variables made of it all."""

    house: House
    port: int
    given: Mapping[str, str]
    lan: Lan | None = None

    @property
    def site(self) -> str:
        """How its addresses begin where nothing else is given, without a slash at the end."""
        return self.lan.site if self.lan else f"http://localhost:{self.port}"

    @property
    def ports(self) -> dict[str, int]:
        """Every port it listens on, under the option that gives another; the house's own first."""
        secure = {"--https-port": self.lan.port} if self.lan else {}
        return secure | {"--port": self.port}

    @cached_property
    def postgres(self) -> Postgres | None:
        """The embedded PostgreSQL, unless DATABASE_URL names another."""
        if self.given.get("DATABASE_URL"):
            return None
        password = self.house.secret("postgres")
        words = self.given.get("POSTGRES_SETTINGS", "").split()
        settings = dict(word.split("=", 1) for word in words)
        return Postgres(self.house.home / "postgres", password, settings)

    @cached_property
    def valkey(self) -> Valkey | None:
        """The embedded Valkey, unless REDIS_URL names another."""
        if self.given.get("REDIS_URL"):
            return None
        return Valkey(self.house.home / "valkey", self.house.secret("valkey"))

    @property
    def embedded(self) -> bool:
        """Tell whether this house brings its own database and queues."""
        return bool(self.postgres and self.valkey)

    @property
    def demo(self) -> bool:
        """Tell whether it is the demo house: with embedded parts it is, unless DEMO says no."""
        asked = self.given.get("DEMO") or str(int(self.embedded))
        return asked.lower() in environ.Env.BOOLEAN_TRUE_STRINGS

    def check(self) -> None:
        """Raise `Trouble` where something is missing that must be given."""
        self._secret_key()
        self._email()

    def variables(self) -> dict[str, str]:
        """Return the whole environment of a part: what was given, completed."""
        return {"LOG_FORMAT": "json", **os.environ, **self.given, **self.own()}

    def own(self) -> dict[str, str]:
        """Return what this house adds to what was given."""
        added = {"ATELIER_DATA": str(self.house.home)} | self._secret_key()
        if self.postgres:
            added["DATABASE_URL"] = self.postgres.url
        if self.valkey:
            added |= {"REDIS_URL": self.valkey.url, "CACHE_URL": self.valkey.cache_url}
        added["SITE_URL"] = self.given.get("SITE_URL") or self.site
        if self.lan:
            added |= self.lan.variables()
        added["DEMO"] = str(int(self.demo))
        return added | self._email()

    def _secret_key(self) -> dict[str, str]:
        if self.given.get("SECRET_KEY"):
            return {}
        if not self.embedded:
            raise Trouble("SECRET_KEY must be given where DATABASE_URL or REDIS_URL is.")
        return {"SECRET_KEY": self.house.secret("django")}

    def _email(self) -> dict[str, str]:
        if given := self.given.get("EMAIL_URL"):
            return {"EMAIL_URL": given}
        if not self.demo:
            raise Trouble(
                "EMAIL_URL must be given outside the demo, for codes and letters leave by mail: "
                "smtp+tls://user:password@host:587."
            )
        # Nobody to hand mail to: it stays in the outbox, which staff read in the admin.
        return {"EMAIL_URL": "dummymail://"}
