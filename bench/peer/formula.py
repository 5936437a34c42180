"""The values that weights, images and labels start from; the same as bench/formula.ts."""

import math

import numpy as np
import torch

GAIN = 0.5


def hash_name(name: str) -> int:
    """FNV-1a, 32 bits."""
    value = 0x811C9DC5
    for byte in name.encode():
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return value


def uniform_of(name: str, *shape: int) -> torch.Tensor:
    """Reals in [0, 1) that belong to a name."""
    layer = np.uint32(hash_name(name) * 0x9E3779B1 & 0xFFFFFFFF)
    x = np.arange(math.prod(shape), dtype=np.uint32) + layer
    x = (x ^ x >> 16) * np.uint32(0x7FEB352D)
    x = (x ^ x >> 15) * np.uint32(0x846CA68B)
    x ^= x >> 16
    return torch.from_numpy(((x >> 8) / 2**24).astype(np.float32)).reshape(shape)


def weight_of(name: str, *shape: int) -> torch.Tensor:
    """First values of a named tensor; a stack of L linear layers is [L, outputs, inputs]."""
    u = uniform_of(name, *shape)
    if name.endswith('decoding'):
        return u
    if name.endswith('bias'):
        return (2 * u - 1) * 0.05
    if name.endswith('running_mean'):
        return (2 * u - 1) * 0.1
    if len(shape) == 1:
        return 0.75 + 0.5 * u
    fan_in = math.prod(shape[2 if len(shape) == 3 else 1:])
    return (2 * u - 1) * (GAIN * math.sqrt(6 / fan_in))


@torch.no_grad()
def fill(network: torch.nn.Module) -> None:
    """Fills a network's weights and running statistics by their names."""
    for name, tensor in network.state_dict().items():
        if not name.endswith('num_batches_tracked'):
            tensor.copy_(weight_of(name, *tensor.shape))
