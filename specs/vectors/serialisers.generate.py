#!/usr/bin/env python3
"""Makes serialisers.json: what real serialisers write for one set of values.

    python3 specs/vectors/serialisers.generate.py > specs/vectors/serialisers.json
    python3 specs/vectors/serialisers.generate.py --run php

Without an argument the recordings in serialisers/ are put together, byte for byte the same on every run. With --run and a language (javascript, python,
php, ruby, go, java, or all) that language's own script is run first and its recording replaced; the runtimes are packages of the system (php-cli, ruby,
golang-go, default-jdk-headless, libjackson2-databind-java, libgoogle-gson-java, libjson-simple-java).
"""

import base64
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOM = pathlib.Path(__file__).resolve().parent / 'serialisers'
COMMANDS = {
    'javascript': ['node', 'javascript.mjs'],
    'python': [sys.executable, 'python.py'],
    'php': ['php', 'php.php'],
    'ruby': ['ruby', 'ruby.rb'],
    'go': ['go', 'run', 'go.go'],
    'java': ['java', '-cp', '/usr/share/java/*', 'Java.java'],
}


def run(language):
    """Runs a script in a folder of its own, so that no tool takes the others or the project for its own."""
    with tempfile.TemporaryDirectory() as folder:
        script = COMMANDS[language][-1]
        # A file that is named like its language's suffix would be left out by Go's tool.
        shutil.copy(ROOM / script, folder)
        done = subprocess.run(COMMANDS[language], cwd=folder, input=(ROOM / 'values.json').read_bytes(), stdout=subprocess.PIPE, check=True)
    (ROOM / f'{language}.json').write_bytes(done.stdout)


def main():
    if sys.argv[1:2] == ['--run']:
        for language in COMMANDS if sys.argv[2] == 'all' else [sys.argv[2]]:
            run(language)
    values = json.loads((ROOM / 'values.json').read_text('utf-8'))
    recordings = [json.loads((ROOM / f'{language}.json').read_text('utf-8')) for language in COMMANDS]
    writers = []
    for recording in recordings:
        for name, written in recording['written'].items():
            for encoded in written.values():
                base64.b64decode(encoded, validate=True)
            writers.append({'id': name, 'language': recording['language'], 'written': written})
    document = {
        'schema': 'serialisers.schema.json',
        'generator': 'serialisers.generate.py',
        'notes': [
            'Each writer names a call of a language\'s library; written holds, by the id of the value, the bytes in base64 that the call really wrote after reading the value with the same library.',
            'A value that a library refuses has no entry.',
            '"map" is a value read into a map, "struct" one that keeps its members\' order; $value is an object of PHP, $array its associative array.',
            'The file is ASCII so that characters which look alike can be distinguished.',
        ],
        'runtimes': [{'language': recording['language'], 'versions': recording['versions']} for recording in recordings],
        'numberOfValues': len(values),
        'values': values,
        'numberOfWriters': len(writers),
        'writers': writers,
    }
    json.dump(document, sys.stdout, indent=1, ensure_ascii=True)
    sys.stdout.write('\n')


main()
