"""HRNets up to a map for each coordinate, with the published layer names."""

import torch
from torch import nn
from torch.nn import functional as F

from resnet import BasicBlock, Bottleneck


def unit(momentum: float, inputs: int, outputs: int, kernel: int, stride: int = 1, relu: bool = True) -> nn.Sequential:
    """Convolution, batch normalisation and, where asked for, ReLU."""
    convolution = nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, bias=False)
    layers = [convolution, nn.BatchNorm2d(outputs, momentum=momentum)]
    return nn.Sequential(*layers, nn.ReLU(inplace=True)) if relu else nn.Sequential(*layers)


class Module(nn.Module):
    """Residual blocks on each branch, then every branch is added to every other."""

    def __init__(self, channels: list[int], blocks: int, momentum: float):
        super().__init__()
        self.branches = nn.ModuleList(
            nn.Sequential(*[BasicBlock(width, width, momentum=momentum) for _ in range(blocks)]) for width in channels
        )
        self.fuse_layers = nn.ModuleList(
            nn.ModuleList(self.fuse(momentum, channels, to, source) for source in range(len(channels)))
            for to in range(len(channels))
        )

    @staticmethod
    def fuse(momentum: float, channels: list[int], to: int, source: int) -> nn.Module:
        if source == to:
            return nn.Identity()
        if source > to:
            return unit(momentum, channels[source], channels[to], 1, relu=False)
        steps = to - source
        return nn.Sequential(
            *[
                unit(momentum, channels[source], channels[to if k == steps - 1 else source], 3, 2, relu=k < steps - 1)
                for k in range(steps)
            ]
        )

    def forward(self, inputs):
        x = [branch(y) for branch, y in zip(self.branches, inputs)]
        outputs = []
        for to, row in enumerate(self.fuse_layers):
            total = 0
            for source, layer in enumerate(row):
                y = layer(x[source])
                if source > to:
                    y = F.interpolate(y, x[to].shape[2:], mode='bilinear', align_corners=True)
                total = total + y
            outputs.append(F.relu(total, inplace=True))
        return outputs


class HRNet(nn.Module):
    """[K, 3, H, W] → [L, K, H/8·W/8]. `shape` is that of src/networks/hrnet.ts."""

    def __init__(self, outputs: int, shape: dict):
        super().__init__()
        stem, momentum = shape['stem'], shape['momentum']
        self.conv1 = nn.Conv2d(3, stem, 3, 2, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(stem, momentum=momentum)
        self.conv2 = nn.Conv2d(stem, stem, 3, 2, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(stem, momentum=momentum)
        width, blocks = shape['bottleneck']['width'], shape['bottleneck']['blocks']
        self.layer1 = nn.Sequential(
            *[Bottleneck(stem if i == 0 else 4 * width, width, momentum=momentum) for i in range(blocks)]
        )
        before = [4 * width]
        self.stages = len(shape['modules'])
        for s, modules in enumerate(shape['modules']):
            channels = shape['branches'][: s + 2]
            setattr(self, f'transition{s + 1}', nn.ModuleList(self.transition(momentum, before, channels)))
            stage = nn.Sequential(*[Module(channels, shape['blocks'], momentum) for _ in range(modules)])
            setattr(self, f'stage{s + 2}', stage)
            before = channels
        total = sum(before)
        self.head = nn.Sequential(
            nn.Conv2d(total, total, 1),
            nn.BatchNorm2d(total, momentum=momentum),
            nn.ReLU(inplace=True),
            nn.MaxPool2d(3, 2, 1),
            nn.Conv2d(total, outputs, 1),
            nn.BatchNorm2d(outputs, momentum=momentum),
            nn.ReLU(inplace=True),
        )

    @staticmethod
    def transition(momentum: float, before: list[int], channels: list[int]):
        for b, width in enumerate(channels):
            if b == len(before):
                yield nn.Sequential(unit(momentum, before[-1], width, 3, 2))
            else:
                yield nn.Identity() if before[b] == width else unit(momentum, before[b], width, 3)

    def forward(self, x):
        x = F.relu(self.bn1(self.conv1(x)), inplace=True)
        x = F.relu(self.bn2(self.conv2(x)), inplace=True)
        branches = [self.layer1(x)]
        for s in range(self.stages):
            transition = getattr(self, f'transition{s + 1}')
            branches = [layer(branches[min(b, len(branches) - 1)]) for b, layer in enumerate(transition)]
            branches = getattr(self, f'stage{s + 2}')(branches)
        size = branches[0].shape[2:]
        joined = [branches[0]] + [F.interpolate(y, size, mode='bilinear', align_corners=False) for y in branches[1:]]
        maps = self.head(torch.cat(joined, 1))  # [K, L, H/8, W/8]
        return maps.flatten(2).transpose(0, 1)
