"""Files that a killed process left behind go after a day; everything else stays."""

import os
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from atelier.files import orphans
from atelier.files.tests.factories import store_file

pytestmark = pytest.mark.django_db


def aged(media, name):
    long_ago = (timezone.now() - timedelta(days=2)).timestamp()
    os.utime(media / name, (long_ago, long_ago))


def test_only_old_files_that_no_record_knows_are_deleted(media):
    known = str(store_file().file)
    lost = default_storage.save("files/2026/01/lost.pdf", ContentFile(b"%PDF-"))
    fresh = default_storage.save("files/2026/01/fresh.pdf", ContentFile(b"%PDF-"))
    elsewhere = default_storage.save("renditions/2026/01/ring.webp", ContentFile(b"RIFF"))
    for name in (known, lost, elsewhere):
        aged(media, name)
    assert orphans.clear() == 1
    kept = {name: default_storage.exists(name) for name in (known, lost, fresh, elsewhere)}
    assert kept == {known: True, lost: False, fresh: True, elsewhere: True}


def test_an_empty_house_has_nothing_to_clear():
    assert orphans.clear() == 0
