"""Unpacks chosen members of wheels: extract_wheels.py FOLDER WHEEL...

Environment MEMBERS: prefixes of the members to unpack, one a line.

Streams each member, so that the largest (0.8 GB) does not have to fit into memory, and makes everything readable by
ordinary users. Prints one line with the names and sizes of the files as JSON.
"""

import json
import os
import shutil
import sys
import zipfile

folder, wheels = sys.argv[1], sys.argv[2:]
prefixes = tuple(os.environ["MEMBERS"].split("\n"))
sizes = {}
for wheel in wheels:
    with zipfile.ZipFile(wheel) as archive:
        for member in archive.infolist():
            if member.is_dir() or not member.filename.startswith(prefixes):
                continue
            target = os.path.join(folder, member.filename)
            os.makedirs(os.path.dirname(target), mode=0o755, exist_ok=True)
            with archive.open(member) as source, open(target, "wb") as sink:
                shutil.copyfileobj(source, sink, 1 << 20)
            os.chmod(target, 0o644)
            sizes[member.filename] = member.file_size
    os.remove(wheel)
print(json.dumps(sizes))
