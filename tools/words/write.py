"""Write what was learned into a pack: the layers in whole numbers of eight bits, the rest beside them.

In: a model. Out: `words.onnx`, `words.npz` and `words.model`.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

from words.batch import Norms
from words.model import Layers
from words.start import WIDTH, Start

# so many of the widest channels go through a product of their own: of what comes in, of what is between, of what is inside.
# Against floats, scores are off by .12 at the median and not by .46, for no time that shows
WIDE = {"qkv": 4, "fi": 8, "fo": 32}
# stretches of the corpus that say which channels are wide
SAMPLES, SAMPLE = 60, 200
FIELDS = ("place", "period")


def write_layers(model: Any, stream: np.ndarray[Any, Any], path: Path) -> None:  # noqa: ANN401
    """Write the layers of the encoder."""
    encoder = model.encoder.cpu().float().eval()
    layers = Layers(encoder, {}).eval()
    layers.seen = {}
    with torch.no_grad():
        for at in range(SAMPLES):
            first = at * (len(stream) // SAMPLES)
            pieces = torch.tensor(stream[first : first + SAMPLE].astype(np.int64))
            layers((encoder.words(pieces) + encoder.positions.weight[: len(pieces)])[None])
        widest = {key: torch.stack(many).amax(0) for key, many in layers.seen.items()}
    layers.seen = None
    for key, most in widest.items():
        wide = most.topk(WIDE[key[0]]).indices.sort().values
        layers.apart[key] = (wide, torch.ones(len(most)).index_fill(0, wide, 0.0))
    with tempfile.TemporaryDirectory() as folder, torch.no_grad():
        plain, ready = Path(folder) / "plain.onnx", Path(folder) / "ready.onnx"
        some = torch.randn(1, SAMPLE, WIDTH)
        axes = {"words": {1: "pieces"}, "vectors": {1: "pieces"}}
        names = {"input_names": ["words"], "output_names": ["vectors"], "dynamic_axes": axes}
        torch.onnx.export(layers, (some,), str(plain), opset_version=17, dynamo=False, **names)
        quant_pre_process(str(plain), str(ready))
        graph = onnx.load(str(ready)).graph
        sizes = {kept.name: tuple(kept.dims) for kept in graph.initializer}
        narrow = max(WIDE.values())
        floats = [n.name for n in graph.node if n.op_type == "MatMul" and sizes.get(n.input[1], (WIDTH,))[0] <= narrow]
        quantize_dynamic(
            str(ready),
            str(path),
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul"],
            nodes_to_exclude=floats,
            extra_options={"MatMulConstBOnly": True},
        )


def arrays(model: Any, norms: Norms) -> dict[str, np.ndarray[Any, Any]]:  # noqa: ANN401
    """Return all that stands beside the layers, under the names that the reader knows."""
    state = {name: value.detach().cpu().float().numpy() for name, value in model.state_dict().items()}
    words = state["encoder.words.weight"]
    scale = np.abs(words).max(1, keepdims=True) / 127 + 1e-9
    found: dict[str, np.ndarray[Any, Any]] = {
        "words": np.round(words / scale).astype(np.int8),
        "words scale": scale.astype(np.float32),
        "positions": state["encoder.positions.weight"].astype(np.float16),
        "code.kind": state["kind.weight"],
        "code.measure": state["measured.weight"],
        "code.measured": state["measure.given.weight"],
    }
    for name, value in state.items():
        if name.startswith("proj."):
            found[name] = value
        elif name.startswith("looks."):
            layer, rest = name.removeprefix("looks.").split(".", 1)
            found[f"code.far.{layer}" if rest == "far.weight" else f"look.{layer}.{rest}"] = value
        elif name.startswith("measure.f") or name.startswith("measure.l"):
            found[name.replace("measure.first", "measure.1").replace("measure.last", "measure.2")] = value
    for field in FIELDS:
        names, mean, spread = norms[field]
        found |= {f"features.{field}": np.array(names), f"mean.{field}": mean, f"spread.{field}": spread}
        for name, value in state.items():
            rest = name.removeprefix(f"scorers.{field}.")
            if rest != name:
                coded = rest in ("far.weight", "how.weight")
                found[f"code.{field}.{rest.removesuffix('.weight')}" if coded else f"{field}.{rest}"] = value
    return {
        n: v.astype(np.float16) if v.dtype == np.float32 and v.ndim == 2 and n != "words scale" else v for n, v in found.items()
    }


def write_pack(model: Any, norms: Norms, start: Start, stream: np.ndarray[Any, Any], folder: Path) -> None:  # noqa: ANN401
    """Write the three files."""
    np.savez_compressed(folder / "words.npz", allow_pickle=False, **arrays(model, norms))
    (folder / "words.model").write_bytes(start.model())
    write_layers(model, stream, folder / "words.onnx")
