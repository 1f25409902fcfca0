#!/usr/bin/env python3
"""Makes replay.json: what an idempotency key means, call after call.

    python3 specs/contracts/deposits-v3/tables/replay.generate.py > specs/contracts/deposits-v3/tables/replay.json

The file goes to standard output, byte for byte the same on every run: no clock, no randomness, no package beyond Python's
standard library. Each expectation is written down here from a sentence of the source or from a named interpretation; nothing is
computed by the TypeScript code that the table holds to account.
"""

import json
import sys

SENTENCES = {
    'at-most-one': 'The same key guarantees at most one deposit (seed A).',
    'outcome-kept': 'What is kept per key is the outcome of the first request, status code and body, successes and failures alike (seed A).',
    'later-replayed': 'Every later request with that key is answered with the kept outcome; a kept 500 is replayed as well (seed A).',
    'every-post': 'All POSTs accept the header (seed A).',
    'no-effect-on-get': 'On GET and DELETE the header has no effect and should not be sent (seed A).',
    'safe-retry': 'The key is there to retry safely after a lost answer (seed A).',
    'unique-value': 'The key is a unique value from the client (seed A); so different keys are different requests.',
    'authenticated-only': 'A request without authentication fails (seed A); so a kept answer is given only to an authenticated request of the same merchant.',
    'nothing-shared': 'STG and production share nothing (seed A).',
    'blank-refused': 'An optional header that is present must not be blank: 105, HTTP 400 (API codes).',
    'optional': 'The header is not mandatory (seed A).',
    'already-used': 'Code 104, HTTP 400, IDEMPOTENCY_KEY_ALREADY_USED exists (API codes).',
}

FLAGS = {
    'success': 'The first outcome is a 2XX.',
    'failure': 'The first outcome is a failure after authentication.',
    'server-error': 'The first outcome is a 500.',
    'heals': 'Executed again, the request would be answered otherwise, so a replay shows.',
    'other-body': 'One key, other body bytes (C6).',
    'other-key': 'Keys that differ, be it in one character.',
    'no-key': 'No key is sent.',
    'blank-key': 'The key is present but blank.',
    'scope': 'One key across merchants, environments, paths or credentials (C9).',
    'life': 'One key over a long time (C9).',
    'read': 'The key stands on a GET or DELETE (C10).',
    'in-flight': 'A second request comes before the first is answered (C7).',
    'lost-answer': 'The work was done, the answer did not arrive.',
    'before-authentication': 'The failure happens before the request is known to come from the merchant (C8).',
    'unauthenticated-replay': 'A request that is not authenticated has a key that is kept.',
}

BODIES = {
    'deposit-a': '{"invoice_id":"INV-A","amount":100,"country":"BR","currency":"BRL"}',
    'deposit-a-spaced': '{"invoice_id": "INV-A", "amount": 100, "country": "BR", "currency": "BRL"}',
    'deposit-a-reordered': '{"amount":100,"country":"BR","currency":"BRL","invoice_id":"INV-A"}',
    'deposit-a-dearer': '{"invoice_id":"INV-A","amount":1000,"country":"BR","currency":"BRL"}',
    'deposit-b': '{"invoice_id":"INV-B","amount":100,"country":"BR","currency":"BRL"}',
    'deposit-invalid': '{"invoice_id":"INV-C","amount":100,"country":"BR"}',
    'not-json': '{"invoice_id":',
    'refund-a': '{"deposit_id":3000000001,"invoice_id":"INV-A","amount":10}',
    'refund-b': '{"deposit_id":3000000001,"invoice_id":"INV-A","amount":20}',
    'wallet': '{"source":"PROPRIETARY","destination":"TRANSACTIONAL","currency":"BRL","amount":10}',
    'none': '',
}

KEY = '7d9f2b36-4a51-4c0e-9b1d-2f3a4b5c6d7e'
OTHER = '0e8c1a7f-6b2d-4f93-8a5e-c4d3b2a19f80'
HOUR = 3600 * 1000
DEPOSITS = '/v3/deposits'
REFUNDS = '/v3/refunds'

CASES = []


