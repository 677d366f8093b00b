"""Signatures of the release log: who has no key of the street cannot make a place pass, not even with both heads.

Promised where the settings list keys (without any, nothing is signed and nothing asked for):

- a place passes only against a line that itself bears a valid signature of a listed key (`is_signed`);
- what stands after the last such line is damage, and an unsigned line after the first one: a line begun anew, added or
  stripped of its signature is told. A signature by a key that is not listed counts for nothing there;
- what stands before a signed line is held by it through the chain: lines from before there were keys, lines of keys
  that were retired (whose public halves are kept nowhere, and which may have leaked).

An unsigned withdrawal is no damage, for it has to work without the private key; but nothing passes against it.
Not promised: anything against somebody who holds a private key, or who may change the keys in the settings.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from generator.findings import Text
from generator.publish.lines import Kind, LogLine
from generator.publish.log import Damage

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


def false_signatures(lines: Iterable[LogLine], keys: Mapping[str, str]) -> Iterator[Damage]:
    """Yield the lines whose signatures do not hold, and those that no signature vouches for.

    `keys`: the public keys of the settings, id → base64; without any, nothing is asked for.
    """
    public = {name: _key(text) for name, text in keys.items()}
    given = list(lines) if keys else []
    signed = [_signed(line, public) for line in given]
    first = signed.index(True) if True in signed else len(given)
    proven = max((at for at, holds in enumerate(signed, 1) if holds), default=0)
    for at, (line, holds) in enumerate(zip(given, signed, strict=True)):
        if holds is False:
            yield Damage(line.n, _FALSE)
        elif holds or line.record.kind is Kind.WITHDRAW:
            continue
        elif at >= proven or (at > first and not line.signed):
            yield Damage(line.n, _UNSIGNED)


def is_signed(line: LogLine, keys: Mapping[str, str]) -> bool:
    """Tell whether a line is itself signed by a key of the settings; where these list none, every line passes."""
    return not keys or _signed(line, {name: _key(text) for name, text in keys.items()}) is True


def _signed(line: LogLine, public: Mapping[str, Ed25519PublicKey]) -> bool | None:
    """Tell whether every signature by a listed key holds; None when there is none by any."""
    ours = [_holds(public[name], text, line.signable) for name, text in line.signed.items() if name in public]
    return all(ours) if ours else None


def _key(text: str) -> Ed25519PublicKey:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # noqa: PLC0415  # heavy

    return Ed25519PublicKey.from_public_bytes(base64.b64decode(text))


def _holds(key: Ed25519PublicKey, signature: str, text: str) -> bool:
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415  # heavy

    try:
        key.verify(base64.b64decode(signature), text.encode())
    except (InvalidSignature, ValueError, TypeError):  # TypeError: no text at all
        return False
    return True


_FALSE = Text("签名不对", "its signature does not hold")
_UNSIGNED = Text(
    "没有“公钥”里的钥匙签的名（钥匙是刚做的，就再 streetlight build 一次）",
    "bears no signature of a key in “公钥” (if that was made just now, build once more)",
)
