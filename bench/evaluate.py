"""``make evaluate``: how well the trained model understands messages it has not seen.

It trains nothing. ``make evaluate`` reads the project's held-out messages,
``make evaluate DATA=file.jsonl`` any others. Each line of such a file is one message:

* ``text``;
* ``intents``: the right readings, the likeliest first; any of them counts as right;
* ``scope`` (optional): with ``other_body_part`` or ``unrelated``, turning the message
  away is right too;
* ``entities`` (optional): for each kind, a normal form, a list of them, or the words;
  null where nobody can tell;
* ``tier`` (optional): how urgent it is; ``ambiguous`` if nobody can tell;
* ``style`` (optional): a slice of its own in the report.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME as FALLBACK

from backwise.language.reading import SINGLE, Reader
from backwise.language.vocabulary import read_vocabulary
from backwise.settings import CONTENT, CONTEXT_CUES, LEXICON, PROJECT_ROOT
from backwise.yaml_lines import read_plain_yaml, read_yaml
from bench.model import load_model
from components.message_joiner import NEAR_MISS, TRIAGE

HELD_OUT = PROJECT_ROOT / "tests" / "nlu" / "held_out.jsonl"
SAFETY = PROJECT_ROOT / "tests" / "backwise" / "safety"
RESULTS = Path(__file__).parent / "evaluation.json"
PICTURES = PROJECT_ROOT / "docs" / "images"

BASE = "describe_pain request_exercise ask_massage ask_self_care ask_treatment ask_cause".split()
TURNED_AWAY = frozenset({"out_of_scope", FALLBACK, "other_language", "empty_message"})
SMALL_TALK = frozenset(
    ["greet", "goodbye", "thanks", "bot_challenge", "help", "ask_privacy"]
    + ["express_worry", "express_frustration", "express_relief"]
)
ELSEWHERE = frozenset({"other_body_part", "unrelated"})
URGENT_TIERS = ("emergency", "urgent")
THRESHOLDS = (0.3, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8)
ENTITIES = "location side duration intensity radiation trigger".split()
# A duration is right when it is off by no more than a quarter, and an intensity by
# no more than one point: people who label words differ by as much.
DURATION_TOLERANCE, INTENSITY_TOLERANCE = 0.25, 1.0
CALIBRATION_BINS = 10
RESAMPLES = 500


@dataclass(frozen=True)
class Judged:
    """One message, what the model made of it, and whether that is right.

    Attributes:
        message: the line of the file.
        ranking: (intent, confidence), the likeliest first, with the fallback if any.
        right: whether the first one is right.
        entities: what was read, for each kind; denied and hypothetical ones are left out.
        tier: how urgent the triage takes it to be.
        asked: whether a red flag is asked about.
        senses: the status of each red flag that was found.
    """

    message: dict[str, Any]
    ranking: list[tuple[str, float]]
    right: bool
    entities: dict[str, list[Any]]
    tier: str
    asked: bool
    senses: dict[str, str]

    @property
    def guess(self) -> str:
        """The intent that the model settled on."""
        return self.ranking[0][0]

    @property
    def reading(self) -> tuple[str, float]:
        """What the classifier guessed, before a low confidence made it a fallback."""
        return next((entry for entry in self.ranking if entry[0] != FALLBACK), self.ranking[0])

    @property
    def turned_away(self) -> bool:
        """Whether the message was taken for something the assistant is not for."""
        return self.guess in TURNED_AWAY

    @property
    def in_scope(self) -> bool:
        """Whether the assistant should have kept it."""
        labels = set(self.message["intents"])
        return self.message.get("scope") not in ELSEWHERE and not labels & {
            "out_of_scope",
            "chitchat",
        }

    @property
    def out_of_scope(self) -> bool:
        """Whether the assistant should have turned it away."""
        return self.message["intents"][0] == "out_of_scope"

    @property
    def label(self) -> str:
        """The right reading that the model found, else the likeliest right one."""
        return self.guess if self.right else self.message["intents"][0]


def main() -> int:
    """Evaluate, print and write the figures."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("data", nargs="?", type=Path, default=HELD_OUT)
    path: Path = arguments.parse_args().data
    messages = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    for message in messages:
        message.setdefault("intents", ["describe_pain"])
    wordings = [*wordings_by_tier(), *wordings_by_sense()] if path == HELD_OUT else []
    by_tier = asyncio.run(judge([*messages, *wordings]))
    judged = by_tier[: len(messages)]
    report = evaluate(judged)
    report["triage"] = triage_table(by_tier)
    report["red_flags_in_the_right_sense"] = senses(by_tier)
    print(_readable(report))
    for one in by_tier:
        if _is_missed(one):
            instead = f"{one.tier}, asked about" if one.asked else one.tier
            print(f"missed ({one.message['tier']} taken for {instead}): {one.message['text']}")
    if path == HELD_OUT:
        RESULTS.write_text(json.dumps(report, indent=2, ensure_ascii=False) + "\n")
        draw(judged, PICTURES)
    else:
        path.with_suffix(".report.json").write_text(json.dumps(report, indent=2) + "\n")
        draw(judged, path.parent)
    return 0


