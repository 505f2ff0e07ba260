"""The REST channel and the page, over real HTTP."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
import uuid
from typing import Any

import pytest
from rasa.shared.core.domain import Domain

from backwise.settings import PROJECT_ROOT
from channels.rest import as_words
from tests.product_under_test import Product


@pytest.fixture(scope="module")
def domain() -> Domain:
    return Domain.load(str(PROJECT_ROOT / "domain.yml"))


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("/greet", "/greet"),
        ("  /greet ", "/greet"),
        ('/inform{"location":"neck"}', '/inform{"location":"neck"}'),
        ("/nobody knows this", "nobody knows this"),
        ("/greet and more", "greet and more"),
        ('/inform{"safety_saddle":"no"}', 'inform{"safety_saddle":"no"}'),
        ('/inform{"location":', 'inform{"location":'),
        ("/inform{[1]}", "inform{[1]}"),
        ("no slash", "no slash"),
        ("//greet", "greet"),
        ("/session_start", "session_start"),
        ("/restart", "restart"),
        ("/back", "back"),
    ],
)
def test_only_what_the_domain_knows_is_a_button_press(
    domain: Domain, text: str, read_as: str
) -> None:
    assert as_words(text, domain) == read_as


def post(product: Product, body: bytes) -> tuple[int, Any]:
    request = urllib.request.Request(
        f"{product.address}/webhooks/rest/webhook", body, {"Content-Type": "application/json"}
    )
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            return response.status, json.load(response)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


@pytest.mark.servers
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"no json",
        b"[]",
        b"{}",
        b'{"message": "hi"}',
        b'{"sender": "", "message": "hi"}',
        b'{"sender": "a", "message": null}',
        b'{"sender": "a", "message": 3}',
        b'{"sender": ["a"], "message": "hi"}',
        b'{"sender": "' + b"a" * 129 + b'", "message": "hi"}',
    ],
)
def test_a_request_that_is_wrong_gets_one_readable_line(product: Product, body: bytes) -> None:
    status, answer = post(product, body)
    assert status == 400
    assert list(answer) == ["error"]


@pytest.mark.servers
def test_two_people_do_not_share_a_conversation(product: Product) -> None:
    one, other = product.conversation(), product.conversation()
    one.say("my neck hurts")
    other.say("hi")
    assert other.names == ["utter_greet"]


@pytest.mark.servers
def test_half_a_picture_hides_no_emergency(product: Product) -> None:
    """A page that cuts a text may cut a picture in two, which is no character any more."""
    sender = uuid.uuid4().hex
    body = json.dumps({"sender": sender, "message": "i can't feel my groin \ud83d"}).encode()
    status, answer = post(product, body)
    assert status == 200
    assert "utter_emergency" in [said.get("response") for said in answer]
