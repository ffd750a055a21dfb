"""Trains a small network on the training images and saves its weights.

    python3 train.py --data DIR --out model.bin [--epochs 2] [--seed 1] [--hidden 32]

The network: 784 pixels -> hidden units with ReLU -> 10 numbers -> softmax. It is trained with the cross-entropy loss
by stochastic gradient descent on small batches. NumPy alone.
"""

import argparse
import json

import numpy as np

PIXELS, CLASSES = 784, 10
BATCH = 16
LEARNING_RATE = 0.2
VALIDATION_ROWS = 5000  # the last rows are never trained on: choose between models by them


def read_images(path):
    """The images of an IDX file as an array n x 784 of numbers from 0 to 1."""
    content = np.fromfile(path, dtype=np.uint8)
    assert content[:4].tolist() == [0, 0, 8, 3], f"{path} is not an IDX file of images"
    return content[16:].reshape(-1, PIXELS).astype(np.float32) / 255


def read_labels(path):
    """The column Label of a file Id,Label."""
    return np.loadtxt(path, delimiter=",", skiprows=1, dtype=np.int64)[:, 1]


def new_network(hidden, random):
    """Weights so large that signals neither die nor grow on their way (He et al. 2015)."""
    return {
        "W1": (random.standard_normal((PIXELS, hidden)) * np.sqrt(2 / PIXELS)).astype(np.float32),
        "b1": np.zeros(hidden, dtype=np.float32),
        "W2": (random.standard_normal((hidden, CLASSES)) * np.sqrt(2 / hidden)).astype(np.float32),
        "b2": np.zeros(CLASSES, dtype=np.float32),
    }


def forward(net, x):
    """The hidden layer and the output of the network for a batch of images, b x 784."""
    h = np.maximum(0, x @ net["W1"] + net["b1"])
    return h, h @ net["W2"] + net["b2"]


def softmax(o):
    e = np.exp(o - o.max(axis=1, keepdims=True))  # minus the largest: exp cannot overflow
    return e / e.sum(axis=1, keepdims=True)


def learn(net, x, labels, rate):
    """One step of gradient descent on a batch."""
    h, o = forward(net, x)
    do = softmax(o)
    do[np.arange(len(labels)), labels] -= 1  # gradient of the loss at the input of the softmax: p - one-hot
    do /= len(labels)
    dh = (do @ net["W2"].T) * (h > 0)
    net["W2"] -= rate * (h.T @ do)
    net["b2"] -= rate * do.sum(axis=0)
    net["W1"] -= rate * (x.T @ dh)
    net["b1"] -= rate * dh.sum(axis=0)


def accuracy(net, x, labels):
    return np.mean(forward(net, x)[1].argmax(axis=1) == labels)


def save(net, path):
    """First line: names and shapes. Then the numbers of each tensor, row by row, as 32-bit floats."""
    tensors = [{"name": name, "shape": list(values.shape)} for name, values in net.items()]
    with open(path, "wb") as file:
        file.write(json.dumps({"format": "gradmark-weights/1", "tensors": tensors}).encode() + b"\n")
        for values in net.values():
            file.write(values.astype("<f4").tobytes())


def read_options():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--hidden", type=int, default=32)
    return parser.parse_args()


def main():
    options = read_options()
    random = np.random.default_rng(options.seed)
    images, labels = read_images(f"{options.data}/train-images.idx"), read_labels(f"{options.data}/train.csv")
    training = len(labels) - min(VALIDATION_ROWS, len(labels) // 10)
    net = new_network(options.hidden, random)
    steps = -(-training // BATCH)
    for epoch in range(options.epochs):
        order = random.permutation(training)  # another order in every epoch
        for step in range(steps):
            rows = order[step * BATCH : (step + 1) * BATCH]
            # The rate falls to a tenth along a straight line: large steps first, fine ones last.
            done = (epoch * steps + step) / (options.epochs * steps)
            learn(net, images[rows], labels[rows], LEARNING_RATE * (1 - 0.9 * done))
        validation = accuracy(net, images[training:], labels[training:])
        print(f"epoch {epoch + 1} of {options.epochs}: validation accuracy {validation:.4f}", flush=True)
    save(net, options.out)


if __name__ == "__main__":
    main()
