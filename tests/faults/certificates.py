"""Certificates for the fault server: a root, an intermediate, and what can be wrong with a site's own."""

from __future__ import annotations

import datetime
import ssl
import warnings
from collections.abc import Iterable
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID

_START = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
_LONG = datetime.timedelta(days=36500)


class Authority:
    """A certificate and its key; `issue` makes another under it."""

    def __init__(self, name: str, issuer: Authority | None = None) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.certificate = _sign(name, self.key.public_key(), issuer or self, name, is_authority=True)


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _sign(name, public_key, issuer, issuer_name, *, is_authority=False, hosts=(), until=_START + _LONG):  # type: ignore[no-untyped-def]
    builder = (
        x509.CertificateBuilder()
        .subject_name(_name(name))
        .issuer_name(_name(issuer_name) if is_authority and not hasattr(issuer, "certificate") else issuer.certificate.subject)
        .public_key(public_key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(_START)
        .not_valid_after(until)
        .add_extension(x509.BasicConstraints(is_authority, None), critical=True)
    )
    if hosts:
        builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName(h) for h in hosts]), critical=False)
    return builder.sign(issuer.key, hashes.SHA256())


def _pem(*certificates: x509.Certificate) -> bytes:
    return b"".join(c.public_bytes(serialization.Encoding.PEM) for c in certificates)


def contexts(folder: Path, hosts: Iterable[str]) -> dict[str, ssl.SSLContext]:
    """A server context for each kind of certificate; of `old` only the protocol is wrong."""
    root = Authority("Faults Root")
    middle = Authority("Faults Intermediate", root)
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    names = tuple(hosts)
    public = key.public_key()
    sound = _sign(names[0][:60], public, middle, "", hosts=names)
    past = _START + datetime.timedelta(days=365)
    own = type("Own", (), {"key": key})()
    chains = {
        "sound": _pem(sound, middle.certificate, root.certificate),
        "incomplete": _pem(sound),
        "expired": _pem(_sign(names[0][:60], public, middle, "", hosts=names, until=past), middle.certificate),
        "wrong-name": _pem(_sign("other.example", public, middle, "", hosts=("other.example",)), middle.certificate),
        "self-signed": _pem(_sign("own", public, own, "own", is_authority=True, hosts=names)),
    }
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return {kind: _context(folder / f"{kind}.pem", private + chain) for kind, chain in chains.items()} | {
        "old": _old(_context(folder / "old.pem", private + chains["sound"]))
    }


def _context(path: Path, pem: bytes) -> ssl.SSLContext:
    path.write_bytes(pem)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context


def _old(context: ssl.SSLContext) -> ssl.SSLContext:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version = ssl.TLSVersion.TLSv1
        context.maximum_version = ssl.TLSVersion.TLSv1_1
    context.set_ciphers("ALL:@SECLEVEL=0")
    return context
