#!/usr/bin/env python3
"""Makes window.json: which X-Date the server's clock lets pass.

    python3 specs/contracts/deposits-v3/tables/window.generate.py > specs/contracts/deposits-v3/tables/window.json

The file goes to standard output, byte for byte the same on every run: no clock, no randomness, no package beyond Python's
standard library. Decisions are computed from the source's sentence, never by the TypeScript code that they hold to account.
"""

import json
import sys
from datetime import datetime, timedelta, timezone
from math import floor

SOURCE = "a difference of more than 5 seconds from the server's clock: request blocked (seed A)"
TOLERANCE = 5000
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)

FLAGS = {
    'ordinary': 'Well inside or well outside.',
    'edge': 'At or next to a difference of exactly 5 s (C4).',
    'resolution': 'X-Date has whole seconds, the server clock milliseconds: interpretations with a clock of whole seconds decide otherwise.',
    'past': 'X-Date is behind the server clock.',
    'future': 'X-Date is ahead of the server clock.',
    'boundary': 'The difference runs over the end of a minute, day, month, year, leap day or counter.',
    'same-fields': 'X-Date has the second, minute or hour of the server clock, but another day, hour or minute: for comparisons of fields.',
    'zone': 'X-Date is a local time with a literal Z.',
    'far': 'Years away: another calendar, another unit, the ends of four digits.',
}

CASES = []


def moment(text):
    """A moment written as 2020-06-21T12:33:20Z or with milliseconds, in ms of Unix time."""
    form = '%Y-%m-%dT%H:%M:%S.%fZ' if '.' in text else '%Y-%m-%dT%H:%M:%SZ'
    return (datetime.strptime(text, form).replace(tzinfo=timezone.utc) - EPOCH) // timedelta(milliseconds=1)


def interpretations(server, date):
    """What each interpretation of "the server's clock" and "more than" decides (C4): clock in ms, cut or rounded to seconds; 5 s itself in or out."""
    clocks = {'milliseconds': server, 'cut': floor(server / 1000) * 1000, 'rounded': floor(server / 1000 + 0.5) * 1000}
    for clock in clocks.values():
        difference = abs(date - clock)
        yield 'outside' if difference > TOLERANCE else 'inside'
        yield 'outside' if difference >= TOLERANCE else 'inside'


def add(case_id, comment, flags, server, date):
    server_ms, date_ms = moment(server), moment(date)
    difference = date_ms - server_ms
    decision = 'outside' if abs(difference) > TOLERANCE else 'inside'
    found = set(interpretations(server_ms, date_ms))
    flags = list(flags)
    if difference:
        flags.append('past' if difference < 0 else 'future')
    case = {'id': case_id, 'comment': comment, 'flags': flags, 'serverMs': server_ms, 'xDate': date, 'toleranceMs': TOLERANCE, 'differenceMs': difference, 'decision': decision, 'source': SOURCE}
    if len(found) > 1:
        case['ambiguity'] = 'C4'
    CASES.append(case)


def clock_text(milliseconds):
    value = EPOCH + timedelta(milliseconds=milliseconds)
    return value.strftime('%Y-%m-%dT%H:%M:%S.') + f'{value.microsecond // 1000:03d}Z'


