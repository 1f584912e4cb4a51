"""The hub: what this process knows of the logs that are being read, and its open connections.

It lives in the event loop. A ring of the doorbell, or the safety poll, makes it read the new messages once; it makes
them ready once, and writes the same bytes to every reader. It never waits for a reader.
"""

import asyncio
import contextlib
import logging
import random
import resource
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db import Error, connection

from dateline.stream import listen, queries
from dateline.stream.doorbell import Listener, bell
from dateline.stream.followed import Followed
from dateline.stream.protocol import Frame
from dateline.stream.readers import Reader
from dateline.stream.refusals import refusal
from dateline.stream.threads import DatabaseThread

logger = logging.getLogger(__name__)

# An event and not a comment, which a browser hides from the page: the page says "live" only while it hears this.
# Clients of the protocol skip events that they do not know.
HEARTBEAT = Frame(b"event: heartbeat\ndata:\n\n")
# A batch that is read and sent at once; a longer absence of the database is caught up in several.
MOST_AT_ONCE = 500
# What was read when a log is first asked for, so that a crowd returning after a restart costs one query.
PREFETCHED = 100
# Descriptors for all that is not a held reader: the database, files, pages being answered.
SPARE_DESCRIPTORS = 500
# A process that may open 20,000 descriptors holds as many. More readers need more processes.
MOST_READERS = 19_500
SECONDS_BETWEEN_WARNINGS = 60
WENT_BACK = 0
"""What listeners are told in a number's place when a log went back."""


@dataclass(frozen=True, slots=True)
class Pace:
    """The hub's clockwork, in seconds."""

    heartbeat: int = 15
    """Some home routers and proxies drop a connection that was quiet for 30 s."""
    life: int = 60
    """How long an SSE answer lasts (protocol section 8.2), give or take `jitter`, so that no crowd returns at once."""
    jitter: int = 10
    long_poll: float = 20
    """How long a long-poll waits: one cursor's interval, and less than proxies wait for an answer."""
    poll: float = 1
    """How late a lost ring may make a message."""
    poll_sqlite: float = 0.1
    """SQLite has no bell between processes, and asking a file costs a fifth of a millisecond."""
    idle: float = 60
    """How long a log is followed after it was last asked for."""
    patience: float = 8
    """How long the database may take to say whether there is news before nobody is told any more that there is none."""


