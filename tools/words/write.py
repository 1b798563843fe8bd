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
from onnx import TensorProto, helper, numpy_helper

from words.batch import Norms
from words.model import Layers
from words.start import WIDTH, Start

# how many pieces the layers are shown once while they are written: any number will do
SAMPLE = 200
FIELDS = ("place", "period")


def write_layers(model: Any, path: Path) -> None:  # noqa: ANN401
    """Write the layers of the encoder: its matrices in whole numbers of eight bits, which are made floats when it is loaded.

    Sums in whole numbers are no faster but on processors that have orders for them, and differ between processors.
    """
    with tempfile.TemporaryDirectory() as folder, torch.no_grad():
        plain = Path(folder) / "plain.onnx"
        some = torch.randn(1, SAMPLE, WIDTH)
        axes = {"words": {1: "pieces"}, "vectors": {1: "pieces"}}
        names = {"input_names": ["words"], "output_names": ["vectors"], "dynamic_axes": axes}
        layers = Layers(model.encoder.cpu().float().eval()).eval()
        torch.onnx.export(layers, (some,), str(plain), opset_version=17, dynamo=False, **names)
        written = onnx.load(str(plain))
    graph = written.graph
    kept = {one.name: one for one in graph.initializer}
    made = []
    for name in [n.input[1] for n in graph.node if n.op_type == "MatMul" and n.input[1] in kept]:
        small, scale = in_eight_bits(numpy_helper.to_array(kept[name]), axis=0)
        graph.initializer.remove(kept[name])
        graph.initializer.extend(
            [numpy_helper.from_array(small, f"{name}.small"), numpy_helper.from_array(scale, f"{name}.scale")]
        )
        made.append(helper.make_node("Cast", [f"{name}.small"], [f"{name}.float"], to=TensorProto.FLOAT))
        made.append(helper.make_node("Mul", [f"{name}.float", f"{name}.scale"], [name]))
    nodes = [*made, *graph.node]
    del graph.node[:]
    graph.node.extend(nodes)
    onnx.checker.check_model(written)
    onnx.save(written, str(path))


def in_eight_bits(matrix: np.ndarray[Any, Any], axis: int) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Return a matrix in whole numbers of eight bits, and the scale of each row or column."""
    scale = np.abs(matrix).max(axis, keepdims=True) / 127 + 1e-12
    return np.round(matrix / scale).astype(np.int8), scale.astype(np.float32)


def arrays(model: Any, norms: Norms) -> dict[str, np.ndarray[Any, Any]]:  # noqa: ANN401
    """Return all that stands beside the layers, under the names that the reader knows."""
    state = {name: value.detach().cpu().float().numpy() for name, value in model.state_dict().items()}
    words, scale = in_eight_bits(state["encoder.words.weight"], axis=1)
    found: dict[str, np.ndarray[Any, Any]] = {
        "words": words,
        "words scale": scale,
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


def write_pack(model: Any, norms: Norms, start: Start, folder: Path) -> None:  # noqa: ANN401
    """Write the three files."""
    np.savez_compressed(folder / "words.npz", allow_pickle=False, **arrays(model, norms))
    (folder / "words.model").write_bytes(start.model())
    write_layers(model, folder / "words.onnx")
