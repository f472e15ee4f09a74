"""The words at the head of a name say which set it is of; what is unknown is not guessed."""

from datetime import date

import pytest
from sqlalchemy import Connection

from catalog.kernel.text import fold
from catalog.product_sets import queries
from catalog.product_sets.name_words import packaged
from catalog.product_sets.rules import NameWords, propose
from tests.factories.catalog import TODAY, load_rubrics

NAMES = {
    "Mật ong sú vẹt": 4,
    "Bánh mật ong": 6,
    "Kẹo dừa": 7,
    "Dừa sáp": 1,
    "Cà phê bột": 13,
    "Cá lóc": 2,
    "Cá lóc một nắng": 8,
    "Khô cá tra sấy ăn liền": 8,
    "Chuối xiêm": 1,
    "Chuối xiêm sấy dẻo": 7,
    "Gạo lứt đỏ": 3,
    "Bún gạo khô": 6,
    "Hạt điều rang muối": 7,
    "Nước mắm cá linh": 9,
    "Nước xoài": 17,
    "Trà gừng mật ong": 12,
    "Chè shan tuyết": 11,
    "Rượu nếp cái hoa vàng": 14,
    "Rượu vang dâu": 15,
    "Giấm rượu": 9,
    "Sợi sấy thăng hoa đông trùng hạ thảo": 18,
    "Tinh dầu tràm": 20,
    "Túi thổ cẩm": 22,
    "Sầu riêng HTX Lê Gia": 1,
}


@pytest.mark.parametrize(("name", "number"), NAMES.items())
def test_the_head_of_a_name_decides(name: str, number: int) -> None:
    found = propose(name, packaged())
    assert found and found.set_number == number


@pytest.mark.parametrize("name", ["Mat ong su vet", "MẬT ONG SÚ VẸT", "  mật   ong, sú vẹt!  "])
def test_a_name_is_read_however_it_is_typed(name: str) -> None:
    found = propose(name, packaged())
    assert found and found.set_number == 4


def test_a_word_that_means_two_things_without_its_accents_is_not_guessed() -> None:
    known = [NameWords("cá", 2, 8, "fresh"), NameWords("cà", 1, 7, "fresh")]
    assert propose("ca lóc", known) is None
    assert propose("ca loc", known) is None
    assert propose("cá lóc", known).set_number == 2  # type: ignore[union-attr]  # it is known


@pytest.mark.parametrize("name", ["", "😀😀", "ABC 123", "Phúc Thịnh", "mậtong"])
def test_a_name_that_says_nothing_gets_no_set(name: str) -> None:
    assert propose(name, packaged()) is None


def test_goods_as_they_were_picked_travel_fresh_and_worked_ones_do_not() -> None:
    fresh, dried = propose("Xoài", packaged()), propose("Xoài sấy", packaged())
    assert fresh and fresh.travels == "fresh"
    assert dried and dried.travels == ""


def test_no_words_stand_twice_and_all_name_a_set_of_the_decision(db: Connection) -> None:
    load_rubrics()
    words = [one.words for one in packaged()]
    assert len(words) == len(set(words))
    numbers = {one.number for group in queries.list_groups(TODAY) for one in group.sets}
    assert {one.set_number for one in packaged()} <= numbers
    assert {one.worked_set_number for one in packaged()} <= numbers
    assert {one.travels for one in packaged()} <= {"", "fresh", "chilled"}
    assert all(fold(one.words) for one in packaged())


def test_a_set_is_proposed_only_under_the_decision_the_words_are_about(db: Connection) -> None:
    load_rubrics()
    found = queries.find_proposed("Mật ong rừng", TODAY)
    assert found and (found[0].number, found[0].rubric_id) == (
        4,
        queries.rubric_in_force(TODAY).id,  # type: ignore[union-attr]  # it was loaded
    )
    assert queries.find_proposed("Mật ong rừng", date(2022, 1, 1)) is None
    assert queries.find_proposed("Phúc Thịnh", TODAY) is None
