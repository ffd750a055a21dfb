"""Runs a command and prints its wall seconds and peak resident memory in bytes as JSON. Needs nothing but Python."""
import json
import os
import subprocess
import sys
import time

start = time.perf_counter()
child = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
_, status, usage = os.wait4(child.pid, 0)
print(json.dumps({"seconds": time.perf_counter() - start, "bytes": usage.ru_maxrss * 1024, "status": status}))