def call(name, expected, status, *, key=KEY, body='deposit-a', method='POST', path=DEPOSITS, merchant='m1', environment='stg', stage='effect', serves=None, at=0, ambiguity=None, acceptable=(), stays_open=False, login='current'):
    """A request. `status` is what execution would answer, `stage` how far execution would come; `serves` is the call whose answer comes back on a replay."""
    step = {
        'call': name, 'atMs': at, 'environment': environment, 'merchant': merchant, 'credentials': login, 'method': method, 'path': path, 'key': key, 'body': body,
        'execution': {'status': status, 'stage': stage}, 'staysOpen': stays_open, 'expected': expected,
    }
    if serves is not None:
        step['answerOf'] = serves
    if ambiguity is not None:
        step['ambiguity'] = ambiguity
        step['acceptable'] = [expected, *acceptable]
    return step


def ends(name, how='answered', at=0):
    return {'ends': name, 'atMs': at, 'how': how}


def case(case_id, comment, flags, clauses, sources, effects, steps):
    """`effects` is the number of deposits, refunds or transactions that exist afterwards, under the expected decisions."""
    CASES.append({'id': case_id, 'comment': comment, 'flags': flags, 'clauses': clauses, 'source': [SENTENCES[name] for name in sources], 'effects': effects, 'steps': steps})


def kept_outcomes():
    case('same-key-after-201', 'Same key, same request', ['success'], ['IDM-01', 'IDM-02'], ['at-most-one', 'later-replayed'], 1,
         [call('a', 'executed', 201), call('b', 'replayed', 201, serves='a')])
    case('same-key-many-times', 'Same key, five times', ['success'], ['IDM-01', 'IDM-02'], ['at-most-one', 'later-replayed'], 1,
         [call('a', 'executed', 201), *(call(name, 'replayed', 201, serves='a') for name in 'bcde')])
    case('same-key-after-200', 'A refund answered with 200', ['success'], ['IDM-01', 'IDM-05'], ['every-post', 'later-replayed'], 1,
         [call('a', 'executed', 200, path=REFUNDS, body='refund-a'), call('b', 'replayed', 200, path=REFUNDS, body='refund-a', serves='a')])
    case('same-key-wallet', 'A wallet transaction', ['success'], ['IDM-05'], ['every-post', 'later-replayed'], 1,
         [call('a', 'executed', 200, path='/v1/wallet/transaction', body='wallet'), call('b', 'replayed', 200, path='/v1/wallet/transaction', body='wallet', serves='a')])
    for name, status, stage, body, path in (('validation-400', 400, 'validation', 'deposit-invalid', DEPOSITS), ('not-json-400', 400, 'validation', 'not-json', DEPOSITS), ('invoice-taken-409', 409, 'business', 'deposit-b', DEPOSITS), ('not-found-404', 404, 'business', 'refund-a', REFUNDS), ('business-422', 422, 'business', 'deposit-a', DEPOSITS), ('too-many-429', 429, 'business', 'deposit-a', DEPOSITS)):
        case(f'same-key-after-{name}', f'A failure after authentication is kept and replayed ({status})', ['failure'], ['IDM-03'], ['outcome-kept', 'later-replayed'], 0,
             [call('a', 'executed', status, stage=stage, body=body, path=path), call('b', 'replayed', status, stage=stage, body=body, path=path, serves='a')])
    case('healed-refund', 'A refund refused while the deposit is PENDING stays refused under its key after it completed; a new key goes through', ['failure', 'heals', 'other-key'], ['IDM-03', 'IDM-09'], ['outcome-kept', 'later-replayed', 'unique-value'], 1,
         [call('a', 'executed', 400, stage='business', path=REFUNDS, body='refund-a'), call('b', 'replayed', 200, path=REFUNDS, body='refund-a', serves='a'), call('c', 'executed', 200, path=REFUNDS, body='refund-a', key=OTHER)])
    for status in (500, 502, 503):
        case(f'same-key-after-{status}', f'A {status} is kept and replayed', ['server-error'], ['IDM-04'], ['outcome-kept', 'later-replayed'], 0,
             [call('a', 'executed', status, stage='inside'), call('b', 'replayed', status, stage='inside', serves='a'), call('c', 'replayed', status, stage='inside', serves='a')])
    case('healed-500', 'A 500 that would not recur is replayed all the same', ['server-error', 'heals'], ['IDM-04'], ['outcome-kept', 'later-replayed'], 0,
         [call('a', 'executed', 500, stage='inside'), call('b', 'replayed', 201, serves='a')])
    case('healed-500-new-key', 'After a kept 500 a new key is a new request', ['server-error', 'heals', 'other-key'], ['IDM-04', 'IDM-09'], ['later-replayed', 'unique-value'], 1,
         [call('a', 'executed', 500, stage='inside'), call('b', 'replayed', 201, serves='a'), call('c', 'executed', 201, key=OTHER), call('d', 'replayed', 500, stage='inside', serves='a')])


