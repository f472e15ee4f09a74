"""Gift combos for buyers: /hop-qua."""

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.errors import NotAllowed
from catalog.kernel.web import page_number
from catalog.restrictions.labels import sentence
from storefront import ages
from storefront.closures.labels import off_words
from storefront.combos import finding
from storefront.extensions import csrf
from storefront.security import is_from_elsewhere

bp = Blueprint("combos", __name__, url_prefix="/hop-qua")


@bp.get("")
def combos() -> ResponseReturnValue:
    """All that are sold today."""
    found = finding.list_page(clock.today(), page_number())
    return render_template(
        "storefront/combos/combos.html",
        found=found,
        is_demo=any(one.is_demo for one in found.items),
    )


@bp.get("/<slug>")
def combo(slug: str) -> ResponseReturnValue:
    """One combo: what is in it, whose it is, what it costs together and one by one."""
    found = finding.get_shown(slug, clock.today())
    is_hidden = found.min_age is not None and not ages.is_of_age(request, found.min_age)
    html = render_template(
        "storefront/combos/age.html" if is_hidden else "storefront/combos/combo.html",
        combo=found,
        off_words=off_words,
        sentences=[sentence(duty) for duty in found.sentences],
        is_demo=found.is_demo,
    )
    answer = make_response(html)
    if found.min_age:
        answer.vary.add("Cookie")
    return answer


@bp.post("/<slug>/tuoi")
@csrf.exempt  # docs/decisions/0161: says one thing about the visitor, and keeps nothing here
def confirm_age(slug: str) -> ResponseReturnValue:
    """The visitor says to be old enough for all that is in the combo."""
    if is_from_elsewhere(request):
        raise NotAllowed
    found = finding.get_shown(slug, clock.today())
    return ages.keep(redirect(url_for(".combo", slug=slug), 303), found.min_age)
