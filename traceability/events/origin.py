"""From which growing areas a batch comes, as lowest and highest share."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal

from traceability.events.queries import Flow, Happening
from traceability.events.rules import Direction, Share, Shares, blend, portion

NOTHING = Decimal(0)


def shares_of(
    batch_id: int,
    quantities: Mapping[int, Decimal],
    happenings: Iterable[Happening],
    harvested: Mapping[int, Mapping[int, Decimal]],
) -> Shares:
    """The shares of a batch.

    `quantities` are those the batch and its ancestors were opened with, `happenings` the events
    that made them, `harvested` what came to each from each area. See rules.portion for why a
    part of a blended batch can only be given as a range.
    """
    return _Origins(quantities, happenings, harvested).shares(batch_id)


class _Origins:
    def __init__(
        self,
        quantities: Mapping[int, Decimal],
        happenings: Iterable[Happening],
        harvested: Mapping[int, Mapping[int, Decimal]],
    ) -> None:
        self.quantities = quantities
        self.harvested = harvested
        self.makers: dict[int, list[tuple[Happening, Decimal]]] = defaultdict(list)
        for one in happenings:
            for flow in _flows(one, Direction.OUT):
                self.makers[flow.batch_id].append((one, flow.quantity))
        self.known: dict[int, Shares] = {}

    def shares(self, batch_id: int) -> Shares:
        if batch_id not in self.known:
            self.known[batch_id] = {}  # ends the search should the rows ever hold a circle
            self.known[batch_id] = self._made(batch_id)
        return self.known[batch_id]

    def _made(self, batch_id: int) -> Shares:
        """All that was ever put into the batch, blended."""
        parts, grown = [], NOTHING
        for event, amount in self.makers[batch_id]:
            if _flows(event, Direction.IN):
                parts.append((self._of_event(event, amount), amount))
            else:
                grown += amount
        if areas := self.harvested.get(batch_id):
            here = sum(areas.values(), NOTHING)
            whole = max(grown or (NOTHING if parts else self._whole(batch_id)), here)
            parts.append(({area: _exactly(part / whole) for area, part in areas.items()}, whole))
        elif grown:
            parts.append(({}, grown))
        return blend(parts) if any(shares for shares, _ in parts) else {}

    def _of_event(self, event: Happening, mine: Decimal) -> Shares:
        """What an event gave to one of its outputs, of which `mine` came out."""
        inputs = [(self.shares(flow.batch_id), flow) for flow in _flows(event, Direction.IN)]
        units = {flow.unit for found, flow in inputs if found}
        if not units:
            return {}
        if len(units) > 1:  # kilograms and litres cannot be weighed against each other
            return _anything({area for found, _ in inputs for area in found})
        # Bottles and labels are counted in pieces: only what is weighed alike is blended.
        blended = blend(
            [
                (portion(found, flow.quantity, self._whole(flow.batch_id)), flow.quantity)
                for found, flow in inputs
                if flow.unit in units
            ]
        )
        outputs = _flows(event, Direction.OUT)
        if len({flow.unit for flow in outputs}) > 1:
            return blended if _is_of_one(blended) else _anything(blended)
        return portion(blended, mine, sum((flow.quantity for flow in outputs), NOTHING))

    def _whole(self, batch_id: int) -> Decimal:
        """What was made; where that is not recorded, what the batch was opened with."""
        made = sum((amount for _, amount in self.makers[batch_id]), NOTHING)
        return made or self.quantities[batch_id]


def _flows(event: Happening, way: Direction) -> list[Flow]:
    return [flow for flow in event.flows if flow.direction is way]


def _exactly(share: Decimal) -> Share:
    return Share(share, share)


def _is_of_one(shares: Shares) -> bool:
    return any(share.low == 1 for share in shares.values())


def _anything(areas: Iterable[int]) -> Shares:
    """Some of each may be in it, and nothing more can be said."""
    return {area: Share(NOTHING, Decimal(1)) for area in sorted(areas)}