def wordings_by_tier() -> list[dict[str, Any]]:
    """The project's own emergencies, same-day wordings and ordinary messages."""
    emergencies, same_day, stories, ordinary = (
        read_plain_yaml(SAFETY / f"{name}.yml")
        for name in ("emergencies", "same_day", "stories", "ordinary")
    )
    texts = {
        "emergency": [*itertools.chain(*emergencies.values()), *stories["emergency"]],
        "urgent": [*itertools.chain(*same_day.values())],
        "routine": [*ordinary, *stories["ordinary"]],
    }
    return [
        {"text": text, "tier": tier, "intents": ["describe_pain"]}
        for tier, wordings in texts.items()
        for text in wordings
    ]


def wordings_by_sense() -> list[dict[str, Any]]:
    """The project's own wordings of red flags that are denied, past, only asked about."""
    return [
        {"text": text, "flag": flag, "status": status, "intents": ["describe_pain"]}
        for status, flags in read_plain_yaml(SAFETY / "statuses.yml").items()
        for flag, texts in flags.items()
        for text in texts
    ]


def _is_missed(one: Judged) -> bool:
    tier = one.message.get("tier")
    return (tier == "emergency" and one.tier != tier) or (
        tier in URGENT_TIERS and one.tier not in URGENT_TIERS
    )


def thresholds(judged: Sequence[Judged]) -> dict[str, str]:
    """What the share kept in scope and the recall out of scope would be at a threshold."""
    table = {}
    for threshold in THRESHOLDS:
        kept, away = [], []
        for one in judged:
            name, confidence = one.reading
            turned = name in TURNED_AWAY or confidence < threshold
            if one.in_scope:
                kept.append(not turned)
            elif one.out_of_scope:
                away.append(turned)
        table[f"{threshold:.2f}"] = f"kept {_mean(kept)}, turned away {_mean(away)}"
    return table


def _mean(hits: Sequence[bool]) -> str:
    return f"{sum(hits) / len(hits):.3f}" if hits else "-"


async def judge(messages: Iterable[dict[str, Any]]) -> list[Judged]:
    """Have the model read each message."""
    agent = load_model()
    return [_judged(message, await agent.parse_message(message["text"])) for message in messages]


def _judged(message: dict[str, Any], parsed: dict[str, Any]) -> Judged:
    first = (parsed["intent"]["name"], parsed["intent"]["confidence"])
    others = [(entry["name"], entry["confidence"]) for entry in parsed["intent_ranking"]]
    ranking = [first, *(entry for entry in others if entry[0] != first[0])]
    entities: dict[str, list[Any]] = defaultdict(list)
    for entity in parsed["entities"]:
        # Of what a person has only one, the others are said of something else.
        if entity.get("role") in (
            (None,) if entity["entity"] in SINGLE else (None, "vague", "also")
        ):
            entities[entity["entity"]].append(entity["value"])
    right = _is_right(first[0], message)
    asked = bool(parsed.get(NEAR_MISS))
    triage = parsed[TRIAGE]
    senses = {flag["id"]: flag["status"] for flag in triage["flags"]}
    return Judged(message, ranking, right, dict(entities), triage["tier"], asked, senses)


