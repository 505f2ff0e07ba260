"""What the README tells a newcomer to type works, in a fresh clone."""

from __future__ import annotations

import os
import pty
import re
import shlex
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from backwise.settings import PROJECT_ROOT
from deploy import serve
from tests.product_under_test import Conversation, answers, free_port, wait_until

pytestmark = [pytest.mark.servers, pytest.mark.long]

README = (PROJECT_ROOT / "README.md").read_text()
DONE_WITHIN = 300
ENDED_WITHIN = 60
FEW_MESSAGES = (
    '{"text": "my lower back aches", "intents": ["describe_pain"]}\n'
    '{"text": "what stretches can I do", "intents": ["request_exercise"]}\n'
)
# Proved by being the run that this test is part of, or by `make bench` itself,
# which takes longer than all tests together and asserts nothing.
NOT_RUN_HERE = {"make test", "make bench"}


@pytest.fixture(scope="module")
def clone(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The committed project in an empty folder, and the model that `make test` has trained.

    It was trained from nothing by what `make run` calls too. What Rasa remembers of it comes
    along, so that what trains once more here has nothing to learn anew.
    """
    folder = tmp_path_factory.mktemp("newcomer") / "backwise"
    subprocess.run(["git", "clone", "-q", str(PROJECT_ROOT), str(folder)], check=True)
    for trained in (model, serve.FINGERPRINT):
        shutil.copy(trained, folder / "models")
    remembered = PROJECT_ROOT / ".rasa"
    if remembered.exists():
        shutil.copytree(remembered, folder / ".rasa")
    (folder / "few.jsonl").write_text(FEW_MESSAGES)
    return folder


@pytest.fixture(scope="module")
def clean_environment() -> dict[str, str]:
    """The environment of a new terminal."""
    ours = ("BACKWISE_SECRET", "DATABASE_URL", "ACTION_SERVER_URL", "VIRTUAL_ENV", "MAKEFLAGS")
    return {name: value for name, value in os.environ.items() if name not in ours}


@pytest.fixture
def terminal(clone: Path, clean_environment: dict[str, str]) -> Iterator[object]:
    """Runs a command in the clone, and ends it with Ctrl-C."""
    started: list[subprocess.Popen[bytes]] = []

    def run(command: str, **options: object) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            ["bash", "-c", f"exec {command}"],
            cwd=clone,
            env=clean_environment,
            start_new_session=True,
            **options,  # type: ignore[call-overload]
        )
        started.append(process)
        return process

    yield run
    for process in started:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)


def commands() -> list[str]:
    """Every command in the README, without its comment."""
    blocks = re.findall(r"```sh\n(.*?)```", README, re.S)
    return [line.split("#")[0].strip() for block in blocks for line in block.splitlines() if line]


def test_make_run_installs_serves_and_ends(clone: Path, terminal: object) -> None:
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    for _ in ("the first time", "again"):
        with (clone / "run.log").open("w") as log:
            make = terminal(f"make run PORT={port}", stdout=log, stderr=log)  # type: ignore[operator]
            wait_until(lambda: "is ready" in (clone / "run.log").read_text())
        assert f"http://localhost:{port}/chat/" in (clone / "run.log").read_text()
        assert answers(f"{address}/chat/")
        conversation = Conversation(address)
        conversation.say("should i use heat or ice")
        assert "utter_answer" in conversation.names
        family = psutil.Process(make.pid).children(recursive=True)
        os.killpg(make.pid, signal.SIGINT)
        make.wait(ENDED_WITHIN)
        _, alive = psutil.wait_procs(family, timeout=10)
        assert alive == []


def test_make_shell_holds_a_conversation(terminal: object) -> None:
    ours, theirs = pty.openpty()
    make = terminal("make shell", stdin=theirs, stdout=theirs, stderr=theirs)  # type: ignore[operator]
    said = _read_until(ours, "Your input")
    os.write(ours, b"should i use heat or ice\r")
    said = _read_until(ours, "How sure")
    assert "Heat has the better evidence" in said
    os.write(ours, b"/stop\r")
    make.wait(ENDED_WITHIN)


@pytest.mark.parametrize(
    "command",
    [
        "make help",
        "make check-content",
        "make pages",
        "make gallery",
        "make train",
        "make lint",
        # On its own messages it is what tests/nlu reads, and takes minutes.
        "make evaluate DATA=few.jsonl",
        'make explain TEXT="my back hurts"',
    ],
)
def test_make_commands(command: str, clone: Path, clean_environment: dict[str, str]) -> None:
    assert command.removesuffix(" DATA=few.jsonl") in commands()
    done = subprocess.run(
        shlex.split(command), cwd=clone, env=clean_environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_rasa_works_without_a_wrapper(clone: Path, clean_environment: dict[str, str]) -> None:
    port, action_port = free_port(), free_port()
    script = (
        "set -e; . .venv/bin/activate; python -m backwise load; "
        f"sed -i 's/:5055/:{action_port}/' endpoints.yml; "
        f"export ACTION_SERVER_URL=http://localhost:{action_port}/webhook; "
        f"python -m rasa_sdk --actions actions --port {action_port} & "
        f". .venv/bin/activate; rasa train && rasa run --port {port}"
    )
    with (clone / "rasa.log").open("w") as log:
        rasa = subprocess.Popen(
            ["bash", "-c", script],
            cwd=clone,
            env={
                **clean_environment,
                "ACTION_SERVER_URL": f"http://localhost:{action_port}/webhook",
            },
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        wait_until(lambda: answers(f"http://127.0.0.1:{port}/webhooks/rest/ready"))
        conversation = Conversation(f"http://127.0.0.1:{port}")
        conversation.say("should i use heat or ice")
        assert "utter_answer" in conversation.names
    finally:
        os.killpg(rasa.pid, signal.SIGKILL)


def test_make_telegram_without_a_token_says_how_to_get_one(
    clone: Path, clean_environment: dict[str, str]
) -> None:
    """With a token it is what tests/channels/test_telegram.py runs."""
    done = subprocess.run(
        ["make", "telegram"], cwd=clone, env=clean_environment, capture_output=True, text=True
    )
    assert done.returncode != 0
    assert "docs/telegram.md" in done.stdout
    assert "make telegram" in commands()


def test_every_command_of_the_readme_is_proved() -> None:
    source = Path(__file__).read_text()
    for command in commands():
        assert command in NOT_RUN_HERE or command.rstrip(" &") in source, command


def _read_until(terminal: int, text: str) -> str:
    """What a terminal shows until ``text`` is there."""
    shown = ""
    deadline = time.monotonic() + DONE_WITHIN
    while text not in shown:
        assert time.monotonic() < deadline, shown
        shown += os.read(terminal, 4096).decode(errors="replace")
    return shown
