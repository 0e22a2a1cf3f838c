"""Makes `.venv`, installs the pinned requirements into it, and goes on inside it.

Runs on the machine's own Python with the standard library alone.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent.parent
VENV = HOUSE / ".venv"
PYTHON = VENV / "bin" / "python"
REQUIREMENTS = {"serve": "requirements.txt"}
_UV = "uv==0.13.9"
# What the requirements take on disk, and a little room for the data.
NEEDED_MB = 900


class CannotStart(Exception):
    """One clear sentence for whoever started it."""


def main(command: str, arguments: list[str]) -> None:
    """Set up what is missing, then become `python -m atelier.local COMMAND`."""
    os.chdir(HOUSE)
    install(REQUIREMENTS.get(command, "requirements-dev.txt"))
    os.execv(PYTHON, [str(PYTHON), "-m", "atelier.local", command, *arguments])


def install(requirements: str) -> None:
    """Install `requirements` unless exactly these are installed already."""
    stamp = VENV / f"installed-{_fingerprint(requirements)}"
    if stamp.exists():
        return
    _check_room()
    _make_venv()
    with (VENV / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if stamp.exists():
            return
        _install(requirements)
        stamp.touch()
        if requirements != "requirements.txt":
            (VENV / f"installed-{_fingerprint('requirements.txt')}").touch()


def _fingerprint(requirements: str) -> str:
    names = {"requirements.txt", requirements}
    content = b"".join((HOUSE / name).read_bytes() for name in sorted(names))
    return hashlib.sha256(content + requirements.encode()).hexdigest()[:16]


def _check_room() -> None:
    free = shutil.disk_usage(HOUSE).free // 1_000_000
    if free < NEEDED_MB:
        raise CannotStart(
            f"The disk is too full: {HOUSE} has {free} MB free, and about {NEEDED_MB} are needed."
        )


def _make_venv() -> None:
    if PYTHON.exists():
        return
    _say("Making .venv")
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], capture_output=True)
    if made.returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        raise CannotStart(
            f"{sys.executable} cannot make a virtual environment; "
            "on Debian or Ubuntu install the package python3-venv first."
        )


def _install(requirements: str) -> None:
    """Install with uv, which takes a third of pip's time; with pip where uv cannot."""
    _say(f"Installing {requirements}")
    if not _install_quickly(requirements) and _pip("install", "-r", requirements):
        raise CannotStart(f"The packages of {requirements} could not be installed; see above.")


def _install_quickly(requirements: str) -> bool:
    with tempfile.TemporaryDirectory(prefix="atelier-") as place:
        if _pip("install", "--quiet", "--target", place, _UV, stderr=subprocess.DEVNULL):
            return False
        uv = Path(place) / "bin" / "uv"
        command = [str(uv), "pip", "install", "--python", str(PYTHON), "-r", requirements]
        return subprocess.run(command, env={"UV_SYSTEM_CERTS": "1", **os.environ}).returncode == 0


def _say(sentence: str) -> None:
    """Tell of progress without touching the output, which may be read by a program."""
    print(sentence, file=sys.stderr, flush=True)


def _pip(*arguments: str, stderr: int | None = None) -> int:
    command = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", *arguments]
    return subprocess.run(command, stdout=sys.stderr, stderr=stderr).returncode


def sentence(error: OSError) -> str:
    """Return what an operating system's error means for whoever started it."""
    where = error.filename or HOUSE
    return f"{where} cannot be written: {(error.strerror or str(error)).lower()}."


if __name__ == "__main__":
    try:
        main(sys.argv[1], sys.argv[2:])
    except CannotStart as reason:
        sys.exit(str(reason))
    except OSError as error:
        sys.exit(sentence(error))
    except KeyboardInterrupt:
        sys.exit(130)
