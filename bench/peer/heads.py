"""The RLEL head: features [L, K, F] (→ θ) → codes Ẑ [L, K, M] → scores [L, K, N], in two ways."""

import torch
from torch import nn

from formula import weight_of


def stacked(kind: str, outputs: int, width: int, inputs: int):
    """Weights [L, width, inputs] and biases [L, width] of L linear layers side by side."""
    return (
        weight_of(f'output.{kind}.weight', outputs, width, inputs),
        weight_of(f'output.{kind}.bias', outputs, width),
    )


def linear(weight: torch.Tensor, bias: torch.Tensor) -> nn.Linear:
    layer = nn.Linear(weight.shape[1], weight.shape[0])
    with torch.no_grad():
        layer.weight.copy_(weight)
        layer.bias.copy_(bias)
    return layer


def layer_shapes(workload: dict) -> list[tuple[str, int, int]]:
    """(name, width, inputs) of the head's linear layers."""
    theta, levels, features = workload['theta'], workload['levels'], workload['features']
    code = ('code', levels, theta)
    return [code] if features is None else [('theta', theta, features), code]


class LoopedHeads(nn.Module):
    """As published: a Python loop over the outputs, each with linear layers of its own."""

    def __init__(self, workload: dict):
        super().__init__()
        outputs, levels = workload['outputs'], workload['levels']
        stacks = [stacked(kind, outputs, width, inputs) for kind, width, inputs in layer_shapes(workload)]
        self.layers = nn.ModuleList(
            nn.Sequential(*[linear(weights[l], biases[l]) for weights, biases in stacks]) for l in range(outputs)
        )
        self.decoding = nn.Parameter(weight_of('output.decoding', outputs, levels, levels))

    def forward(self, features):
        codes = [layer(features[l]) for l, layer in enumerate(self.layers)]
        # D is indexed in the loop, as published: each output's gradient then has the size of all of D
        scores = [code @ self.decoding[l] for l, code in enumerate(codes)]
        return codes, torch.stack(scores)


class BatchedHeads(nn.Module):
    """All outputs in one matrix product a layer."""

    def __init__(self, workload: dict):
        super().__init__()
        outputs, levels = workload['outputs'], workload['levels']
        self.weights, self.biases = nn.ParameterList(), nn.ParameterList()
        for kind, width, inputs in layer_shapes(workload):
            weight, bias = stacked(kind, outputs, width, inputs)
            self.weights.append(weight.transpose(1, 2).contiguous())
            self.biases.append(bias[:, None])
        self.decoding = nn.Parameter(weight_of('output.decoding', outputs, levels, levels))

    def forward(self, features):
        codes = features
        for weight, bias in zip(self.weights, self.biases):
            codes = torch.baddbmm(bias, codes, weight)
        return codes, torch.bmm(codes, self.decoding)