def keys_that_differ():
    case('other-key-other-body', 'Two keys, two requests', ['other-key'], ['IDM-09'], ['unique-value'], 2,
         [call('a', 'executed', 201), call('b', 'executed', 201, key=OTHER, body='deposit-b')])
    case('other-key-same-body', 'Two keys with equal bodies are two requests; what the second gets is its own outcome', ['other-key'], ['IDM-09'], ['unique-value'], 1,
         [call('a', 'executed', 201), call('b', 'executed', 409, key=OTHER, stage='business'), call('c', 'replayed', 201, serves='a'), call('d', 'replayed', 409, key=OTHER, stage='business', serves='b')])
    case('other-key-interleaved', 'Two keys in turn', ['other-key'], ['IDM-01', 'IDM-09'], ['at-most-one', 'unique-value'], 2,
         [call('a', 'executed', 201), call('b', 'executed', 201, key=OTHER, body='deposit-b'), call('c', 'replayed', 201, serves='a'), call('d', 'replayed', 201, key=OTHER, body='deposit-b', serves='b')])
    long = 'k' * 64
    variants = [
        ('case', 'KeyOfTheOrder', 'keyoftheorder'), ('case-of-hex', KEY, KEY.upper()), ('inner-space', 'key of order', 'key  of order'), ('inner-space-lost', 'key of order', 'keyoforder'), ('position-65', long + 'a', long + 'b'), ('position-65-missing', long, long + 'a'),
        ('position-256', 'k' * 255 + 'a', 'k' * 255 + 'b'), ('position-256-missing', 'k' * 255, 'k' * 256), ('leading-zero', '007', '7'), ('number-form', '1.0', '1'), ('hyphens', KEY, KEY.replace('-', '')), ('punctuation', 'a.b', 'a_b'), ('percent', 'a%20b', 'a b'), ('comma', 'a,b', 'a'), ('quotes', '"a"', 'a'), ('prefix', 'abc', 'abcd'),
    ]
    for name, first, second in variants:
        case(f'keys-differ-{name}', f'Keys that differ by {name.replace("-", " ")} are not the same key', ['other-key'], ['IDM-14', 'IDM-09'], ['unique-value'], 2,
             [call('a', 'executed', 201, key=first), call('b', 'executed', 201, key=second, body='deposit-b'), call('c', 'replayed', 201, key=first, serves='a')])
    case('no-key', 'Without a key nothing is kept', ['no-key'], ['IDM-09'], ['optional'], 2,
         [call('a', 'executed', 201, key=None), call('b', 'executed', 201, key=None, body='deposit-b')])
    case('no-key-beside-key', 'A request without a key is not answered from one that has a key', ['no-key'], ['IDM-09'], ['optional', 'unique-value'], 2,
         [call('a', 'executed', 201), call('b', 'executed', 201, key=None, body='deposit-b'), call('c', 'replayed', 201, serves='a')])
    case('no-key-failure', 'Without a key a failure is not kept', ['no-key', 'failure', 'heals'], ['IDM-09'], ['optional'], 1,
         [call('a', 'executed', 500, key=None, stage='inside'), call('b', 'executed', 201, key=None)])
    for name, blank in (('empty', ''), ('space', ' '), ('tab', '\t')):
        case(f'blank-key-{name}', 'A blank key is refused and is not a key', ['blank-key'], ['HDR-02'], ['blank-refused'], 0,
             [call('a', 'not-stored', 400, key=blank, stage='before-authentication'), call('b', 'not-stored', 400, key=blank, stage='before-authentication')])


