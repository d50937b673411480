"""Who may do what: keys, and how often. Pure but for the clock that is given."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Mapping

from pydantic import SecretStr

from services.explorer.problems import KEY_NEEDED, SUBMITTING_IS_OFF, TOO_MANY, Problem

_CHALLENGE = {"WWW-Authenticate": 'ApiKey realm="copydesk", header="X-API-Key"'}


class ApiKeys:
    """The keys by name. Comparing takes as long for a nearly right key as for any other."""

    def __init__(self, keys: Mapping[str, SecretStr]) -> None:
        # Sums of equal length: a comparison tells nothing of a key's length either.
        self._sums = {name: _sum(key.get_secret_value()) for name, key in keys.items()}

    def holder(self, key: str | None) -> str:
        """The name that the key stands for. Raises Problem for none, or one that is not known."""
        if not self._sums:
            raise Problem(SUBMITTING_IS_OFF, "this service has no keys, so nobody may do this")
        if not key:
            raise Problem(KEY_NEEDED, "the header X-API-Key is missing", headers=_CHALLENGE)
        given = _sum(key)
        known = [name for name, right in self._sums.items() if hmac.compare_digest(right, given)]
        if not known:
            raise Problem(KEY_NEEDED, "the key in X-API-Key is not known here", headers=_CHALLENGE)
        return known[0]


def _sum(key: str) -> bytes:
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest()


class Allowance:
    """So many a minute for each name; what was not used is saved up for one minute at most."""

    def __init__(self, per_minute: int, clock: Callable[[], float]) -> None:
        self._most = float(per_minute)
        self._per_second = per_minute / 60
        self._clock = clock
        self._left: dict[str, tuple[float, float]] = {}

    def take(self, name: str) -> None:
        """Use one up. Raises Problem when none is left."""
        now = self._clock()
        left, at = self._left.get(name, (self._most, now))
        left = min(self._most, left + (now - at) * self._per_second)
        if left < 1:
            wait = max(1, round((1 - left) / self._per_second))
            raise Problem(
                TOO_MANY, f"{name} may submit {self._most:g} articles a minute", headers={"Retry-After": str(wait)}
            )
        self._left[name] = left - 1, now
