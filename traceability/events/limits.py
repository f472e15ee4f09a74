"""What an event may claim: its yield, how goods were kept apart, who stands behind it."""

from collections.abc import Collection

from catalog.kernel.db import session
from catalog.producers.models import Producer
from traceability.batches.models import Batch
from traceability.batches.rules import CustodyModel, is_stricter, loosest
from traceability.events import checks, errors, queries, rules
from traceability.events.checks import KeptFlow
from traceability.events.rules import Direction, Draft
from traceability.events.yields import Amount, Judged, in_force, judge


def check_custody(draft: Draft, batches: dict[int, Batch]) -> None:
    """Refuse an output that claims to be kept apart more strictly than what went in."""
    inputs = [batches[line.batch_id] for line in draft.inputs]
    declared = [batch.custody_model for batch in inputs if batch.custody_model]
    most = loosest(declared)
    for line in draft.outputs:
        batch = batches[line.batch_id]
        if batch.custody_model is None:
            continue
        if most is not None and is_stricter(batch.custody_model, most):
            raise errors.CustodyTooStrict(batch.code)
        if batch.custody_model == CustodyModel.IDENTITY_PRESERVED and _count_areas(draft) > 1:
            raise errors.CustodyTooStrict(batch.code)


def judge_yield(draft: Draft, batches: dict[int, Batch], flows: list[KeptFlow]) -> Judged | None:
    """What came out for what went in; refused beyond the cap unless a second person confirms.

    None when it is within the cap or cannot be compared.
    """
    caps = queries.list_caps(draft.step) if draft.step else []
    if draft.step and not caps:
        raise errors.StepUnknown
    if draft.kind not in rules.MAKES:
        return None
    judged = judge(
        draft.kind,
        _amounts(draft, batches, flows, Direction.IN),
        _amounts(draft, batches, flows, Direction.OUT),
        in_force(caps, draft.ended_on),
    )
    if judged is None or not judged.is_too_much:
        return None
    if draft.override is None:
        raise errors.YieldTooHigh(judged.found, judged.most)
    return judged


def check_people(draft: Draft, writer_id: int | None) -> None:
    """Refuse a partner that is not one, and a second person who is the first."""
    if draft.partner_id is not None and (
        draft.partner_id == draft.producer_id or session.get(Producer, draft.partner_id) is None
    ):
        raise errors.PartnerUnknown
    if draft.override is not None:
        if not draft.override.reason.strip():
            raise errors.ReasonMissing
        if draft.override.confirmed_by_id == writer_id:
            raise errors.SamePerson


def check_books(batch_ids: Collection[int], made: Collection[int]) -> None:
    """Refuse a correction that leaves less than was used; `made` came out of the wrong event."""
    for batch_id, book in queries.balances(batch_ids).items():
        if batch_id in made and not book.made and book.taken:
            raise errors.OutputStillUsed(checks.code_of(batch_id))
        if book.unused < 0 or book.left < 0:
            raise errors.UsedMoreThanLeft(checks.code_of(batch_id))


def _amounts(
    draft: Draft, batches: dict[int, Batch], flows: list[KeptFlow], wanted: Direction
) -> list[Amount]:
    return [
        Amount(
            flow["quantity"],
            flow["unit"],
            batches[line.batch_id].piece_amount,
            batches[line.batch_id].piece_unit,
        )
        for (way, line), flow in zip(draft.parts, flows, strict=True)
        if way is wanted
    ]


def _count_areas(draft: Draft) -> int:
    """From how many growing areas the goods of this event come."""
    kin = queries.list_ancestor_ids([line.batch_id for line in draft.inputs])
    grown = queries.list_area_quantities(kin)
    before = {area for parts in grown.values() for area in parts}
    return len(before | {line.area_id for line in draft.areas})
