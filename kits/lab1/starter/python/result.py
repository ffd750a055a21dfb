"""Runs the trained network on the test images and writes predictions.csv.

The network: 784 pixels -> hidden units with ReLU -> 10 numbers; the largest of them names the digit.
Its weights come from train.py. PyTorch, on the CPU.
"""

import csv
import os

import numpy as np
import torch
from torch import nn

DATA = os.environ.get("GRADMARK_TEST_DATA", ".")
MODEL = os.environ.get("GRADMARK_MODEL", ".")
PIXELS, CLASSES = 784, 10


def make_network(hidden):
    return nn.Sequential(nn.Linear(PIXELS, hidden), nn.ReLU(), nn.Linear(hidden, CLASSES))


def read_images(path):
    """The images of an IDX file (after 16 bytes of header) as a tensor n x 784 of numbers from 0 to 1."""
    return torch.from_numpy(np.fromfile(path, dtype=np.uint8)[16:].reshape(-1, PIXELS).astype(np.float32) / 255)


@torch.no_grad()
def main():
    with open(f"{DATA}/test.csv", newline="") as file:
        ids = [row["Id"] for row in csv.DictReader(file)]  # data row k belongs to image k
    saved = torch.load(f"{MODEL}/model.pt", map_location="cpu")
    net = make_network(saved["hidden"])
    net.load_state_dict(saved["weights"])
    net.eval()
    digits = net(read_images(f"{DATA}/test-images.idx")).argmax(dim=1).tolist()
    with open("predictions.csv", "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["Id", "Label"])
        writer.writerows(zip(ids, digits))


if __name__ == "__main__":
    main()
