"""The authority of the shop's network: what it signs, what it cannot, when it signs anew."""

import re
import socket
import ssl
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.utils import timezone

from atelier.local.authority import Authority
from atelier.local.house import House
from atelier.local.lan import Lan, lan_of
from atelier.local.serve import serve
from atelier.local.trouble import Trouble

NAMES = ["192.168.1.20", "shop.local", "localhost"]


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    """An authority in a folder of its own, which signed for `NAMES`."""
    authority = _again(tmp_path)
    authority.certify(NAMES)
    return authority


def _again(folder: Path) -> Authority:
    return Authority.of(folder / "lan", NAMES, "Atelier on shop.local")


def _shake_hands(authority: Authority, name: str, certificate: Path) -> None:
    """Let OpenSSL, trusting the authority alone, meet this certificate as `name`."""
    server, client = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH), ssl.create_default_context
    server.load_cert_chain(certificate)
    there, back = ssl.MemoryBIO(), ssl.MemoryBIO()
    trusting = client(cadata=authority.der)
    asking = trusting.wrap_bio(back, there, server_hostname=name)
    answering = server.wrap_bio(there, back, server_side=True)
    for side in (asking, answering, asking, answering):
        try:
            side.do_handshake()
        except ssl.SSLWantReadError:
            continue


def _stolen(tmp_path: Path, name: str, authority: Authority) -> Path:
    """Sign for `name` whatever it is, as a thief of the key would."""
    stolen = tmp_path / "stolen.pem"
    authority._sign([name]).write(stolen)
    return stolen


def test_it_is_made_once_and_only_its_owner_reads_the_keys(
    authority: Authority, tmp_path: Path
) -> None:
    assert _again(tmp_path).fingerprint == authority.fingerprint
    assert re.fullmatch(r"([0-9A-F]{2}:){31}[0-9A-F]{2}", authority.fingerprint)
    assert (tmp_path / "lan").stat().st_mode & 0o777 == 0o700
    for name in ("authority.pem", "server.pem"):
        assert (tmp_path / "lan" / name).stat().st_mode & 0o777 == 0o600
    assert b"PRIVATE" not in (tmp_path / "lan" / "authority.crt").read_bytes()


@pytest.mark.parametrize("name", NAMES)
def test_who_trusts_it_trusts_every_name_of_the_machine(authority: Authority, name: str) -> None:
    _shake_hands(authority, name, authority.certificate)


@pytest.mark.parametrize("name", ["bank.example", "8.8.8.8", "local.example", "::1"])
def test_a_stolen_key_deceives_nobody_about_the_internet(
    authority: Authority, tmp_path: Path, name: str
) -> None:
    stolen = _stolen(tmp_path, name, authority)

    with pytest.raises(ssl.SSLCertVerificationError, match="permitted subtree violation"):
        _shake_hands(authority, name, stolen)
    assert not authority.permits(name)


def test_the_limits_are_what_stops_it(authority: Authority, tmp_path: Path) -> None:
    """The same thief within the limits is believed: the test before can fail."""
    _shake_hands(authority, "10.1.2.3", _stolen(tmp_path, "10.1.2.3", authority))


def test_it_signs_anew_for_another_address_and_before_the_end(authority: Authority) -> None:
    assert not authority.certify(NAMES)
    assert not authority.certify(NAMES[:2])

    assert authority.certify(["192.168.1.77", *NAMES])
    _shake_hands(authority, "192.168.1.77", authority.certificate)

    with time_machine.travel(timezone.now() + timedelta(days=59)):
        assert not authority.certify(NAMES)
    with time_machine.travel(timezone.now() + timedelta(days=61)):
        assert authority.certify(NAMES)


def test_what_another_authority_signed_or_a_crash_left_is_replaced(
    authority: Authority, tmp_path: Path
) -> None:
    (tmp_path / "lan" / "authority.pem").write_text("half")

    other = _again(tmp_path)

    assert other.fingerprint != authority.fingerprint
    assert other.certify(NAMES)
    _shake_hands(other, "shop.local", other.certificate)


