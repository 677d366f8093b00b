"""Signatures of the release log: who has no key of the street cannot write the log anew, not even with both heads."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from generator.findings import Text
from generator.publish.lines import Kind, Line
from generator.publish.log import Damage

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


def false_signatures(lines: Iterable[Line], keys: Mapping[str, str]) -> Iterator[Damage]:
    """Yield the lines whose signatures do not hold, and those without any after a signed one.

    `keys`: the public keys of the settings, id → base64. Signatures of keys that are listed no more prove nothing, and
    are let pass. A withdrawal needs no key: it shows nothing.
    """
    public = {name: _key(text) for name, text in keys.items()}
    signed = False
    for line in lines if keys else ():
        known = {name: text for name, text in line.signed.items() if name in public}
        if not all(_holds(public[name], text, line.signable) for name, text in known.items()):
            yield Damage(line.n, _FALSE)
        elif not line.signed and signed and line.record.kind is not Kind.WITHDRAW:
            yield Damage(line.n, _UNSIGNED)
        signed = signed or bool(known)


def _key(text: str) -> Ed25519PublicKey:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # noqa: PLC0415  # heavy

    return Ed25519PublicKey.from_public_bytes(base64.b64decode(text))


def _holds(key: Ed25519PublicKey, signature: str, text: str) -> bool:
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415  # heavy

    try:
        key.verify(base64.b64decode(signature), text.encode())
    except (InvalidSignature, ValueError):
        return False
    return True


_FALSE = Text("签名不对", "its signature does not hold")
_UNSIGNED = Text("没有签名，前面的都签了", "is not signed, as those before it are")