def other_bodies():
    for name, body in (('amount', 'deposit-a-dearer'), ('invoice', 'deposit-b'), ('spaces', 'deposit-a-spaced'), ('order', 'deposit-a-reordered'), ('invalid', 'deposit-invalid'), ('not-json', 'not-json'), ('empty', 'none')):
        status, stage = (400, 'validation') if body in ('deposit-invalid', 'not-json', 'none') else (201, 'effect')
        case(f'other-body-{name}', f'Same key, another body ({name}): never a second deposit', ['other-body', 'success'], ['IDM-11', 'IDM-21'], ['at-most-one', 'later-replayed', 'already-used'], 1,
             [call('a', 'executed', 201), call('b', 'replayed', status, stage=stage, body=body, serves='a', ambiguity='C6', acceptable=['conflicting'])])
    case('other-body-after-failure', 'Same key, the corrected body after a kept failure', ['other-body', 'failure', 'heals'], ['IDM-03', 'IDM-11', 'IDM-21'], ['outcome-kept', 'later-replayed'], 0,
         [call('a', 'executed', 400, stage='validation', body='deposit-invalid'), call('b', 'replayed', 201, serves='a', ambiguity='C6', acceptable=['conflicting'])])
    case('other-body-after-500', 'Same key, another body after a kept 500', ['other-body', 'server-error', 'heals'], ['IDM-04', 'IDM-11', 'IDM-21'], ['outcome-kept', 'later-replayed'], 0,
         [call('a', 'executed', 500, stage='inside'), call('b', 'replayed', 201, body='deposit-b', serves='a', ambiguity='C6', acceptable=['conflicting'])])
    case('other-body-then-first', 'Another body under the key does not change what is kept', ['other-body', 'success'], ['IDM-11', 'IDM-02'], ['at-most-one', 'later-replayed'], 1,
         [call('a', 'executed', 201), call('b', 'replayed', 201, body='deposit-a-dearer', serves='a', ambiguity='C6', acceptable=['conflicting']), call('c', 'replayed', 201, serves='a')])
    case('other-body-refund', 'Same key, another refund amount', ['other-body', 'success'], ['IDM-11', 'IDM-21'], ['at-most-one', 'later-replayed'], 1,
         [call('a', 'executed', 200, path=REFUNDS, body='refund-a'), call('b', 'replayed', 200, path=REFUNDS, body='refund-b', serves='a', ambiguity='C6', acceptable=['conflicting'])])


def scopes():
    case('other-merchant', "Another merchant's equal key is another key", ['scope'], ['IDM-10'], ['authenticated-only'], 2,
         [call('a', 'executed', 201), call('b', 'executed', 201, merchant='m2'), call('c', 'replayed', 201, serves='a'), call('d', 'replayed', 201, merchant='m2', serves='b')])
    case('other-merchant-after-failure', "Another merchant's kept failure is not mine", ['scope', 'failure'], ['IDM-10'], ['authenticated-only'], 1,
         [call('a', 'executed', 400, stage='validation', body='deposit-invalid'), call('b', 'executed', 201, merchant='m2')])
    case('other-merchant-in-flight', "Another merchant's request in flight does not hold mine", ['scope', 'in-flight'], ['IDM-10'], ['authenticated-only'], 2,
         [call('a', 'executed', 201, stays_open=True), call('b', 'executed', 201, merchant='m2'), ends('a')])
    case('other-environment', 'The key of one environment is unknown in the other', ['scope'], ['ENV-03', 'IDM-13'], ['nothing-shared'], 2,
         [call('a', 'executed', 201), call('b', 'executed', 201, environment='prod'), call('c', 'replayed', 201, serves='a')])
    case('after-rotation', 'A retry across a key rotation must not pay twice: the scope is the account, not the API Key', ['scope'], ['ROT-04'], ['at-most-one', 'later-replayed'], 1,
         [call('a', 'executed', 201), call('b', 'replayed', 201, login='rotated', serves='a')])
    case('other-path', 'One key on another path: by the letter "every later request" is replayed', ['scope', 'other-body'], ['IDM-13'], ['later-replayed'], 1,
         [call('a', 'executed', 201), call('b', 'replayed', 200, path=REFUNDS, body='refund-a', serves='a', ambiguity='C9', acceptable=['executed', 'conflicting'])])
    case('trailing-slash', 'The same operation with a trailing slash (C37)', ['scope'], ['IDM-01', 'IDM-13'], ['at-most-one', 'later-replayed'], 1,
         [call('a', 'executed', 201), call('b', 'replayed', 201, path=DEPOSITS + '/', serves='a')])
    for name, hours, expected, acceptable in (('1-hour', 1, 'replayed', ['executed']), ('23-hours', 23, 'replayed', ['executed']), ('25-hours', 25, 'executed', ['replayed']), ('7-days', 168, 'executed', ['replayed'])):
        later = call('b', expected, 201, body='deposit-a', at=hours * HOUR, ambiguity='C9', acceptable=acceptable, **({'serves': 'a'} if expected == 'replayed' else {}))
        case(f'life-{name}', f'The same key {name.replace("-", " ")} later', ['life'], ['IDM-13'], ['later-replayed'], 1 if expected == 'replayed' else 2, [call('a', 'executed', 201), later])
    case('life-13-minutes', 'The same key after 13 minutes: no interpretation lets it lapse so soon', ['life'], ['IDM-01'], ['at-most-one', 'later-replayed'], 1,
         [call('a', 'executed', 201), call('b', 'replayed', 201, at=13 * 60 * 1000, serves='a')])


