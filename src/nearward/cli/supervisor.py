"""Keeps the server and the worker running: starts them, restarts what dies, stops them together."""

import contextlib
import selectors
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import FrameType

STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
GRACE = 10.0  # seconds for the children to finish what they are doing
STEADY = 60.0  # seconds after which a child counts as running well
TOO_OFTEN = 8


@dataclass(frozen=True, slots=True)
class Child:
    """A part of Nearward with a process of its own: a subcommand, its options, the sockets it inherits."""

    name: str
    arguments: tuple[str, ...]
    sockets: tuple[int, ...] = ()


def pause_after(deaths: int) -> float:
    """Return the seconds to wait before the next start after so many deaths in a row."""
    return float(min(0.25 * 2 ** max(deaths - 1, 0), 30.0))


@dataclass(frozen=True, slots=True)
class _Alive:
    process: subprocess.Popen[bytes]
    leash: socket.socket
    since: float


class _Life:
    """One child through its lives. Over its leash, a socket pair, it says "ready", and each end sees the other die."""

    def __init__(self, child: Child) -> None:
        self.child = child
        self.alive: _Alive | None = None
        self.due: float | None = 0.0
        self.deaths = 0

    def start(self, now: float) -> socket.socket:
        mine, theirs = socket.socketpair()
        end = theirs.fileno()
        process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "nearward.cli", *self.child.arguments, "--leash", str(end)],
            pass_fds=(end, *self.child.sockets),
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # so that Ctrl-C comes to the supervisor alone
        )
        theirs.close()
        self.alive, self.due = _Alive(process, mine, now), None
        return mine

    def bury(self, alive: _Alive, pause: Callable[[int], float]) -> str:
        """Note the death, and when to start again; return how the process ended."""
        alive.leash.close()
        ended = _end_of(alive.process)
        now = time.monotonic()
        self.deaths = 1 if now - alive.since > STEADY else self.deaths + 1
        self.alive, self.due = None, now + pause(self.deaths)
        return f"status {ended}" if ended >= 0 else f"signal {-ended}"


class Supervisor:
    """Runs the children until told to stop. `on_ready` is called once, when each has said that it is ready."""

    def __init__(
        self,
        children: Sequence[Child],
        *,
        say: Callable[[str], None],
        on_ready: Callable[[], None],
        pause: Callable[[int], float] = pause_after,
    ) -> None:
        self._lives = [_Life(child) for child in children]
        self._say = say
        self._pause = pause
        self._on_ready: Callable[[], None] | None = on_ready
        self._awaited = {child.name for child in children}
        self._selector = selectors.DefaultSelector()
        self._wake, self._waker = socket.socketpair()
        self._stops = 0

    def run(self) -> int:
        """Return the exit status: 0 after a stop that was asked for, 1 where a child would not stay alive."""
        for end in (self._wake, self._waker):
            end.settimeout(0)
        self._selector.register(self._wake, selectors.EVENT_READ)
        before = {each: signal.signal(each, self._note) for each in STOPPING}
        wakeup = signal.set_wakeup_fd(self._waker.fileno())
        try:
            return self._watch()
        finally:
            self._end_all()
            signal.set_wakeup_fd(wakeup)
            for each, handler in before.items():
                signal.signal(each, handler)
            self._selector.close()
            self._wake.close()
            self._waker.close()

    def _note(self, _number: int, _frame: FrameType | None) -> None:
        self._stops += 1

    def _watch(self) -> int:
        while not self._stops:
            now = time.monotonic()
            for life in self._lives:
                if life.due is not None and life.due <= now:
                    self._selector.register(life.start(now), selectors.EVENT_READ, life)
            for life in self._heard(self._until_next_start(now)):
                if life.deaths >= TOO_OFTEN:
                    self._say(f"The {life.child.name} ended {TOO_OFTEN} times in a row, so Nearward stops here.")
                    return 1
        return 0

    def _until_next_start(self, now: float) -> float | None:
        due = [life.due for life in self._lives if life.due is not None]
        return max(min(due) - now, 0.0) if due else None

    def _heard(self, seconds: float | None) -> list[_Life]:
        """Listen to the leashes; return those children that have died meanwhile."""
        died = []
        for key, _ in self._selector.select(seconds):
            life: _Life | None = key.data
            if life is None or life.alive is None:
                self._drain()
            elif _receive(life.alive.leash):
                self._ready(life)
            else:
                self._selector.unregister(life.alive.leash)
                ended = life.bury(life.alive, self._pause)
                self._say(f"The {life.child.name} ended ({ended}); starting it again.")
                died.append(life)
        return died

    def _ready(self, life: _Life) -> None:
        self._awaited.discard(life.child.name)
        if not self._awaited and self._on_ready:
            on_ready, self._on_ready = self._on_ready, None
            on_ready()

    def _end_all(self) -> None:
        """Ask every child to end; kill what has not ended in time, or at a second signal."""
        alive = [life.alive for life in self._lives if life.alive is not None]
        for each in alive:
            each.process.terminate()
        end, asked = time.monotonic() + GRACE, self._stops
        while any(each.process.poll() is None for each in alive):
            if time.monotonic() > end or self._stops > asked:
                for each in alive:
                    each.process.kill()
            time.sleep(0.02)
        for each in alive:
            each.leash.close()

    def _drain(self) -> None:
        with contextlib.suppress(BlockingIOError):
            self._wake.recv(1024)


def _receive(leash: socket.socket) -> bytes:
    try:
        return leash.recv(16)
    except ConnectionResetError:
        return b""


def _end_of(process: subprocess.Popen[bytes]) -> int:
    """Wait for a process that has let go of its leash; it has nothing to do but to end."""
    try:
        return process.wait(GRACE)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()
