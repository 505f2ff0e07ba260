"""``make bench``: starts the product as ``make run`` does, and measures it."""

from __future__ import annotations

import asyncio
import concurrent.futures
import contextlib
import json
import os
import platform
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil

from backwise.guidance.person import Person
from backwise.guidance.plan import choose
from backwise.guidance.variants import Catalogue
from backwise.knowledge.content import read_content
from backwise.knowledge.database import open_database
from backwise.knowledge.loading import load
from backwise.knowledge.queries import Knowledge
from backwise.knowledge.schema import upgrade
from backwise.language.reading import Reader
from backwise.language.vocabulary import read_vocabulary
from backwise.safety.rules import read_red_flags
from backwise.safety.triage import Triager
from backwise.settings import CONTENT, CONTEXT_CUES, LEXICON, PROJECT_ROOT, RED_FLAGS
from backwise.yaml_lines import read_yaml
from bench import web
from bench.model import load_model
from tests.channels.telegram_stand_in import TOKEN, StandIn

RESULTS = Path(__file__).parent / "results.json"
# An answer out of the database, and one word of it that proves it is right.
QUESTION, ANSWER = "should i use heat or ice", "Heat has the better evidence"
SENTENCE = (
    "dull ache in my lower left back for 3 weeks, 6 out of 10, started after lifting a box, "
    "no fever and no numbness between my legs"
)
TWENTY_WORDS = "my lower back has been sore since I lifted a box last week and it hurts when I sit"
STORY = (
    "Hello, I am 47 years old and I have had pain in my lower back for about three months. It "
    "started after I moved house and carried far too many boxes up the stairs. At first it was "
    "only a dull ache in the morning, but over the last few weeks it has become worse and now "
    "it goes down the back of my left leg to the knee when I sit in the car. I have tried heat, "
    "a new mattress and some tablets that my doctor gave me, and none of it made a real "
    "difference. I work at a desk all day and in the evening I can hardly stand up straight. I "
    "do not have any numbness and no fever. I used to run twice a week, which I miss a lot. "
    "What could be causing this, and are there exercises that would help me to get going again?"
)
CONDITION, TOPIC = "osteoporosis", "heat_or_cold"
UNDERSTANDING_ROUNDS = 200
SINGLE_ROUNDS = 300
USERS = (1, 10, 100)
SECONDS_PER_LOAD = 10
TELEGRAM_CHATS, TELEGRAM_PAUSE, TELEGRAM_ROUNDS = 100, 5.0, 6
MESSAGES_IN_A_CONVERSATION = 20


def main() -> int:
    """Measure, print and write the figures.

    Returns:
        0 if every answer was right.
    """
    with tempfile.TemporaryDirectory() as folder:
        figures = _measure_product(Path(folder))
        figures |= _measure_web(Path(folder))
        figures |= _measure_telegram(Path(folder))
    figures |= _measure_reading()
    figures |= _measure_guidance()
    figures |= asyncio.run(_measure_understanding())
    figures["machine"] = {
        "cores": os.cpu_count(),
        "processor": platform.processor() or platform.machine(),
        "python": platform.python_version(),
    }
    RESULTS.write_text(json.dumps(figures, indent=2) + "\n")
    print(json.dumps(figures, indent=2))
    return 0


def _measure_product(folder: Path) -> dict[str, Any]:
    port = 5990
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{folder / 'bench.db'}"}
    command = [sys.executable, "deploy/serve.py", "run", "--port", str(port)]
    warm_up = _start(command, environment, port)  # trains and loads, if that is needed
    _stop(warm_up)
    began = time.monotonic()
    server = _start(command, environment, port)
    seconds_to_answer = time.monotonic() - began
    try:
        memory_idle = _memory(server.pid)
        first = [_timed(lambda: _ask(port, uuid.uuid4().hex)) for _ in range(SINGLE_ROUNDS)]
        single = [_answer_after_greeting(port) for _ in range(SINGLE_ROUNDS)]
        loads = {f"users_{users}": _load(port, users) for users in USERS}
        return {
            "start_to_first_answer_s": round(seconds_to_answer, 1),
            "memory_mb": {"idle": memory_idle, "after_load": _memory(server.pid)},
            "answer_from_database_ms": _percentiles(single),
            "answer_to_a_first_message_ms": _percentiles(first),
            "load": loads,
        }
    finally:
        _stop(server)


