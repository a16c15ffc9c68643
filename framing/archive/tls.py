"""Certificates of Dask's connections: an operator's files for a cluster, made for one scan on this machine.

Dask runs any code that it is sent, so whoever can speak to a port owns the workers: other users of the machine, too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from framing.errors import ConfigError

if TYPE_CHECKING:
    from distributed.security import Security

NAME: Final = "framing-scan"
BEGIN, END = datetime(2000, 1, 1), datetime(2200, 1, 1)
"""UTC; far apart, so that a clock that jumps does not end a certificate."""


@dataclass(frozen=True, slots=True)
class Certificates:
    """Files for a cluster that speaks TLS."""

    authority: Path
    certificate: Path
    key: Path

    @property
    def security(self) -> Security:
        """The same, as Dask wants it."""
        from distributed.security import Security

        return Security(
            require_encryption=True,
            tls_ca_file=str(self.authority),
            tls_client_cert=str(self.certificate),
            tls_client_key=str(self.key),
        )


def check_address(address: str, certificates: Certificates | None) -> None:
    """Raise ConfigError unless the address is ``tls://`` with certificates, or ``tcp://`` on this machine."""
    parts = urlsplit(address)
    if parts.scheme == "tls":
        if certificates is None:
            raise ConfigError(f"{address}: needs --tls-ca, --tls-cert and --tls-key")
    elif parts.scheme != "tcp":
        raise ConfigError(f"{address}: not an address of a scheduler; expected tls://HOST:PORT")
    elif not _is_loopback(parts.hostname or ""):
        raise ConfigError(f"{address}: only tls:// is accepted beyond this machine: Dask runs any code it is sent")


def own_security() -> Security:
    """A key and a certificate that the processes of one scan share.

    Dask's ``Security.temporary`` begins now: a clock that is set back would lock restarted workers out.
    """
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID
    from distributed.security import Security

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), BEGIN, END)
    certificate = made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM).decode()
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()
    roles = ("client", "scheduler", "worker")
    return Security(
        require_encryption=True,
        tls_ca_file=certificate,
        **{f"tls_{role}_cert": certificate for role in roles},
        **{f"tls_{role}_key": secret for role in roles},
    )


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
