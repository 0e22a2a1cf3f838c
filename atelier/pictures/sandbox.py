"""Runs the decoder in a child process that knows nothing of the house and cannot outgrow it."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from atelier.pictures import decode

SECONDS = 60
TOO_SLOW = "This picture takes too long to open. Please send a smaller copy."


class DecoderDied(Exception):
    """The child ended without an answer: killed, or the machine is out of room."""


@dataclass(frozen=True)
class Refused:
    """The file cannot become a picture, and why."""

    sentence: str


@dataclass(frozen=True)
class Decoded:
    """The upright measures of the original in px, and the (width, height) of each rendition."""

    width: int
    height: int
    renditions: list[tuple[int, int]]


def decode_file(format_: str, original: Path, folder: Path) -> Decoded | Refused:
    """Decode `original` into `folder` as `<width>.webp`; raise `DecoderDied` without an answer."""
    command = [sys.executable, "-I", decode.__file__, format_, str(original), str(folder)]
    try:
        done = subprocess.run(command, capture_output=True, env={}, cwd=folder, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return Refused(TOO_SLOW)
    if done.returncode:
        raise DecoderDied(f"exit {done.returncode}: {done.stderr.decode(errors='replace')[-300:]}")
    return _answer(json.loads(done.stdout))


def _answer(answer: dict) -> Decoded | Refused:
    if "refusal" in answer:
        return Refused(answer["refusal"])
    sizes = [(int(size["width"]), int(size["height"])) for size in answer["renditions"]]
    return Decoded(int(answer["width"]), int(answer["height"]), sizes)
