"""A person's home in which Chromium trusts an authority, kept as Chromium keeps it: by NSS.

The library is the one Chromium itself loads; its own tool for this, certutil, is another package.
"""

import ctypes
from ctypes import POINTER, Structure, byref, c_char_p, c_int, c_ubyte, c_uint, c_ulong, c_void_p
from pathlib import Path

_TRUSTED_FOR_SITES = 0x10 | 0x08  # CERTDB_TRUSTED_CA | CERTDB_VALID_CA


class _Bytes(Structure):
    _fields_ = [("type", c_int), ("data", POINTER(c_ubyte)), ("length", c_uint)]


class _Trust(Structure):
    _fields_ = [("ssl", c_uint), ("email", c_uint), ("signing", c_uint)]


def trust(home: Path, certificate: bytes) -> None:
    """Let the Chromium of whoever lives in `home` trust the authority of this DER certificate."""
    folder = home / ".pki" / "nssdb"
    folder.mkdir(parents=True)
    nss = _library()
    _check(nss.NSS_Initialize(f"sql:{folder}".encode(), b"", b"", b"secmod.db", 0))
    try:
        slot = nss.PK11_GetInternalKeySlot()
        _check(nss.PK11_InitPin(slot, None, b""))
        _import(nss, slot, certificate)
    finally:
        nss.NSS_Shutdown()


def _import(nss: ctypes.CDLL, slot: int, certificate: bytes) -> None:
    content = (c_ubyte * len(certificate)).from_buffer_copy(certificate)
    item = _Bytes(0, content, len(certificate))
    store = nss.CERT_GetDefaultCertDB()
    read = nss.CERT_NewTempCertificate(store, byref(item), None, 0, 1)
    assert read
    _check(nss.PK11_ImportCert(slot, read, 0, b"Atelier", 0))
    _check(nss.CERT_ChangeCertTrust(store, read, byref(_Trust(_TRUSTED_FOR_SITES, 0, 0))))
    nss.CERT_DestroyCertificate(read)
    nss.PK11_FreeSlot(slot)


def _library() -> ctypes.CDLL:
    nss = ctypes.CDLL("libnss3.so")
    nss.NSS_Initialize.argtypes = [c_char_p, c_char_p, c_char_p, c_char_p, c_uint]
    for name in ("PK11_GetInternalKeySlot", "CERT_GetDefaultCertDB", "CERT_NewTempCertificate"):
        getattr(nss, name).restype = c_void_p
    nss.PK11_InitPin.argtypes = [c_void_p, c_char_p, c_char_p]
    nss.CERT_NewTempCertificate.argtypes = [c_void_p, c_void_p, c_char_p, c_int, c_int]
    nss.PK11_ImportCert.argtypes = [c_void_p, c_void_p, c_ulong, c_char_p, c_int]
    nss.CERT_ChangeCertTrust.argtypes = [c_void_p, c_void_p, c_void_p]
    for name in ("CERT_DestroyCertificate", "PK11_FreeSlot"):
        getattr(nss, name).argtypes = [c_void_p]
    return nss


def _check(status: int) -> None:
    assert status == 0, f"NSS refused: {status}"
