"""`bin/serve` starts both processes, says where to look, and leaves nothing behind."""

import os
import signal
import socket
import subprocess
import threading
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PATIENCE = 120

pytestmark = [
    pytest.mark.sqlite,
    pytest.mark.skipif(not (ROOT / ".venv/bin/ocop").exists(), reason="bin/setup has not run here"),
]
Served = subprocess.Popen[str]


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def serve(port: int, tmp_path: Path) -> Iterator[Callable[[], Served]]:
    started: list[Served] = []

    def start() -> Served:
        environment = {"PORT": str(port), "DATA_DIR": str(tmp_path / "var"), "DEMO": "0"}
        started.append(
            subprocess.Popen(
                [ROOT / "bin/serve"],
                env={**os.environ, **environment},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )
        )
        return started[-1]

    yield start
    for process in started:
        process.terminate()
        process.communicate(timeout=PATIENCE)


def wait_until_serving(process: Served) -> None:
    assert process.stdout
    said = ""
    watchdog = threading.Timer(PATIENCE, process.terminate)
    watchdog.start()
    for line in process.stdout:
        said += line
        if line.startswith("Serving http"):
            watchdog.cancel()
            return
    pytest.fail(f"bin/serve ended: {said}")


def children_of(pid: int) -> dict[int, str]:
    listed = subprocess.run(
        ["ps", "-axwwo", "pid=,ppid=,args="], check=True, capture_output=True, text=True
    ).stdout
    rows = [line.split(None, 2) for line in listed.splitlines()]
    return {int(child): command for child, parent, command in rows if int(parent) == pid}


def test_stops_everything_it_started(serve: Callable[[], Served], port: int) -> None:
    process = serve()
    wait_until_serving(process)
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=PATIENCE) as answer:
        assert answer.status == 200
    started = [pid for pid, command in children_of(process.pid).items() if "ocop" in command]
    assert len(started) == 2

    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
    for pid in started:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_stops_the_web_server_when_the_worker_ends(serve: Callable[[], Served]) -> None:
    process = serve()
    wait_until_serving(process)
    started = {pid: name for pid, name in children_of(process.pid).items() if "ocop" in name}
    worker = next(pid for pid, command in started.items() if command.endswith("ocop worker"))

    os.kill(worker, signal.SIGKILL)
    said, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 1
    assert "the background worker ended" in said
    for pid in started:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_says_that_the_port_is_taken(serve: Callable[[], Served], port: int) -> None:
    with socket.create_server(("127.0.0.1", port)):
        said, _ = serve().communicate(timeout=PATIENCE)
    assert f"cannot listen on 127.0.0.1:{port}" in said
    assert "PORT=8080 bin/serve" in said
