"""PilotNet up to the θ features, with the published layer names."""

from torch import nn


class Embedding(nn.Module):
    def __init__(self, theta: int):
        super().__init__()
        self.sequential = nn.Sequential(
            nn.Linear(64 * 18, 1000),
            nn.ELU(),
            nn.Dropout(0.5),
            nn.Linear(1000, 500),
            nn.ELU(),
            nn.Dropout(0.5),
            nn.Linear(500, 100),
            nn.ELU(),
            nn.Linear(100, theta),
            nn.ELU(),
        )

    def forward(self, x):
        return self.sequential(x)


class PilotNet(nn.Module):
    """Images of 0…255, [K, 3, 66, 200] → [1, K, θ]."""

    def __init__(self, theta: int):
        super().__init__()
        layers, inputs = [], 3
        for outputs, kernel, stride in [(24, 5, 2), (36, 5, 2), (48, 5, 2), (64, 3, 1), (64, 3, 1)]:
            layers += [nn.Conv2d(inputs, outputs, kernel, stride), nn.ELU(), nn.Dropout2d(0.2)]
            inputs = outputs
        self.cnn_backbone = nn.Sequential(*layers)
        self.embedding = Embedding(theta)

    def forward(self, x):
        x = self.cnn_backbone(x / 127.5 - 1)
        return self.embedding(x.flatten(1))[None]
