"""The page of a product: price, seller, recognition, batches on sale."""

from benchmarks.figures import Figure, Progress
from benchmarks.pages import all_answer, measure_page
from benchmarks.site import product_slugs, site


def run(say: Progress) -> list[Figure]:
    """All products of the demonstration data, at random."""
    with site("product", say) as shop:
        shop.paths = [f"/san-pham/{slug}" for slug in product_slugs(shop.origin)]
        all_answer(shop.origin, shop.paths)
        return measure_page("product", "product page", shop, say)
