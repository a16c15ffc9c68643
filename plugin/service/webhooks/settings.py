"""What an operator says about one CMS that sends payloads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from framing.errors import ConfigError

Content = Literal["text", "html", "markdown", "blocks"]
CONTENTS: Final[tuple[Content, ...]] = ("text", "html", "markdown", "blocks")
MIN_SECRET: Final = 16
BODY: Final = "{body}"
TIMESTAMP: Final = "{timestamp}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """How a CMS proves that it sent a payload: HMAC-SHA256 under a secret that both know.

    ``header``            of the signature; it may hold several parts with commas between
    ``prefix``            what stands before the digest in its part
    ``signed``            what is signed: ``{body}``, and ``{timestamp}`` where the CMS adds one
    ``timestamp_header``  where the timestamp stands; "": beside the signature
    ``timestamp_prefix``  what stands before the timestamp in its part
    ``window``            seconds that a timestamp may be away from now
    ``repeat``            whether a request that was answered may come again, as of a CMS that lost the answer
    """

    secret: str = field(repr=False)
    header: str = "X-Framing-Signature"
    prefix: str = "sha256="
    encoding: Literal["hex", "base64"] = "hex"
    signed: str = BODY
    timestamp_header: str = ""
    timestamp_prefix: str = ""
    window: int = 300
    repeat: bool = False

    def __post_init__(self) -> None:
        if len(self.secret) < MIN_SECRET:
            raise ConfigError(f"the secret is shorter than {MIN_SECRET} characters")
        if self.signed.count(BODY) != 1 or self.signed.count(TIMESTAMP) > 1:
            raise ConfigError(f"signed: expected {BODY} once, and {TIMESTAMP} at most once, not {self.signed!r}")
        if (self.timestamp_header or self.timestamp_prefix) and TIMESTAMP not in self.signed:
            raise ConfigError(f"signed: a timestamp proves nothing unless {TIMESTAMP} is signed")
        if TIMESTAMP in self.signed and not (self.timestamp_header or self.timestamp_prefix):
            raise ConfigError("give timestamp-header or timestamp-prefix: where does the timestamp stand?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook:
    """Where the parts of a story stand in a CMS's payload, as paths: ``post.current.title``, ``entry.parts.0.text``.

    ``content``    the form of the body, ``body`` its path
    ``signature``  None: the caller sends one of the service's keys
    ``profile``    "": the service's own
    """

    content: Content
    body: str
    title: str = ""
    dek: str = ""
    profile: str = ""
    signature: Signature | None = None


def read_webhook(table: Mapping[str, Any], environment: Mapping[str, str], name: str) -> Webhook:
    """A checked table of the settings file as a Webhook; secrets come from the environment.

    Raises ConfigError, which names the place, for a secret that is not there and what contradicts itself.
    """
    contents = [content for content in CONTENTS if content in table]
    if len(contents) != 1:
        raise ConfigError(f"webhooks.{name}: expected exactly one of {', '.join(CONTENTS)}")
    signature = None
    if "signature" in table:
        options = {key.replace("-", "_"): value for key, value in table["signature"].items()}
        variable = options.pop("secret_env")
        try:
            signature = Signature(secret=environment.get(variable, ""), **options)
        except ConfigError as error:
            raise ConfigError(f"webhooks.{name}.signature ({variable}): {error}") from None
    return Webhook(
        content=contents[0],
        body=table[contents[0]],
        title=table.get("title", ""),
        dek=table.get("dek", ""),
        profile=table.get("profile", ""),
        signature=signature,
    )
