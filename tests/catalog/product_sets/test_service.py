"""Rubrics come in once, are completed, never changed."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import Connection, func, select

from catalog.kernel.db import session, transaction
from catalog.kernel.errors import NotFound
from catalog.kernel.i18n import speaking
from catalog.product_sets import queries, rubric_file, service
from catalog.product_sets.errors import BrokenRubric, RubricChanged
from catalog.product_sets.models import ProductSet, Rubric
from tests.factories.catalog import load_rubrics

PLAIN = """number: 1/2030/QĐ-TTg
title: Bộ tiêu chí
effective_from: 2030-01-01
effective_to: null
validity: {months: 24, basis: null}
window: null
grace: null
star_bands:
  - {stars: 3, points_from: 50, issuer_level: province, recognised_by: null}
  - {stars: 4, points_from: 70, issuer_level: province, recognised_by: null}
groups:
  - number: 1
    name: Thực phẩm
    name_en: Food
    slug: thuc-pham
    sets:
      - {number: 1, name: Rau, name_en: Vegetables, agency: Bộ A}
"""


def take_in(text: str) -> str:
    with transaction():
        return service.import_rubric(rubric_file.read(text.encode(), "mau.yaml"))


def test_the_decision_in_force_has_26_sets_in_6_groups(db: Connection) -> None:
    load_rubrics()
    rubric = queries.rubric_in_force(date(2026, 11, 22))
    assert rubric is not None
    assert rubric.number == "26/2026/QĐ-TTg"
    assert (rubric.validity_months, rubric.validity_basis) == (36, "Điều 4 khoản 3")
    assert (rubric.window_opens_days, rubric.window_closes_days, rubric.grace_days) == (
        180,
        120,
        180,
    )
    groups = queries.list_groups(date(2026, 11, 22))
    assert len(groups) == 6
    assert [one.number for group in groups for one in group.sets] == list(range(1, 27))
    bands = [(band.stars, int(band.points_from), band.issuer_level) for band in rubric.bands]
    assert bands[2:] == [(3, 50, "province"), (4, 70, "province"), (5, 90, "central")]


def test_groups_have_names_in_both_languages(app: Flask, db: Connection) -> None:
    load_rubrics()
    first = queries.list_groups(date(2026, 11, 22))[0]
    assert (first.label, first.sets[2].label) == ("Thực phẩm", "Gạo, ngũ cốc, hạt sơ chế khác")
    with app.app_context(), speaking("en"):
        assert first.label == "Food"


def test_older_decisions_explain_old_certificates(db: Connection) -> None:
    load_rubrics()
    assert [one.number for one in queries.list_rubrics()] == [
        "26/2026/QĐ-TTg",
        "148/QĐ-TTg",
        "1048/QĐ-TTg",
    ]
    assert queries.rubric_in_force(date(2018, 5, 7)) is None
    both = queries.list_rubrics_between(date(2026, 5, 1), date(2026, 7, 1))
    assert [one.number for one in both] == ["148/QĐ-TTg", "26/2026/QĐ-TTg"]
    assert [one.sets for one in queries.list_groups(date(2022, 1, 1))] == [()] * 6


def test_taking_in_twice_changes_nothing(db: Connection) -> None:
    assert [take_in(PLAIN), take_in(PLAIN)] == ["created", "unchanged"]
    load_rubrics()
    load_rubrics()
    assert session.scalar(select(func.count(Rubric.id))) == 4
    assert session.scalar(select(func.count(ProductSet.id))) == 27


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("grace: null", "grace: {days: 90, basis: Điều 1}"),
        ("effective_to: null", "effective_to: 2033-01-01"),
        ("agency: Bộ A}", "agency: Bộ A}\n      - {number: 2, name: B, name_en: B, agency: C}"),
    ],
)
def test_what_was_unknown_is_filled(db: Connection, old: str, new: str) -> None:
    take_in(PLAIN)
    assert take_in(PLAIN.replace(old, new)) == "completed"


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ("months: 24", "months: 36", "validity_months"),
        ("points_from: 70", "points_from: 71", "star_bands.4.points_from"),
        ("name_en: Food", "name_en: Feed", "groups.1.name_en"),
        ("agency: Bộ A", "agency: Bộ B", "groups.1.sets.1.managing_agency"),
    ],
)
def test_what_is_in_is_not_changed(db: Connection, old: str, new: str, path: str) -> None:
    take_in(PLAIN)
    with pytest.raises(RubricChanged, match=path.replace(".", r"\.")):
        take_in(PLAIN.replace(old, new))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (PLAIN.replace("months: 24", "months: hai").encode(), r"dòng 5 \(validity.months\)"),
        (PLAIN.replace("window: null\n", "").encode(), r"dòng 1 \(window\)"),
        (PLAIN.replace("title:", "tittle:").encode(), "dòng"),
        (PLAIN.replace("stars: 4", "stars: 2").encode(), "must rise"),
        (PLAIN.replace("2030-01-01", "2030-13-40").encode(), "dòng 1"),
        (PLAIN.replace("to: null", "to: 2029-01-01").encode(), "before effective_from"),
        (
            PLAIN.replace(
                "window: null", "window: {opens_days: 9, closes_days: 9, basis: x}"
            ).encode(),
            r"dòng 6 \(window\)",
        ),
        (
            PLAIN.replace(
                "Bộ A}", "A}\n      - {number: 1, name: b, name_en: b, agency: b}"
            ).encode(),
            "two sets",
        ),
        (
            (PLAIN + "  - {number: 2, name: b, name_en: b, slug: thuc-pham, sets: []}\n").encode(),
            "same slug",
        ),
        (PLAIN.replace("slug: thuc-pham", "slug: Thực phẩm").encode(), "slug"),
        (b"number: [", "dòng 1|dòng 2"),
        (b"", "dòng 1"),
        (b"- a\n- b\n", "dòng 1"),
        ("tên".encode("utf-16"), "UTF-8"),
        (b"x" * (1024 * 1024 + 1), "1 MB"),
    ],
)
def test_a_broken_file_is_refused_with_line_and_reason(content: bytes, told: str) -> None:
    with pytest.raises(BrokenRubric, match=told):
        rubric_file.read(content, "mau.yaml")


def test_one_set_and_one_rubric(db: Connection) -> None:
    load_rubrics()
    one = queries.list_groups(date(2026, 11, 22))[0].sets[2]
    assert queries.get_set(one.id).group.slug == "thuc-pham"
    rubric = queries.list_rubrics()[0]
    assert queries.get_rubric(rubric.id) is rubric
    with pytest.raises(NotFound):
        queries.get_set(99_999)
    with pytest.raises(NotFound):
        queries.get_rubric(99_999)