def _is_right(guess: str, message: dict[str, Any]) -> bool:
    labels = set(message["intents"])
    if guess in TURNED_AWAY:
        elsewhere = message.get("scope") in ELSEWHERE or "chitchat" in labels
        return elsewhere or "out_of_scope" in labels
    return guess in labels or (guess in SMALL_TALK and "chitchat" in labels)


# ---- the figures ---------------------------------------------------------------


def evaluate(judged: Sequence[Judged]) -> dict[str, Any]:
    """All figures; each share with its 95 % interval."""
    kept_in = [one for one in judged if one.in_scope]
    away = [one for one in judged if one.out_of_scope]
    turned = [one for one in judged if one.turned_away]
    base = [one for one in judged if one.label in BASE or one.message["intents"][0] in BASE]
    return {
        "messages": len(judged),
        "intent_accuracy": share([one.right for one in judged]),
        "base_intent_accuracy": share([one.right for one in base]),
        "base_macro_f1": resampled(base, macro_f1),
        "top_2_accuracy": share([_in_top_two(one) for one in base]),
        "in_scope_kept": share([not one.turned_away for one in kept_in]),
        "out_of_scope_recall": share([one.turned_away for one in away]),
        "out_of_scope_precision": share([not one.in_scope for one in turned]),
        "at_a_threshold_of": thresholds(judged),
        "calibration_error": round(calibration_error(judged), 3),
        "entity_f1": {kind: resampled(judged, _f1_of(kind)) for kind in ENTITIES},
        "triage": triage_table(judged),
        "slices": {name: share([one.right for one in part]) for name, part in slices(judged)},
        "confusions": [
            {"right": right, "guess": guess, "times": times}
            for (right, guess), times in Counter(
                (one.label, one.guess) for one in judged if not one.right
            ).most_common(12)
        ],
    }


def triage_table(judged: Sequence[Judged]) -> dict[str, Any]:
    """How many emergencies are caught, and how much ordinary pain is taken for more.

    Messages whose tier the labeller calls ambiguous are left out.
    """
    clear = [one for one in judged if "tier" in one.message and not one.message.get("ambiguous")]
    emergencies = [one for one in clear if one.message["tier"] == "emergency"]
    same_day = [one for one in clear if one.message["tier"] in URGENT_TIERS]
    ordinary = [one for one in clear if one.message["tier"] == "routine"]
    return {
        "emergencies_caught": share([one.tier == "emergency" for one in emergencies]),
        "emergencies_caught_or_asked_about": share(
            [one.tier == "emergency" or one.asked for one in emergencies]
        ),
        "same_day_or_more_caught": share([one.tier in URGENT_TIERS for one in same_day]),
        "ordinary_taken_for_an_emergency": share([one.tier == "emergency" for one in ordinary]),
        "ordinary_taken_for_urgent_or_more": share([one.tier in URGENT_TIERS for one in ordinary]),
        "ordinary_asked_about": share([one.asked for one in ordinary]),
    }


def senses(judged: Sequence[Judged]) -> dict[str, Any]:
    """How often a red flag is read in the sense that is meant, by sense."""
    parts: dict[str, list[bool]] = defaultdict(list)
    for one in judged:
        if "status" in one.message:
            status = one.message["status"]
            parts[status].append(one.senses.get(one.message["flag"]) == status)
    return {status: share(hits) for status, hits in parts.items()}


def share(hits: Sequence[bool]) -> dict[str, Any] | None:
    """A share with Wilson's 95 % interval; None of nothing."""
    if not hits:
        return None
    n, z = len(hits), 1.96
    p = sum(hits) / n
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    reach = z / (1 + z * z / n) * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return {"value": round(p, 3), "from": round(middle - reach, 3),
            "to": round(middle + reach, 3), "of": n}  # fmt: skip


