#!/usr/bin/env python3
"""Makes retry-schedule.json: when a notification is repeated, and what ends it.

    python3 specs/contracts/deposits-v3/tables/retry-schedule.generate.py > specs/contracts/deposits-v3/tables/retry-schedule.json

The file goes to standard output, byte for byte the same on every run: no clock, no randomness, no package beyond Python's
standard library. The minutes are sums of the documented gaps, never a result of the TypeScript code that they hold to account.
"""

import json
import sys
from itertools import accumulate

GAPS = [5, 25, 125, 625]
FIFTH_GAP = 3125
SOURCES = [
    'At most five repeats, ending early at the first 2XX; gaps of 5, 25, 125, 625 minutes (Notifications).',
    'Success is any 2XX; older pages say exactly 200 (Notifications, C24).',
    'The fifth gap is not given; a factor of 5 would make it 3125 minutes, a repeat of the last gap 625 (C25).',
]

FLAGS = {
    'acknowledged': 'A 2XX ends the schedule.',
    'exhausted': 'No attempt is acknowledged.',
    'other-2xx': 'A 2XX other than 200: some pages let only 200 end it (C24).',
    'fifth-gap': 'The attempt after the last documented gap (C25).',
    'client-error': 'A 4XX is not 2XX, so it does not end the schedule.',
    'server-error': 'A 5XX is not 2XX.',
    'redirect': 'A redirect is not 2XX; whether it is followed is open, so this is observed only.',
    'no-answer': 'The connection is refused, or closed without an answer: not 2XX.',
    'time-out': 'The answer does not come in time; the time limit is not documented, so this is observed only.',
    'informational': 'A status that is not final or not known.',
}

CASES = []


def case(case_id, comment, flags, answers, *, ambiguity=None, weight='must', clause='NTF-03'):
    """`answers` is what the receiver does at each attempt; what comes after the list is repeated from its last entry."""
    offsets = [0, *accumulate([*GAPS, FIFTH_GAP])]
    attempts = []
    for index, offset in enumerate(offsets):
        answer = answers[min(index, len(answers) - 1)]
        attempts.append((offset, answer))
        if isinstance(answer, int) and 200 <= answer < 300:
            break
    acknowledged = isinstance(attempts[-1][1], int) and 200 <= attempts[-1][1] < 300
    documented = [offset for offset, _ in attempts if offset <= sum(GAPS)]
    further = [offset for offset, _ in attempts if offset > sum(GAPS)]
    otherwise = [[sum(GAPS) + GAPS[-1]], []] if further else []
    entry = {
        'id': case_id, 'comment': comment, 'flags': flags, 'clause': clause, 'weight': weight, 'answers': answers, 'attemptMinutes': documented, 'furtherMinutes': further,
        'acceptableFurtherMinutes': [further, *otherwise], 'ends': 'acknowledged' if acknowledged else 'exhausted',
    }
    if ambiguity is not None:
        entry['ambiguity'] = ambiguity
    elif further:
        entry['ambiguity'] = 'C25'
    CASES.append(entry)


def document():
    case('at-once', 'The first attempt is acknowledged', ['acknowledged'], [200])
    for repeats in range(1, 5):
        case(f'after-{repeats}', f'{repeats} failed attempts, then 200', ['acknowledged', 'server-error'], [500] * repeats + [200])
    case('after-5', 'Five failed attempts, then 200 after the fifth gap', ['acknowledged', 'server-error', 'fifth-gap'], [500] * 5 + [200])
    case('never', 'No attempt is acknowledged', ['exhausted', 'server-error', 'fifth-gap'], [500])
    for status in (201, 202, 204):
        case(f'at-once-{status}', f'The first attempt is answered with {status}', ['acknowledged', 'other-2xx'], [status], ambiguity='C24', weight='observe', clause='NTF-09')
    case('after-1-204', 'A 500, then 204', ['acknowledged', 'other-2xx', 'server-error'], [500, 204], ambiguity='C24', weight='observe', clause='NTF-09')
    for status in (400, 401, 403, 404, 409, 410, 422, 429):
        case(f'client-error-{status}', f'{status} at each attempt', ['exhausted', 'client-error', 'fifth-gap'], [status])
    case('client-error-then-200', '404 once, then 200', ['acknowledged', 'client-error'], [404, 200])
    for status in (502, 503, 504):
        case(f'server-error-{status}-then-200', f'{status} once, then 200', ['acknowledged', 'server-error'], [status, 200])
    case('mixed', 'Another failure each time, then 200', ['acknowledged', 'server-error', 'client-error', 'no-answer'], [500, 'closed', 404, 503, 200])
    for status in (301, 302, 307, 308):
        case(f'redirect-{status}', f'{status} at each attempt', ['exhausted', 'redirect', 'fifth-gap'], [status], weight='observe', clause='NTF-09')
    case('not-modified', '304 at each attempt', ['exhausted', 'informational', 'fifth-gap'], [304], weight='observe', clause='NTF-09')
    case('unknown-status', '600 at each attempt', ['exhausted', 'informational', 'fifth-gap'], [600], weight='observe', clause='NTF-09')
    case('closed-then-200', 'Closed without an answer once, then 200', ['acknowledged', 'no-answer'], ['closed', 200])
    case('closed', 'Closed without an answer at each attempt', ['exhausted', 'no-answer', 'fifth-gap'], ['closed'])
    case('refused-then-200', 'The connection is refused once, then 200', ['acknowledged', 'no-answer'], ['refused', 200])
    case('refused', 'The connection is refused at each attempt', ['exhausted', 'no-answer', 'fifth-gap'], ['refused'])
    case('time-out-then-200', 'No answer in time once, then 200', ['acknowledged', 'time-out'], ['time-out', 200], weight='observe', clause='NTF-09')
    case('time-out', 'No answer in time at each attempt', ['exhausted', 'time-out', 'fifth-gap'], ['time-out'], weight='observe', clause='NTF-09')

    if [entry['attemptMinutes'] for entry in CASES if entry['id'] == 'never'] != [[0, 5, 30, 155, 780]]:
        raise SystemExit('the documented attempts are at 0, 5, 30, 155 and 780 minutes')
    ids = [entry['id'] for entry in CASES]
    used = {flag for entry in CASES for flag in entry['flags']}
    if len(ids) != len(set(ids)) or used != set(FLAGS):
        raise SystemExit(f'ids used twice, or flags do not match: {sorted(used ^ set(FLAGS))}')
    return {
        'schema': 'retry-schedule.schema.json',
        'generator': 'retry-schedule.generate.py',
        'source': SOURCES,
        'gapsMinutes': GAPS,
        'fifthGapMinutes': FIFTH_GAP,
        'notes': [
            'answers: what the receiver does at each attempt, its last entry repeated for ever: a status, or closed (connection closed without an answer), refused (no connection), time-out.',
            'attemptMinutes: the attempts from the first one on that the documents promise. furtherMinutes: the attempts that follow when the factor of 5 goes on; acceptableFurtherMinutes: these and what the other interpretations have (C25).',
            'ends: acknowledged if the last attempt of both lists gets a 2XX; a schedule without the fifth gap ends exhausted where that 2XX would have come in furtherMinutes.',
            'weight observe: what a sender does otherwise is recorded, never judged. C24: other statuses than 200 may also lead to repeats.',
        ],
        'flags': {name: {'description': text} for name, text in FLAGS.items()},
        'numberOfCases': len(CASES),
        'cases': CASES,
    }


if __name__ == '__main__':
    if sys.argv[1:]:
        raise SystemExit('usage: retry-schedule.generate.py')
    print(json.dumps(document(), indent=2))
