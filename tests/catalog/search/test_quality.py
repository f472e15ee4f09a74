"""How good the answers are, on a thousand invented products: see questions.py."""

from collections import defaultdict
from pathlib import Path
from statistics import mean

from catalog.search.index import open_index
from catalog.search.rules.documents import asked
from tests.catalog.search.conftest import TODAY
from tests.catalog.search.invented import products
from tests.catalog.search.questions import precision, questions

PRODUCTS = 1_000
LEAST_IN_ALL = 0.98
LEAST_IN_A_CLASS = 0.9


def test_the_first_ten_are_right(url: str, tmp_path: Path) -> None:
    catalogue = {product.document.id: product for product in products(PRODUCTS)}
    index = open_index(url, tmp_path)
    index.rebuild((product.document for product in catalogue.values()), lambda count: None)
    by_class: dict[str, list[float]] = defaultdict(list)
    for question in questions():
        right = sum(map(question.is_right, catalogue.values()))
        found = index.search(asked(question.text), TODAY).ids
        reached = precision((catalogue[one] for one in found), right, question.is_right)
        if reached is not None:
            by_class[question.kind].append(reached)
    assert len(by_class) == 10
    assert sum(map(len, by_class.values())) >= 85
    assert {kind for kind, each in by_class.items() if mean(each) < LEAST_IN_A_CLASS} == set()
    assert mean(one for each in by_class.values() for one in each) >= LEAST_IN_ALL
