"""The same work for pandas and scikit-learn: read both files, check the ids, score.

Arguments: predictions, solution, metric, number of times. Prints the score and the seconds of each time, by the clock and of the processor, as JSON.
"""
import json
import sys
import time

import pandas as pd
import sklearn
from sklearn.metrics import accuracy_score, roc_auc_score, root_mean_squared_error

metrics = {"accuracy": accuracy_score, "rmse": root_mean_squared_error, "auc": roc_auc_score}


def score(predictions, solution, metric):
    p = pd.read_csv(predictions)
    s = pd.read_csv(solution)
    assert p.Id.is_unique and s.Id.is_unique and len(p) == len(s)
    joined = s.merge(p, on="Id", suffixes=("_true", "_predicted"))
    assert len(joined) == len(s)
    return float(metrics[metric](joined.Label_true, joined.Label_predicted))


times, processor = [], []
for _ in range(int(sys.argv[4])):
    start, spent = time.perf_counter(), time.process_time()
    value = score(*sys.argv[1:4])
    times.append(time.perf_counter() - start)
    processor.append(time.process_time() - spent)
print(json.dumps({"score": value, "seconds": times, "processor": processor, "peer": f"pandas {pd.__version__} and scikit-learn {sklearn.__version__}"}))
