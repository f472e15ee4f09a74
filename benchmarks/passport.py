"""The page every code on a pack ends on: stored ready, served before Flask.

Aim: at least a quarter of nginx with files.
"""

from benchmarks.figures import Figure, Progress
from benchmarks.pages import all_answer, measure_page
from benchmarks.site import batch_codes, site


def run(say: Progress) -> list[Figure]:
    """All batches of the demonstration data, at random."""
    with site("passport", say) as shop:
        shop.paths = [f"/truy-xuat/{code}" for code in batch_codes(shop.origin)]
        all_answer(shop.origin, shop.paths)
        return measure_page("passport", "passport page of a batch", shop, say)