def resampled(
    judged: Sequence[Judged], figure: Callable[[Sequence[Judged]], float | None]
) -> dict[str, Any] | None:
    """A figure with the 95 % interval of the bootstrap; None if it has no value."""
    value = figure(judged)
    if value is None:
        return None
    chance = np.random.default_rng(0)
    drawn = [
        figure([judged[i] for i in chance.integers(len(judged), size=len(judged))])
        for _ in range(RESAMPLES)
    ]
    low, high = np.quantile([one for one in drawn if one is not None], [0.025, 0.975])
    return {"value": round(value, 3), "from": round(float(low), 3),
            "to": round(float(high), 3), "of": len(judged)}  # fmt: skip


def macro_f1(judged: Sequence[Judged]) -> float | None:
    """The mean of F1 over the base intents that occur."""
    scores = []
    for intent in BASE:
        hits = sum(one.guess == intent and one.right for one in judged)
        guessed = sum(one.guess == intent for one in judged)
        real = sum(one.label == intent for one in judged)
        if real:
            scores.append(2 * hits / (guessed + real))
    return sum(scores) / len(scores) if scores else None


def calibration_error(judged: Sequence[Judged]) -> float:
    """Expected calibration error: how far confidence is from accuracy, over ten bins."""
    return sum(
        len(part) / len(judged) * abs(confidence - accuracy)
        for confidence, accuracy, part in _bins(judged)
    )


def _bins(judged: Sequence[Judged]) -> list[tuple[float, float, list[Judged]]]:
    """Mean confidence and accuracy of messages of like confidence."""
    parts: dict[int, list[tuple[float, bool, Judged]]] = defaultdict(list)
    for one in judged:
        name, confidence = one.reading
        place = min(int(confidence * CALIBRATION_BINS), CALIBRATION_BINS - 1)
        parts[place].append((confidence, _is_right(name, one.message), one))
    return [
        (
            float(np.mean([confidence for confidence, _, _ in part])),
            float(np.mean([right for _, right, _ in part])),
            [one for _, _, one in part],
        )
        for _, part in sorted(parts.items())
    ]


def _in_top_two(one: Judged) -> bool:
    readings = [entry[0] for entry in one.ranking if entry[0] != FALLBACK][:2]
    return any(_is_right(name, one.message) for name in readings)


def slices(judged: Sequence[Judged]) -> list[tuple[str, list[Judged]]]:
    """Parts of the messages by length and by style."""
    parts: dict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        words = len(one.message["text"].split())
        length = "up to 3 words" if words < 4 else "4 to 15 words" if words < 16 else "16 and more"
        parts[length].append(one)
        style = one.message.get("style") or one.message.get("writer")
        if style:
            parts[f"style: {style}"].append(one)
    return sorted(parts.items())


# ---- entities ------------------------------------------------------------------


def _f1_of(kind: str) -> Callable[[Sequence[Judged]], float | None]:
    def f1(judged: Sequence[Judged]) -> float | None:
        hits = read = real = 0
        for one in judged:
            labels = one.message.get("entities", {kind: None})
            if kind in labels and labels[kind] is None:
                continue  # nobody can tell, or it depends on the day
            wanted = _wanted(kind, labels)
            found = _values(kind, one.entities.get(kind, []))
            matched = sum(any(_same(kind, value, other) for other in found) for value in wanted)
            hits, read, real = hits + matched, read + len(found), real + len(wanted)
        return 2 * hits / (read + real) if real else None

    return f1


# How a label is read that is only a word or two.
_SENTENCES = {"location": "my {}", "trigger": "pain after {}", "intensity": "{0}, {0} of pain"}
_READER = Reader(read_vocabulary(CONTENT, LEXICON), read_yaml(CONTEXT_CUES))


