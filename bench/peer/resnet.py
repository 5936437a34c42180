"""ResNets up to the mean over the last map, with torchvision's layer names."""

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


class BasicBlock(nn.Module):
    """Two 3 × 3 convolutions around a shortcut."""

    def __init__(self, inputs: int, width: int, stride: int = 1, momentum: float = 0.1):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, width, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(width, momentum=momentum)
        self.conv2 = nn.Conv2d(width, width, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(width, momentum=momentum)
        self.downsample = None
        if stride != 1 or inputs != width:
            self.downsample = nn.Sequential(
                nn.Conv2d(inputs, width, 1, stride, bias=False), nn.BatchNorm2d(width, momentum=momentum)
            )

    def forward(self, x):
        shortcut = x if self.downsample is None else self.downsample(x)
        y = F.relu(self.bn1(self.conv1(x)), inplace=True)
        y = self.bn2(self.conv2(y))
        y += shortcut
        return F.relu(y, inplace=True)


class ResNet(nn.Module):
    """[K, 3, H, W] → [L, K, F]. `shape` is that of src/networks/resnet.ts."""

    def __init__(self, outputs: int, shape: dict):
        super().__init__()
        self.outputs = outputs
        width, kernel = shape['width'], shape['stemKernel']
        self.conv1 = nn.Conv2d(3, width, kernel, 2, kernel // 2, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        block, expansion = (BasicBlock, 1) if shape['block'] == 'basic' else (Bottleneck, 4)
        inputs, stages = width, []
        for stage, blocks in enumerate(shape['blocks']):
            layer = []
            for i in range(blocks):
                layer.append(block(inputs, width << stage, 2 if stage > 0 and i == 0 else 1))
                inputs = expansion * (width << stage)
            stages.append(nn.Sequential(*layer))
            setattr(self, f'layer{stage + 1}', stages[-1])
        self.stages = len(stages)

    def forward(self, x):
        x = F.relu(self.bn1(self.conv1(x)), inplace=True)
        x = F.max_pool2d(x, 3, 2, 1)
        for stage in range(self.stages):
            x = getattr(self, f'layer{stage + 1}')(x)
        pooled = torch.flatten(F.adaptive_avg_pool2d(x, 1), 1)  # [K, F]
        return pooled.expand(self.outputs, *pooled.shape)
