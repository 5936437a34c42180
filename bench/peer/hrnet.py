"""HRNetV2-W18 up to a map for each coordinate, with the published layer names."""

import torch
from torch import nn
from torch.nn import functional as F

from resnet import Bottleneck

MOMENTUM = 0.01
CHANNELS = [18, 36, 72, 144]
MODULES = [1, 4, 3]
BLOCKS = 4


def unit(inputs: int, outputs: int, kernel: int, stride: int = 1, relu: bool = True) -> nn.Sequential:
    """Convolution, batch normalisation and, where asked for, ReLU."""
    convolution = nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, bias=False)
    layers = [convolution, nn.BatchNorm2d(outputs, momentum=MOMENTUM)]
    return nn.Sequential(*layers, nn.ReLU(inplace=True)) if relu else nn.Sequential(*layers)


class BasicBlock(nn.Module):
    def __init__(self, width: int):
        super().__init__()
        self.conv1 = nn.Conv2d(width, width, 3, 1, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(width, momentum=MOMENTUM)
        self.conv2 = nn.Conv2d(width, width, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(width, momentum=MOMENTUM)

    def forward(self, x):
        y = F.relu(self.bn1(self.conv1(x)), inplace=True)
        y = self.bn2(self.conv2(y))
        y += x
        return F.relu(y, inplace=True)


class Module(nn.Module):
    """Residual blocks on each branch, then every branch is added to every other."""

    def __init__(self, channels: list[int]):
        super().__init__()
        self.branches = nn.ModuleList(nn.Sequential(*[BasicBlock(width) for _ in range(BLOCKS)]) for width in channels)
        self.fuse_layers = nn.ModuleList(
            nn.ModuleList(self.fuse(channels, to, source) for source in range(len(channels)))
            for to in range(len(channels))
        )

    @staticmethod
    def fuse(channels: list[int], to: int, source: int) -> nn.Module:
        if source == to:
            return nn.Identity()
        if source > to:
            return unit(channels[source], channels[to], 1, relu=False)
        steps = to - source
        return nn.Sequential(
            *[
                unit(channels[source], channels[to if k == steps - 1 else source], 3, 2, relu=k < steps - 1)
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
    """[K, 3, 256, 256] → [L, K, 32·32]."""

    def __init__(self, outputs: int):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 64, 3, 2, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(64, momentum=MOMENTUM)
        self.conv2 = nn.Conv2d(64, 64, 3, 2, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(64, momentum=MOMENTUM)
        self.layer1 = nn.Sequential(*[Bottleneck(64 if i == 0 else 256, 64, momentum=MOMENTUM) for i in range(4)])
        before = [256]
        for s, modules in enumerate(MODULES):
            channels = CHANNELS[: s + 2]
            setattr(self, f'transition{s + 1}', nn.ModuleList(self.transition(before, channels)))
            setattr(self, f'stage{s + 2}', nn.Sequential(*[Module(channels) for _ in range(modules)]))
            before = channels
        total = sum(CHANNELS)
        self.head = nn.Sequential(
            nn.Conv2d(total, total, 1),
            nn.BatchNorm2d(total, momentum=MOMENTUM),
            nn.ReLU(inplace=True),
            nn.MaxPool2d(3, 2, 1),
            nn.Conv2d(total, outputs, 1),
            nn.BatchNorm2d(outputs, momentum=MOMENTUM),
            nn.ReLU(inplace=True),
        )

    @staticmethod
    def transition(before: list[int], channels: list[int]):
        for b, width in enumerate(channels):
            if b == len(before):
                yield nn.Sequential(unit(before[-1], width, 3, 2))
            else:
                yield nn.Identity() if before[b] == width else unit(before[b], width, 3)

    def forward(self, x):
        x = F.relu(self.bn1(self.conv1(x)), inplace=True)
        x = F.relu(self.bn2(self.conv2(x)), inplace=True)
        branches = [self.layer1(x)]
        for s in range(len(MODULES)):
            transition = getattr(self, f'transition{s + 1}')
            branches = [layer(branches[min(b, len(branches) - 1)]) for b, layer in enumerate(transition)]
            branches = getattr(self, f'stage{s + 2}')(branches)
        size = branches[0].shape[2:]
        joined = [branches[0]] + [F.interpolate(y, size, mode='bilinear', align_corners=False) for y in branches[1:]]
        maps = self.head(torch.cat(joined, 1))  # [K, L, 32, 32]
        return maps.flatten(2).transpose(0, 1)
