"""Starts the real parts of the product, and breaks them when a test wants that."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Self

import yaml

from deploy import serve

ROOT = serve.ROOT
# How fast it starts `make bench` says; a slow machine does not fail what is right.
STARTS_WITHIN = 300


def make_model() -> Path:
    """The model in ``models/``; a new one is trained if the data has changed."""
    serve.STATE.mkdir(exist_ok=True)
    # Tests run in several processes; one of them trains.
    with (serve.STATE / "training").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert serve.ensure_model() == 0
    return serve.MODEL


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until(condition: Callable[[], bool], within: float = STARTS_WITHIN) -> None:
    """Return as soon as ``condition`` holds.

    Raises:
        TimeoutError: it did not within so many seconds.
    """
    deadline = time.monotonic() + within
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError("what the test waits for did not happen")
        time.sleep(0.02)


def answers(url: str) -> bool:
    """Whether something answers at ``url`` with success."""
    try:
        with urllib.request.urlopen(url, timeout=10):
            return True
    except (urllib.error.URLError, OSError):
        return False


class Part:
    """A process of the product with its log."""

    def __init__(self, command: list[str], environment: dict[str, str], log: Path) -> None:
        self._command = command
        self.environment = {**os.environ, "PYTHONWARNINGS": "ignore", **environment}
        self.log = log
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the process."""
        with self.log.open("ab") as output:
            self._process = subprocess.Popen(
                self._command, cwd=ROOT, env=self.environment, stdout=output, stderr=output
            )

    def wait_until_it_answers(self, url: str) -> None:
        """Return as soon as ``url`` answers; if the process has ended, say what its log said."""

        def has_started() -> bool:
            assert self._process
            ended = self._process.poll() is not None
            assert not ended, self.log.read_text(errors="replace")[-3000:]
            return answers(url)

        wait_until(has_started)

    def send(self, number: int) -> None:
        """Send a signal to the process."""
        assert self._process
        self._process.send_signal(number)

    def stop(self) -> None:
        """Kill the process, also a frozen one."""
        if self._process and self._process.poll() is None:
            self._process.kill()
            self._process.wait()


class ActionServer(Part):
    """The real action server."""

    def __init__(self, database_url: str, folder: Path) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}/webhook"
        command = [sys.executable, "-m", "rasa_sdk", "--actions", "actions", "-p", str(self.port)]
        environment = {
            "DATABASE_URL": database_url,
            "SANIC_HOST": "127.0.0.1",
            "BACKWISE_QUERY_TIMEOUT": "1",
        }
        super().__init__(command, environment, folder / "actions.log")

    def start(self) -> None:
        """Start it and wait until it answers."""
        super().start()
        self.wait_until_it_answers(f"http://127.0.0.1:{self.port}/health")

    def freeze(self) -> None:
        """Let it hang: it still accepts connections and never answers."""
        self.send(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on."""
        self.send(signal.SIGCONT)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


class Product(Part):
    """The real Rasa server with our configuration."""

    def __init__(
        self, model: Path, database_url: str, action_url: str, folder: Path, **environment: str
    ) -> None:
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self._ready = f"{self.address}/webhooks/rest/ready"
        endpoints = yaml.safe_load((ROOT / "endpoints.yml").read_text())
        endpoints["action_endpoint"]["url"] = action_url
        endpoints_file = folder / "endpoints.yml"
        endpoints_file.write_text(yaml.safe_dump(endpoints))
        command = [
            sys.executable, "-m", "rasa", "run", "--model", str(model), "--port", str(self.port),
            "--interface", "127.0.0.1", "--endpoints", str(endpoints_file),
        ]  # fmt: skip
        environment |= {"DATABASE_URL": database_url, "ACTION_SERVER_URL": action_url}
        super().__init__(command, environment, folder / "rasa.log")

    def run_only(self, channel: str) -> None:
        """Run with one channel alone."""
        self._command += ["--connector", channel, "--credentials", str(ROOT / "credentials.yml")]
        self._ready = self.address

    def start(self) -> None:
        """Start it and wait until it understands messages."""
        super().start()
        self.wait_until_it_answers(self._ready)

    def conversation(self) -> Conversation:
        """A new conversation with somebody whom it does not know."""
        return Conversation(self.address)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


class Conversation:
    """One person's conversation over REST.

    Attributes:
        replies: the messages that came back for the last message, in order.
    """

    def __init__(self, address: str, sender: str | None = None) -> None:
        self._url = f"{address}/webhooks/rest/webhook"
        self.sender = sender or uuid.uuid4().hex
        self.replies: list[dict[str, Any]] = []

    def say(self, text: str) -> list[dict[str, Any]]:
        """Send ``text`` and return the messages that come back."""
        body = json.dumps({"sender": self.sender, "message": text}).encode()
        request = urllib.request.Request(
            self._url, body, {"Content-Type": "application/json"}, method="POST"
        )
        with urllib.request.urlopen(request, timeout=60) as response:
            self.replies = json.load(response)
        return self.replies

    def answer_safety_check(self, but: dict[int, str] | None = None) -> None:
        """Answer the ten questions with no and an adult's age.

        Args:
            but: other answers, by the number of the question from 1 to 10.
        """
        for number in range(1, 11):
            self.say((but or {}).get(number, "40" if number == 10 else "no"))

    @property
    def names(self) -> list[str]:
        """The responses that came back, by name."""
        return [str(reply.get("response")) for reply in self.replies]

    @property
    def text(self) -> str:
        """All that came back, as one text."""
        return "\n".join(str(reply.get("text") or "") for reply in self.replies)


@contextlib.contextmanager
def postgresql_cluster() -> Iterator[str | None]:
    """A PostgreSQL cluster that lives as long as the block; None without PostgreSQL."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        yield None
        return
    programs = found[-1].parent
    # PostgreSQL refuses to run as root, and other users cannot enter root's folders.
    folder = Path(f"/tmp/backwise-postgresql-{uuid.uuid4().hex[:8]}")
    folder.mkdir(mode=0o777)
    folder.chmod(0o777)
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    port = free_port()
    quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "cwd": "/tmp", "check": True}
    data = str(folder / "data")
    subprocess.run(
        [*as_user, str(programs / "initdb"), "-D", data, "-A", "trust", "-U", "backwise"], **quiet
    )
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c fsync=off -k {folder}"
    control = [*as_user, str(programs / "pg_ctl"), "-D", data, "-w"]
    subprocess.run([*control, "-l", str(folder / "log"), "-o", options, "start"], **quiet)
    try:
        yield f"postgresql://backwise@127.0.0.1:{port}/postgres"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], **quiet)
        shutil.rmtree(folder, ignore_errors=True)
