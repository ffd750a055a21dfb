# PyTorch's side of `npm run bench -- training`: the networks of packages/reference-model/models on the same images, in
# the same batches, with Adam. Arguments: model, threads, images of 28x28 as raw bytes, labels, rows, batch, epochs,
# first validation row. Prints one line of JSON.
import json
import resource
import sys
import time

import torch
from torch import nn

model_name, threads, image_file, label_file, rows, batch, epochs, rate = sys.argv[1:]
rows, batch, epochs, rate = int(rows), int(batch), int(epochs), float(rate)
torch.set_num_threads(int(threads))
torch.manual_seed(1)


def lenet5():
    return nn.Sequential(
        nn.Conv2d(1, 6, 5, padding=2), nn.MaxPool2d(2), nn.ReLU(),
        nn.Conv2d(6, 16, 5), nn.MaxPool2d(2), nn.ReLU(),
        nn.Flatten(), nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10),
    )


def cnn():
    return nn.Sequential(
        nn.Conv2d(1, 32, 3, bias=False), nn.MaxPool2d(2), nn.BatchNorm2d(32, eps=1e-3, momentum=0.05), nn.ReLU(),
        nn.Conv2d(32, 64, 3, bias=False), nn.MaxPool2d(2), nn.BatchNorm2d(64, eps=1e-3, momentum=0.05), nn.ReLU(),
        nn.Flatten(), nn.Linear(1600, 256, bias=False), nn.BatchNorm1d(256, eps=1e-3, momentum=0.05), nn.ReLU(),
        nn.Dropout(0.5), nn.Linear(256, 10),
    )


net = {"lenet-5": lenet5, "cnn": cnn}[model_name]()
images = torch.frombuffer(bytearray(open(image_file, "rb").read()), dtype=torch.uint8)
images = images.reshape(-1, 1, 28, 28)
labels = torch.frombuffer(bytearray(open(label_file, "rb").read()), dtype=torch.uint8).long()
train, held = slice(0, rows), slice(rows, len(labels))
adam = torch.optim.Adam(net.parameters(), lr=rate)
loss_of = nn.CrossEntropyLoss()


def cpu_seconds():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def accuracy():
    net.eval()
    right = 0
    with torch.no_grad():
        for start in range(rows, len(labels), 500):
            scores = net(images[start:start + 500].float() / 255)
            right += (scores.argmax(1) == labels[start:start + 500]).sum().item()
    net.train()
    return right / (len(labels) - rows)


def train_epoch():
    order = torch.randperm(rows)
    for start in range(0, rows, batch):
        at = order[start:start + batch]
        adam.zero_grad()
        loss = loss_of(net(images[at].float() / 255), labels[at])
        loss.backward()
        adam.step()


started, cpu_started = time.perf_counter(), cpu_seconds()
train_seconds = train_cpu = 0.0
to_99 = None
for _ in range(epochs):
    before, cpu_before = time.perf_counter(), cpu_seconds()
    train_epoch()
    train_seconds += time.perf_counter() - before
    train_cpu += cpu_seconds() - cpu_before
    reached = accuracy()
    if reached >= 0.99 and to_99 is None:
        to_99 = time.perf_counter() - started
before, cpu_before = time.perf_counter(), cpu_seconds()
accuracy()
print(json.dumps({
    "name": f"PyTorch {torch.__version__.split('+')[0]}",
    "train": rows * epochs / train_seconds,
    "trainCpu": 1e6 * train_cpu / (rows * epochs),
    "predict": (len(labels) - rows) / (time.perf_counter() - before),
    "predictCpu": 1e6 * (cpu_seconds() - cpu_before) / (len(labels) - rows),
    "peakMiB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    "to99": to_99,
    "accuracy": reached,
}))
