"""One TLS handshake with the host, read as a browser would read it: protocol, certificate, and whether it verifies."""

from __future__ import annotations

import asyncio
import ssl
from dataclasses import replace

from cryptography import x509
from cryptography.x509.oid import NameOID

from crawler.artifacts import Tls
from crawler.egress import Egress, EgressFault

MAX_NAMES = 50


async def gather(egress: Egress, host: str, *, timeout_s: float) -> Tls:
    """Handshake twice at most: verifying, and if that fails without, to see what is there."""
    strict = ssl.create_default_context()
    seen = await _handshake(egress, host, strict, timeout_s)
    if seen.fault != "tls" or not seen.verify_error:
        return seen
    lax = ssl.create_default_context()
    lax.check_hostname = False
    lax.verify_mode = ssl.CERT_NONE
    # Old servers must be seen to be judged; nothing secret is sent.
    lax.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    lax.set_ciphers("ALL:@SECLEVEL=0")
    again = await _handshake(egress, host, lax, timeout_s)
    return replace(again, verify_error=seen.verify_error)


async def _handshake(egress: Egress, host: str, context: ssl.SSLContext, timeout_s: float) -> Tls:
    try:
        return await asyncio.wait_for(_connect(egress, host, context), timeout_s)
    except TimeoutError:
        return Tls(host, fault="timeout")
    except ssl.SSLCertVerificationError as error:
        return Tls(host, fault="tls", fault_detail=str(error)[:200], verify_error=error.verify_message)
    except ssl.SSLError as error:
        # A handshake that fails under today's defaults may succeed under yesterday's.
        return Tls(host, fault="tls", fault_detail=str(error)[:200], verify_error=str(error.reason or error)[:200])
    except EgressFault as fault_:
        return Tls(host, fault=fault_.fault, fault_detail=fault_.detail[:200])
    except (OSError, EOFError) as error:
        fault, detail = egress.last_fault(host, 443) or ("reset", str(error))
        return Tls(host, fault=fault, fault_detail=detail[:200])


async def _connect(egress: Egress, host: str, context: ssl.SSLContext) -> Tls:
    _, writer = await egress.connect(host, 443)
    try:
        await writer.start_tls(context, server_hostname=host)
        channel = writer.get_extra_info("ssl_object")
        certificate = channel.getpeercert(binary_form=True)
        cipher = channel.cipher()
        return _facts(Tls(host, protocol=channel.version(), cipher=cipher[0] if cipher else None), certificate)
    finally:
        writer.close()


def _facts(tls: Tls, der: bytes | None) -> Tls:
    if not der:
        return tls
    certificate = x509.load_der_x509_certificate(der)
    try:
        names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value.get_values_for_type(x509.DNSName)
    except (x509.ExtensionNotFound, ValueError):
        names = []
    return replace(
        tls,
        subject=_name(certificate.subject),
        issuer=_name(certificate.issuer),
        names=tuple(names[:MAX_NAMES]),
        not_before=certificate.not_valid_before_utc.isoformat(),
        not_after=certificate.not_valid_after_utc.isoformat(),
    )


def _name(name: x509.Name) -> str:
    for oid in (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME):
        if values := name.get_attributes_for_oid(oid):
            return str(values[0].value)[:200]
    return name.rfc4514_string()[:200]
