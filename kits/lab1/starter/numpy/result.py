"""Runs the trained network on the test images and writes predictions.csv.

The network: 784 pixels -> hidden units with ReLU -> 10 numbers; the largest of them names the digit.
Its weights come from train.py. NumPy alone.
"""

import csv
import json
import os

import numpy as np

DATA = os.environ.get("GRADMARK_TEST_DATA", ".")
MODEL = os.environ.get("GRADMARK_MODEL", ".")
PIXELS = 784


def read_images(path):
    """The images of an IDX file (after 16 bytes of header) as an array n x 784 of numbers from 0 to 1."""
    return np.fromfile(path, dtype=np.uint8)[16:].reshape(-1, PIXELS).astype(np.float32) / 255


def read_weights(path):
    """The tensors of a weights file by name: a line of JSON with their shapes, then their numbers."""
    with open(path, "rb") as file:
        tensors = json.loads(file.readline())["tensors"]
        return {
            tensor["name"]: np.fromfile(file, "<f4", int(np.prod(tensor["shape"]))).reshape(tensor["shape"])
            for tensor in tensors
        }


def predict(net, images):
    """The most likely digit of each image."""
    h = np.maximum(0, images @ net["W1"] + net["b1"])
    return (h @ net["W2"] + net["b2"]).argmax(axis=1)


def main():
    with open(f"{DATA}/test.csv", newline="") as file:
        ids = [row["Id"] for row in csv.DictReader(file)]  # data row k belongs to image k
    digits = predict(read_weights(f"{MODEL}/model.bin"), read_images(f"{DATA}/test-images.idx"))
    with open("predictions.csv", "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["Id", "Label"])
        writer.writerows(zip(ids, digits))


if __name__ == "__main__":
    main()
