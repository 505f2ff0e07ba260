"""Many phrases are found at once, and come back from a model as they were."""

from __future__ import annotations

import json

import pytest

from backwise.language.phrases import Phrases

LABELLED = [("numb", "can't feel"), ("leg", "left leg"), ("leg", "leg"), ("limb", "leg")]


def test_every_label_of_a_phrase_is_found() -> None:
    assert Phrases.of(LABELLED).find(["the", "leg"]) == [("leg", 1, 2), ("limb", 1, 2)]


def test_a_phrase_inside_another_is_found_too() -> None:
    found = Phrases.of(LABELLED).find(["left", "leg"])
    assert found == [("leg", 0, 2), ("leg", 1, 2), ("limb", 1, 2)]


@pytest.mark.parametrize("norms", [[], ["legs"], ["left"], ["cant", "the", "feel"]])
def test_what_is_only_alike_is_not_found(norms: list[str]) -> None:
    assert Phrases.of(LABELLED).find(norms) == []


def test_without_a_phrase_nothing_is_found() -> None:
    assert Phrases.of([("nothing", " ")]).find(["leg"]) == []


def test_they_come_back_from_plain_data_as_they_were() -> None:
    phrases = Phrases.of(LABELLED)
    back = Phrases.restored(json.loads(json.dumps(phrases.as_data())))
    for norms in (["cant", "feel", "the", "left", "leg"], ["leg", "leg"], ["feel"]):
        assert back.find(norms) == phrases.find(norms)


def test_the_same_phrases_are_the_same_data() -> None:
    """A model is trained anew only if something has changed."""
    assert Phrases.of(LABELLED).as_data() == Phrases.of(list(LABELLED)).as_data()
