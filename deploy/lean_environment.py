"""What Rasa finds when it starts: no telemetry, and stand-ins for absent packages.

Rasa 3.6.21 imports TensorFlow and the client libraries of a dozen chat services
as soon as it starts, whatever the configuration says. Left out, they save 1.7 GB
on disk, 0.6 GB of memory and several seconds; but Rasa's own modules still write
``import tensorflow as tf`` and ``class Model(tf.keras.Model)``. This module gives
each absent name a stand-in that can be imported, subclassed and used as a
decorator or an annotation, and that raises one readable error as soon as
something really wants to work with it.

It is loaded at interpreter start by the ``backwise.pth`` file that the Makefile
writes, and it does nothing for a package that is installed.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import inspect
import os
import sys
import types
from collections.abc import Sequence
from typing import Any, NoReturn

TENSORFLOW_REMEDY = (
    "TensorFlow is not part of Backwise, so DIETClassifier, ResponseSelector, TEDPolicy and "
    "UnexpecTEDIntentPolicy cannot run. Take LogisticRegressionClassifier and RulePolicy "
    "in config.yml instead, or install TensorFlow 2.12 and Rasa on Python 3.10."
)
CHANNEL_REMEDY = (
    "{name} is not part of Backwise. Install it in this environment "
    "(see the package list of rasa 3.6.21) to use this channel or store."
)
ABSENT = {
    "aiogram": CHANNEL_REMEDY,
    "boto3": CHANNEL_REMEDY,
    "botocore": CHANNEL_REMEDY,
    "cachecontrol": CHANNEL_REMEDY,
    "fbmessenger": CHANNEL_REMEDY,
    "google": CHANNEL_REMEDY,
    "mattermostwrapper": CHANNEL_REMEDY,
    "pymongo": CHANNEL_REMEDY,
    "rocketchat_API": CHANNEL_REMEDY,
    "slack_sdk": CHANNEL_REMEDY,
    "twilio": CHANNEL_REMEDY,
    "webexteamssdk": CHANNEL_REMEDY,
    "keras": TENSORFLOW_REMEDY,
    "tensorflow": TENSORFLOW_REMEDY,
    "tensorflow_hub": TENSORFLOW_REMEDY,
    "tensorflow_text": TENSORFLOW_REMEDY,
}


def _refuse(module: str) -> NoReturn:
    package = module.split(".")[0]
    from rasa.shared.exceptions import InvalidConfigException

    raise InvalidConfigException(ABSENT[package].format(name=package))


class _StandInType(type):
    """Type of the stand-in classes: can be annotated with, not instantiated."""

    stand_in_for: str

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _stand_in_class(cls.__module__, name)

    def __getitem__(cls, _item: Any) -> Any:
        return cls

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        _refuse(cls.stand_in_for)


def _stand_in_class(module: str, name: str) -> Any:
    base = Exception if name.endswith(("Error", "Exception")) else object
    metaclass: Any = type if base is Exception else _StandInType
    return metaclass(name, (base,), {"__module__": module, "stand_in_for": module})


class _StandInModule(types.ModuleType):
    """An absent module: attributes are stand-ins, calling decorates or refuses."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.__path__: list[str] = []

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        full_name = f"{self.__name__}.{name}"
        if name[0].isupper():
            value = _stand_in_class(self.__name__, name)
        else:
            value = _StandInModule(full_name)
        setattr(self, name, value)
        return value

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        if len(args) == 1 and not kwargs and inspect.isroutine(args[0]):
            return args[0]
        if self.__name__.endswith(".function"):
            return lambda decorated: decorated
        _refuse(self.__name__)


class _StandInFinder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds the absent packages after every real finder has said no."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: types.ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname.split(".")[0] not in ABSENT:
            return None
        return importlib.machinery.ModuleSpec(fullname, self, is_package=True)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> types.ModuleType:
        return _StandInModule(spec.name)

    def exec_module(self, module: types.ModuleType) -> None:
        return None


# Rasa reports to its makers unless it is told not to. Nothing of ours does.
os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
# Helpers of the linear algebra would wait for work by spinning, a whole core of it, and one
# message gives them nothing to do.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

if not any(type(finder).__name__ == _StandInFinder.__name__ for finder in sys.meta_path):
    sys.meta_path.append(_StandInFinder())
