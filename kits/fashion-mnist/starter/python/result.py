"""Runs the trained classifier on the test images and writes predictions.csv.

784 pixels -> 10 numbers; the largest of them names the label. The weights come from train.py. NumPy alone.
"""

import csv
import os

import numpy as np

DATA = os.environ.get("GRADMARK_TEST_DATA", ".")
MODEL = os.environ.get("GRADMARK_MODEL", ".")
LABELS = ["t-shirt", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle-boot"]


def read_images(path):
    """The images of an IDX file (after 16 bytes of header) as an array n x 784 of numbers from 0 to 1."""
    return np.fromfile(path, dtype=np.uint8)[16:].reshape(-1, 784).astype(np.float32) / 255


def main():
    with open(f"{DATA}/test.csv", newline="") as file:
        ids = [row["Id"] for row in csv.DictReader(file)]  # data row k belongs to image k
    with np.load(f"{MODEL}/model.npz") as weights:
        classes = (read_images(f"{DATA}/test-images.idx") @ weights["W"] + weights["b"]).argmax(axis=1)
    with open("predictions.csv", "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["Id", "Label"])
        writer.writerows((id, LABELS[k]) for id, k in zip(ids, classes))


if __name__ == "__main__":
    main()
