"""Trains a small network on the training images and saves its weights.

    python3 train.py --data DIR --out model.pt [--epochs 2] [--seed 1] [--hidden 32] [--device cpu]

The network: 784 pixels -> hidden units with ReLU -> 10 numbers. It is trained with the cross-entropy loss (PyTorch's
contains the softmax) by stochastic gradient descent on small batches.
"""

import argparse

import numpy as np
import torch
from torch import nn

from result import make_network, read_images

BATCH = 16
LEARNING_RATE = 0.2
VALIDATION_ROWS = 5000  # the last rows are never trained on: choose between models by them


def read_labels(path):
    """The column Label of a file Id,Label."""
    return torch.from_numpy(np.loadtxt(path, delimiter=",", skiprows=1, dtype=np.int64)[:, 1])


def train_epoch(net, images, labels, optimizer, rates):
    """One pass over the training images in a random order; `rates` are the step sizes of its batches."""
    net.train()
    for rows, rate in zip(torch.randperm(len(images)).split(BATCH), rates):
        optimizer.param_groups[0]["lr"] = rate
        loss = nn.functional.cross_entropy(net(images[rows]), labels[rows])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()


@torch.no_grad()
def accuracy(net, images, labels):
    net.eval()
    return (net(images).argmax(dim=1) == labels).float().mean().item()


def read_options():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--hidden", type=int, default=32)
    parser.add_argument("--device", default="cpu", help="cuda trains on an NVIDIA GPU")
    return parser.parse_args()


def main():
    options = read_options()
    torch.manual_seed(options.seed)
    images = read_images(f"{options.data}/train-images.idx").to(options.device)
    labels = read_labels(f"{options.data}/train.csv").to(options.device)
    training = len(labels) - min(VALIDATION_ROWS, len(labels) // 10)
    net = make_network(options.hidden).to(options.device)
    optimizer = torch.optim.SGD(net.parameters(), lr=LEARNING_RATE)
    # The rate falls to a tenth along a straight line: large steps first, fine ones last.
    steps = -(-training // BATCH)
    rates = torch.linspace(LEARNING_RATE, LEARNING_RATE / 10, options.epochs * steps).split(steps)
    for epoch in range(options.epochs):
        train_epoch(net, images[:training], labels[:training], optimizer, rates[epoch].tolist())
        validation = accuracy(net, images[training:], labels[training:])
        print(f"epoch {epoch + 1} of {options.epochs}: validation accuracy {validation:.4f}", flush=True)
    # On the CPU, so that it can be loaded where there is no GPU.
    torch.save({"hidden": options.hidden, "weights": net.cpu().state_dict()}, options.out)


if __name__ == "__main__":
    main()
