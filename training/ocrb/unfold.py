"""Takes an ONNX file that export.py wrote back into a network that can be trained on."""

from pathlib import Path

import onnx
import torch
from onnx import numpy_helper
from torch import nn

from network import LineNetwork


def convolutions(path: Path) -> list[tuple[torch.Tensor, torch.Tensor]]:
    """Weights and biases in the order of the graph."""
    graph = onnx.load(str(path)).graph
    values = {tensor.name.removesuffix(".half"): numpy_helper.to_array(tensor) for tensor in graph.initializer}
    found = []
    for node in graph.node:
        if node.op_type == "Conv":
            found.append(tuple(torch.from_numpy(values[name].astype("float32")) for name in node.input[1:3]))
    return found


def unfold(path: Path, network: LineNetwork, pictures: torch.Tensor) -> None:
    """Gives the network the file's weights. The file has no batch normalisations any more: each gets the mean and the
    deviation that its channels have on `pictures` (n×1×32×W), and such a scale and shift that it changes nothing."""
    network.eval()
    modules = [module for module in network.modules() if isinstance(module, nn.Conv2d | nn.BatchNorm2d)]
    folded = convolutions(path)
    assert len(folded) == sum(isinstance(module, nn.Conv2d) for module in modules)
    seen: list[torch.Tensor] = []
    with torch.no_grad():
        for module, following in zip(modules, modules[1:] + [None]):
            if not isinstance(module, nn.Conv2d):
                continue
            weight, bias = folded.pop(0)
            module.weight.copy_(weight)
            if module.bias is not None:
                module.bias.copy_(bias)
                continue
            assert isinstance(following, nn.BatchNorm2d)
            following.bias.copy_(bias)
            following.weight.fill_(1)
            following.running_mean.zero_()
            following.running_var.fill_(1 - following.eps)
        hooks = [
            module.register_forward_pre_hook(lambda _, inputs: seen.append(inputs[0]))
            for module in modules
            if isinstance(module, nn.BatchNorm2d)
        ]
        network(pictures)
        for hook in hooks:
            hook.remove()
        for module in modules:
            if not isinstance(module, nn.BatchNorm2d):
                continue
            values = seen.pop(0)
            mean, variance = values.mean(dim=(0, 2, 3)), values.var(dim=(0, 2, 3))
            module.running_mean.copy_(mean)
            module.running_var.copy_(variance)
            module.weight.copy_((variance + module.eps).sqrt())
            module.bias.add_(mean)
    network.train()
