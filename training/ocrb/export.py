"""Writes the network as ONNX: batch normalisation folded into the convolutions, weights in half precision,
probabilities at the end. Run by itself it writes weights that training saved."""

import argparse
import io
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn

from network import HEIGHT, LineNetwork

OPSET = 17
# Smaller tensors are kept as they are.
LEAST_HALVED = 256


class Probabilities(nn.Module):
    def __init__(self, network: LineNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, grey: torch.Tensor) -> torch.Tensor:
        return torch.softmax(self.network(grey), dim=2)


def halved(model: onnx.ModelProto) -> None:
    """Keeps weights as half precision numbers, which the runtime makes single again when it opens the file."""
    casts = []
    for tensor in model.graph.initializer:
        values = numpy_helper.to_array(tensor)
        if values.dtype != np.float32 or values.size < LEAST_HALVED:
            continue
        name = tensor.name
        tensor.CopyFrom(numpy_helper.from_array(values.astype(np.float16), f"{name}.half"))
        casts.append(helper.make_node("Cast", [f"{name}.half"], [name], to=TensorProto.FLOAT))
    nodes = list(model.graph.node)
    del model.graph.node[:]
    model.graph.node.extend(casts + nodes)


def export(network: LineNetwork, path: Path) -> None:
    """Input `grey` 1×1×32×W, 0…255; output `probabilities` 1×(W/4)×39."""
    plain = LineNetwork()
    plain.load_state_dict(network.state_dict())
    plain = Probabilities(plain.eval()).eval()
    buffer = io.BytesIO()
    torch.onnx.export(
        plain,
        (torch.zeros(1, 1, HEIGHT, 320),),
        buffer,
        dynamo=False,
        opset_version=OPSET,
        input_names=["grey"],
        output_names=["probabilities"],
        dynamic_axes={"grey": {3: "width"}, "probabilities": {1: "steps"}},
    )
    model = onnx.load_from_string(buffer.getvalue())
    halved(model)
    # Neither names of places nor versions of tools: the file depends on the weights alone.
    model.producer_name, model.producer_version = "", ""
    for node in model.graph.node:
        node.doc_string = ""
        del node.metadata_props[:]
    onnx.checker.check_model(model)
    path.write_bytes(model.SerializeToString(deterministic=True))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("weights", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    network = LineNetwork()
    network.load_state_dict(torch.load(options.weights))
    export(network, options.out)


if __name__ == "__main__":
    main()