def reads():
    deposit = DEPOSITS + '/3000000001'
    case('get-ignores', 'On GET the key has no effect: each answer is the current state', ['read'], ['IDM-06'], ['no-effect-on-get'], 0,
         [call('a', 'ignored', 200, method='GET', path=deposit, body='none'), call('b', 'ignored', 200, method='GET', path=deposit, body='none')])
    case('get-after-post', 'A GET with the key of a POST shows the state, not the kept answer', ['read'], ['IDM-06'], ['no-effect-on-get'], 1,
         [call('a', 'executed', 201), call('b', 'ignored', 200, method='GET', path=deposit, body='none'), call('c', 'replayed', 201, serves='a')])
    case('post-after-get', 'A GET uses no key up', ['read'], ['IDM-06'], ['no-effect-on-get'], 1,
         [call('a', 'ignored', 200, method='GET', path=deposit, body='none'), call('b', 'executed', 201), call('c', 'replayed', 201, serves='b')])
    case('get-failure-not-kept', 'A 404 of a GET is not kept', ['read', 'heals'], ['IDM-06'], ['no-effect-on-get'], 0,
         [call('a', 'ignored', 404, method='GET', path=deposit, body='none', stage='business'), call('b', 'ignored', 200, method='GET', path=deposit, body='none')])
    case('get-while-post-in-flight', 'A POST in flight does not hold a GET with its key', ['read', 'in-flight'], ['IDM-06'], ['no-effect-on-get'], 1,
         [call('a', 'executed', 201, stays_open=True), call('b', 'ignored', 200, method='GET', path=deposit, body='none'), ends('a')])
    case('delete-ignores', 'On DELETE the key has no effect (the method is refused for its own sake)', ['read'], ['IDM-06', 'END-05'], ['no-effect-on-get'], 1,
         [call('a', 'ignored', 405, method='DELETE', path=DEPOSITS, body='none', stage='before-authentication'), call('b', 'executed', 201)])


