"""Trains a linear classifier on the training images and saves its weights.

    python3 train.py --data DIR --out model.npz [--epochs 3] [--seed 1]

Softmax regression: 784 pixels -> 10 numbers -> softmax, trained with the cross-entropy loss by stochastic gradient
descent on small batches. NumPy alone.
"""

import argparse
import csv

import numpy as np

from result import LABELS, read_images

BATCH = 32
LEARNING_RATE = 0.1
VALIDATION_ROWS = 5000  # the last rows are never trained on: choose between models by them


def read_labels(path):
    """The place in LABELS of each row's label."""
    with open(path, newline="") as file:
        return np.array([LABELS.index(row["Label"]) for row in csv.DictReader(file)])


def softmax(o):
    e = np.exp(o - o.max(axis=1, keepdims=True))  # minus the largest: exp cannot overflow
    return e / e.sum(axis=1, keepdims=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    random = np.random.default_rng(options.seed)
    images, labels = read_images(f"{options.data}/train-images.idx"), read_labels(f"{options.data}/train.csv")
    training = len(labels) - min(VALIDATION_ROWS, len(labels) // 10)
    W, b = np.zeros((images.shape[1], len(LABELS)), np.float32), np.zeros(len(LABELS), np.float32)
    for epoch in range(options.epochs):
        order = random.permutation(training)  # another order in every epoch
        for start in range(0, training, BATCH):
            rows = order[start : start + BATCH]
            do = softmax(images[rows] @ W + b)
            do[np.arange(len(rows)), labels[rows]] -= 1  # gradient of the loss at the input of the softmax: p - one-hot
            rate = LEARNING_RATE * (1 - 0.9 * epoch / options.epochs) / len(rows)
            W -= rate * (images[rows].T @ do)
            b -= rate * do.sum(axis=0)
        right = np.mean((images[training:] @ W + b).argmax(axis=1) == labels[training:])
        print(f"epoch {epoch + 1} of {options.epochs}: validation accuracy {right:.4f}", flush=True)
    np.savez(options.out, W=W, b=b)


if __name__ == "__main__":
    main()
