#!/usr/bin/env python3
"""Makes refund-sums.json: which refunds of a deposit are accepted, one after another.

    python3 specs/contracts/deposits-v3/tables/refund-sums.generate.py > specs/contracts/deposits-v3/tables/refund-sums.json

The file goes to standard output, byte for byte the same on every run: no clock, no randomness, no package beyond Python's
standard library. Each expectation is written down by hand and then compared with a sum in Python's decimal arithmetic; a
contradiction stops the script. Nothing is computed by the TypeScript code that the table holds to account.
"""

import json
import sys
from decimal import Decimal

ONLY_COMPLETED = 'Only COMPLETED deposits; several partial refunds up to the total (Refund Creation Endpoint).'
AMOUNT = 'amount: number, at most 2 decimals, at most the deposit; absent means the whole (Refund Creation Endpoint).'

FLAGS = {
    'whole': 'The amount is absent: the whole deposit.',
    'parts': 'Several partial refunds.',
    'exact-total': 'The parts come to the total exactly.',
    'beyond-total': 'A part goes beyond what is left, by as little as one cent.',
    'after-full': 'Nothing is left.',
    'status': 'The deposit is not COMPLETED.',
    'becomes-completed': 'The status moves between the requests, so that a refusal heals.',
    'binary-fraction': 'Sums that go wrong in binary floating point.',
    'zero-decimal': 'A currency without decimals (ISO 4217).',
    'large': 'Amounts at the documented limit of 18 integer digits.',
    'not-positive': 'Zero or negative amounts.',
    'too-precise': 'More than two decimals.',
    'spelling': 'One amount in several decimal spellings.',
    'rest-ambiguous': 'An absent amount after a part was refunded: the whole, which is too much, or the rest? No source says.',
    'card': 'A card deposit: older pages allow only whole refunds (C30).',
    'any-order': 'The requests run concurrently: which of them is accepted is open, how many is not.',
}

CASES = []


def case(case_id, comment, flags, amount, steps, *, status='COMPLETED', currency='BRL', payment='BANK_TRANSFER', order='sequential', ambiguity=None):
    """Steps: ('amount' or None for the whole, 'accepted' | 'refused' [, other acceptable decisions]) or ('status', 'NEW_STATUS')."""
    deposit = Decimal(amount)
    refunded, now, made, accepts = Decimal(0), status, [], 0
    for step in steps:
        if step[0] == 'status':
            now = step[1]
            made.append({'becomes': now})
            continue
        asked, expected, *others = step
        value = deposit if asked is None else Decimal(asked)
        by_rule = now == 'COMPLETED' and value > 0 and -value.as_tuple().exponent <= 2 and refunded + value <= deposit
        if by_rule != (expected == 'accepted'):
            raise SystemExit(f'{case_id}: {asked} is {expected}, the sum says otherwise')
        if expected == 'accepted':
            refunded += value
            accepts += 1
        entry = {'refund': asked, 'expected': expected, 'refundedAfter': plain(refunded)}
        if others:
            entry['acceptable'] = [expected, *others]
        made.append(entry)
    if any('acceptable' in entry for entry in made) and ambiguity is None and 'rest-ambiguous' not in flags:
        raise SystemExit(f'{case_id}: an acceptable decision names its ambiguity')
    entry = {
        'id': case_id, 'comment': comment, 'flags': flags, 'clauses': ['END-07'], 'source': [ONLY_COMPLETED, AMOUNT],
        'deposit': {'amount': amount, 'currency': currency, 'status': status, 'paymentType': payment}, 'order': order,
    }
    if ambiguity is not None:
        entry['ambiguity'] = ambiguity
    CASES.append({**entry, 'accepts': accepts, 'refunded': plain(refunded), 'remaining': plain(deposit - refunded), 'steps': made})


def plain(value):
    """A decimal in its shortest plain spelling: 0.30 as 0.3, 100.00 as 100."""
    text = f'{value:f}'
    return text.rstrip('0').rstrip('.') if '.' in text else text


