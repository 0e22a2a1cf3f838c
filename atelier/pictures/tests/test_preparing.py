"""What becomes of a received file in the sandbox."""

import io
import os
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone
from PIL import Image, ImageCms

from atelier.journal.models import Event
from atelier.pictures import decode, preparing, quarantine, sandbox
from atelier.pictures.models import Picture, Rendition
from atelier.pictures.tests import corpus
from atelier.pictures.tests.factories import prepare_picture, receive_picture

pytestmark = pytest.mark.django_db
# The original is deleted after the commit, so there must be one.
committing = pytest.mark.django_db(transaction=True)


def renditions_of(picture: Picture) -> list[bytes]:
    return [rendition.file.read() for rendition in picture.renditions.all()]


def largest_of(picture: Picture) -> Image.Image:
    return Image.open(io.BytesIO(renditions_of(picture)[-1]))


def colour_at(image: Image.Image, x: int, y: int) -> str:
    red, _, blue = (band.getpixel((x, y)) for band in image.convert("RGB").split())
    return "red" if red > blue else "blue"  # type: ignore[operator]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("polyglot.png", corpus.polyglot()),
        ("telling.jpg", corpus.telling_jpeg()),
        ("telephone.heic", corpus.heic()),
        ("xmp.webp", corpus.encoded(corpus.drawing(), "WEBP", xmp=corpus.COMMENT)),
        (
            "text.png",
            corpus.png()[:33]
            + corpus.chunk(b"tEXt", b"Comment\0" + corpus.COMMENT)
            + corpus.png()[33:],
        ),
    ],
)
def test_nothing_but_the_picture_survives(name, content):
    assert any(told in content for told in (corpus.HTML, corpus.COMMENT, corpus.CAMERA.encode()))
    picture = prepare_picture(name, content)
    assert picture.status == "ready"
    for rendition in renditions_of(picture):
        for told in (corpus.HTML, b"script", corpus.COMMENT, corpus.CAMERA.encode()):
            assert told not in rendition
        for chunk in (b"EXIF", b"Exif", b"XMP ", b"ICCP"):
            assert chunk not in rendition
        image = Image.open(io.BytesIO(rendition))
        assert (image.format, dict(image.getexif()), "comment" in image.info) == ("WEBP", {}, False)


def test_a_large_picture_comes_in_three_widths():
    picture = prepare_picture(content=corpus.png(width=2000, height=1500))
    sizes = [(rendition.width, rendition.height) for rendition in picture.renditions.all()]
    assert sizes == [(320, 240), (800, 600), (1600, 1200)]
    assert [Image.open(io.BytesIO(body)).size for body in renditions_of(picture)] == sizes
    assert (picture.width, picture.height) == (2000, 1500)


def test_a_small_picture_is_never_enlarged():
    picture = prepare_picture(content=corpus.png(width=500, height=250))
    sizes = [(rendition.width, rendition.height) for rendition in picture.renditions.all()]
    assert sizes == [(320, 160), (500, 250)]


def test_a_narrow_strip_stays_within_what_webp_can_hold():
    picture = prepare_picture(content=corpus.png(width=1600, height=20000))
    assert [(r.width, r.height) for r in picture.renditions.all()] == [(320, 4000), (384, 4800)]


# Where red, which was on the left as stored, must be seen.
@pytest.mark.parametrize(
    ("orientation", "red", "blue"),
    [
        (1, (10, 32), (86, 32)),
        (2, (86, 32), (10, 32)),
        (3, (86, 32), (10, 32)),
        (4, (10, 32), (86, 32)),
        (5, (32, 10), (32, 86)),
        (6, (32, 10), (32, 86)),
        (7, (32, 86), (32, 10)),
        (8, (32, 86), (32, 10)),
    ],
)
def test_the_picture_stands_upright(orientation, red, blue):
    picture = prepare_picture(content=corpus.telling_jpeg(orientation))
    image = largest_of(picture)
    assert image.size == ((96, 64) if orientation < 5 else (64, 96))
    assert (picture.width, picture.height) == image.size
    assert (colour_at(image, *red), colour_at(image, *blue)) == ("red", "blue")


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_every_kind_of_png_is_read(mode):
    image = Image.new("I;16", (96, 64), 40000) if mode == "I;16" else corpus.drawing(mode=mode)
    picture = prepare_picture(content=corpus.encoded(image, "PNG"))
    assert (picture.status, picture.refusal) == ("ready", "")


def test_sixteen_bits_keep_their_brightness():
    image = Image.new("I;16", (96, 64), 40000)
    picture = prepare_picture(content=corpus.encoded(image, "PNG"))
    assert largest_of(picture).getpixel((5, 5)) == (156, 156, 156)


def test_what_is_transparent_becomes_white():
    image = Image.new("RGBA", (96, 64), (255, 0, 0, 0))
    picture = prepare_picture(content=corpus.encoded(image, "PNG"))
    assert largest_of(picture).getpixel((5, 5)) == (255, 255, 255)


def test_a_print_shop_jpeg_becomes_srgb():
    picture = prepare_picture(content=corpus.encoded(corpus.drawing(mode="CMYK"), "JPEG"))
    assert colour_at(largest_of(picture), 10, 32) == "red"


def test_a_colour_profile_is_applied_and_dropped():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    content = corpus.encoded(corpus.drawing(), "JPEG", icc_profile=profile)
    image = largest_of(prepare_picture(content=content))
    assert colour_at(image, 10, 32) == "red"
    assert "icc_profile" not in image.info


