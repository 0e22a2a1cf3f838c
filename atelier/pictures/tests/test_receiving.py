"""What may come in, and what is told to somebody whose file may not."""

import stat

import pytest
from django.core.files.storage import default_storage
from django.db import transaction
from django.test import RequestFactory

from atelier.files.storing import NoRoom
from atelier.journal.actor import Actor
from atelier.journal.models import Event
from atelier.pictures import actions
from atelier.pictures.headers import Header, read_header
from atelier.pictures.models import Picture
from atelier.pictures.screening import UnusablePicture
from atelier.pictures.tests import corpus
from atelier.pictures.tests.factories import receive_picture

BY = Actor.system("Amélie")
TAKEN = "Please send a photograph as JPEG, PNG, WebP or HEIC."

REFUSED = [
    ("a.svg", b"<?xml version='1.0'?><svg xmlns='x'/>", f"“a.svg” is an SVG drawing. {TAKEN}"),
    ("a.gif", corpus.moving("GIF"), f"“a.gif” is a GIF. {TAKEN}"),
    ("a.pdf", b"%PDF-1.7 ...", f"“a.pdf” is a PDF document. {TAKEN}"),
    ("a.jpg", corpus.HTML, f"“a.jpg” is not a picture we can read. {TAKEN}"),
    ("a.jpg", b"\xff\xd8\xff\xe0", f"“a.jpg” is not a picture we can read. {TAKEN}"),
    ("a.jpg", b"\xff\xd8\xff\xe0\x00\x00" * 9, f"“a.jpg” is not a picture we can read. {TAKEN}"),
    (
        "a.tiff",
        corpus.encoded(corpus.drawing(), "TIFF"),
        f"“a.tiff” is not a picture we can read. {TAKEN}",
    ),
    ("a.webp", corpus.moving("WEBP"), "“a.webp” is a moving picture. Please send a still one."),
    ("a.png", corpus.moving("PNG"), "“a.png” is a moving picture. Please send a still one."),
    ("a.png", corpus.bomb(), "“a.png” is larger than 50 megapixels. Please send a smaller copy."),
    ("a.png", b"", "“a.png” is empty. Please choose it again."),
    ("a.png", bytes(21 * 1024**2), "“a.png” is larger than 20 MB. Please send a smaller copy."),
]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "content", "sentence"), REFUSED, ids=lambda value: str(value)[:12]
)
def test_what_we_do_not_take_is_refused_with_a_sentence_and_leaves_nothing(
    name, content, sentence, media
):
    with pytest.raises(UnusablePicture) as refusal:
        actions.receive(corpus.upload(name, content), by=BY)
    assert str(refusal.value) == sentence
    assert Picture.objects.count() == 0
    assert not media.exists()


@pytest.mark.django_db
def test_what_was_cut_on_its_way_in_is_refused_in_words():
    sent = RequestFactory().post("/", {"picture": corpus.upload("a.png", bytes(40 * 1024**2))})
    (cut,) = sent.FILES.getlist("picture")
    with pytest.raises(UnusablePicture, match="“a.png” is larger than 20 MB"):
        actions.receive(cut, by=BY)


HEADERS = [
    (corpus.png(), Header("PNG", 96, 64)),
    (corpus.telling_jpeg(), Header("JPEG", 96, 64)),
    (corpus.encoded(corpus.drawing(), "JPEG", progressive=True), Header("JPEG", 96, 64)),
    (corpus.encoded(corpus.drawing(), "WEBP"), Header("WEBP", 96, 64)),
    (corpus.encoded(corpus.drawing(), "WEBP", lossless=True), Header("WEBP", 96, 64)),
    (corpus.encoded(corpus.drawing(mode="RGBA"), "WEBP", exif=b"Exif\0\0"), Header("WEBP", 96, 64)),
    (corpus.moving("WEBP"), Header("WEBP", 96, 64, moves=True)),
    (corpus.moving("PNG"), Header("PNG", 96, 64, moves=True)),
    (corpus.heic(), Header("HEIF", 96, 64)),
    (corpus.bomb(), Header("PNG", 13000, 13000)),
]


@pytest.mark.parametrize(("content", "header"), HEADERS, ids=lambda value: str(value)[:12])
def test_a_header_is_read_without_a_decoder(content, header):
    assert read_header(content) == header


@pytest.mark.django_db
def test_the_content_counts_and_not_the_name():
    picture = receive_picture("ring.jpg", corpus.png())
    assert (picture.status, picture.original_name) == ("received", "ring.jpg")
    assert "ring" not in str(picture.original)


@pytest.mark.django_db
def test_a_path_and_a_line_break_in_the_name_are_dropped():
    picture = receive_picture("..\\..\\etc\\pass\nwd.png")
    assert picture.original_name == "passwd.png"


@pytest.mark.django_db
def test_the_original_waits_where_only_the_house_can_read_it(media):
    picture = receive_picture()
    path = media / str(picture.original)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_bytes() == corpus.png()
    assert str(picture.original).startswith("quarantine/")


@pytest.mark.django_db
def test_receiving_is_recorded():
    picture = receive_picture()
    event = Event.objects.get(kind="picture.received")
    assert (event.subject_type, event.subject_id) == ("pictures.picture", picture.pk)
    assert event.data == {"format": "PNG", "bytes": len(corpus.png())}


@pytest.mark.django_db
def test_a_full_disk_is_a_clear_sentence_and_leaves_nothing(little_room, media):
    with (
        little_room(100),
        pytest.raises(NoRoom, match="could not store your picture just now") as refused,
    ):
        receive_picture()
    assert refused.value.status == 503
    assert isinstance(refused.value.__cause__, OSError)
    assert Picture.objects.count() == 0
    assert [path for path in media.rglob("*") if path.is_file()] == []


@pytest.mark.django_db(transaction=True)
def test_a_row_that_cannot_be_written_leaves_no_file(monkeypatch, media):
    def refuse(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(actions, "record", refuse)
    with pytest.raises(RuntimeError):
        receive_picture()
    assert Picture.objects.count() == 0
    assert [path for path in media.rglob("*") if path.is_file()] == []


@pytest.mark.django_db(transaction=True)
def test_the_upload_succeeds_while_the_queue_is_away(settings, monkeypatch):
    monkeypatch.setattr("celery.current_app.conf.broker_url", "redis://127.0.0.1:1/0")
    with transaction.atomic():
        picture = receive_picture()
    assert Picture.objects.waiting().get() == picture
    assert default_storage.exists(str(picture.original))
