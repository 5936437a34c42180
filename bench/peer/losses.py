"""The published code's loss: Σ CE + α·R2 + β·R1, with R1 in two ways."""

import torch
from torch.nn import functional as F


def cross_entropy(scores, labels):
    """−Σ φ·log softmax(scores); scores [L, K, N], labels [L, K]."""
    levels = torch.arange(scores.shape[-1], dtype=torch.float32)
    targets = F.softmax(-(levels - labels[..., None]).abs(), -1)
    return -(targets * F.log_softmax(scores, -1)).sum()


def bit_transitions(decoding, padded: bool):
    """R2: Σ (D[m, n] − D[m, n+1])²; padded: between columns of zeros."""
    if padded:
        decoding = F.pad(decoding, (1, 1))
    return (decoding[..., 1:] - decoding[..., :-1]).square().sum()


def hinge(code_distances, labels):
    """Σ max(0, 2·|y_i − y_j| − d_ij) over pairs, d and the result over outputs where there are several."""
    label_distances = (labels[..., :, None] - labels[..., None, :]).abs()
    return F.relu(2 * label_distances - code_distances).sum()


def encoding_distance_looped(codes, labels):
    """R1 an output at a time, each with its differences [K, K, M]."""
    return sum(hinge((z[:, None] - z[None]).abs().sum(2), y) for z, y in zip(codes, labels))


def encoding_distance_batched(codes, labels):
    """R1 of all outputs at once, without the differences."""
    return hinge(torch.cdist(codes, codes, p=1), labels)


def rlel_loss(codes, scores, decoding, labels, workload: dict, encoding_distance):
    landmarks = workload['task'] == 'landmarks'
    outputs, batch = labels.shape
    loss = cross_entropy(scores, labels)
    if workload['alpha'] > 0:
        loss = loss + workload['alpha'] * bit_transitions(decoding, padded=not landmarks)
    if workload['beta'] > 0:
        r1 = encoding_distance(codes, labels.clamp(0, 255) if landmarks else labels)
        loss = loss + workload['beta'] * r1 / (outputs * batch if landmarks else batch)
    return loss
