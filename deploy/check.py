"""Runs every check of the project, quick ones first, and stops at the first that fails."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
BIN = Path(PYTHON).parent

# A file of tests shares its servers. The order is that of tests/conftest.py, not the usual
# one by the number of tests in a file.
TESTS = [
    PYTHON, "-m", "pytest", "--dist", "loadfile", "--no-loadscope-reorder", "--durations", "20",
]  # fmt: skip
# For two cores. Tests on the running product wait a quarter of their time, for a server to
# start or a visitor to be silent: with three of them side by side they take 331 instead of
# 429 seconds (without the browser).
QUICK_AT_ONCE, RUNNING_AT_ONCE = "2", "3"

# It takes minutes, so it begins at once, beside the checks before it.
MODEL = [PYTHON, "deploy/serve.py", "model"]

STEPS = {
    "Style": [str(BIN / "ruff"), "check", "."],
    "Layout of the code": [str(BIN / "ruff"), "format", "--check", "."],
    "Types": [str(BIN / "mypy")],
    "Content": [PYTHON, "-m", "backwise", "check"],
    "Model": MODEL,
    "Quick tests": [*TESTS, "-n", QUICK_AT_ONCE, "-m", "not servers and not browser"],
    "Rasa's own check of the training data": [
        PYTHON, "-m", "rasa", "data", "validate", "--fail-on-warnings", "--quiet",
    ],
    "Tests on the running product": [*TESTS, "-n", RUNNING_AT_ONCE, "-m", "servers or browser"],
}  # fmt: skip


def main() -> int:
    """Run the steps.

    Returns:
        0 if all passed, otherwise the exit status of the step that failed.
    """
    os.chdir(ROOT)
    environment = {
        **os.environ,
        "PYTHONWARNINGS": "ignore",
    }
    began = time.monotonic()
    with tempfile.TemporaryFile() as said:
        training = subprocess.Popen(MODEL, env=environment, stdout=said, stderr=subprocess.STDOUT)
        for name, command in STEPS.items():
            print(f"\n== {name}", flush=True)
            if command is MODEL:
                status = training.wait()
                said.seek(0)
                print(said.read().decode(errors="replace"), flush=True)
            else:
                status = subprocess.run(command, env=environment).returncode
            if status:
                training.terminate()
                print(f"\n{name}: failed after {time.monotonic() - began:.0f} s.", flush=True)
                return status
    print(f"\nAll checks passed in {time.monotonic() - began:.0f} s.", flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
