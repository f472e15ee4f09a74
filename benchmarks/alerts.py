"""How good the alert rules are on invented traces with planted frauds, and what a batch costs.

The traces are those of tests/traceability/alerts/traces.py; the figures are published with the
rules (traceability/alerts/data/measured.yaml) and on the operators' page.
"""

import time
from random import Random

from benchmarks.figures import Figure, Progress
from tests.traceability.alerts.traces import HONEST, SEED, honest, measured
from traceability.alerts.rules import alerts


def run(say: Progress) -> list[Figure]:
    """Precision and recall of each rule, then batches judged a second."""
    say("alerts: planting frauds")
    found = measured()
    figures = [
        Figure("alerts", f"{kind}: {name}", value, "share")
        for kind, values in found.items()
        for name, value in values.items()
        if name in ("precision", "recall")
    ]
    rng = Random(SEED)
    traces = [honest(rng, number) for number in range(HONEST)]
    began = time.process_time()
    for trace in traces:
        alerts(trace, 0.15)
    took = time.process_time() - began
    return [*figures, Figure("alerts", "batches judged", HONEST / took, "batches/CPU-s")]