def document():
    date = '2020-06-21T12:33:20Z'
    base = moment(date)
    for difference in (0, 1, 500, 999, 1000, 2000, 3000, 4000, 4001, 4499, 4500, 4501, 4998, 4999, 5000, 5001, 5002, 5499, 5500, 5501, 5999, 6000, 6001, 6500, 7000, 10000, 30000, 60000, 300000, 3600000, 86400000):
        flags = ['edge'] if 4999 <= difference <= 5001 else ['resolution'] if 4000 < difference < 6001 else ['ordinary']
        size = f'{difference / 1000:.3f} s'
        add(f'past-{difference}', f'X-Date is {size} behind', flags, clock_text(base + difference), date)
        if difference:
            add(f'future-{difference}', f'X-Date is {size} ahead', flags, clock_text(base - difference), date)

    pairs = [
        ('minute', '2026-11-21T18:54:58Z', '2026-11-21T18:55:02Z'), ('hour', '2026-11-21T18:59:58Z', '2026-11-21T19:00:02Z'), ('noon', '2026-11-21T11:59:58Z', '2026-11-21T12:00:02Z'), ('day', '2026-11-21T23:59:58Z', '2026-11-22T00:00:02Z'),
        ('month', '2026-11-30T23:59:58Z', '2026-12-01T00:00:02Z'), ('year', '2026-12-31T23:59:58Z', '2027-01-01T00:00:02Z'), ('leap-day-begins', '2024-02-28T23:59:58Z', '2024-02-29T00:00:02Z'), ('leap-day-ends', '2024-02-29T23:59:58Z', '2024-03-01T00:00:02Z'),
        ('no-leap-day', '2026-02-28T23:59:58Z', '2026-03-01T00:00:02Z'), ('no-leap-day-2100', '2100-02-28T23:59:58Z', '2100-03-01T00:00:02Z'), ('leap-second', '2016-12-31T23:59:58Z', '2017-01-01T00:00:02Z'), ('summer-time', '2026-03-08T06:59:58Z', '2026-03-08T07:00:02Z'),
        ('32-bits', '2038-01-19T03:14:06Z', '2038-01-19T03:14:10Z'), ('epoch', '1969-12-31T23:59:58Z', '1970-01-01T00:00:02Z'),
    ]
    for name, before, after in pairs:
        add(f'boundary-{name}-past', f'4 s over the boundary: {name}', ['boundary'], after, before)
        add(f'boundary-{name}-future', f'4 s over the boundary: {name}', ['boundary'], before, after)
        later = clock_text(moment(after) + 3000)
        add(f'boundary-{name}-past-outside', f'7 s over the boundary: {name}', ['boundary'], later, before)
        add(f'boundary-{name}-future-outside', f'7 s over the boundary: {name}', ['boundary'], clock_text(moment(before) - 3000), after)

    server = '2026-11-21T18:54:07Z'
    for name, other in (('minute', '2026-11-21T18:53:07Z'), ('minute-ahead', '2026-11-21T18:55:07Z'), ('hour', '2026-11-21T17:54:07Z'), ('twelve-hours', '2026-11-21T06:54:07Z'), ('day', '2026-11-20T18:54:07Z'), ('day-ahead', '2026-11-22T18:54:07Z'), ('week', '2026-11-14T18:54:07Z'), ('month', '2026-10-21T18:54:07Z'), ('year', '2025-11-21T18:54:07Z'), ('year-ahead', '2027-11-21T18:54:07Z'), ('century', '1926-11-21T18:54:07Z')):
        add(f'same-fields-{name}', f'Off by one {name.replace("-", " ")}', ['same-fields'], server, other)
    add('same-fields-minute-6-seconds', 'In the same minute, 6.5 s apart', ['same-fields'], '2026-11-21T18:54:13.500Z', server)
    add('same-fields-minute-50-seconds', 'In the same minute, 50 s apart', ['same-fields'], '2026-11-21T18:54:57Z', server)
    add('same-fields-second-order', 'Seconds 59 and 01: 2 s apart, 58 by the field', ['same-fields', 'boundary'], '2026-11-21T18:55:01Z', '2026-11-21T18:54:59Z')
    for name, other in (('sao-paulo', '2026-11-21T15:54:07Z'), ('mexico', '2026-11-21T12:54:07Z'), ('madrid', '2026-11-21T19:54:07Z'), ('kolkata', '2026-11-22T00:24:07Z'), ('kathmandu', '2026-11-22T00:39:07Z'), ('newfoundland', '2026-11-21T15:24:07Z'), ('auckland', '2026-11-22T07:54:07Z')):
        add(f'zone-{name}', f'The local time of {name} with a literal Z', ['zone'], server, other)
    for name, other in (('epoch', '1970-01-01T00:00:00Z'), ('january-1970', '1970-01-21T10:35:42Z'), ('buddhist', '2569-11-21T18:54:07Z'), ('islamic', '1448-06-11T18:54:07Z'), ('year-0001', '0001-01-01T00:00:00Z'), ('year-9999', '9999-12-31T23:59:59Z')):
        add(f'far-{name}', f'Far away: {name}', ['far'], server, other)

    ids = [case['id'] for case in CASES]
    used = {flag for case in CASES for flag in case['flags']}
    if len(ids) != len(set(ids)) or used != set(FLAGS):
        raise SystemExit(f'ids used twice, or flags do not match: {sorted(used ^ set(FLAGS))}')
    return {
        'schema': 'window.schema.json',
        'generator': 'window.generate.py',
        'notes': [
            'decision: the letter of the sentence with a server clock in milliseconds. differenceMs = X-Date minus server clock: negative is behind, positive ahead.',
            'ambiguity C4: another interpretation (clock cut or rounded to seconds, 5 s itself refused) decides otherwise, so that either decision of a provider is allowed.',
            'Cases without an ambiguity are decided alike by every interpretation.',
        ],
        'flags': {name: {'description': text} for name, text in FLAGS.items()},
        'numberOfCases': len(CASES),
        'cases': CASES,
    }


if __name__ == '__main__':
    if sys.argv[1:]:
        raise SystemExit('usage: window.generate.py')
    print(json.dumps(document(), indent=2))
