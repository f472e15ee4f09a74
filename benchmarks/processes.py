"""Servers started for a benchmark: on free loopback ports, timed and ended by process id."""

import os
import re
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

START_SECONDS = 30
STOP_SECONDS = 10


def free_port() -> int:
    """A loopback port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(
    command: Sequence[str], url: str, *, environment: Mapping[str, str] | None = None
) -> Iterator[int]:
    """Run a server until the block ends; gives its process id once `url` answers."""
    with tempfile.TemporaryFile("w+") as log:
        server = subprocess.Popen(
            command,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
        try:
            if not _answers(server, url):
                log.seek(0)
                raise RuntimeError(f"{command[0]} does not answer at {url}:\n{log.read()[-2000:]}")
            yield server.pid
        finally:
            _stop(server)


def cpu_seconds(pid: int) -> float:
    """User and system time that a process and its children have used."""
    times = _process_times()
    return sum(times[each][1] for each in _family(pid, times))


def _answers(server: "subprocess.Popen[bytes]", url: str) -> bool:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except urllib.error.HTTPError:
            return True
        except OSError:
            time.sleep(0.05)
        else:
            return True
    return False


def _stop(server: "subprocess.Popen[bytes]") -> None:
    family = _family(server.pid, _process_times())
    server.terminate()
    try:
        server.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
    for pid in family - {server.pid}:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def _family(pid: int, times: Mapping[int, tuple[int, float]]) -> set[int]:
    members = {pid} & times.keys()
    while grown := {each for each, (parent, _) in times.items() if parent in members} - members:
        members |= grown
    return members


def _process_times() -> dict[int, tuple[int, float]]:
    """Parent and CPU seconds of every process."""
    if Path("/proc/self/stat").exists():
        return _from_proc()
    return _from_ps()


def _from_proc() -> dict[int, tuple[int, float]]:
    ticks = os.sysconf("SC_CLK_TCK")
    found = {}
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
            found[int(entry.name)] = (int(fields[1]), (int(fields[11]) + int(fields[12])) / ticks)
    return found


def _from_ps() -> dict[int, tuple[int, float]]:
    """For macOS, whose `ps` counts hundredths of seconds."""
    listed = subprocess.run(
        ["ps", "-axo", "pid=,ppid=,time="], check=True, capture_output=True, text=True
    ).stdout
    found = {}
    for line in listed.splitlines():
        pid, parent, used = line.split()
        seconds = 0.0
        for part in re.split(r"[-:]", used):
            seconds = seconds * 60 + float(part)
        found[int(pid)] = (int(parent), seconds)
    return found
