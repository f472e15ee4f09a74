"""The days on which stars show, as the search index keeps them, agree with the standing."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from catalog.certification.rules import (
    Deadlines,
    EvidenceGrade,
    Fact,
    last_valid_day,
    shown_days,
    standing,
)

days = st.dates(date(2020, 1, 1), date(2032, 12, 31))


@st.composite
def facts(draw: st.DrawFn) -> Fact:
    valid_from = draw(st.none() | days)
    ends = st.none() | days
    if valid_from:
        ends = st.sampled_from([None, last_valid_day(valid_from, 36), valid_from])
    return Fact(
        id=1,
        product_id=1,
        stars=draw(st.sampled_from([None, 3, 4, 5])),
        decision_number="1/QĐ-UBND",
        decision_date=None,
        year=draw(st.none() | st.integers(2020, 2030)),
        issuer_name=None,
        issuer_level=None,
        valid_from=valid_from,
        valid_to=draw(ends),
        validity_months=draw(st.sampled_from([None, 36])),
        has_transition_grace=draw(st.booleans()),
        evidence_grade=draw(st.sampled_from(EvidenceGrade)),
        evidence_source=None,
        revoked_on=draw(st.none() | days),
        revocation_decision=None,
        revocation_ground=None,
    )


deadlines = st.builds(
    Deadlines,
    validity_months=st.sampled_from([None, 36]),
    grace=st.sampled_from([None, 0, 180]),
)


@given(st.lists(facts(), max_size=3), deadlines, days)
def test_star_days_agree_with_the_standing(
    given_facts: list[Fact], limits: Deadlines, day: date
) -> None:
    shown = [each for fact in given_facts if (each := shown_days(fact, limits))]
    edges = [edge for each in shown for edge in (each.first, each.last)]
    around = [
        edge + timedelta(days=step)
        for edge in edges
        if edge > date(1900, 1, 1)
        for step in (-1, 0, 1)
    ]
    for on in (day, *around):
        held = max((each.stars for each in shown if each.first <= on <= each.last), default=0)
        assert held == standing(given_facts, on, limits).stars
