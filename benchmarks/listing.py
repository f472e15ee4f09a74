"""The list of products: first pages, filters, a search without accents."""

from benchmarks.figures import Figure, Progress
from benchmarks.pages import all_answer, measure_page
from benchmarks.site import site

PATHS = [
    "/san-pham",
    "/san-pham?trang=2",
    "/san-pham?sao=4",
    "/san-pham?q=ca+phe",
    "/san-pham?q=gao",
]


def run(say: Progress) -> list[Figure]:
    """A handful of addresses people share, at random."""
    with site("list", say) as shop:
        shop.paths = PATHS
        all_answer(shop.origin, PATHS)
        return measure_page("list", "list of products", shop, say)
