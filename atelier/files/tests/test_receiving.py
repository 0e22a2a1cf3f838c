"""What may come in, what is told to somebody whose file may not, and what is kept."""

import stat
import struct

import pytest
from django.core.files.storage import default_storage

from atelier.files import receiving
from atelier.files.models import FileKind, StoredFile
from atelier.files.receiving import receive_file
from atelier.files.screening import UnusableFile
from atelier.files.storing import NoRoom
from atelier.files.tests.factories import PDF, TEXT_STL, glb, stl, store_file, upload
from atelier.journal.actor import Actor
from atelier.journal.models import Event

pytestmark = pytest.mark.django_db

BY = Actor.system("Amélie")
PAPERS = {FileKind.PDF}
SOLIDS = {FileKind.STL, FileKind.GLB}
HTML = b"<html><script>alert(1)</script></html>"


def files_in(media):
    return [path for path in media.rglob("*") if path.is_file()]


TAKEN = [
    ("report.pdf", PDF, FileKind.PDF),
    ("ring.stl", stl(), FileKind.STL),
    ("ring.stl", stl(header=b"solid made by a program that lies"), FileKind.STL),
    ("ring.stl", TEXT_STL, FileKind.STL),
    ("ring.glb", glb(), FileKind.GLB),
    # The bytes count and not the name.
    ("ring.exe", stl(), FileKind.STL),
]


@pytest.mark.parametrize(("name", "content", "kind"), TAKEN, ids=lambda value: str(value)[:12])
def test_the_first_bytes_say_what_a_file_is(name, content, kind):
    stored = receive_file(upload(name, content), kinds=set(FileKind), by=BY)
    assert (stored.kind, stored.size, stored.original_name) == (kind, len(content), name)
    assert stored.file.read() == content


ASKED = "Please send a PDF."
REFUSED = [
    ("a.pdf", b"", PAPERS, "“a.pdf” is empty. Please choose it again."),
    ("a.pdf", HTML, PAPERS, f"“a.pdf” is no file we can read here. {ASKED}"),
    # A page with a paper behind it is a page.
    ("a.pdf", HTML + PDF, PAPERS, f"“a.pdf” is no file we can read here. {ASKED}"),
    ("a.pdf", b"\x89PNG\r\n\x1a\n", PAPERS, f"“a.pdf” is no file we can read here. {ASKED}"),
    ("a.pdf", stl(), PAPERS, f"“a.pdf” is an STL. {ASKED}"),
    ("a.stl", PDF, SOLIDS, "“a.stl” is a PDF. Please send an STL or a GLB."),
    ("a.stl", stl()[:-1], SOLIDS, "“a.stl” is no file we can read here. Please send an STL"),
    ("a.stl", stl(0), SOLIDS, "“a.stl” is no file we can read here. Please send an STL"),
    ("a.stl", b"solid words only", SOLIDS, "“a.stl” is no file we can read here."),
    ("a.glb", glb() + HTML, SOLIDS, "“a.glb” is no file we can read here."),
    (
        "a.glb",
        struct.pack("<4sII", b"glTF", 1, 12),
        SOLIDS,
        "“a.glb” is no file we can read here.",
    ),
    (
        "a.pdf",
        PDF + bytes(20 * 1024**2),
        PAPERS,
        "“a.pdf” is larger than 20 MB. Please send a smaller one.",
    ),
    # The larger allowance is the solids' alone.
    ("a.pdf", PDF + bytes(20 * 1024**2), set(FileKind), "“a.pdf” is larger than 20 MB."),
    ("a.stl", bytes(61 * 1024**2), SOLIDS, "“a.stl” is larger than 60 MB."),
]


@pytest.mark.parametrize(
    ("name", "content", "kinds", "sentence"), REFUSED, ids=[str(n) for n in range(len(REFUSED))]
)
def test_what_we_do_not_take_is_refused_with_a_sentence_and_leaves_nothing(
    name, content, kinds, sentence, media
):
    with pytest.raises(UnusableFile) as refusal:
        receive_file(upload(name, content), kinds=kinds, by=BY)
    assert str(refusal.value).startswith(sentence)
    assert (StoredFile.objects.count(), files_in(media)) == (0, [])


def test_a_file_is_kept_under_a_name_of_our_own_where_only_the_house_can_read_it(media):
    stored = store_file("../../etc/pass\nwd.pdf")
    path = media / str(stored.file)
    assert stored.original_name == "passwd.pdf"
    assert str(stored.file).startswith("files/")
    assert "passwd" not in str(stored.file)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_bytes() == PDF


def test_the_hash_is_of_the_bytes_as_sent():
    assert store_file("empty.stl", TEXT_STL).sha256 == (
        "072bd0b9980cfc87dae532fb2482fceffab076e58508ff4a1f2e587d49c5eb5e"
    )


def test_receiving_is_recorded():
    stored = store_file()
    event = Event.objects.get(kind="file.received")
    assert (event.subject_type, event.subject_id) == ("files.storedfile", stored.pk)
    assert event.data == {"name": "report.pdf", "file_kind": "pdf"}
    assert stored.uploaded_by == "Amélie"


def test_a_full_disk_is_a_clear_sentence_and_leaves_nothing(little_room, media):
    with little_room(20), pytest.raises(NoRoom, match="could not store your file") as refused:
        store_file()
    assert refused.value.status == 503
    assert isinstance(refused.value.__cause__, OSError)
    assert (StoredFile.objects.count(), files_in(media)) == (0, [])


@pytest.mark.django_db(transaction=True)
def test_a_row_that_cannot_be_written_leaves_no_file(monkeypatch, media):
    def refuse(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(receiving, "record", refuse)
    with pytest.raises(RuntimeError):
        store_file()
    assert (StoredFile.objects.count(), files_in(media)) == (0, [])


def test_the_same_paper_twice_is_two_files():
    assert store_file().file.name != store_file().file.name
    assert len(default_storage.listdir(str(store_file().file).rsplit("/", 1)[0])[1]) == 3
