"""The account Postgres runs under: it refuses root, so root hands it to another one."""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from atelier.local.trouble import Trouble

_CANDIDATES = ("postgres", "nobody", "daemon")


@dataclass(frozen=True)
class Account:
    """A user of this machine, by its numbers."""

    name: str
    uid: int
    gid: int

    def reaches(self, path: Path) -> bool:
        """Tell whether this account may enter `path` and read there, by trying it."""
        test = '[ -r "$0" ] && [ -x "$0" ]'
        tried = subprocess.run(["/bin/sh", "-c", test, str(path)], cwd="/", **self.credentials())
        return tried.returncode == 0

    def credentials(self) -> dict[str, Any]:
        """Return the `subprocess` arguments that run something under this account."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def owns(self, path: Path) -> None:
        """Make this account the owner of `path`."""
        os.chown(path, self.uid, self.gid)


def postgres_account(data: Path) -> Account | None:
    """Return the account for the server whose files are in `data`; None: the present one.

    Files that are there already stay with the account they belong to.
    """
    if os.geteuid() != 0:
        return None
    if data.exists() and (owner := data.stat().st_uid) != 0:
        return _account(pwd.getpwuid(owner))
    for name in _CANDIDATES:
        try:
            return _account(pwd.getpwnam(name))
        except KeyError:
            continue
    raise Trouble("PostgreSQL refuses to run as root, and this machine has no other account.")


def _account(entry: pwd.struct_passwd) -> Account:
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)
