"""Finds the machine's Chromium for the journeys, or installs Debian's."""

import os
import shutil
import subprocess

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ADVICE = (
    "No Chromium on the PATH: install the package chromium (Debian, Ubuntu: "
    "apt-get install chromium), or name a browser in CHROMIUM."
)
# What a browser under test does not need: a GPU, calls home, a sandbox that root cannot have.
FLAGS = [
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-quic",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    *(["--no-sandbox"] if os.geteuid() == 0 else []),
]


def chromium() -> str | None:
    """Return the path of a Chromium, or None."""
    named = os.environ.get("CHROMIUM")
    return named or next((path for name in _NAMES if (path := shutil.which(name))), None)


def install() -> str | None:
    """Return the path of a Chromium, installed from Debian's packages where root may."""
    if (path := chromium()) or os.geteuid() != 0 or not shutil.which("apt-get"):
        return path
    print("Installing Chromium from Debian's packages", flush=True)
    for command in (["update"], ["install", "-y", "--no-install-recommends", "chromium"]):
        subprocess.run(
            ["apt-get", *command],
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
    return chromium()
