"""The checks of GS1-Conformant Resolver 1.2, on the real server behind a certificate of our own.

Each check of resolver_checks.json is a test of the same name here; one test says that none is
missing. `single_multi_link` and `lo_for_300` are about links that few goods have, so data were
made for them: two growing areas behind one batch. We never offer gs1:defaultLinkMulti.
"""

import ssl
from typing import Any

import jsonschema_rs
import pytest

from tests.testdata import read
from tests.traceability.links.resolver import BATCH, GOODS, GROWN, LINKSET, Resolver
from traceability.identifiers.rules import weblinks

VOC = "https://ref.gs1.org/voc/"
# What GS1 asks of the file: our words for its schema, which is not among the test data.
DESCRIPTION = {
    "type": "object",
    "required": ["resolverRoot", "supportedPrimaryKeys"],
    "properties": {
        "name": {"type": "string"},
        "resolverRoot": {"type": "string", "format": "uri", "pattern": "^https://[^?#]+$"},
        "supportedPrimaryKeys": {
            "type": "array",
            "minItems": 1,
            "items": {
                "enum": [
                    "all",
                    "00",
                    "01",
                    "253",
                    "255",
                    "401",
                    "402",
                    "410",
                    "411",
                    "412",
                    "413",
                    "414",
                    "415",
                    "417",
                    "8003",
                    "8004",
                    "8006",
                    "8010",
                    "8013",
                    "8017",
                    "8018",
                ]
            },  # fmt: skip
        },
        "supportedLinkType": {
            "type": "array",
            "items": {"type": "object", "required": ["namespace", "prefix"]},
        },
        "linkTypeDefaultCanBeLinkset": {"type": "boolean"},
        "jsonLdContextLocation": {"type": "string", "format": "uri"},
    },
}


EACH = pytest.mark.parametrize("path", [GOODS, BATCH, GROWN])


def test_is_https(resolver: Resolver) -> None:
    assert resolver.origin.startswith("https://")
    assert resolver.head(GOODS).status == 307
    untrusting = Resolver(resolver.origin, ssl.create_default_context())
    with pytest.raises(ssl.SSLCertVerificationError):
        untrusting.head(GOODS)


@EACH
def test_valid_dl(resolver: Resolver, path: str) -> None:
    assert weblinks.read(resolver.origin + path)


def test_rd_file(resolver: Resolver) -> None:
    answer = resolver.ask("GET", "/.well-known/gs1resolver", Accept="application/json")
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "application/json"
    jsonschema_rs.validator_for(DESCRIPTION).validate(answer.json)
    assert answer.json["resolverRoot"] == resolver.origin


def test_http_version(resolver: Resolver) -> None:
    assert resolver.head(GOODS).version >= 11


@EACH
def test_cors_check(resolver: Resolver, path: str) -> None:
    for asked in (path, f"{path}?linkType=linkset", f"{path}/foo"):
        assert resolver.head(asked).headers["Access-Control-Allow-Origin"] == "*"


@EACH
def test_methods_check(resolver: Resolver, path: str) -> None:
    allowed = resolver.head(path).headers["Access-Control-Allow-Methods"]
    assert {"GET", "HEAD", "OPTIONS"} <= set(allowed.split(", "))
    preflight = resolver.ask("OPTIONS", path)
    assert (preflight.status, preflight.headers["Access-Control-Allow-Methods"]) == (200, allowed)


@EACH
def test_link_on_redirect(resolver: Resolver, path: str) -> None:
    assert 'rel="linkset"' in resolver.head(path).headers["Link"]


@EACH
def test_legacy_link_headers(resolver: Resolver, path: str) -> None:
    assert "gs1:" not in resolver.head(path).headers["Link"]


@EACH
def test_report_with_400(resolver: Resolver, path: str) -> None:
    assert resolver.head(f"{path}/foo").status == 400


@EACH
def test_no_error_with_200(resolver: Resolver, path: str) -> None:
    for wrong in (f"{path}/foo", f"{path}?99=", f"{path}//", "/01/1", f"{path}?linkType=gs1:no"):
        answer = resolver.ask("GET", wrong)
        assert 400 <= answer.status < 500
        assert b"<h1>" in answer.body


@EACH
def test_trailing_slash(resolver: Resolver, path: str) -> None:
    bare, slashed = resolver.head(path), resolver.head(f"{path}/")
    assert (bare.status, bare.location) == (slashed.status, slashed.location)


def test_basic_walk_up(resolver: Resolver) -> None:
    for unknown in (f"{GOODS}/10/NO-SUCH", f"{GOODS}/22/X", f"{BATCH}/21/X", f"{GOODS}/21/X"):
        assert resolver.head(unknown).status == 307


@EACH
def test_lt_linkset_no_redirect(resolver: Resolver, path: str) -> None:
    answer = resolver.head(f"{path}?linkType=linkset")
    assert (answer.status, answer.location) == (200, None)


@EACH
def test_lt_all_no_redirect(resolver: Resolver, path: str) -> None:
    answer = resolver.head(f"{path}?linkType=all")
    assert (answer.status, answer.location) == (200, None)


@EACH
def test_lt_accept_header(resolver: Resolver, path: str) -> None:
    answer = resolver.head(path, **LINKSET)
    assert (answer.status, answer.location) == (200, None)


