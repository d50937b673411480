"""Posts notices to webhooks: hosts side by side, each for a bounded time, so that none holds up the others."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import httpx

from services.notifier.addresses import why_refused
from services.notifier.answers import Answer, NotTaken, fault_of, pause_asked_for
from services.notifier.notice import notice_of
from services.notifier.signature import signed_headers
from shared.schemas.matches import ArticleMatched, MatchNotified
from shared.streams.handler import Outcome
from shared.streams.outcomes import Reject, Skip

_CONNECTIONS_PER_HOST = 4
_LONGEST_CONNECT_S = 5.0
# An answer's text is of no interest; a short one is read, so that the connection can be used again.
_MOST_ANSWER_BYTES = 16_384


class Unanswered(NotTaken):
    """Nothing came back: the host is down, unreachable or too slow."""


@dataclass(slots=True)
class _Host:
    """A host's part of a batch."""

    name: str
    """Scheme, host and port, for people and to tell hosts apart; the rest of a webhook's address may be secret."""
    notices: list[tuple[int, httpx.URL, ArticleMatched]] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    is_down: bool = False


class Notifier:
    """Keeps an event loop for the thread that it is used in. Close it in the same thread."""

    def __init__(
        self,
        *,
        keys: Sequence[bytes],
        answer_within: timedelta,
        host_limit: timedelta,
        hosts_at_once: int,
        rest: timedelta,
        any_address: bool,
        agent: str,
    ) -> None:
        self._keys = keys
        self._answer_within_s = answer_within.total_seconds()
        self._host_limit_s = host_limit.total_seconds()
        self._hosts_at_once = hosts_at_once
        self._rest_s = rest.total_seconds()
        self._any_address = any_address
        self._agent = agent
        self._rests_until: dict[str, float] = {}
        self._runner = asyncio.Runner()
        self._tls = httpx.create_ssl_context(trust_env=False)

    def notify(self, matches: Sequence[ArticleMatched]) -> list[Outcome[MatchNotified]]:
        """One outcome per match, in order; it takes a bounded time whatever the webhooks do."""
        return self._runner.run(self._notify(matches))

    def close(self) -> None:
        self._runner.close()

    async def _notify(self, matches: Sequence[ArticleMatched]) -> list[Outcome[MatchNotified]]:
        outcomes: dict[int, Outcome[MatchNotified]] = {}
        hosts: dict[str, _Host] = {}
        for place, match in enumerate(matches):
            if match.webhook is None:
                outcomes[place] = Skip("the saved search has no webhook")
                continue
            try:
                url = httpx.URL(match.webhook)
                name = _name(url)
            except (httpx.InvalidURL, ValueError) as error:
                outcomes[place] = Reject(f"the webhook is no web address: {error}")
                continue
            hosts.setdefault(name, _Host(name)).notices.append((place, url, match))
        gate = asyncio.Semaphore(self._hosts_at_once)

        async def tell(host: _Host) -> dict[int, Outcome[MatchNotified]]:
            async with gate:
                return await self._tell_host(host)

        for told in await asyncio.gather(*map(tell, hosts.values())):
            outcomes |= told
        return [outcomes[place] for place in range(len(matches))]

    async def _tell_host(self, host: _Host) -> dict[int, Outcome[MatchNotified]]:
        if time.monotonic() < self._rests_until.get(host.name, 0.0):
            return _all(host, Unanswered(f"{host.name} did not answer before and is left alone for a while"))
        self._rests_until.pop(host.name, None)
        outcomes = _all(host, Unanswered(f"there was no time left for this notice: {host.name} is slow"))
        waiting = iter(host.notices)
        client = httpx.AsyncClient(
            verify=self._tls,
            trust_env=False,
            follow_redirects=False,
            timeout=httpx.Timeout(self._answer_within_s, connect=min(_LONGEST_CONNECT_S, self._answer_within_s)),
            limits=httpx.Limits(max_connections=_CONNECTIONS_PER_HOST),
        )
        try:
            async with asyncio.timeout(self._host_limit_s), client:
                host.addresses = await self._addresses(host.notices[0][1], host.name)
                await asyncio.gather(
                    *(self._tell_each(host, waiting, client, outcomes) for _ in range(_CONNECTIONS_PER_HOST))
                )
        except TimeoutError:
            if not any(isinstance(outcome, MatchNotified) for outcome in outcomes.values()):
                self._let_rest(host, self._rest_s)
        except Unanswered as error:
            self._let_rest(host, self._rest_s)
            return _all(host, error)
        except Reject as refused:
            return _all(host, refused)
        return outcomes

    async def _tell_each(
        self,
        host: _Host,
        waiting: Iterator[tuple[int, httpx.URL, ArticleMatched]],
        client: httpx.AsyncClient,
        outcomes: dict[int, Outcome[MatchNotified]],
    ) -> None:
        for place, url, match in waiting:
            if host.is_down:
                outcomes[place] = Unanswered(f"{host.name} has just failed and is left alone for a while")
                continue
            try:
                async with asyncio.timeout(self._answer_within_s):
                    answer = await self._post(host, url, match, client)
            except TimeoutError:
                outcomes[place] = Unanswered(f"{host.name} did not answer within {self._answer_within_s:g} s")
                self._let_rest(host, self._rest_s)
            except (httpx.HTTPError, OSError) as error:
                outcomes[place] = Unanswered(f"{host.name} cannot be reached: {error or type(error).__name__}")
                self._let_rest(host, self._rest_s)
            else:
                outcomes[place] = fault_of(answer, host.name) or _notified(match, answer.status)
                if (pause := pause_asked_for(answer, time.time())) > 0:
                    self._let_rest(host, pause)

    async def _post(self, host: _Host, url: httpx.URL, match: ArticleMatched, client: httpx.AsyncClient) -> Answer:
        body = notice_of(match)
        headers = {
            # The address that was looked at is the one that is connected to; a name could mean another by then.
            "host": url.netloc.decode("ascii"),
            "user-agent": self._agent,
            "content-type": "application/json",
            **signed_headers(match.match_id, int(time.time()), body, self._keys),
        }
        while True:
            address = host.addresses[0]
            try:
                async with client.stream(
                    "POST",
                    url.copy_with(host=address, fragment=None),
                    content=body,
                    headers=headers,
                    extensions={"sni_hostname": url.raw_host.decode("ascii")},
                ) as response:
                    read = 0
                    async for chunk in response.aiter_raw():
                        read += len(chunk)
                        if read > _MOST_ANSWER_BYTES:
                            break
                    return Answer(
                        response.status_code, response.headers.get("location"), response.headers.get("retry-after")
                    )
            except (httpx.ConnectError, httpx.ConnectTimeout):
                if host.addresses[0] == address:  # else another task has given it up already
                    if len(host.addresses) == 1:
                        raise
                    del host.addresses[0]

    async def _addresses(self, url: httpx.URL, name: str) -> list[str]:
        """What the host's name stands for. Raises Unanswered when nobody knows, Reject when no webhook may be there."""
        try:
            found = await asyncio.get_running_loop().getaddrinfo(url.raw_host.decode("ascii"), None)
        except (OSError, UnicodeError) as error:
            raise Unanswered(f"the name of {name} cannot be resolved: {error}") from error
        addresses = list(dict.fromkeys(str(socket_address[0]) for *_, socket_address in found))
        if self._any_address:
            return addresses
        reasons = {address: why_refused(address) for address in addresses}
        if refused := {reason for reason in reasons.values() if reason}:
            raise Reject(f"{name} is {' and '.join(sorted(refused))}: no webhook may be there")
        return addresses

    def _let_rest(self, host: _Host, seconds: float) -> None:
        host.is_down = True
        now = time.monotonic()
        self._rests_until = {name: until for name, until in self._rests_until.items() if until > now}
        self._rests_until[host.name] = now + seconds


def _name(url: httpx.URL) -> str:
    """Raises ValueError when it is no http or https address with a host."""
    if url.scheme not in ("http", "https") or not url.host:
        raise ValueError("it does not begin with https:// or http:// and a host")
    return f"{url.scheme}://{url.netloc.decode('ascii')}"


def _all(host: _Host, outcome: Exception) -> dict[int, Outcome[MatchNotified]]:
    return {place: outcome for place, _, _ in host.notices}


def _notified(match: ArticleMatched, status: int) -> MatchNotified:
    return MatchNotified(
        match_id=match.match_id,
        search=match.search,
        article_id=match.article_id,
        notified_at=datetime.now(UTC).isoformat(timespec="seconds"),
        status=status,
    )
