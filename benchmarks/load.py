"""Load on pages: wrk with 16 connections, rounds that alternate over subject and yardsticks."""

import re
import shutil
import statistics
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.figures import Figure, Progress, Unmeasurable
from benchmarks.processes import cpu_seconds

CONNECTIONS = 16
ROUNDS = 5
ROUND_SECONDS = 2
WARM_UP_SECONDS = 1
BROWSER = "User-Agent: Mozilla/5.0 (Linux; Android 10) Chrome/120"  # counted as a reader

ASK_AT_RANDOM = """
local requests = {}
function init()
  for place, path in ipairs({%s}) do requests[place] = wrk.format("GET", path) end
end
function request()
  return requests[math.random(#requests)]
end
"""


@dataclass
class Target:
    """A server under load: its process, its origin, and the paths to pick from."""

    label: str
    pid: int
    origin: str
    paths: Sequence[str] = ("/",)
    per_cpu_second: list[float] = field(default_factory=list)
    p50: list[float] = field(default_factory=list)
    p99: list[float] = field(default_factory=list)


def compare(
    name: str, what: str, subject: Target, yardsticks: list[Target], say: Progress
) -> list[Figure]:
    """The subject's figures, with its ratio to each yardstick, and then the yardsticks' own."""
    targets = [subject, *yardsticks]
    for target in targets:
        _ask(target, WARM_UP_SECONDS)
    for turn in range(ROUNDS):
        say(f"{name}: round {turn + 1} of {ROUNDS}")
        for target in targets[turn % len(targets) :] + targets[: turn % len(targets)]:
            _measure(target)
    reached = statistics.median(subject.per_cpu_second)
    medians = {each.label: statistics.median(each.per_cpu_second) for each in yardsticks}
    ratios = {label: reached / median for label, median in medians.items()}
    return [
        Figure(name, what, reached, "requests/CPU-s", ratios),
        Figure(name, f"{what}: half of them within", min(subject.p50), "ms"),
        Figure(name, f"{what}: 99 of 100 within", min(subject.p99), "ms"),
        *(Figure(name, f"yardstick: {each}", medians[each], "requests/CPU-s") for each in medians),
    ]


def need_wrk() -> str:
    """Where wrk is, or why nothing can be measured."""
    found = shutil.which("wrk")
    if found is None:
        raise Unmeasurable(
            "wrk is not installed (Debian/Ubuntu: apt install wrk; macOS: brew install wrk)"
        )
    return found


def _measure(target: Target) -> None:
    before = cpu_seconds(target.pid)
    report = _ask(target, ROUND_SECONDS)
    used = cpu_seconds(target.pid) - before
    answered = re.search(r"(\d+) requests in", report)
    if answered is None or used <= 0:
        raise RuntimeError(f"wrk said nothing about {target.label}:\n{report}")
    target.per_cpu_second.append(int(answered[1]) / used)
    target.p50.append(_latency(report, "50%"))
    target.p99.append(_latency(report, "99%"))


def _ask(target: Target, seconds: int) -> str:
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(ASK_AT_RANDOM % ", ".join(f'"{path}"' for path in target.paths))
        script.flush()
        report = subprocess.run(
            [need_wrk(), "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency"]
            + ["-H", "Accept-Encoding: gzip", "-H", BROWSER, "-s", script.name, target.origin],
            check=True,
            capture_output=True,
            text=True,
            timeout=seconds + 60,
        ).stdout
    if "Non-2xx" in report or "Socket errors" in report:
        raise RuntimeError(f"{target.label} answered with errors:\n{report}")
    return report


def _latency(report: str, share: str) -> float:
    found = re.search(rf"{share}\s+([\d.]+)(us|ms|s)\b", report)
    if found is None:
        raise RuntimeError(f"wrk gave no latency:\n{report}")
    return float(found[1]) * {"us": 0.001, "ms": 1, "s": 1000}[found[2]]