@EACH
def test_valid_linkset(resolver: Resolver, path: str) -> None:
    schema = jsonschema_rs.validator_for(read("trace/gs1-linkset/gs1-linkset-schema.json"))
    schema.validate(resolver.ask("GET", path, **LINKSET).json)


def test_the_schema_tells_good_lists_from_bad() -> None:
    schema = jsonschema_rs.validator_for(read("trace/gs1-linkset/gs1-linkset-schema.json"))
    verdicts = {
        name: schema.is_valid(read(f"trace/{name}"))
        for name in (
            "gs1-linkset/valid-gs1-example.json",
            "gs1-resolver-conformance/modelLinkset.json",
            "gs1-linkset/invalid-gs1-example.json",
            "gs1-linkset/invalid-basic-example.json",
            "gs1-linkset/valid-basic-example.json",
            "gs1-linkset/ExampleLinkset.json",
        )
    }
    assert list(verdicts.values()) == [True, True, False, False, False, False]


@EACH
def test_linkset_jsonld_check(resolver: Resolver, path: str) -> None:
    link = resolver.ask("GET", path, **LINKSET).headers["Link"]
    assert 'rel="http://www.w3.org/ns/json-ld#context"; type="application/ld+json"' in link


@EACH
def test_declared_content_type(resolver: Resolver, path: str) -> None:
    declared = resolver.ask("GET", path, **LINKSET).headers["Content-Type"]
    assert declared == "application/linkset+json"


@EACH
def test_qs_passed_on(resolver: Resolver, path: str) -> None:
    assert "foo=bar" in (resolver.head(f"{path}?foo=bar").location or "")
    assert (resolver.head(f"{path}?linkType=gs1:pip&foo=bar").location or "").endswith("&foo=bar")


@EACH
def test_default_link_exists(resolver: Resolver, path: str) -> None:
    links = resolver.links(path)
    assert links["anchor"] == resolver.origin + path
    assert f"{VOC}defaultLink" in links


@EACH
def test_single_default_link(resolver: Resolver, path: str) -> None:
    [link] = resolver.links(path)[f"{VOC}defaultLink"]
    assert set(link) == {"href", "title"}


@EACH
def test_default_target(resolver: Resolver, path: str) -> None:
    [link] = resolver.links(path)[f"{VOC}defaultLink"]
    assert resolver.head(path).location == link["href"]


@EACH
def test_single_multi_link(resolver: Resolver, path: str) -> None:
    """Allowed only with more than one link; ours is never there, whatever data are made."""
    assert f"{VOC}defaultLinkMulti" not in resolver.links(path)


@EACH
def test_lo_for(resolver: Resolver, path: str) -> None:
    for kind, links in _kinds(resolver, path).items():
        if len(links) == 1:
            assert resolver.head(f"{path}?linkType={kind}").location == links[0]["href"]


@EACH
def test_lo_for_each(resolver: Resolver, path: str) -> None:
    for kind, links in _kinds(resolver, path).items():
        for link in links:
            if _alike(link, links) == 1:
                wished = {"Accept": link["type"]}
                if "hreflang" in link:
                    wished["Accept_Language"] = link["hreflang"][0]
                found = resolver.head(f"{path}?linkType={kind}", **wished)
                assert found.location == link["href"]


@pytest.mark.parametrize("path", [BATCH, GROWN])
def test_lo_for_300(resolver: Resolver, path: str) -> None:
    doubtful = {
        (kind, link["hreflang"][0])
        for kind, links in _kinds(resolver, path).items()
        for link in links
        if _alike(link, links) > 1
    }
    assert doubtful == {("gs1:locationInfo", "vi"), ("gs1:locationInfo", "en")}
    for kind, language in doubtful:
        asked = f"{path}?linkType={kind}"
        assert resolver.head(asked, Accept="text/html", Accept_Language=language).status == 300


@EACH
def test_link_types_defined(resolver: Resolver, path: str) -> None:
    known = {one["id"] for one in read("trace/gs1-webvoc/link_types_v1.16.json")}
    assert len(known) == 60
    assert {"gs1:defaultLink", *_kinds(resolver, path)} <= known


@EACH
def test_specific_link_type_not_found(resolver: Resolver, path: str) -> None:
    assert resolver.head(f"{path}?linkType=gs1:nosuchlt").status == 404


def test_no_check_of_gs1_is_missing() -> None:
    checks = [check["id"] for check in read("trace/gs1-resolver-conformance/resolver_checks.json")]
    assert len(checks) == 28
    ours = {name.removeprefix("test_").replace("_", "") for name in globals()}
    for check in checks:
        name = check.replace("<linkType>", "").replace("<n>", "Each").lower()
        assert name in ours, check


def _kinds(resolver: Resolver, path: str) -> dict[str, list[dict[str, Any]]]:
    """The links by short type, without what is no link and without the default."""
    return {
        kind.replace(VOC, "gs1:"): links
        for kind, links in resolver.links(path).items()
        if kind.startswith(VOC) and kind != f"{VOC}defaultLink"
    }


def _alike(link: dict[str, Any], links: list[dict[str, Any]]) -> int:
    """How many links only their address and title tell apart from this one, itself included."""
    return sum(
        (one["type"], one.get("hreflang")) == (link["type"], link.get("hreflang")) for one in links
    )