def sums():
    case('whole', 'The whole, amount absent', ['whole'], '100.00', [(None, 'accepted')])
    case('whole-by-amount', 'The whole, amount given', ['exact-total'], '100.00', [('100.00', 'accepted')])
    case('whole-twice', 'The whole, twice', ['whole', 'after-full'], '100.00', [(None, 'accepted'), (None, 'refused')])
    case('whole-then-cent', 'One cent after the whole', ['whole', 'after-full', 'beyond-total'], '100.00', [(None, 'accepted'), ('0.01', 'refused')])
    case('amount-then-whole', 'The whole after all was refunded by amount', ['whole', 'after-full'], '100.00', [('100.00', 'accepted'), (None, 'refused')])
    case('one-part', 'One part', ['parts'], '100.00', [('30.00', 'accepted')])
    case('two-halves', 'Two halves', ['parts', 'exact-total'], '100.00', [('50.00', 'accepted'), ('50.00', 'accepted'), ('0.01', 'refused')])
    case('three-parts', 'Three unequal parts', ['parts', 'exact-total'], '100.00', [('33.33', 'accepted'), ('33.33', 'accepted'), ('33.34', 'accepted'), ('0.01', 'refused')])
    case('thirds-leave-a-cent', 'Three thirds leave one cent, then none', ['parts', 'exact-total'], '100.00', [('33.33', 'accepted')] * 3 + [('0.02', 'refused'), ('0.01', 'accepted'), ('0.01', 'refused')])
    case('beyond-at-once', 'One cent more than the deposit', ['beyond-total'], '100.00', [('100.01', 'refused'), ('100.00', 'accepted')])
    case('beyond-by-much', 'Ten times the deposit', ['beyond-total'], '100.00', [('1000.00', 'refused')])
    case('beyond-with-parts', 'Each part is less than the deposit, their sum is one cent more', ['parts', 'beyond-total'], '100.00', [('60.00', 'accepted'), ('40.01', 'refused'), ('40.00', 'accepted')])
    case('beyond-twice-the-part', 'The same part twice goes beyond', ['parts', 'beyond-total'], '100.00', [('60.00', 'accepted'), ('60.00', 'refused')])
    case('refusal-uses-nothing', 'A refused refund takes nothing from what is left', ['parts', 'beyond-total'], '100.00', [('100.01', 'refused'), ('100.01', 'refused'), ('40.00', 'accepted'), ('60.01', 'refused'), ('60.00', 'accepted')])
    case('many-cents', 'Ten single cents of ten cents', ['parts', 'exact-total'], '0.10', [('0.01', 'accepted')] * 10 + [('0.01', 'refused')])
    case('smallest-deposit', 'A deposit of one cent', ['exact-total'], '0.01', [('0.02', 'refused'), ('0.01', 'accepted'), ('0.01', 'refused')])
    case('odd-cents', 'An amount with cents', ['parts', 'exact-total'], '29.95', [('9.95', 'accepted'), ('20.01', 'refused'), ('20.00', 'accepted')])
    case('whole-after-part', 'The whole after a part', ['whole', 'parts', 'rest-ambiguous'], '100.00', [('30.00', 'accepted'), (None, 'refused', 'accepted'), ])
    case('whole-after-cent', 'The whole after one cent', ['whole', 'parts', 'rest-ambiguous'], '100.00', [('0.01', 'accepted'), (None, 'refused', 'accepted')])
    case('whole-after-refusal', 'The whole after a refused part', ['whole', 'beyond-total'], '100.00', [('100.01', 'refused'), (None, 'accepted')])

    case('binary-tenths', '0.1 and 0.2 of 0.3', ['binary-fraction', 'parts', 'exact-total'], '0.3', [('0.1', 'accepted'), ('0.2', 'accepted'), ('0.01', 'refused')])
    case('binary-tenths-two-decimals', '0.10 and 0.20 of 0.30', ['binary-fraction', 'parts', 'exact-total'], '0.30', [('0.10', 'accepted'), ('0.20', 'accepted'), ('0.01', 'refused')])
    case('binary-three-tenths', 'Three times 0.1 of 0.3', ['binary-fraction', 'parts', 'exact-total'], '0.30', [('0.10', 'accepted')] * 3)
    case('binary-ten-tenths', 'Ten times 0.1 of 1', ['binary-fraction', 'parts', 'exact-total'], '1.00', [('0.10', 'accepted')] * 10 + [('0.01', 'refused')])
    case('binary-seventy', '0.7 and 0.1 of 0.8', ['binary-fraction', 'parts', 'exact-total'], '0.80', [('0.70', 'accepted'), ('0.10', 'accepted')])
    case('binary-difference', '4.35 of 4.35: times 100 it is 434.99 as a binary number', ['binary-fraction', 'exact-total'], '4.35', [('4.35', 'accepted'), ('0.01', 'refused')])
    case('binary-cents-below', '1.15 and 1.14 of 2.29', ['binary-fraction', 'parts', 'exact-total'], '2.29', [('1.15', 'accepted'), ('1.15', 'refused'), ('1.14', 'accepted')])
    case('binary-one-cent-over', '0.1 and 0.21 of 0.3', ['binary-fraction', 'parts', 'beyond-total'], '0.30', [('0.10', 'accepted'), ('0.21', 'refused')])
    case('binary-large-cent', 'One cent at a size where a double has no cents left', ['binary-fraction', 'large', 'beyond-total'], '90071992547409.92', [('90071992547409.93', 'refused'), ('90071992547409.91', 'accepted'), ('0.02', 'refused'), ('0.01', 'accepted')])
    case('large-limit', 'Eighteen integer digits', ['large', 'parts', 'exact-total'], '999999999999999999.99', [('999999999999999999.98', 'accepted'), ('0.02', 'refused'), ('0.01', 'accepted'), ('0.01', 'refused')])

    for currency, amount, first, over, second in (('CLP', '1000', '333', '668', '667'), ('JPY', '3', '1', '3', '2')):
        case(f'zero-decimal-{currency.lower()}', f'Parts of {amount} {currency}', ['zero-decimal', 'parts', 'exact-total'], amount, [(first, 'accepted'), (over, 'refused'), (second, 'accepted'), ('1', 'refused')], currency=currency)
    case('zero-decimal-whole', 'The whole of 5000 CLP', ['zero-decimal', 'whole'], '5000', [(None, 'accepted'), ('1', 'refused')], currency='CLP')
    case('zero-decimal-no-cents', '5000 CLP are not 50.00: the amount is not in cents', ['zero-decimal', 'exact-total', 'beyond-total'], '5000', [('500000', 'refused'), ('5000', 'accepted')], currency='CLP')

    for name, amount in (('zero', '0'), ('zero-decimals', '0.00'), ('negative', '-1.00'), ('negative-cent', '-0.01'), ('negative-zero', '-0'), ('negative-whole', '-100.00')):
        case(f'not-positive-{name}', f'A refund of {amount}', ['not-positive'], '100.00', [(amount, 'refused'), ('100.00', 'accepted')])
    case('not-positive-makes-no-room', 'A negative refund does not make room for a larger one', ['not-positive', 'beyond-total'], '100.00', [('-50.00', 'refused'), ('150.00', 'refused'), ('100.00', 'accepted'), ('-100.00', 'refused'), ('0.01', 'refused')])
    for name, amount in (('three-decimals', '10.001'), ('half-a-cent', '0.005'), ('below-a-cent', '0.001'), ('beyond-by-a-tenth-cent', '99.999')):
        case(f'too-precise-{name}', f'A refund of {amount}', ['too-precise'], '100.00', [(amount, 'refused'), ('100.00', 'accepted')])
    case('spelling', 'One amount in three spellings', ['spelling', 'parts', 'exact-total'], '30.00', [('10', 'accepted'), ('10.0', 'accepted'), ('10.00', 'accepted'), ('0.01', 'refused')])
    case('spelling-deposit-integer', 'The deposit is written without decimals', ['spelling', 'exact-total'], '100', [('100.00', 'accepted'), ('0.01', 'refused')])

    for status in ('CREATED', 'INITIATED', 'PENDING', 'EARLY_RELEASED', 'FOR_REVIEW', 'EXPIRED', 'CANCELLED', 'DECLINED', 'REJECTED'):
        case(f'status-{status.lower().replace("_", "-")}', f'A deposit that is {status}', ['status'], '100.00', [('10.00', 'refused'), (None, 'refused')], status=status)
    case('becomes-completed', 'Refused while PENDING, accepted once COMPLETED', ['status', 'becomes-completed'], '100.00', [('100.00', 'refused'), ('status', 'COMPLETED'), ('100.00', 'accepted'), ('0.01', 'refused')], status='PENDING')
    case('becomes-completed-parts', 'What was refused while PENDING does not count', ['status', 'becomes-completed', 'parts'], '100.00', [('60.00', 'refused'), ('60.00', 'refused'), ('status', 'COMPLETED'), ('60.00', 'accepted'), ('40.00', 'accepted')], status='PENDING')
    case('becomes-completed-from-expired', 'EXPIRED, then COMPLETED by support', ['status', 'becomes-completed', 'whole'], '100.00', [(None, 'refused'), ('status', 'COMPLETED'), (None, 'accepted')], status='EXPIRED')
    case('becomes-cancelled', 'PENDING, then CANCELLED', ['status'], '100.00', [('10.00', 'refused'), ('status', 'CANCELLED'), ('10.00', 'refused')], status='PENDING')

    case('card-whole', 'A card deposit, whole', ['card', 'whole'], '100.00', [(None, 'accepted')], payment='CREDIT_CARD')
    case('card-part', 'A card deposit, in part', ['card', 'parts'], '100.00', [('30.00', 'accepted', 'refused'), ('70.01', 'refused')], payment='CREDIT_CARD', ambiguity='C30')

    case('any-order-two', 'Two refunds of which only one has room', ['any-order', 'beyond-total'], '100.00', [('60.00', 'accepted'), ('60.00', 'refused')], order='any')
    case('any-order-whole', 'The whole, five times at once', ['any-order', 'whole', 'beyond-total'], '100.00', [(None, 'accepted')] + [(None, 'refused')] * 4, order='any')
    case('any-order-ten', 'Ten refunds of which three have room', ['any-order', 'parts', 'beyond-total'], '100.00', [('30.00', 'accepted')] * 3 + [('30.00', 'refused')] * 7, order='any')
    case('any-order-fits', 'Four quarters at once', ['any-order', 'parts', 'exact-total'], '100.00', [('25.00', 'accepted')] * 4, order='any')