def _wanted(kind: str, labels: dict[str, Any]) -> list[Any]:
    """The normal forms of a label; words that name none count as one that is missed."""
    label = labels.get(kind, labels.get("radiating") if kind == "radiation" else None)
    if label is None:
        return []
    if isinstance(label, bool):
        return ["yes" if label else "no"]
    if isinstance(label, list | float | int):
        return _values(kind, label if isinstance(label, list) else [label])
    if kind == "side":
        return [label]
    words = _SENTENCES.get(kind, "{}").format(label)
    found = [finding.value for finding in _READER.read(words) if finding.entity == kind]
    return _values(kind, found) or ([] if kind == "location" else [label])


def _values(kind: str, values: Iterable[Any]) -> list[Any]:
    unique = list(dict.fromkeys(values))
    if kind == "location" and len(unique) > 1:
        return [value for value in unique if value != "back"]
    return unique[:1] if kind in ("duration", "intensity", "side", "radiation") else unique


def _same(kind: str, value: Any, other: Any) -> bool:
    if isinstance(value, float | int) and isinstance(other, float | int):
        if kind == "duration":
            return abs(value - other) <= DURATION_TOLERANCE * max(value, other)
        return abs(value - other) <= INTENSITY_TOLERANCE
    return bool(value == other)


# ---- what people see -----------------------------------------------------------


def _readable(report: dict[str, Any]) -> str:
    lines = []
    for name, value in report.items():
        title = name.replace("_", " ")
        if isinstance(value, dict) and "value" not in value:
            lines.append(f"{title}:")
            lines += [f"  {part:24} {_shown(figure)}" for part, figure in value.items()]
        elif isinstance(value, list):
            lines.append(f"{title}:")
            lines += [f"  {c['right']} taken for {c['guess']}: {c['times']}" for c in value]
        else:
            lines.append(f"{title:26} {_shown(value)}")
    return "\n".join(lines)


def _shown(figure: Any) -> str:
    if isinstance(figure, dict):
        return (
            f"{figure['value']:.3f}  ({figure['from']:.3f} to {figure['to']:.3f}; {figure['of']})"
        )
    return "none" if figure is None else str(figure)


def draw(judged: Sequence[Judged], folder: Path) -> None:
    """Write ``reliability.png`` and ``confusions.png`` into ``folder``."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(5, 5), layout="constrained")
    bins = _bins(judged)
    axes.plot([0, 1], [0, 1], color="0.7", linestyle="--", label="perfect")
    axes.plot([b[0] for b in bins], [b[1] for b in bins], marker="o", label="measured")
    for confidence, accuracy, part in bins:
        axes.annotate(str(len(part)), (confidence, accuracy), xytext=(4, -12),
                      textcoords="offset points", fontsize=8)  # fmt: skip
    axes.set(xlabel="confidence", ylabel="share that is right", xlim=(0, 1), ylim=(0, 1.02))
    axes.set_title(f"Calibration error {calibration_error(judged):.3f}")
    axes.legend()
    figure.savefig(folder / "reliability.png", dpi=110)

    names = [*BASE, "out_of_scope", "other"]
    counts = np.zeros((len(names), len(names)), dtype=int)
    for one in judged:
        guess = "out_of_scope" if one.turned_away else one.guess
        label = "out_of_scope" if one.label in TURNED_AWAY else one.label
        row, column = (names.index(n if n in names else "other") for n in (label, guess))
        counts[row, column] += 1
    figure, axes = pyplot.subplots(figsize=(6.5, 6), layout="constrained")
    axes.imshow(np.sqrt(counts), cmap="Blues")
    for (row, column), count in np.ndenumerate(counts):
        if count:
            dark = math.sqrt(count) > math.sqrt(counts.max()) / 2
            axes.text(column, row, str(count), ha="center", va="center",
                      color="white" if dark else "black")  # fmt: skip
    axes.set_xticks(range(len(names)), names, rotation=45, ha="right")
    axes.set_yticks(range(len(names)), names)
    axes.set(xlabel="understood as", ylabel="meant as")
    figure.savefig(folder / "confusions.png", dpi=110)
    pyplot.close("all")


if __name__ == "__main__":
    raise SystemExit(main())
