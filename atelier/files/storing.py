"""Stores files beside a change of the database, so that both stay or neither."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.core.files.base import File
from django.core.files.storage import default_storage

from atelier.journal.refusals import Refusal


class NoRoom(Refusal):
    """The house itself cannot store the file just now."""

    code = "no-room"
    status = 503


@contextmanager
def storing() -> Iterator[Callable[[str, File], str]]:
    """Give a function that stores a file under a name; if the block fails, no file of it stays.

    Not even a half-written one: each name is noted before its file is begun.
    """
    begun: list[str] = []

    def store(name: str, content: File) -> str:
        begun.append(name)
        return default_storage.save(name, content)

    try:
        yield store
    except BaseException:
        for name in begun:
            default_storage.delete(name)
        raise


def sha256_of(content: File) -> str:
    """Return the SHA-256 of a file's bytes, in hexadecimal."""
    digest = hashlib.sha256()
    for chunk in content.chunks():
        digest.update(chunk)
    return digest.hexdigest()
