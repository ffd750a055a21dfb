"""Fits a line to features of the hour and saves its weights.

    python3 train.py --data DIR --out model.json

The temperature swings once a year and once a day, so sines and cosines of day and hour go in beside pressure and
wind. Least squares with NumPy alone.
"""

import argparse
import csv
import json

import numpy as np

from result import make_features

VALIDATION_ROWS = 600  # the last rows are never fitted: choose between models by them


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", required=True)
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    with open(f"{options.data}/train.csv", newline="") as file:
        rows = list(csv.DictReader(file))
    x, y = make_features(rows), np.array([float(row["Temperature"]) for row in rows])
    weights, *_ = np.linalg.lstsq(x[:-VALIDATION_ROWS], y[:-VALIDATION_ROWS], rcond=None)
    errors = x[-VALIDATION_ROWS:] @ weights - y[-VALIDATION_ROWS:]
    print(f"validation error {np.sqrt(np.mean(errors**2)):.4f}")
    with open(options.out, "w") as file:
        json.dump({"weights": weights.tolist()}, file)


if __name__ == "__main__":
    main()
