#!/usr/bin/env python3
"""Writes what Python makes of each value: python3 python.py < values.json > python.json"""

import base64
import json
import platform
import sys

COMPACT = (',', ':')
WRITERS = {
    'Python json.dumps(value)': lambda v: json.dumps(v),
    "Python json.dumps(value, separators=(',', ':'))": lambda v: json.dumps(v, separators=COMPACT),
    'Python json.dumps(value, ensure_ascii=False)': lambda v: json.dumps(v, ensure_ascii=False),
    "Python json.dumps(value, separators=(',', ':'), ensure_ascii=False)": lambda v: json.dumps(v, separators=COMPACT, ensure_ascii=False),
    'Python json.dumps(value, sort_keys=True)': lambda v: json.dumps(v, sort_keys=True),
    "Python json.dumps(value, sort_keys=True, separators=(',', ':'))": lambda v: json.dumps(v, sort_keys=True, separators=COMPACT),
    "Python json.dumps(value, sort_keys=True, separators=(',', ':'), ensure_ascii=False)":
        lambda v: json.dumps(v, sort_keys=True, separators=COMPACT, ensure_ascii=False),
    'Python json.dumps(value, indent=2)': lambda v: json.dumps(v, indent=2),
    'Python json.dumps(value, indent=4)': lambda v: json.dumps(v, indent=4),
    'Python json.dumps(value, indent=2, ensure_ascii=False)': lambda v: json.dumps(v, indent=2, ensure_ascii=False),
    'Python json.dumps(value, indent=4, ensure_ascii=False)': lambda v: json.dumps(v, indent=4, ensure_ascii=False),
    'Python str(value)': str,
}

values = json.load(sys.stdin)
written = {
    name: {value['id']: base64.b64encode(write(json.loads(value['json'])).encode('utf-8')).decode('ascii') for value in values}
    for name, write in WRITERS.items()
}
print(json.dumps({'language': 'Python', 'versions': {'python': platform.python_version()}, 'written': written}, indent=1))
