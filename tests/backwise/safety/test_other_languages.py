"""An emergency is not missed because somebody writes in the language they think in."""

from __future__ import annotations

import pytest

from backwise.safety.rules import Tier
from tests.backwise.safety.project import triage

EMERGENCIES = [
    "Hola, desde ayer no puedo orinar y me duele mucho la espalda",
    "NO SIENTO LAS PIERNAS por favor ayuda",
    "bonjour, j'ai très mal au dos et je n'arrive plus à uriner depuis hier",
    "je ne sens plus mes jambes",
    "Seit heute morgen spüre ich nichts, ich kann nicht mehr pinkeln",
    "hilfe, kein gefühl in den beinen",
    "aiuto, non sento più le gambe",
    "dor no peito e nas costas",
    "nao consigo urinar desde ontem",
    "bardzo boli mnie kręgosłup i nie czuję nóg",
    "mă dor spatele și nu pot urina",
    "belim ağrıyor ve bacaklarımı hissetmiyorum",
    "ik heb rugpijn en kan niet meer plassen",
    "болит спина и не чувствую ног",
    "болить спина, не можу дихати",
    "ظهري يؤلمني و لا أستطيع التبول",
]
DESPAIR = ["no aguanto mas, quiero morir", "ich will nicht mehr leben", "хочу умереть"]
ORDINARY = [
    "me duele la espalda desde hace tres días",
    "no puedo dormir por la espalda",
    "j'ai mal au dos depuis une semaine",
    "ich habe seit gestern rückenschmerzen",
    "mal di schiena da due giorni",
    "dor nas costas depois do trabalho",
    "boli mnie kręgosłup od wczoraj",
    "belim ağrıyor",
    "у меня болит спина",
]


@pytest.mark.parametrize("text", EMERGENCIES)
def test_an_emergency_is_one_in_other_languages(text: str) -> None:
    assert triage(text).tier is Tier.EMERGENCY


@pytest.mark.parametrize("text", DESPAIR)
def test_despair_is_heard_in_other_languages(text: str) -> None:
    [flag] = triage(text).flags
    assert flag.id == "RF77"


@pytest.mark.parametrize("text", ORDINARY)
def test_an_ordinary_sore_back_is_none_in_other_languages(text: str) -> None:
    assert triage(text).tier is Tier.ROUTINE