def _measure_web(folder: Path) -> dict[str, Any]:
    """Messages to replies in a browser, and for many visitors who share the cores with it all."""
    environment = {**os.environ, **web.NO_LIMITS}
    environment["DATABASE_URL"] = f"sqlite:///{folder / 'bench.db'}"
    port = 5992
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "deploy/serve.py", "run", "--port", str(port)]
    server = _start(command, environment, port)
    try:
        single = web.in_browser(address, QUESTION)
        before = _memory(server.pid)["all"]
        seconds, lost = web.many(address, QUESTION, ANSWER)
        grown = _memory(server.pid)["all"] - before
    finally:
        _stop(server)
    return {
        "web": {
            "message_to_first_reply_in_browser_ms": _percentiles(single),
            f"visitors_{web.VISITORS}": {
                "lost": lost,
                "memory_kb_each": round(grown * 1024 / web.VISITORS),
                **_percentiles(seconds),
            },
        }
    }


def _measure_telegram(folder: Path) -> dict[str, Any]:
    """Updates to answers, over a stand-in of the Bot API that takes its share of the cores."""
    with StandIn() as telegram:
        environment = {
            **os.environ,
            "DATABASE_URL": f"sqlite:///{folder / 'bench.db'}",
            "TELEGRAM_TOKEN": TOKEN,
            "TELEGRAM_API_URL": telegram.url,
        }
        port = 5991
        server = _start(
            [sys.executable, "deploy/serve.py", "run", "--port", str(port)], environment, port
        )
        try:
            single = [_answer_on_telegram(telegram, chat) for chat in range(1, SINGLE_ROUNDS // 3)]
            return {
                "telegram": {
                    "update_to_answer_ms": _percentiles(single),
                    f"chats_{TELEGRAM_CHATS}": _load_telegram(telegram),
                }
            }
        finally:
            _stop(server)


def _answer_on_telegram(telegram: StandIn, chat: int) -> float:
    began = time.monotonic()
    telegram.say(chat, QUESTION)
    return float(telegram.answer(chat)["at"]) - began


def _load_telegram(telegram: StandIn) -> dict[str, Any]:
    """A hundred chats, each with a message every five seconds, for thirty seconds."""
    chats = range(10_000, 10_000 + TELEGRAM_CHATS)
    asked: dict[int, list[float]] = {chat: [] for chat in chats}
    pause = TELEGRAM_PAUSE / TELEGRAM_CHATS
    for number in range(TELEGRAM_CHATS * TELEGRAM_ROUNDS):
        chat = chats[number % TELEGRAM_CHATS]
        asked[chat].append(time.monotonic())
        telegram.say(chat, QUESTION)
        time.sleep(max(0.0, asked[chats[0]][0] + (number + 1) * pause - time.monotonic()))
    with contextlib.suppress(AssertionError):
        telegram.wait(
            lambda: all(len(telegram.messages[chat]) >= TELEGRAM_ROUNDS for chat in chats)
        )
    seconds = [
        float(message["at"]) - began
        for chat in chats
        for began, message in zip(asked[chat], telegram.messages[chat], strict=False)
    ]
    return {
        "lost": sum(max(0, TELEGRAM_ROUNDS - len(telegram.messages[chat])) for chat in chats),
        "twice": sum(max(0, len(telegram.messages[chat]) - TELEGRAM_ROUNDS) for chat in chats),
        **_percentiles(seconds),
    }


def _start(command: list[str], environment: dict[str, str], port: int) -> subprocess.Popen[bytes]:
    server = subprocess.Popen(command, cwd=PROJECT_ROOT, env=environment, stdout=subprocess.DEVNULL)
    deadline = time.monotonic() + 180
    while time.monotonic() < deadline:
        try:
            if _ask(port, "first"):
                return server
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    raise TimeoutError("the product did not answer")


def _stop(server: subprocess.Popen[bytes]) -> None:
    server.send_signal(signal.SIGINT)
    server.wait(20)


def _answer_after_greeting(port: int) -> float:
    """Seconds to the answer, for somebody who has said hello."""
    sender = uuid.uuid4().hex
    _ask(port, sender, "hello")
    return _timed(lambda: _ask(port, sender))


def _ask(port: int, sender: str, text: str = QUESTION) -> bool:
    """Send ``text``; whether the answer is the one to the question."""
    body = json.dumps({"sender": sender, "message": text}).encode()
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/webhooks/rest/webhook",
        body,
        {"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=60) as response:
        return any(ANSWER in message.get("text", "") for message in json.load(response))


def _load(port: int, users: int) -> dict[str, Any]:
    """So many people who each ask again as soon as they are answered.

    After twenty messages one leaves and another comes.
    """
    deadline = time.monotonic() + SECONDS_PER_LOAD

    def person() -> list[tuple[float, bool]]:
        asked: list[tuple[bool, float]] = []
        while time.monotonic() < deadline:
            if len(asked) % MESSAGES_IN_A_CONVERSATION == 0:
                sender = uuid.uuid4().hex
            began = time.monotonic()
            asked.append((_ask(port, sender), time.monotonic() - began))
        return [(seconds, right) for right, seconds in asked]

    with concurrent.futures.ThreadPoolExecutor(users) as pool:
        results = [
            entry for done in [pool.submit(person) for _ in range(users)] for entry in done.result()
        ]
    return {
        "messages_per_second": round(len(results) / SECONDS_PER_LOAD, 1),
        "wrong_or_missing_answers": sum(not right for _, right in results),
        **_percentiles([seconds for seconds, _ in results]),
    }


def _measure_reading() -> dict[str, Any]:
    cues = read_yaml(CONTEXT_CUES)
    reader = Reader(read_vocabulary(CONTENT, LEXICON), cues)
    triager = Triager(read_red_flags(RED_FLAGS), cues)
    return {
        "reading_entities_ms": _percentiles(_many(lambda: reader.read(SENTENCE))),
        "triage_ms": _percentiles(_many(lambda: triager.triage(SENTENCE))),
    }


def _measure_guidance() -> dict[str, Any]:
    """Loading the content, reading an answer, and choosing a plan out of the whole catalogue."""
    with tempfile.TemporaryDirectory() as folder:
        address = f"sqlite:///{folder}/bench.db"
        began = time.perf_counter()
        upgrade(address)
        engine = open_database(address)
        load(engine, read_content(CONTENT))
        loading = time.perf_counter() - began
        knowledge = Knowledge(engine)
        person = Person(location="lower back", duration_days=200, conditions=frozenset({CONDITION}))
        rules = tuple(knowledge.rules("exercise", person.conditions))
        catalogue = Catalogue(knowledge.exercises(), rules, person)
        routines = knowledge.routines(catalogue.exercises)
        figures = {
            "loading_all_content_s": round(loading, 2),
            "choosing_a_plan_ms": _percentiles(_many(lambda: choose(catalogue, routines))),
            "reading_an_answer_ms": _percentiles(_many(lambda: knowledge.topic(TOPIC))),
        }
        engine.dispose()
    return figures


async def _measure_understanding() -> dict[str, Any]:
    """How long the trained model takes for one message, alone on one core."""
    agent = load_model()
    figures = {}
    for name, text in (("20_words", TWENTY_WORDS), ("150_words", STORY)):
        seconds = []
        for number in range(UNDERSTANDING_ROUNDS):
            message = f"{text} {number}"  # no message twice, as in real life
            began = time.perf_counter()
            await agent.parse_message(message)
            seconds.append(time.perf_counter() - began)
        figures[name] = _percentiles(seconds)
    return {"understanding_ms": figures}


def _many(work: Callable[[], Any]) -> list[float]:
    return [_timed(work) for _ in range(500)]


def _timed(work: Callable[[], Any]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _percentiles(seconds: list[float]) -> dict[str, float]:
    cuts = statistics.quantiles(seconds, n=100)
    return {f"p{cut}_ms": round(cuts[cut - 1] * 1000, 2) for cut in (50, 95, 99)}


def _memory(pid: int) -> dict[str, int]:
    """Resident memory of a process and all its children, in MB.

    A page that several of them share counts once, in equal parts (PSS of Linux).
    """
    parent = psutil.Process(pid)
    memory = {}
    for process in (parent, *parent.children(recursive=True)):
        command = " ".join(process.cmdline())
        name = next((part for part in ("rasa_sdk", "rasa") if part in command), "serve")
        memory[name] = round(process.memory_full_info().pss / 1024**2)
    return {"all": sum(memory.values()), **memory}


if __name__ == "__main__":
    raise SystemExit(main())