class Hub:
    """One per process. Start and stop it in the event loop that serves; every method belongs to that loop."""

    def __init__(self, pace: Pace | None = None) -> None:
        self.pace = pace or Pace()
        self.seats = 0
        """Live answers now open, SSE and long-poll."""
        self.most_seats = MOST_READERS
        self.most_of_one_address: int = settings.READERS_PER_ADDRESS
        self._seats_of: dict[str, int] = {}
        """The same by the reader's address (`stream/address.py`), as long as it has any."""
        self.past = DatabaseThread("log-past")
        """Reads old messages. Apart from the thread for new ones, so that a crowd catching up delays nobody's news."""
        self._news = DatabaseThread("log-news")
        self._followed: dict[str, Followed] = {}
        self._restored: dict[str, int] = {}
        """What each log that was ever followed said of its last restore."""
        self._lives = 0
        """How often a log went back."""
        self._listeners: list[Listener] = []
        self._ending: dict[int, set[Reader]] = {}
        """Readers by the tick in which they are to be ended."""
        self._tick = 0
        self._silent_until = 0
        """The tick before which the log is not told again that an address is full."""
        self._answered = True
        """Whether the database answered the last question after news."""
        self._asked_at: float | None = None
        """When the question was asked that is not answered yet, by the loop's clock."""
        self._tasks: list[asyncio.Task[None]] = []
        self._unsubscribe: Callable[[], None] = lambda: None

    # --- beginning and end ---

    async def start(self) -> None:
        """Begin to listen. The readers' limit follows from how many descriptors the process may open."""
        loop = asyncio.get_running_loop()
        self.most_seats = max(1, _descriptors(MOST_READERS + SPARE_DESCRIPTORS) - SPARE_DESCRIPTORS)
        self._unsubscribe = bell.subscribe(lambda name, n: _call(loop, self._rung, name, n))
        self._tasks = [asyncio.create_task(self._keep_polling()), asyncio.create_task(self._keep_ticking())]
        if connection.vendor == "postgresql":
            self._tasks.append(asyncio.create_task(listen.keep_listening(self._rung)))

    async def stop(self) -> None:
        """End every reader and let go of the database."""
        self.drain()
        self._unsubscribe()
        reading = [log.reading for log in self._followed.values() if log.reading]
        for task in [*self._tasks, *reading]:
            task.cancel()
        await asyncio.gather(*self._tasks, *reading, return_exceptions=True)
        await self._news.close()
        await self.past.close()

    def drain(self) -> None:
        """End every open answer: its reader comes back elsewhere."""
        for log in self._followed.values():
            log.let_go()

    # --- what the surfaces ask ---

    async def follow(self, name: str) -> Followed | None:
        """Return the log as it stands now, or None if there is none of that name. From now on its rings are heard.

        Refuses `log_unavailable` when the database cannot be asked and nothing is known yet.
        """
        log = self._followed.get(name)
        if log is None:
            log = self._followed[name] = Followed(name, life=self._lives)
            self._read_soon(log)
        log.used = asyncio.get_running_loop().time()
        if log.reading is not None:
            # Also when it is known: whoever has just published and asks again gets what was published.
            await asyncio.wait([log.reading])
        if log.known:
            return log if self._followed.get(name) is log else await self.follow(name)
        if self._followed.get(name) is log:
            del self._followed[name]
        if log.fault is not None:
            raise refusal("log_unavailable") from log.fault
        return None

    @property
    def blind(self) -> bool:
        """There may be news that this process cannot see: nobody is to be told on its word that there is none."""
        waited = asyncio.get_running_loop().time() - self._asked_at if self._asked_at is not None else 0
        return not self._answered or waited > self.pace.patience

    def tail(self, name: str) -> int | None:
        """Return the last number of a followed log, at most `pace.poll` old; None means: `await follow(name)` first."""
        log = self._followed.get(name)
        if log is None or not log.known:
            return None
        log.used = asyncio.get_running_loop().time()
        return log.tail

    def subscribe(self, listener: Listener) -> None:
        """Call `listener(name, n)`, in the loop, on every ring and when the poll finds that a followed log has moved.

        The same number may be told more than once. `WENT_BACK` instead of a number: whatever was made of this log is to
        be forgotten.
        """
        self._listeners.append(listener)

    async def read_again(self, log: Followed) -> None:
        """Ask the database where the log stands, whatever was heard."""
        self._read_soon(log)
        if log.reading is not None:
            await asyncio.wait([log.reading])

    async def texts(self, log: Followed, after: int, upto: int) -> list[bytes]:
        """Return the messages after `after` up to `upto`, from memory if they are recent."""
        recent = log.recent_between(after, upto)
        if recent is not None:
            return recent
        return await self.past.run(queries.texts_between, log.log_id, after, upto)

    @contextlib.contextmanager
    def seat(self, log: Followed, address: str) -> Iterator[None]:
        """Hold one of the places for live answers. Refuses `readers_full` and `address_full`.

        An address of "" has as many as there are.
        """
        if self.seats >= self.most_seats:
            raise refusal("readers_full")
        if address and self._seats_of.get(address, 0) >= self.most_of_one_address > 0:
            self._say_full(address)
            raise refusal("address_full")
        self._count(log, address, 1)
        try:
            yield
        finally:
            self._count(log, address, -1)

    def _count(self, log: Followed, address: str, seats: int) -> None:
        self.seats += seats
        log.seats += seats
        if address:
            of_address = self._seats_of.get(address, 0) + seats
            if of_address:
                self._seats_of[address] = of_address
            else:
                del self._seats_of[address]

    def _say_full(self, address: str) -> None:
        if self._tick < self._silent_until:
            return
        self._silent_until = self._tick + SECONDS_BETWEEN_WARNINGS
        logger.warning(
            "%s holds %d live answers, as many as one address may; its next readers are refused. A school or a company:"
            " raise DATELINE_READERS_PER_ADDRESS. A proxy of yours: set DATELINE_PROXIES.",
            address,
            self.most_of_one_address,
        )

    def add(self, log: Followed, reader: Reader) -> None:
        """Write to this reader from now on: what the log gets, heartbeats, and after a while the end.

        It keeps a place until `remove`. Call it right after its `seat`, which has asked whether there is one.
        """
        self._count(log, reader.address, 1)
        life = self.pace.life + random.randint(-self.pace.jitter, self.pace.jitter)  # noqa: S311 - spreads load
        reader.deadline = self._tick + max(1, life)
        self._ending.setdefault(reader.deadline, set()).add(reader)
        log.readers.add(reader)
        if self._followed.get(log.name) is not log:
            # It came while the log was being forgotten.
            reader.end()

    def remove(self, log: Followed, reader: Reader) -> None:
        self._count(log, reader.address, -1)
        log.readers.discard(reader)
        self._ending.get(reader.deadline, set()).discard(reader)

    # --- news ---

    def _rung(self, name: str, n: int) -> None:
        log = self._followed.get(name)
        if log is not None and (n > log.tail or not log.known):
            self._read_soon(log)
        self._tell(name, n)

    def _tell(self, name: str, n: int) -> None:
        for listener in self._listeners:
            listener(name, n)

    def _read_soon(self, log: Followed) -> None:
        log.stale = True
        if log.reading is None:
            log.reading = asyncio.create_task(self._read(log))

    async def _read(self, log: Followed) -> None:
        try:
            while log.stale:
                log.stale = False
                first = not log.known
                found = await self._news.run(_news, log.name, None if first else log.tail)
                if not first and (found is None or log.is_before(found[0])):
                    self._forget(log)
                    return
                if found is None:
                    return
                tail, texts = found
                if first:
                    log.tail = tail.n - len(texts)
                    if self._restored.setdefault(log.name, tail.restored) != tail.restored:
                        # It went back while nobody here followed it; pages of before may still be kept.
                        self._restored[log.name] = tail.restored
                        self._tell(log.name, WENT_BACK)
                log.take(tail, texts)
                log.stale = log.stale or log.tail < tail.n
                if not first and (texts or log.closed):
                    log.broadcast(texts)
                    self._tell(log.name, log.tail)
            log.fault = None
        except Error as error:
            log.fault = error
            logger.warning("%s: reading after message %d failed, trying again: %s", log.name, log.tail, error)
        finally:
            log.reading = None

    def _forget(self, log: Followed) -> None:
        """Begin anew with a log whose database was put back: it says so, or is behind what is known of it.

        Its readers come back, and those who are ahead of it are told so.
        """
        if self._followed.get(log.name) is not log:
            return
        logger.warning("%s: the database was put back (known: message %d); readers load again", log.name, log.tail)
        del self._followed[log.name]
        self._lives += 1
        log.let_go()
        self._tell(log.name, WENT_BACK)

    async def _keep_polling(self) -> None:
        seconds = self.pace.poll_sqlite if connection.vendor == "sqlite" else self.pace.poll
        while True:
            await asyncio.sleep(seconds if self._answered else self.pace.poll)
            self._forget_idle()
            known = {log.name: log for log in self._followed.values() if log.known}
            if not known:
                continue
            self._asked_at = asyncio.get_running_loop().time()
            try:
                tails = await self._news.run(queries.tails_of, list(known))
            except Exception as error:  # noqa: BLE001 - whatever it is, this must go on: nothing else hears other processes
                if self._answered:
                    logger.warning("The database does not answer; readers wait until it does: %s", error)
                self._answered = False
                continue
            self._answered, self._asked_at = True, None
            standing = {tail.name: tail for tail in tails}
            for log in known.values():
                if log.differs_from(standing.get(log.name)):
                    self._read_soon(log)

    def _forget_idle(self) -> None:
        long_ago = asyncio.get_running_loop().time() - self.pace.idle
        for log in list(self._followed.values()):
            if log.known and not log.seats and not log.reading and log.used < long_ago:
                del self._followed[log.name]

    # --- the clockwork of open connections ---

    async def _keep_ticking(self) -> None:
        loop = asyncio.get_running_loop()
        start = loop.time()
        while True:
            await asyncio.sleep(1)
            while self._tick < int(loop.time() - start):
                self._tick += 1
                self._on_tick()

    def _on_tick(self) -> None:
        # Each second some readers are due, a fifteenth of all: no burst that would delay an entry.
        for reader in self._ending.pop(self._tick, ()):
            reader.end()
        if self.blind:
            return
        for ahead in range(self.pace.heartbeat, self.pace.life + self.pace.jitter, self.pace.heartbeat):
            for reader in self._ending.get(self._tick + ahead, ()):
                reader.write(HEARTBEAT)


def _descriptors(wanted: int) -> int:
    """Let the process open as many descriptors as it may, up to the wanted number. Return how many that is."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    allowed = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    if soft < allowed:
        resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, hard))
    return min(wanted, max(soft, allowed))


def _news(name: str, known: int | None) -> tuple[queries.Tail, list[bytes]] | None:
    """Read where the log stands and then what is new: whatever the first number counts, the second query sees."""
    tail = queries.tail_of(name)
    if tail is None:
        return None
    after = max(0, tail.n - PREFETCHED) if known is None else known
    return tail, queries.texts_between(tail.log_id, after, min(tail.n, after + MOST_AT_ONCE))


def _call(loop: asyncio.AbstractEventLoop, heard: Listener, name: str, n: int) -> None:
    # The loop may be closing while another thread commits; whoever serves next reads the log.
    with contextlib.suppress(RuntimeError):
        loop.call_soon_threadsafe(heard, name, n)
