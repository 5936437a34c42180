"""PyTorch's side of the benchmark: reads requests from stdin, answers on stdout (bench/messages.ts)."""

import json
import platform
import resource
import sys
import time

import torch
from torch import nn

from formula import fill, uniform_of, weight_of
from heads import BatchedHeads, LoopedHeads
from hrnet import HRNet
from losses import encoding_distance_batched, encoding_distance_looped, rlel_loss
from pilotnet import PilotNet
from resnet import ResNet

STATISTICS = {
    'imagenet': ([0.485, 0.456, 0.406], [0.229, 0.224, 0.225]),
    'age': ([0.5958, 0.4637, 0.4065], [0.2693, 0.2409, 0.2352]),
}


class Given(nn.Module):
    """Stands for a network where the head is run alone: features [L, K, F] that the loss has a gradient for."""

    def __init__(self, workload: dict):
        super().__init__()
        shape = workload['outputs'], workload['batch'], workload['features']
        self.features = nn.Parameter(weight_of('features', *shape))

    def forward(self, _images):
        return self.features


def build_network(job: str, workload: dict) -> nn.Module:
    if job == 'head':
        return Given(workload)
    networks = {
        'pilotnet': lambda: PilotNet(workload['theta'], workload['shape']),
        'resnet': lambda: ResNet(workload['outputs'], workload['shape']),
        'hrnet': lambda: HRNet(workload['outputs'], workload['shape']),
    }
    network = networks[workload['kind']]()
    fill(network)
    return network


def read_images(workload: dict) -> torch.Tensor:
    """[K, 3, H, W] as the published loaders hand them over: standardised, but for PilotNet, which does so itself."""
    images = 255 * uniform_of('images', workload['batch'], 3, *workload['shape']['imageSize'])
    if workload['kind'] == 'pilotnet':
        return images
    mean, deviation = (torch.tensor(values)[:, None, None] for values in STATISTICS[workload['statistics']])
    return (images / 255 - mean) / deviation


def build_optimizer(network: nn.Module, heads: nn.Module, training: dict, best: bool):
    rate = training['learningRate']
    named = [*network.named_parameters(), *heads.named_parameters()]
    groups = {'weight': [], 'bias': [], 'decoding': []}
    for name, parameter in named:
        kind = 'decoding' if name == 'decoding' else 'bias' if name.endswith('bias') or 'biases' in name else 'weight'
        groups[kind].append(parameter)
    multipliers = {'weight': 1, 'bias': training['biasMultiplier'], 'decoding': training['decodingMultiplier']}
    rates = [{'params': groups[kind], 'lr': rate * multipliers[kind]} for kind in groups]
    if training['optimizer'] == 'sgd':
        return torch.optim.SGD(rates, fused=best or None)
    return torch.optim.Adam(rates, fused=best or None)


class Job:
    def __init__(self, side: str, job: str, workload: dict):
        self.kind, self.workload, best = job, workload, side == 'best'
        self.network = build_network(job, workload)
        self.heads = (BatchedHeads if best else LoopedHeads)(workload)
        self.distance = encoding_distance_batched if best else encoding_distance_looped
        self.images = read_images(workload)
        if best:
            self.network = self.network.to(memory_format=torch.channels_last) if job != 'head' else self.network
            self.images = self.images.contiguous(memory_format=torch.channels_last)
        self.labels = (workload['levels'] - 1) * uniform_of('labels', workload['outputs'], workload['batch'])
        self.parameters = [*self.network.parameters(), *self.heads.parameters()]
        self.optimizer = build_optimizer(self.network, self.heads, workload['training'], best)

    def loss(self) -> torch.Tensor:
        codes, scores = self.heads(self.network(self.images))
        return rlel_loss(codes, scores, self.heads.decoding, self.labels, self.workload, self.distance)

    @torch.no_grad()
    def check(self) -> float:
        if self.kind == 'evaluate':
            return self.evaluate()
        self.network.train(self.workload['kind'] != 'pilotnet')  # no dropout; the others have none
        return self.loss().item()

    def step(self) -> None:
        self.optimizer.zero_grad()
        loss = self.loss()
        loss.backward()
        if self.kind == 'train':
            limit = self.workload['training']['clipNorm']
            if limit > 0:
                nn.utils.clip_grad_norm_(self.parameters, limit)
            self.optimizer.step()
        loss.item()

    @torch.no_grad()
    def evaluate(self) -> float:
        """The mean predicted level."""
        self.network.eval()
        _codes, scores = self.heads(self.network(self.images))
        levels = torch.arange(scores.shape[-1], dtype=torch.float32)
        return (torch.softmax(scores, -1) * levels).sum(-1).mean().item()

    def run(self, count: int) -> list[float]:
        self.network.train(self.kind != 'evaluate')
        work = self.evaluate if self.kind == 'evaluate' else self.step
        seconds = []
        for _ in range(count):
            start = time.perf_counter()
            work()
            seconds.append(time.perf_counter() - start)
        return seconds


def say(message: dict) -> None:
    print(json.dumps(message), flush=True)


def main() -> None:
    assignment = json.loads(sys.argv[1])
    torch.set_num_threads(assignment['threads'])
    job = Job(assignment['side'], assignment['job'], assignment['workload'])
    versions = {'python': platform.python_version(), 'torch': torch.__version__}
    parameters = sum(parameter.numel() for parameter in job.parameters)
    say({'parameters': parameters, 'compiling': None, 'versions': versions})
    for line in sys.stdin:
        request = json.loads(line)
        if 'check' in request:
            say({'value': job.check()})
        elif 'run' in request:
            before = time.process_time()
            seconds = job.run(request['run'])
            say({'seconds': seconds, 'processor': time.process_time() - before})
        else:
            say({'bytes': resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024})


if __name__ == '__main__':
    main()