def test_a_broken_colour_profile_is_left_aside():
    content = corpus.encoded(corpus.drawing(), "JPEG", icc_profile=b"no profile at all")
    assert prepare_picture(content=content).status == "ready"


@committing
@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (corpus.encoded(corpus.drawing(900, 900), "JPEG")[:3000], decode.INCOMPLETE),
        (corpus.png(width=900, height=900)[:200], decode.INCOMPLETE),
        (corpus.heic()[:900], decode.INCOMPLETE),
        (corpus.lying_heic(), decode.INCOMPLETE),
    ],
)
def test_a_damaged_file_is_refused_and_deleted(content, sentence, media):
    picture = prepare_picture(content=content)
    assert (picture.status, picture.refusal) == ("refused", sentence)
    assert picture.attempts == 1
    assert picture.original == ""
    assert [path for path in media.rglob("*") if path.is_file()] == []
    assert Event.objects.filter(kind="picture.refused").count() == 1


@committing
def test_a_ready_picture_has_no_original_left(media):
    picture = prepare_picture()
    assert picture.original == ""
    kept = [path for path in media.rglob("*") if path.is_file()]
    assert [str(path.relative_to(media)) for path in kept] == [picture.renditions.get().file.name]


def test_preparing_twice_changes_nothing():
    picture = receive_picture()
    claimed = preparing.claim()
    assert claimed == picture
    assert preparing.claim() is None
    preparing.prepare(claimed)
    with pytest.raises(Exception, match="“ready”"):
        preparing.refuse(claimed, "late")
    assert Rendition.objects.count() == 1
    assert not preparing.prepare_next()


def test_a_lease_that_ran_out_is_taken_over():
    receive_picture()
    preparing.claim()
    Picture.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
    preparing.prepare_waiting()
    picture = Picture.objects.get()
    assert (picture.status, picture.attempts, picture.leased_until) == ("ready", 2, None)


def test_a_file_that_kills_the_decoder_is_given_up_after_three_attempts(monkeypatch, tmp_path):
    script = tmp_path / "decode.py"
    script.write_text("import os; os.kill(os.getpid(), 9)")
    monkeypatch.setattr(decode, "__file__", str(script))
    receive_picture()
    for _ in range(preparing.MAX_ATTEMPTS):
        preparing.prepare_waiting()
        assert Picture.objects.get().status == "received"
        Picture.objects.update(leased_until=None)
    preparing.prepare_waiting()
    picture = Picture.objects.get()
    assert (picture.status, picture.refusal) == ("refused", preparing.UNREADABLE)


def test_a_decoder_that_never_ends_is_stopped(monkeypatch, tmp_path):
    script = tmp_path / "decode.py"
    script.write_text("while True: pass")
    monkeypatch.setattr(decode, "__file__", str(script))
    monkeypatch.setattr(sandbox, "SECONDS", 0.3)
    assert prepare_picture().refusal == sandbox.TOO_SLOW


@committing
def test_a_full_disk_keeps_the_picture_waiting_and_leaves_nothing_half_done(little_room, media):
    picture = receive_picture(content=corpus.png(width=2000, height=1500))
    with little_room(2000):
        preparing.prepare_waiting()
    waiting = Picture.objects.get()
    assert (waiting.status, waiting.renditions.count(), waiting.attempts) == ("received", 0, 1)
    kept = [str(path.relative_to(media)) for path in media.rglob("*") if path.is_file()]
    assert kept == [str(picture.original)]
    Picture.objects.update(leased_until=None)
    preparing.prepare_waiting()
    assert Picture.objects.get().status == "ready"


def test_the_bomb_stays_within_its_memory(tmp_path):
    """Straight into the sandbox, past the front door: refused by measure before it is loaded."""
    path = tmp_path / "bomb.png"
    path.write_bytes(corpus.bomb())
    assert sandbox.decode_file("PNG", path, tmp_path) == sandbox.Refused(decode.TOO_LARGE)


def test_the_decoder_cannot_outgrow_its_memory(monkeypatch, tmp_path):
    script = tmp_path / "decode.py"
    script.write_text(
        f"import sys; sys.path.insert(0, {str(sandbox.decode.__file__)!r}.rsplit('/', 1)[0])\n"
        "import decode; decode.confine(); bytearray(2 * 1024**3)"
    )
    monkeypatch.setattr(decode, "__file__", str(script))
    with pytest.raises(sandbox.DecoderDied, match="MemoryError"):
        sandbox.decode_file("PNG", tmp_path / "x", tmp_path)


def test_the_decoder_knows_nothing_of_the_house(monkeypatch, tmp_path):
    script = tmp_path / "decode.py"
    script.write_text(
        "import os, sys; sys.exit(repr(sorted(os.environ)) + str('django' in sys.modules))"
    )
    monkeypatch.setattr(decode, "__file__", str(script))
    with pytest.raises(sandbox.DecoderDied) as died:
        sandbox.decode_file("PNG", tmp_path / "x", tmp_path)
    assert "SECRET_KEY" not in str(died.value)
    assert "DATABASE_URL" not in str(died.value)


@committing
def test_files_without_a_record_are_cleared_after_a_day(media):
    kept = prepare_picture()
    waiting = receive_picture()
    Picture.objects.filter(pk=waiting.pk).delete()
    assert quarantine.clear() == 0
    for path in media.rglob("*"):
        if path.is_file():
            age(path, days=2)
    assert quarantine.clear() == 1
    assert default_storage.exists(str(kept.renditions.get().file))
    assert not default_storage.exists(str(waiting.original))


def age(path, *, days: int) -> None:
    then = (timezone.now() - timedelta(days=days)).timestamp()
    os.utime(path, (then, then))