def in_flight():
    case('in-flight', 'A second request while the first is worked on: never a second effect; it waits for the answer or is refused', ['in-flight'], ['IDM-08'], ['at-most-one', 'already-used'], 1,
         [call('a', 'executed', 201, stays_open=True), call('b', 'in-flight', 201, ambiguity='C7', acceptable=['replayed']), ends('a'), call('c', 'replayed', 201, serves='a')])
    case('in-flight-three', 'Two more requests while the first is worked on', ['in-flight'], ['IDM-08'], ['at-most-one'], 1,
         [call('a', 'executed', 201, stays_open=True), call('b', 'in-flight', 201, ambiguity='C7', acceptable=['replayed']), call('c', 'in-flight', 201, ambiguity='C7', acceptable=['replayed']), ends('a'), call('d', 'replayed', 201, serves='a')])
    case('in-flight-fails', 'The first ends in a 500: later requests get the 500', ['in-flight', 'server-error', 'heals'], ['IDM-08', 'IDM-04'], ['outcome-kept', 'later-replayed'], 0,
         [call('a', 'executed', 500, stage='inside', stays_open=True), call('b', 'in-flight', 201, ambiguity='C7', acceptable=['replayed']), ends('a'), call('c', 'replayed', 201, serves='a')])
    case('in-flight-other-body', 'Another body while the first is worked on', ['in-flight', 'other-body'], ['IDM-08', 'IDM-11'], ['at-most-one', 'already-used'], 1,
         [call('a', 'executed', 201, stays_open=True), call('b', 'in-flight', 201, body='deposit-b', ambiguity='C7', acceptable=['replayed', 'conflicting']), ends('a'), call('c', 'replayed', 201, serves='a')])
    case('in-flight-other-key', 'Another key is not held', ['in-flight', 'other-key'], ['IDM-09'], ['unique-value'], 2,
         [call('a', 'executed', 201, stays_open=True), call('b', 'executed', 201, key=OTHER, body='deposit-b'), ends('a')])
    case('in-flight-no-key', 'A request without a key is not held', ['in-flight', 'no-key'], ['IDM-09'], ['optional'], 2,
         [call('a', 'executed', 201, stays_open=True), call('b', 'executed', 201, key=None, body='deposit-b'), ends('a')])
    case('lost-answer', 'Processed, answer lost, retried: one deposit, and the retry gets its answer', ['lost-answer', 'success'], ['IDM-07'], ['safe-retry', 'at-most-one', 'later-replayed'], 1,
         [call('a', 'executed', 201, stays_open=True), ends('a', 'answer-lost'), call('b', 'replayed', 201, serves='a')])
    case('lost-answer-twice', 'The answer to the retry is lost as well', ['lost-answer', 'success'], ['IDM-07'], ['safe-retry', 'at-most-one', 'later-replayed'], 1,
         [call('a', 'executed', 201, stays_open=True), ends('a', 'answer-lost'), call('b', 'replayed', 201, serves='a', stays_open=True), ends('b', 'answer-lost'), call('c', 'replayed', 201, serves='a')])
    case('lost-answer-500', 'The lost answer was a 500', ['lost-answer', 'server-error', 'heals'], ['IDM-07', 'IDM-04'], ['safe-retry', 'later-replayed'], 0,
         [call('a', 'executed', 500, stage='inside', stays_open=True), ends('a', 'answer-lost'), call('b', 'replayed', 201, serves='a')])
    case('lost-answer-no-key', 'Without a key the retry is a request of its own: this is what the key is for', ['lost-answer', 'no-key'], ['IDM-07', 'IDM-09'], ['safe-retry', 'optional'], 2,
         [call('a', 'executed', 201, key=None, stays_open=True), ends('a', 'answer-lost'), call('b', 'executed', 201, key=None)])


