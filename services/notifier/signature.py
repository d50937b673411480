"""Signs notices as the Standard Webhooks specification says (https://www.standardwebhooks.com, version 1). Pure."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from collections.abc import Sequence

_PREFIX = "whsec_"
_FEWEST_BYTES, _MOST_BYTES = 24, 64


def signed_headers(notice_id: str, sent_at: int, body: bytes, keys: Sequence[bytes]) -> dict[str, str]:
    """The three headers; ``sent_at`` is Unix time in seconds. Without keys there is no signature among them."""
    headers = {"webhook-id": notice_id, "webhook-timestamp": str(sent_at)}
    if keys:
        content = f"{notice_id}.{sent_at}.".encode() + body
        signatures = (base64.b64encode(hmac.digest(key, content, hashlib.sha256)).decode() for key in keys)
        headers["webhook-signature"] = " ".join(f"v1,{signature}" for signature in signatures)
    return headers


def parse_keys(text: str) -> tuple[bytes, ...]:
    """Keys that are separated by white space. Raises ValueError, which does not tell them."""
    return tuple(_key(number, word) for number, word in enumerate(text.split(), 1))


def _key(number: int, word: str) -> bytes:
    try:
        key = base64.b64decode(word.removeprefix(_PREFIX), validate=True)
    except binascii.Error:
        key = b""
    if not _FEWEST_BYTES <= len(key) <= _MOST_BYTES:
        raise ValueError(
            f"signing key {number} is none: write {_PREFIX} and the base64 of {_FEWEST_BYTES} to {_MOST_BYTES} random "
            f'bytes, such as printf "{_PREFIX}"; head -c 32 /dev/urandom | base64'
        )
    return key
