"""Seals: what makes a release of a screen the next one, and one of ours. The keys themselves are the publisher's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

NUMBERS_A_DAY = 10_000


class Seal(Protocol):
    """Numbers and signs releases."""

    @property
    def keys(self) -> Mapping[str, str]:
        """The public keys that players shall believe from this release on: id → base64."""
        ...

    def version(self, screen_id: str, digest: str, built_day: int) -> int:
        """Return the number of a release with this digest, built so many days after 2020-01-01: it only grows."""
        ...

    def sign(self, text: str) -> dict[str, str]:
        """Return the signatures of a text: key id → base64."""
        ...


class Plain:
    """No keys and no former release: for previews, and for streets that do not sign."""

    @property
    def keys(self) -> Mapping[str, str]:
        """No keys."""
        return {}

    def version(self, screen_id: str, digest: str, built_day: int) -> int:  # noqa: ARG002  # as Seal has it
        """Return the first number of the day."""
        return first_of(built_day)

    def sign(self, text: str) -> dict[str, str]:  # noqa: ARG002  # as Seal has it
        """Return no signature."""
        return {}


PLAIN = Plain()


def first_of(built_day: int) -> int:
    """Return the first number of a day; days before 2020 count as its first."""
    return max(built_day, 0) * NUMBERS_A_DAY + 1