def document():
    sums()
    ids = [entry['id'] for entry in CASES]
    used = {flag for entry in CASES for flag in entry['flags']}
    if len(ids) != len(set(ids)) or used != set(FLAGS):
        raise SystemExit(f'ids used twice, or flags do not match: {sorted(used ^ set(FLAGS))}')
    return {
        'schema': 'refund-sums.schema.json',
        'generator': 'refund-sums.generate.py',
        'notes': [
            'Amounts are decimal texts in major units, never binary numbers. refund null: the amount is absent, which asks for the whole.',
            'refundedAfter, refunded and remaining are the sums if every step goes as expected, in their shortest spelling.',
            'acceptable lists every allowed decision, the expected one first; a provider that refunds the rest on an absent amount never goes beyond it.',
            'order any: the steps run concurrently; accepts says how many are accepted, whichever they are. The steps of such a case are alike.',
            'What a later REJECTED or CANCELLED refund gives back is not in the sources and not in this table.',
        ],
        'flags': {name: {'description': text} for name, text in FLAGS.items()},
        'numberOfCases': len(CASES),
        'cases': CASES,
    }


if __name__ == '__main__':
    if sys.argv[1:]:
        raise SystemExit('usage: refund-sums.generate.py')
    print(json.dumps(document(), indent=2))
