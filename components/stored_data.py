"""Keeps plain data inside the trained model, so that a model is complete."""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage

_ARRAYS = "arrays.npz"
Made = TypeVar("Made")


def store(model_storage: ModelStorage, resource: Resource, name: str, data: Any) -> None:
    """Write ``data`` as JSON under ``name`` into the model."""
    with model_storage.write_to(resource) as folder:
        path = Path(folder) / f"{name}.json"
        path.write_text(json.dumps(data, ensure_ascii=False, sort_keys=True), encoding="utf-8")


def stored(model_storage: ModelStorage, resource: Resource, name: str) -> Any:
    """Data that was written under ``name``.

    Raises:
        ValueError: the model does not have it.
    """
    with model_storage.read_from(resource) as folder:
        return json.loads((Path(folder) / f"{name}.json").read_text(encoding="utf-8"))


def store_arrays(
    model_storage: ModelStorage, resource: Resource, arrays: Mapping[str, Any]
) -> None:
    """Write ``arrays`` into the model."""
    with model_storage.write_to(resource) as folder:
        np.savez(Path(folder) / _ARRAYS, **arrays)


def stored_arrays(model_storage: ModelStorage, resource: Resource) -> dict[str, NDArray[Any]]:
    """The arrays that were written into the model; nothing in them can run.

    Raises:
        ValueError: the model does not have any.
    """
    with model_storage.read_from(resource) as folder:
        return dict(np.load(Path(folder) / _ARRAYS, allow_pickle=False))


def fingerprint_of_data(data: Any) -> str:
    """SHA-256 over plain data: it changes with the files and with what is read off them."""
    return hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()


def fingerprint_of(*paths: Path) -> str:
    """SHA-256 over files and the YAML files of folders, in a fixed order."""
    digest = hashlib.sha256()
    for path in paths:
        for file in sorted(path.glob("*.yml")) if path.is_dir() else [path]:
            digest.update(file.name.encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()


def made_once(make: Callable[[Any], Made]) -> Callable[[Any], Made]:
    """``make``, but what it made last is given again for the same data.

    Two components of a model that need the same thing then share it, and the model is
    loaded sooner and takes less memory.

    Args:
        make: makes something that nobody changes, out of plain data.
    """

    @functools.lru_cache(maxsize=1)
    def made_of(text: str) -> Made:
        return make(json.loads(text))

    return lambda data: made_of(json.dumps(data, sort_keys=True))
