"""Values for the components of a trace in the style guide."""

from datetime import date
from decimal import Decimal
from typing import Any

from traceability.batches.rules import BatchKind, RecallState, is_stopped
from traceability.events.labels import UNITS
from traceability.inspection import rules
from traceability.inspection.labels import BATCH_KINDS
from traceability.inspection.queries import Node
from traceability.recalls.labels import STATES


def samples() -> dict[str, Any]:
    """Two harvests, one roast, one pack that is recalled."""
    kinds = (BatchKind.HARVEST, BatchKind.INTERMEDIATE, BatchKind.PACKED, BatchKind.HARVEST)
    nodes = {
        number: Node(
            number,
            f"CP2611-0000{number}-X",
            "Cà phê rang xay",
            "HTX minh họa",
            kind,
            Decimal(100 * number),
            "kg",
            date(2026, 11, number),
            RecallState.RECALLED if kind is BatchKind.PACKED else RecallState.NORMAL,
        )
        for number, kind in enumerate(kinds, start=1)
    }
    edges = [
        rules.Edge(source, target, Decimal(90), "kg") for source, target in ((1, 2), (4, 2), (2, 3))
    ]
    traced = {
        "nodes": nodes,
        "edges": edges,
        "lines": rules.outline(3, edges, forward=False),
        "drawing": rules.draw(nodes, edges),
        "box": rules.BOX,
        "is_stopped": is_stopped,
        "words": {"units": UNITS, "batches": BATCH_KINDS, "states": STATES},
    }
    return {"traced": traced}
