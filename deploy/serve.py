"""Runs the whole product: database, model, action server, Rasa.

``python deploy/serve.py run`` is what ``make run`` calls, ``shell`` what ``make shell``
calls, and ``model`` sees to it that there is a model of the present data. Each part is
an ordinary process of its own; this program only starts them in the right order, waits,
and ends them together.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).resolve().parent.parent
STATE = ROOT / ".run"
MODELS = ROOT / "models"
MODEL = MODELS / "backwise.tar.gz"
FINGERPRINT = MODELS / ".fingerprint"
# What a model is made from. When one of these changes, a new one is trained.
MODEL_INPUTS = ("config.yml", "domain.yml", "data", "components", "backwise/language",
                "backwise/safety", "requirements/run.txt")  # fmt: skip
TELEGRAM_LOGGER = "channels.telegram.life"
READY_SECONDS = 120
STOP_SECONDS = 5


def main() -> int:
    """Do what the command line says.

    Returns:
        Exit status: 0 after a clean end.
    """
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("command", choices=["run", "shell", "train", "model"])
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT") or 5005))
    parser.add_argument("--host", default=os.environ.get("HOST") or "127.0.0.1")
    options = parser.parse_args()
    os.chdir(ROOT)
    os.environ.setdefault("PYTHONWARNINGS", "ignore")
    # A heap for each thread would cost tens of megabytes under load.
    os.environ.setdefault("MALLOC_ARENA_MAX", "1")
    signal.signal(signal.SIGTERM, _interrupt)
    STATE.mkdir(exist_ok=True)
    if options.command == "train":
        return train()
    if options.command == "model":
        return ensure_model()
    try:
        return _serve(options.command, options.host, options.port)
    except KeyboardInterrupt:
        return 0


def model_fingerprint() -> str:
    """SHA-256 over everything a model is made from."""
    digest = hashlib.sha256()
    for path in _model_files():
        digest.update(str(path.relative_to(ROOT)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def is_current() -> bool:
    """Whether there is a model, and of the present data."""
    known = FINGERPRINT.read_text() if MODEL.exists() and FINGERPRINT.exists() else None
    return known == model_fingerprint()


def ensure_model() -> int:
    """Train a model if there is none of the present data.

    Returns:
        0 if there is one now, otherwise the exit status of ``rasa train``.
    """
    return 0 if is_current() else train()


def train() -> int:
    """Train a model, show how far it is, and remember what it was made from.

    Returns:
        Exit status of ``rasa train``.
    """
    say("Training the model (about two minutes) ...")
    fingerprint = model_fingerprint()
    for old in MODELS.glob("*.tar.gz"):
        old.unlink()
    log = STATE / "train.log"
    started = time.monotonic()
    with log.open("w") as output:
        # `make test` validates the data; here that would read all of it a second time.
        command = [*_rasa(), "train", "--skip-validation", "--fixed-model-name", "backwise"]
        training = subprocess.Popen(command, stdout=output, stderr=output)
        try:
            while training.poll() is None:
                time.sleep(0.5)
                print(f"\r  {time.monotonic() - started:3.0f} s  {_last_step(log):<60}", end="")
        finally:
            training.terminate()
    print()
    if training.returncode:
        print(log.read_text()[-3000:], file=sys.stderr)
        return training.returncode
    subprocess.run([sys.executable, "-m", "backwise", "language"], check=True)
    FINGERPRINT.write_text(fingerprint)
    say(f"Model trained in {time.monotonic() - started:.0f} s.")
    return 0


def _last_step(log: Path) -> str:
    """The last thing that the training log says it began or ended."""
    steps = [line for line in log.read_text().splitlines() if "training component" in line]
    return steps[-1].split(" - ")[-1].strip() if steps else "reading the data"


def _serve(command: str, host: str, port: int) -> int:
    if _is_taken(host, port) and command == "run":
        say(f"Port {port} is in use. Choose another one, for example: make run PORT={port + 1}")
        return 1
    status = ensure_model()
    if status:
        return status
    action_port = _free_port()
    webhook = f"http://127.0.0.1:{action_port}/webhook"
    environment = {**os.environ, "ACTION_SERVER_URL": webhook, "SANIC_HOST": "127.0.0.1"}
    say("Starting ...")
    loading = subprocess.Popen([sys.executable, "-m", "backwise", "load"])
    parts = _Parts()
    try:
        parts.keep_running(
            [sys.executable, "-m", "rasa_sdk", "--actions", "actions", "--port", str(action_port)],
            environment,
            STATE / f"actions-{port}.log",
        )
        endpoints = _endpoints(webhook, port)
        if command == "shell":
            if loading.wait():
                return 1
            _wait_until(lambda: _is_taken("127.0.0.1", action_port))
            shell = [*_rasa(), "shell", "--endpoints", str(endpoints), "--port", str(_free_port())]
            return subprocess.call(shell, env=environment)
        log = STATE / f"rasa-{port}.log"
        log_start = log.stat().st_size if log.exists() else 0
        rasa = parts.start(
            [*_rasa(), "run", "--endpoints", str(endpoints), "--port", str(port),
             "--interface", host, "--model", str(MODEL)],
            environment,
            log,
        )  # fmt: skip
        if loading.wait():
            return 1
        address = f"http://{'localhost' if host in ('127.0.0.1', '0.0.0.0') else host}:{port}"
        _wait_until(lambda: rasa.poll() is not None or _answers(port))
        if rasa.poll() is not None:
            print(log.read_text()[-3000:], file=sys.stderr)
            return 1
        say(f"Backwise is ready. Talk to it at  {address}/chat/   (Ctrl-C ends it)")
        say(f"On somebody's website it looks like this:  {address}/chat/sample.html")
        if os.environ.get("TELEGRAM_TOKEN"):
            return _wait_and_tell(rasa, log, log_start)
        return rasa.wait()
    finally:
        loading.kill()
        parts.stop()


def _wait_and_tell(rasa: subprocess.Popen[bytes], log: Path, start: int) -> int:
    """Wait for the end, and show what the log says of Telegram meanwhile."""
    with log.open(errors="replace") as file:
        file.seek(start)
        while rasa.poll() is None:
            for line in file:
                if TELEGRAM_LOGGER in line:
                    say(line.split(" - ", 1)[-1].strip())
            time.sleep(1)
    return rasa.wait()


class _Parts:
    """The processes that belong together."""

    def __init__(self) -> None:
        self._processes: list[subprocess.Popen[bytes]] = []
        self._stopping = threading.Event()

    def start(
        self, command: list[str], environment: dict[str, str], log: Path
    ) -> subprocess.Popen[bytes]:
        """Start a process in a session of its own, so that Ctrl-C reaches only us."""
        with log.open("ab") as output:
            process = subprocess.Popen(
                command, env=environment, stdout=output, stderr=output, start_new_session=True
            )
        self._processes.append(process)
        return process

    def keep_running(self, command: list[str], environment: dict[str, str], log: Path) -> None:
        """Start a process, and start it again whenever it ends."""

        def watch() -> None:
            while not self._stopping.is_set():
                self.start(command, environment, log).wait()
                self._stopping.wait(1)

        threading.Thread(target=watch, daemon=True).start()

    def stop(self) -> None:
        """End all processes, kindly first."""
        self._stopping.set()
        for process in self._processes:
            if process.poll() is None:
                process.terminate()
        deadline = time.monotonic() + STOP_SECONDS
        for process in self._processes:
            try:
                process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()


def _endpoints(webhook: str, port: int) -> Path:
    """``endpoints.yml`` with the address of this run's action server."""
    endpoints = (ROOT / "endpoints.yml").read_text()
    path = STATE / f"endpoints-{port}.yml"
    path.write_text(re.sub(r"(?m)^(action_endpoint:\n  url:) .*$", rf'\1 "{webhook}"', endpoints))
    return path


def _model_files() -> Iterator[Path]:
    for name in MODEL_INPUTS:
        path = ROOT / name
        found = sorted(path.rglob("*")) if path.is_dir() else [path]
        yield from (file for file in found if file.suffix in (".py", ".yml", ".txt"))


def _rasa() -> list[str]:
    return [sys.executable, "-m", "rasa"]


def _is_taken(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((host if host != "0.0.0.0" else "127.0.0.1", port)) == 0


def _answers(port: int) -> bool:
    """Whether Rasa understands messages. A bare request spares this process a client."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=2) as connection:
            connection.sendall(b"GET /webhooks/rest/ready HTTP/1.0\r\nHost: localhost\r\n\r\n")
            return b" 200 " in connection.recv(64)
    except OSError:
        return False


def _wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.05)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def say(text: str) -> None:
    """One line for the person at the terminal."""
    print(text, flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
