"""ResNet50 up to the mean over the last map, with torchvision's layer names."""

import torch
from torch import nn
from torch.nn import functional as F


class Bottleneck(nn.Module):
    """1 × 1, 3 × 3 (with the stride), 1 × 1 with four times as many outputs, around a shortcut."""

    def __init__(self, inputs: int, width: int, stride: int = 1, momentum: float = 0.1):
        super().__init__()
        outputs = 4 * width
        self.conv1 = nn.Conv2d(inputs, width, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(width, momentum=momentum)
        self.conv2 = nn.Conv2d(width, width, 3, stride, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(width, momentum=momentum)
        self.conv3 = nn.Conv2d(width, outputs, 1, bias=False)
        self.bn3 = nn.BatchNorm2d(outputs, momentum=momentum)
        self.downsample = None
        if stride != 1 or inputs != outputs:
            self.downsample = nn.Sequential(
                nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs, momentum=momentum)
            )

    def forward(self, x):
        shortcut = x if self.downsample is None else self.downsample(x)
        x = F.relu(self.bn1(self.conv1(x)), inplace=True)
        x = F.relu(self.bn2(self.conv2(x)), inplace=True)
        x = self.bn3(self.conv3(x))
        x += shortcut
        return F.relu(x, inplace=True)


class ResNet50(nn.Module):
    """[K, 3, 224, 224] → [1, K, 2048]."""

    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 64, 7, 2, 3, bias=False)
        self.bn1 = nn.BatchNorm2d(64)
        inputs = 64
        for stage, blocks in enumerate([3, 4, 6, 3]):
            layer = []
            for i in range(blocks):
                layer.append(Bottleneck(inputs, 64 << stage, 2 if stage > 0 and i == 0 else 1))
                inputs = 4 * (64 << stage)
            setattr(self, f'layer{stage + 1}', nn.Sequential(*layer))

    def forward(self, x):
        x = F.relu(self.bn1(self.conv1(x)), inplace=True)
        x = F.max_pool2d(x, 3, 2, 1)
        x = self.layer4(self.layer3(self.layer2(self.layer1(x))))
        return torch.flatten(F.adaptive_avg_pool2d(x, 1), 1)[None]