def before_authentication():
    for name, status in (('100-unknown-login', 401), ('101-header-missing', 400), ('102-wrong-signature', 400), ('103-date-outside', 400), ('202-address-unlisted', 401)):
        case(f'failure-{name}', 'A failure before authentication is not kept: nothing is known to come from the merchant', ['before-authentication', 'heals'], ['IDM-12'], ['outcome-kept', 'authenticated-only'], 1,
             [call('a', 'not-stored', status, stage='before-authentication'), call('b', 'executed', 201, ambiguity='C8', acceptable=['replayed']), call('c', 'replayed', 201, serves='b')])
    case('failure-twice', 'Two failures before authentication, each answered for its own sake', ['before-authentication'], ['IDM-12'], ['authenticated-only'], 1,
         [call('a', 'not-stored', 400, stage='before-authentication'), call('b', 'not-stored', 400, stage='before-authentication', ambiguity='C8', acceptable=['replayed']), call('c', 'executed', 201, ambiguity='C8', acceptable=['replayed'])])
    for name, status in (('wrong-signature', 400), ('old-date', 400), ('unknown-login', 401), ('unlisted-address', 401)):
        case(f'kept-answer-{name}', 'A kept answer is not given to a request that is not authenticated, and stays kept', ['unauthenticated-replay', 'success'], ['IDM-10'], ['authenticated-only'], 1,
             [call('a', 'executed', 201), call('b', 'not-stored', status, stage='before-authentication'), call('c', 'replayed', 201, serves='a')])
    case('kept-500-wrong-signature', 'A kept 500 is not given to a request that is not authenticated either', ['unauthenticated-replay', 'server-error'], ['IDM-10', 'IDM-04'], ['authenticated-only', 'later-replayed'], 0,
         [call('a', 'executed', 500, stage='inside'), call('b', 'not-stored', 400, stage='before-authentication'), call('c', 'replayed', 500, stage='inside', serves='a')])
    case('in-flight-wrong-signature', 'A request that is not authenticated learns nothing of a key in flight', ['unauthenticated-replay', 'in-flight'], ['IDM-10'], ['authenticated-only'], 1,
         [call('a', 'executed', 201, stays_open=True), call('b', 'not-stored', 400, stage='before-authentication'), ends('a'), call('c', 'replayed', 201, serves='a')])


def check(cases):
    ids = [entry['id'] for entry in cases]
    if len(ids) != len(set(ids)):
        raise SystemExit('ids used twice')
    used = {flag for entry in cases for flag in entry['flags']}
    if used != set(FLAGS):
        raise SystemExit(f'flags do not match: {sorted(used ^ set(FLAGS))}')
    for entry in cases:
        calls = {step['call']: step for step in entry['steps'] if 'call' in step}
        for step in calls.values():
            if ('answerOf' in step) != (step['expected'] == 'replayed') or (step['method'] != 'POST') != (step['expected'] == 'ignored'):
                raise SystemExit(f"{entry['id']}: step {step['call']} contradicts itself")
            if (step['expected'] == 'not-stored') != (step['execution']['stage'] == 'before-authentication' and step['method'] == 'POST'):
                raise SystemExit(f"{entry['id']}: step {step['call']} and its stage do not fit")
        for step in calls.values():
            if step['expected'] == 'replayed' and calls[step['answerOf']]['expected'] != 'executed':
                raise SystemExit(f"{entry['id']}: step {step['call']} serves an answer that was not kept")
        made = sum(step['expected'] == 'executed' and step['execution']['stage'] == 'effect' for step in calls.values())
        if made != entry['effects']:
            raise SystemExit(f"{entry['id']}: {made} effects, {entry['effects']} stated")


def document():
    for make in (kept_outcomes, keys_that_differ, other_bodies, scopes, reads, in_flight, before_authentication):
        make()
    check(CASES)
    return {
        'schema': 'replay.schema.json',
        'generator': 'replay.generate.py',
        'lifeMs': 24 * HOUR,
        'notes': [
            'Each case starts with nothing kept. Steps happen in order; atMs is the time since the first.',
            'execution says what the request would be answered if it were carried out now, and how far it would come: before-authentication, validation, business, inside (a failure of the provider) or effect.',
            'expected: executed - carried out, its outcome kept under the key if it has one. replayed - answered with the kept outcome of the call answerOf. conflicting - refused since the key belongs to another request. in-flight - refused since the key is being worked on. not-stored - answered for its own sake, nothing kept. ignored - carried out, the key has no effect.',
            'An ambiguous step names its ambiguity and every acceptable decision, the expected one first. After another acceptable decision, later steps of the case follow that interpretation.',
            'staysOpen: the request has begun and is not answered until the step that ends it.',
            'credentials rotated: the same merchant account under a newer set of keys. effects: deposits, refunds and transactions made, if every step goes as expected.',
            'lifeMs is the life of keys that the expected decisions assume (C9).',
        ],
        'flags': {name: {'description': text} for name, text in FLAGS.items()},
        'bodies': BODIES,
        'numberOfCases': len(CASES),
        'cases': CASES,
    }


if __name__ == '__main__':
    if sys.argv[1:]:
        raise SystemExit('usage: replay.generate.py')
    print(json.dumps(document(), indent=2))