def test_an_authority_near_its_end_is_made_anew(authority: Authority, tmp_path: Path) -> None:
    with time_machine.travel(timezone.now() + timedelta(days=3650 - 91)):
        assert _again(tmp_path).fingerprint == authority.fingerprint
    with time_machine.travel(timezone.now() + timedelta(days=3650 - 89)):
        assert _again(tmp_path).fingerprint != authority.fingerprint


def test_a_name_the_authority_may_not_sign_is_one_sentence(tmp_path: Path) -> None:
    lan_of(tmp_path / "lan", "192.168.1.20", port=8443, door=8000).certify()

    with pytest.raises(Trouble, match=r"^The authority in .* other addresses than bench\.example"):
        lan_of(tmp_path / "lan", "bench.example", port=8443, door=8000).certify()
    with pytest.raises(Trouble, match=r"^http://bench is no name and no address of a machine"):
        lan_of(tmp_path / "lan", "http://bench", port=8443, door=8000)


def test_one_word_is_refused_for_it_would_vouch_for_all_that_ends_in_it(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match=r"^Gold alone .* --lan gold\.local"):
        lan_of(tmp_path / "lan", "Gold", port=8443, door=8000)
    assert lan_of(tmp_path / "lan", "localhost", port=8443, door=8000).host == "localhost"


def test_a_house_that_is_open_keeps_its_certificate_whoever_else_tries(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ATELIER_DATA", str(tmp_path))
    monkeypatch.delenv("SITE_URL", raising=False)
    house = House(tmp_path.resolve())
    lan_of(house.lan, "192.168.1.20", port=8443, door=8000).certify()
    certificate = house.lan / "server.pem"
    before = certificate.read_text()

    with house.occupied("process 1 serves it."), pytest.raises(Trouble, match="open already"):
        serve(["--lan", "192.168.1.99"])

    assert certificate.read_text() == before


def test_a_certificate_that_cannot_be_written_closes_no_house(tmp_path: Path) -> None:
    lan = Lan(tmp_path, "192.168.1.20", 8443, 8000, found=lambda: ["192.168.1.20"], every=0)
    lan.certify()
    certificate = tmp_path / "server.pem"
    certificate.unlink()
    (no_room := tmp_path / "server.pem.new").mkdir()

    assert not lan.has_moved()
    no_room.rmdir()
    assert not lan.has_moved()
    _shake_hands(lan.authority, "192.168.1.20", certificate)


def test_a_house_moves_when_an_address_is_new_twice_not_when_one_is_gone(tmp_path: Path) -> None:
    found = ["192.168.1.20"]
    lan = Lan(tmp_path, "192.168.1.20", 8443, 8000, found=lambda: found, every=0)
    lan.certify()

    found[:] = []
    gone = [lan.has_moved(), lan.has_moved()]
    found[:] = ["192.168.1.77"]
    new = [lan.has_moved(), lan.has_moved()]
    found[:] = ["203.0.113.5"]
    foreign = [lan.has_moved(), lan.has_moved()]

    assert gone == [False, False]
    assert new == [False, True]
    # An address the authority may not sign for is no address of the shop.
    assert foreign == [False, False]


def test_a_machine_whose_name_is_no_host_s_goes_by_its_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "gethostname", lambda: "Établi n° 1")

    lan = lan_of(tmp_path / "lan", "192.168.1.20", port=8443, door=8000)
    lan.certify()

    assert lan.names[0] == "192.168.1.20"
    assert all(name.isascii() for name in lan.names)
    _shake_hands(lan.authority, "192.168.1.20", lan.authority.certificate)


def test_it_is_called_by_its_ports(tmp_path: Path) -> None:
    usual = Lan(tmp_path, "shop.local", 443, 80)
    further = Lan(tmp_path, "192.168.1.20", 8443, 8000)

    assert (usual.site, usual.page) == ("https://shop.local", "http://shop.local/")
    assert further.site == "https://192.168.1.20:8443"
    assert further.page == "http://192.168.1.20:8000/"
