"""The shop's own certificate authority, and the certificate it signs for this machine.

A device that trusts this authority could be deceived by whoever has its key. So the key never
leaves its file, and the authority itself says that it stands for nothing but private networks
and local names: a certificate it signed for another address is refused by the devices.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Network, ip_address
from pathlib import Path
from typing import cast

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.ec import generate_private_key as new_key
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from atelier.local.house import write_private
from atelier.local.network import is_address

# RFC 1918, the loopback, what carriers and tunnels share out (RFC 6598).
_NETWORKS = ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "100.64.0.0/10")
# Names that no public authority may sign: RFC 6762, 6761, 8375, and ICANN's `internal`.
_NAMES = ("local", "localhost", "home.arpa", "internal", "lan")
_AUTHORITY_LASTS, _CERTIFICATE_LASTS = timedelta(days=3650), timedelta(days=90)
_RENEWED_BEFORE = timedelta(days=30)
# Tablets' clocks differ.
_BACKDATED = timedelta(days=1)


@dataclass(frozen=True)
class Identity:
    """A key and the certificate for it, in one file that only its owner reads."""

    key: EllipticCurvePrivateKey
    certificate: x509.Certificate

    @classmethod
    def read(cls, path: Path) -> "Identity | None":
        """Return what `path` holds, None where there is none or it cannot be understood."""
        try:
            text = path.read_bytes()
            key = cast(EllipticCurvePrivateKey, load_pem_private_key(text, None))
            return cls(key, x509.load_pem_x509_certificate(text))
        except (FileNotFoundError, ValueError):
            return None

    def write(self, path: Path) -> None:
        """Replace `path` as a whole, so that who reads it meets the old one or the new."""
        key = self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        write_private(path, (key + self.certificate.public_bytes(Encoding.PEM)).decode())

    def lasts(self, beyond: timedelta) -> bool:
        """Tell whether it is valid for longer than `beyond` from now."""
        return self.certificate.not_valid_after_utc - datetime.now(UTC) > beyond


@dataclass(frozen=True)
class Authority:
    """The authority kept in `folder`: `authority.pem` is secret, `authority.crt` is for all."""

    folder: Path
    own: Identity

    @classmethod
    def of(cls, folder: Path, names: Collection[str], title: str) -> "Authority":
        """Return the authority in `folder`, made once, for `names` beside what is always local."""
        folder.mkdir(mode=0o700, exist_ok=True)
        own = Identity.read(folder / "authority.pem")
        if own is None or not own.lasts(_CERTIFICATE_LASTS):
            own = _make_authority(names, title)
            own.write(folder / "authority.pem")
        authority = cls(folder, own)
        (folder / "authority.crt").write_bytes(authority.der)
        return authority

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of its certificate, as devices show it: pairs of digits and colons."""
        return self.own.certificate.fingerprint(hashes.SHA256()).hex(":").upper()

    @property
    def der(self) -> bytes:
        """Its certificate, which anybody may have."""
        return self.own.certificate.public_bytes(Encoding.DER)

    @property
    def certificate(self) -> Path:
        """The file of this machine's key and certificate."""
        return self.folder / "server.pem"

    def permits(self, name: str) -> bool:
        """Tell whether it may sign for `name`, an address or a name."""
        limits = self.own.certificate.extensions.get_extension_for_class(x509.NameConstraints)
        return any(_is_within(name, one.value) for one in limits.value.permitted_subtrees or ())

    def certify(self, names: Sequence[str]) -> bool:
        """Sign for `names` anew, unless what is there says all of them and lasts; tell whether."""
        present = Identity.read(self.certificate)
        if present and present.lasts(_RENEWED_BEFORE) and self._signed(present, names):
            return False
        self._sign(names).write(self.certificate)
        return True

    def _signed(self, present: Identity, names: Sequence[str]) -> bool:
        try:
            present.certificate.verify_directly_issued_by(self.own.certificate)
        except (ValueError, TypeError, InvalidSignature):
            return False
        return set(names) <= set(_names_of(present.certificate))

    def _sign(self, names: Sequence[str]) -> Identity:
        key = new_key(SECP256R1())
        issuer = self.own.certificate.subject
        usages = [ExtendedKeyUsageOID.SERVER_AUTH]
        built = (
            # No bare name: OpenSSL would hold an address against the limits of names.
            _begun(key, _called(f"Atelier at {names[0]}"), issuer, _CERTIFICATE_LASTS)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(_usage(signs_certificates=False), critical=True)
            .add_extension(x509.ExtendedKeyUsage(usages), critical=False)
            .add_extension(x509.SubjectAlternativeName(_general(names)), critical=False)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(self.own.key.public_key()),
                critical=False,
            )
        )
        return Identity(key, built.sign(self.own.key, hashes.SHA256()))


def _make_authority(names: Collection[str], title: str) -> Identity:
    key, called = new_key(SECP256R1()), _called(title)
    built = (
        _begun(key, called, called, _AUTHORITY_LASTS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .add_extension(x509.NameConstraints(_permitted(names), None), critical=True)
    )
    return Identity(key, built.sign(key, hashes.SHA256()))


def _begun(
    key: EllipticCurvePrivateKey, subject: x509.Name, issuer: x509.Name, lasts: timedelta
) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _BACKDATED)
        .not_valid_after(now + lasts)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _called(title: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, title[:64])])


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _permitted(names: Collection[str]) -> list[x509.GeneralName]:
    further = [name for name in names if is_address(name)]
    networks = [*_NETWORKS, *(f"{address}/32" for address in further)]
    called = dict.fromkeys([*_NAMES, *(name for name in names if not is_address(name))])
    return [
        *(x509.IPAddress(IPv4Network(network)) for network in dict.fromkeys(networks)),
        *(x509.DNSName(name) for name in called),
    ]


def _is_within(name: str, permitted: object) -> bool:
    if isinstance(permitted, str):
        return name == permitted or name.endswith(f".{permitted}")
    return is_address(name) and ip_address(name) in cast(IPv4Network, permitted)


def _general(names: Sequence[str]) -> list[x509.GeneralName]:
    return [
        x509.IPAddress(ip_address(name)) if is_address(name) else x509.DNSName(name)
        for name in names
    ]


def _names_of(certificate: x509.Certificate) -> list[str]:
    said = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return [str(one.value) for one in said]
