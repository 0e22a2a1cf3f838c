"""What every part of the running house is told: from outside where given, else embedded."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

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
        added["DEMO"] = self.given.get("DEMO") or str(int(self.embedded))
        if not self.given.get("EMAIL_URL") and self.embedded:
            # Nobody to hand mail to: it stays in the outbox, which staff read in the admin.
            added["EMAIL_URL"] = "dummymail://"
        return added

    def _secret_key(self) -> dict[str, str]:
        if self.given.get("SECRET_KEY"):
            return {}
        if not self.embedded:
            raise Trouble("SECRET_KEY must be given where DATABASE_URL or REDIS_URL is.")
        return {"SECRET_KEY": self.house.secret("django")}
