"""A crowd of readers who long-poll a log, as their pages do where event streams do not get through."""

import asyncio
import threading
from dataclasses import dataclass, field

import httpx


@dataclass(slots=True)
class Crowd:
    """So many readers in a thread of their own. Each asks on from where its last answer ended until it has `last`."""

    url: str
    readers: int
    after: int
    last: int
    seen: list[list[int]] = field(default_factory=list)
    """The numbers each reader was given, in the order in which they came."""
    told_nothing: int = 0
    """How often a reader heard that there was nothing new."""
    cut_off: int = 0
    """How often a connection ended without an answer."""
    failures: list[str] = field(default_factory=list)
    _thread: threading.Thread = field(init=False)

    def __post_init__(self) -> None:
        self.seen = [[] for _ in range(self.readers)]
        self._thread = threading.Thread(target=lambda: asyncio.run(self._read()), name="crowd", daemon=True)
        self._thread.start()

    def reached(self, n: int) -> bool:
        """Tell whether every reader has this number."""
        assert not self.failures, self.failures[:3]
        return all(seen and seen[-1] >= n for seen in self.seen)

    def join(self) -> None:
        self._thread.join(60)
        assert not self._thread.is_alive(), f"some readers still wait: {sorted({len(seen) for seen in self.seen})}"
        assert not self.failures, self.failures[:3]

    async def _read(self) -> None:
        limits = httpx.Limits(max_connections=self.readers, max_keepalive_connections=self.readers)
        async with httpx.AsyncClient(limits=limits, trust_env=False, timeout=60) as client:
            await asyncio.gather(*(self._follow(client, seen) for seen in self.seen))

    async def _follow(self, client: httpx.AsyncClient, seen: list[int]) -> None:
        question = {"offset": f"{self.after:016d}", "live": "long-poll"}
        while not seen or seen[-1] < self.last:
            try:
                answer = await client.get(self.url, params=question)
            except httpx.TransportError:
                # A cache closes an idle connection when it likes, also in the moment of the next question: what the
                # reader meets depends on how far the question had come. Pages ask again a moment later.
                self.cut_off += 1
                await asyncio.sleep(0.2)
                continue
            if answer.status_code not in (200, 204):
                self.failures.append(f"{answer.status_code} {answer.text}")
                return
            if answer.status_code == 200:
                seen += [message["n"] for message in answer.json()]
            else:
                self.told_nothing += 1
            question["offset"] = answer.headers["stream-next-offset"]
            question["cursor"] = answer.headers["stream-cursor"]
