"""How good the NLU part of ``config.yml`` is for another bot, trained on its data unchanged.

    python -m bench.other_bot FOLDER [--config other.yml] [--seed 1]

``FOLDER`` holds skills of a voice assistant, each a folder with examples in files
``en-us/**/<intent>.intent``, one a line; "(a|b)" is a choice and "{slot}" a gap. Such
skills are on PyPI, among them those of OVOS (``ovos-skill-*``). A quarter of the skills is
left out of the training: their messages are out of scope. ``--config`` measures another
pipeline on the same messages, such as Rasa's default in an environment that has TensorFlow.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import re
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray
from rasa.core.agent import Agent
from rasa.model_training import train_nlu
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME as FALLBACK

CONFIG = Path(__file__).parents[1] / "config.yml"
# Of each intent: how many lines it must have, and how many examples are learnt and asked.
FEWEST_LINES, LEARNT, ASKED = 6, 8, 15
HELD_OUT = 0.3
SKILLS_LEFT_OUT = 0.25
IN_SCOPE_KEPT = 0.95
_CHOICE = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_GAP = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Messages:
    """What is learnt and asked, as (text, intent), and what is out of scope."""

    learnt: list[tuple[str, str]]
    asked: list[tuple[str, str]]
    out_of_scope: list[str]


def main() -> int:
    """Trains, asks and prints accuracy and rejection."""
    parser = argparse.ArgumentParser(prog="python -m bench.other_bot")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--config", type=Path, default=CONFIG)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    messages = read_skills(options.folder, random.Random(options.seed))
    with tempfile.TemporaryDirectory() as folder:
        agent = Agent.load(train(messages.learnt, options.config, Path(folder)))
        asyncio.run(report(agent, messages))
    return 0


def read_skills(folder: Path, chance: random.Random) -> Messages:
    """The examples of the skills in ``folder``, shared out by ``chance``."""
    files = [path for path in sorted(folder.rglob("*.intent")) if "en-us" in str(path).lower()]
    skills = sorted({path.relative_to(folder).parts[0] for path in files})
    left_out = set(chance.sample(skills, round(len(skills) * SKILLS_LEFT_OUT)))
    learnt: dict[str, str] = {}
    asked: dict[str, str] = {}
    out_of_scope: dict[str, None] = {}
    for path in files:
        skill = path.relative_to(folder).parts[0]
        lines = path.read_text(encoding="utf-8").splitlines()
        spelt = [spelt_out(line, chance) for line in lines if not line.startswith("#")]
        texts = list(dict.fromkeys(text for text in spelt if text))
        chance.shuffle(texts)
        if skill in left_out:
            out_of_scope.update(dict.fromkeys(texts[:ASKED]))
        elif len(texts) >= FEWEST_LINES:
            intent, first = f"{skill}_{path.stem}", round(len(texts) * HELD_OUT)
            asked.update(dict.fromkeys(texts[:first][:ASKED], intent))
            learnt.update(dict.fromkeys(texts[first:][:LEARNT], intent))
    new = [(text, intent) for text, intent in asked.items() if text not in learnt]
    strange = [text for text in out_of_scope if text not in learnt]
    return Messages(list(learnt.items()), new, strange)


def spelt_out(line: str, chance: random.Random) -> str:
    """One of the messages that a line stands for."""
    while choice := _CHOICE.search(line):
        one_of, may_be = choice.groups()
        options = one_of.split("|") if one_of is not None else [*may_be.split("|"), ""]
        line = line[: choice.start()] + chance.choice(options) + line[choice.end() :]
    line = _GAP.sub(lambda gap: gap[1].replace("_", " "), line)
    return " ".join(line.lower().split())


def train(examples: list[tuple[str, str]], config: Path, folder: Path) -> str:
    """The path of a model of ``examples``."""
    texts: dict[str, list[str]] = defaultdict(list)
    for text, intent in examples:
        texts[intent].append(f"- {text}")
    nlu = [{"intent": name, "examples": "\n".join(said)} for name, said in texts.items()]
    data, domain = folder / "nlu.yml", folder / "domain.yml"
    data.write_text(yaml.safe_dump({"version": "3.1", "nlu": nlu}))
    domain.write_text(yaml.safe_dump({"version": "3.1", "intents": sorted(texts)}))
    model = train_nlu(str(config), str(data), str(folder), domain=str(domain))
    if not model:
        raise RuntimeError("Rasa has trained no model.")
    return model


async def report(agent: Agent, messages: Messages) -> None:
    """Prints how many intents are right, and how well strange messages are told apart."""
    guesses = [await guess(agent, text) for text, _ in messages.asked]
    strange = np.array([sure for _, sure in [await guess(agent, t) for t in messages.out_of_scope]])
    right = [name == intent for (name, _), (_, intent) in zip(guesses, messages.asked, strict=True)]
    known = np.array([sure for _, sure in guesses])
    threshold = np.quantile(known, 1 - IN_SCOPE_KEPT)
    intents = {intent for _, intent in messages.learnt}
    print(f"{len(intents)} intents, {len(messages.learnt)} examples")
    print(f"right: {np.mean(right):.3f} of {len(right)}")
    print(f"out of scope told apart (area under the curve): {separation(known, strange):.3f}")
    turned_away = np.mean(strange < threshold)
    print(f"turned away where {IN_SCOPE_KEPT} are kept: {turned_away:.3f} of {len(strange)}")


async def guess(agent: Agent, text: str) -> tuple[str, float]:
    """The likeliest intent, and how sure the pipeline is of it."""
    parsed = await agent.parse_message(text)
    ranking = [one for one in parsed["intent_ranking"] if one["name"] != FALLBACK]
    return ranking[0]["name"], ranking[0]["confidence"]


def separation(known: NDArray[np.float64], strange: NDArray[np.float64]) -> float:
    """How often a known message is surer than a strange one; 0.5 is chance."""
    surer = known[:, None] > strange
    same = known[:, None] == strange
    return float(surer.mean() + same.mean() / 2)


if __name__ == "__main__":
    raise SystemExit(main())
