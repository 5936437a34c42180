"""PilotNet up to the θ features, with the published layer names."""

from torch import nn


class Embedding(nn.Module):
    def __init__(self, inputs: int, dense: list[tuple[int, float]]):
        super().__init__()
        layers = []
        for outputs, rate in dense:
            layers += [nn.Linear(inputs, outputs), nn.ELU()] + ([nn.Dropout(rate)] if rate > 0 else [])
            inputs = outputs
        self.sequential = nn.Sequential(*layers)

    def forward(self, x):
        return self.sequential(x)


class PilotNet(nn.Module):
    """Images of 0…255, [K, 3, H, W] → [1, K, θ]. `shape` is that of src/networks/pilotnet.ts."""

    def __init__(self, theta: int, shape: dict):
        super().__init__()
        layers, inputs = [], 3
        height, width = shape['imageSize']
        for outputs, kernel, stride in shape['convolutions']:
            layers += [nn.Conv2d(inputs, outputs, kernel, stride), nn.ELU(), nn.Dropout2d(shape['channelDropout'])]
            inputs = outputs
            height, width = ((side - kernel) // stride + 1 for side in (height, width))
        self.cnn_backbone = nn.Sequential(*layers)
        self.embedding = Embedding(inputs * height * width, [*shape['dense'], (theta, 0)])

    def forward(self, x):
        x = self.cnn_backbone(x / 127.5 - 1)
        return self.embedding(x.flatten(1))[None]
