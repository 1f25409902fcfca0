#!/usr/bin/env python3
"""Makes date.json: texts of X-Date, which of them are dates, and which moment they name.

    python3 specs/contracts/deposits-v3/vectors/date.generate.py > specs/contracts/deposits-v3/vectors/date.json

The file goes to standard output, byte for byte the same on every run: no clock, no randomness, no package beyond Python's
standard library. Moments come from Python's datetime, never from the TypeScript code that these vectors hold to account.

The form is yyyy-MM-dd'T'HH:mm:ss'Z': 20 ASCII characters, UTC (Deposits API docs, "Headers", with the example
2020-06-21T12:33:20Z). What must be refused follows clause CLK-04; what is ambiguous, C3 and C5.
"""

import json
import re
import sys
from datetime import datetime, timedelta, timezone

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
FORM = re.compile(r'[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z', re.ASCII)

FLAGS = {
    'documented-form': 'The documented form, as in the documented example.',
    'far': 'Well-formed, but so far from any clock that the window refuses it. Not a matter of form.',
    'calendar': 'Day and month at the edge of what the Gregorian calendar has, leap years included.',
    'clock-edge': 'First or last second of a minute, hour, day, month or year, or a moment where counters overflow.',
    'impossible-date': 'A day or month that the calendar does not have. Lenient parsers roll it over.',
    'impossible-time': 'An hour, minute or second that the clock does not have. Lenient parsers roll it over.',
    'spells-now': 'A lenient parser would roll the text over to 2020-06-21T12:33:20Z, so only a look at the form refuses it.',
    'year-digits': 'A year of other than four digits.',
    'padding': 'A field without its leading zero, or with a sign or space in its place.',
    'other-digits': "Digits of another script, as a wrong locale writes them. On the wire: the text's UTF-8 bytes.",
    'other-calendar': 'The year of another calendar. Well-formed where it has four digits: the window refuses it.',
    'missing-part': 'A part is missing.',
    'trailing-text': 'Something stands after the date.',
    'leading-text': 'Something stands before the date.',
    'spaces': 'Spaces inside the text.',
    'outer-space': 'White space around the text. HTTP trims spaces and tabs there, so these are for functions, not for the wire.',
    'other-form': 'Another common way to write a moment.',
    'garbage': 'No date at all.',
    'offset': 'An offset in place of the literal Z (C3).',
    'fraction': 'A fraction of a second (C3).',
    'lower-case': 'A lower-case t or z (C3).',
    'leap-second': 'Second 60 at the end of a half-year (C5).',
}

VECTORS = []


def milliseconds(year, month, day, hour=0, minute=0, second=0, offset_minutes=0, micros=0):
    moment = datetime(year, month, day, hour, minute, second, micros, tzinfo=timezone(timedelta(minutes=offset_minutes)))
    return (moment - EPOCH) // timedelta(milliseconds=1)


def valid(vector_id, comment, flags, date, *fields):
    text = datetime(*fields).strftime('%Y-%m-%dT%H:%M:%SZ').rjust(20, '0')
    if text != date or not FORM.fullmatch(date):
        raise SystemExit(f'{vector_id}: {date} is not {text}')
    VECTORS.append({'id': vector_id, 'comment': comment, 'flags': flags, 'xDate': date, 'result': 'valid', 'epochMs': milliseconds(*fields)})


def invalid(vector_id, comment, flags, date):
    if FORM.fullmatch(date):
        try:
            datetime.strptime(date, '%Y-%m-%dT%H:%M:%SZ')
            raise SystemExit(f'{vector_id}: {date} is a date')
        except ValueError:
            pass
    VECTORS.append({'id': vector_id, 'comment': comment, 'flags': flags, 'xDate': date, 'result': 'invalid'})


def acceptable(vector_id, comment, flags, date, ambiguity, epoch_ms):
    VECTORS.append({'id': vector_id, 'comment': comment, 'flags': flags, 'xDate': date, 'result': 'acceptable', 'ambiguity': ambiguity, 'epochMs': epoch_ms})


def valid_vectors():
    valid('example', 'The documented example', ['documented-form'], '2020-06-21T12:33:20Z', 2020, 6, 21, 12, 33, 20)
    valid('ordinary', 'A day in November', ['documented-form'], '2026-11-21T18:54:07Z', 2026, 11, 21, 18, 54, 7)
    for year, why in ((2024, 'divisible by four'), (2000, 'divisible by 400'), (2028, 'divisible by four'), (2400, 'divisible by 400')):
        valid(f'leap-day-{year}', f'29 February {year}, {why}', ['calendar'] + (['far'] if year > 2100 else []), f'{year}-02-29T12:00:00Z', year, 2, 29, 12, 0, 0)
    for month, day in ((1, 31), (2, 28), (3, 31), (4, 30), (5, 31), (6, 30), (7, 31), (8, 31), (9, 30), (10, 31), (11, 30), (12, 31)):
        valid(f'month-end-{month:02d}', f'The last second of month {month}', ['calendar', 'clock-edge'], f'2026-{month:02d}-{day:02d}T23:59:59Z', 2026, month, day, 23, 59, 59)
    valid('year-start', 'The first second of a year', ['clock-edge'], '2027-01-01T00:00:00Z', 2027, 1, 1, 0, 0, 0)
    valid('midnight', 'Midnight is hour 00', ['clock-edge'], '2026-11-21T00:00:00Z', 2026, 11, 21, 0, 0, 0)
    valid('noon', 'Noon is hour 12', ['clock-edge'], '2026-11-21T12:00:00Z', 2026, 11, 21, 12, 0, 0)
    valid('hour-end', 'The last second of an hour', ['clock-edge'], '2026-11-21T18:59:59Z', 2026, 11, 21, 18, 59, 59)
    valid('evening', 'Hour 23, for clocks of twelve hours', ['clock-edge'], '2026-11-21T23:00:00Z', 2026, 11, 21, 23, 0, 0)
    valid('before-real-leap-second', 'The second before the leap second of 2016', ['clock-edge'], '2016-12-31T23:59:59Z', 2016, 12, 31, 23, 59, 59)
    valid('after-real-leap-second', 'The second after the leap second of 2016', ['clock-edge'], '2017-01-01T00:00:00Z', 2017, 1, 1, 0, 0, 0)
    valid('epoch', 'The beginning of Unix time', ['clock-edge', 'far'], '1970-01-01T00:00:00Z', 1970, 1, 1, 0, 0, 0)
    valid('before-epoch', 'One second before Unix time', ['clock-edge', 'far'], '1969-12-31T23:59:59Z', 1969, 12, 31, 23, 59, 59)
    valid('end-of-32-bits', 'The last second of signed 32-bit Unix time', ['clock-edge'], '2038-01-19T03:14:07Z', 2038, 1, 19, 3, 14, 7)
    valid('after-32-bits', 'The second after it', ['clock-edge'], '2038-01-19T03:14:08Z', 2038, 1, 19, 3, 14, 8)
    valid('end-of-unsigned-32-bits', 'The last second of unsigned 32-bit Unix time', ['clock-edge', 'far'], '2106-02-07T06:28:15Z', 2106, 2, 7, 6, 28, 15)
    valid('week-year', 'A day whose ISO week belongs to the next year (YYYY in place of yyyy)', ['calendar'], '2024-12-30T10:00:00Z', 2024, 12, 30, 10, 0, 0)
    valid('daylight-saving-gap', 'A time that New York skips: UTC has it', ['calendar'], '2026-03-08T02:30:00Z', 2026, 3, 8, 2, 30, 0)
    valid('brazil-midnight-gap', 'A midnight that Brazil once skipped: UTC has it', ['calendar'], '2018-11-04T00:00:00Z', 2018, 11, 4, 0, 0, 0)
    valid('gregorian-gap', 'A day that the Julian-Gregorian switch skipped: UTC has it', ['calendar', 'far'], '1582-10-10T00:00:00Z', 1582, 10, 10, 0, 0, 0)
    valid('year-1900-end-of-february', '28 February 1900, no leap year', ['calendar', 'far'], '1900-02-28T23:59:59Z', 1900, 2, 28, 23, 59, 59)
    valid('buddhist-year', 'The Thai year of 2026: well-formed, five centuries ahead', ['other-calendar', 'far'], '2569-11-21T18:54:07Z', 2569, 11, 21, 18, 54, 7)
    valid('islamic-year', 'The Islamic year of 2026: well-formed, six centuries behind', ['other-calendar', 'far'], '1448-06-11T18:54:07Z', 1448, 6, 11, 18, 54, 7)
    valid('japanese-year', 'The year of Reiwa with four digits: well-formed, two millennia behind', ['other-calendar', 'far'], '0008-11-21T18:54:07Z', 8, 11, 21, 18, 54, 7)
    valid('year-0099', 'A year below 100 that some parsers take for 1999', ['far'], '0099-01-01T00:00:00Z', 99, 1, 1, 0, 0, 0)
    valid('year-0001', 'The first year', ['far'], '0001-01-01T00:00:00Z', 1, 1, 1, 0, 0, 0)
    valid('year-9999', 'The last second that four digits can name', ['far'], '9999-12-31T23:59:59Z', 9999, 12, 31, 23, 59, 59)


def invalid_vectors():
    invalid('empty', 'The empty text', ['garbage'], '')
    for vector_id, text in (('garbage-word', 'now'), ('garbage-null', 'null'), ('garbage-undefined', 'undefined'), ('garbage-invalid-date', 'Invalid Date'), ('garbage-pattern', "yyyy-MM-dd'T'HH:mm:ssZ"), ('garbage-nan', 'NaN'),
                            ('garbage-letters', 'aaaa-bb-ccTdd:ee:ffZ'), ('garbage-separators', '----T::Z'), ('garbage-sql', "2020-06-21T12:33:20Z' OR '1'='1"), ('garbage-long', '9' * 300), ('garbage-emoji', '\U0001f600')):
        invalid(vector_id, 'No date', ['garbage'], text)

    for month, day in ((2, 30), (2, 31), (4, 31), (6, 31), (9, 31), (11, 31)):
        invalid(f'day-{day}-of-month-{month:02d}', f'Day {day} of month {month}', ['impossible-date'], f'2026-{month:02d}-{day}T12:00:00Z')
    for year in (2026, 2025, 1900, 2100):
        invalid(f'day-29-of-february-{year}', f'29 February {year}, no leap year', ['impossible-date'], f'{year}-02-29T12:00:00Z')
    invalid('day-30-of-february-leap-year', '30 February of a leap year', ['impossible-date'], '2024-02-30T12:00:00Z')
    for vector_id, date in (('day-32', '2026-01-32T12:00:00Z'), ('day-00', '2026-11-00T12:00:00Z'), ('day-99', '2026-11-99T12:00:00Z'), ('month-13', '2026-13-21T12:00:00Z'), ('month-00', '2026-00-21T12:00:00Z'), ('month-99', '2026-99-21T12:00:00Z'), ('day-and-month-swapped', '2020-21-06T12:33:20Z'), ('all-zero', '0000-00-00T00:00:00Z')):
        invalid(vector_id, 'A day or month that does not exist', ['impossible-date'], date)
    for vector_id, date in (('hour-24', '2026-11-21T24:00:00Z'), ('hour-24-later', '2026-11-21T24:00:01Z'), ('hour-25', '2026-11-21T25:00:00Z'), ('hour-99', '2026-11-21T99:00:00Z'), ('minute-60', '2026-11-21T12:60:00Z'), ('minute-99', '2026-11-21T12:99:00Z'),
                            ('second-60-at-noon', '2026-11-21T12:00:60Z'), ('second-60-end-of-november', '2026-11-30T23:59:60Z'), ('second-61', '2016-12-31T23:59:61Z'), ('second-99', '2026-11-21T12:00:99Z')):
        invalid(vector_id, 'A time that does not exist', ['impossible-time'], date)
    for vector_id, date, flag in (('spells-now-hour-36', '2020-06-20T36:33:20Z', 'impossible-time'), ('spells-now-hour-60', '2020-06-19T60:33:20Z', 'impossible-time'), ('spells-now-minute-93', '2020-06-21T11:93:20Z', 'impossible-time'), ('spells-now-second-80', '2020-06-21T12:32:80Z', 'impossible-time'),
                                  ('spells-now-day-52', '2020-05-52T12:33:20Z', 'impossible-date'), ('spells-now-month-18', '2019-18-21T12:33:20Z', 'impossible-date')):
        invalid(vector_id, 'Rolls over to the documented example', [flag, 'spells-now'], date)
    invalid('rolls-over-day-31-of-june', 'Rolls over to 1 July', ['impossible-date'], '2020-06-31T12:33:20Z')
    invalid('rolls-over-hour-41', 'Hour 41 rolls over to 17:00 of the next day', ['impossible-time'], '2026-11-20T41:00:00Z')

    for vector_id, date in (('year-two-digits', '20-06-21T12:33:20Z'), ('year-one-digit', '8-11-21T18:54:07Z'), ('year-era-two-digits', '08-11-21T18:54:07Z'), ('year-three-digits', '220-06-21T12:33:20Z'), ('year-five-digits', '02020-06-21T12:33:20Z'), ('year-10000', '10000-01-01T00:00:00Z'), ('year-expanded', '+002020-06-21T12:33:20Z'), ('year-signed', '+2020-06-21T12:33:20Z'), ('year-negative', '-2020-06-21T12:33:20Z'), ('year-era-letter', 'R008-11-21T18:54:07Z')):
        invalid(vector_id, 'A year of other than four digits', ['year-digits'], date)
    for vector_id, date in (('padding-month', '2020-6-21T12:33:20Z'), ('padding-day', '2020-06-1T12:33:20Z'), ('padding-hour', '2020-06-21T1:33:20Z'), ('padding-minute', '2020-06-21T12:3:20Z'), ('padding-second', '2020-06-21T12:33:2Z'), ('padding-space', '2020-06- 1T12:33:20Z'), ('padding-sign', '2020-06-+1T12:33:20Z'), ('padding-minus', '2020-06-21T12:33:-1Z'), ('padding-three-digits', '2020-06-021T12:33:20Z'), ('padding-point', '2020-06-1.T12:33:20Z'), ('padding-hexadecimal', '2020-06-0xT12:33:20Z'), ('padding-exponent', '2020-06-1eT12:33:20Z')):
        invalid(vector_id, 'A field without two plain digits', ['padding'], date)

    example = '2020-06-21T12:33:20Z'
    for name, zero in (('arabic-indic', 0x660), ('extended-arabic-indic', 0x6F0), ('devanagari', 0x966), ('bengali', 0x9E6), ('thai', 0xE50), ('full-width', 0xFF10), ('mathematical-bold', 0x1D7CE)):
        invalid(f'digits-{name}', f'The example in {name} digits', ['other-digits'], ''.join(chr(zero + int(c)) if c.isdigit() else c for c in example))
    invalid('digits-one-full-width', 'One full-width digit among ASCII ones', ['other-digits'], example.replace('20Z', '2\uff10Z'))
    invalid('digits-superscript', 'One superscript digit among ASCII ones', ['other-digits'], example.replace('12:', '1\u00b2:'))
    invalid('separators-full-width', 'A full-width colon', ['other-digits'], example.replace('12:33', '12\uff1a33'))
    invalid('separators-non-breaking-hyphen', 'Non-breaking hyphens', ['other-digits'], example.replace('-', '\u2011'))
    invalid('separators-minus-sign', 'Minus signs in place of hyphens', ['other-digits'], example.replace('-', '\u2212'))
    invalid('bidi-mark', 'A right-to-left mark before the date, as an Arabic locale writes it', ['other-digits', 'leading-text'], '\u200f' + example)
    invalid('byte-order-mark', 'A byte order mark before the date', ['leading-text'], '\ufeff' + example)

    for vector_id, date in (('missing-zone', '2020-06-21T12:33:20'), ('missing-seconds', '2020-06-21T12:33Z'), ('missing-minutes', '2020-06-21T12Z'), ('missing-time', '2020-06-21'), ('missing-time-with-zone', '2020-06-21Z'), ('missing-time-with-t', '2020-06-21TZ'), ('missing-date', '12:33:20Z'), ('missing-day', '2020-06T12:33:20Z'), ('missing-t', '2020-06-2112:33:20Z'), ('missing-last-digit', '2020-06-21T12:33:Z'), ('missing-separators', '20200621T123320Z'), ('missing-colons', '2020-06-21T123320Z'), ('missing-hyphens', '20200621T12:33:20Z')):
        invalid(vector_id, 'A part is missing', ['missing-part'], date)
    for vector_id, tail in (('trailing-z', 'Z'), ('trailing-letter', 'x'), ('trailing-digit', '0'), ('trailing-word', ' UTC'), ('trailing-offset', '+00:00'), ('trailing-zone-name', '[UTC]'), ('trailing-comma', ','), ('trailing-second-date', ',' + example), ('trailing-nul', '\0'), ('trailing-quote', '"')):
        invalid(vector_id, f'The example and then {json.dumps(tail)}', ['trailing-text'], example + tail)
    for vector_id, head in (('leading-letter', 'x'), ('leading-quote', '"'), ('leading-at', '@'), ('leading-weekday', 'Sun, ')):
        invalid(vector_id, f'{json.dumps(head)} and then the example', ['leading-text'], head + example)
    invalid('quoted', 'The example in quotation marks', ['leading-text', 'trailing-text'], f'"{example}"')
    invalid('quoted-pattern', 'T and Z in the quotation marks of the pattern', ['other-form'], "2020-06-21'T'12:33:20'Z'")
    for vector_id, date in (('space-for-t', '2020-06-21 12:33:20Z'), ('space-before-z', '2020-06-21T12:33:20 Z'), ('space-around-t', '2020-06-21 T 12:33:20Z'), ('space-after-hyphen', '2020-06- 21T12:33:20Z'), ('space-only', ' '), ('space-plus', '2020-06-21+12:33:20Z'), ('space-underscore', '2020-06-21_12:33:20Z')):
        invalid(vector_id, 'A space, or what stands for one, inside the text', ['spaces'], date)
    for vector_id, before, after in (('outer-space-before', ' ', ''), ('outer-space-after', '', ' '), ('outer-tab-after', '', '\t'), ('outer-line-feed', '', '\n'), ('outer-carriage-return', '', '\r'), ('outer-crlf', '', '\r\n')):
        invalid(vector_id, 'White space around the example', ['outer-space'], before + example + after)
    invalid('outer-no-break-space', 'A no-break space after the example, which HTTP does not trim', ['trailing-text'], example + '\u00a0')
    others = [
        ('rfc-1123', 'Sun, 21 Jun 2020 12:33:20 GMT'), ('rfc-850', 'Sunday, 21-Jun-20 12:33:20 GMT'), ('asctime', 'Sun Jun 21 12:33:20 2020'), ('epoch-seconds', '1592742800'), ('epoch-milliseconds', '1592742800000'), ('epoch-fraction', '1592742800.0'), ('slashes', '2020/06/21T12:33:20Z'), ('points', '21.06.2020 12:33:20'),
        ('american', '06/21/2020 12:33:20 PM'), ('twelve-hours', '2020-06-21T12:33:20PM'), ('sql', '2020-06-21 12:33:20'), ('week-date', '2020-W25-7T12:33:20Z'), ('ordinal-date', '2020-173T12:33:20Z'), ('time-points', '2020-06-21T12.33.20Z'), ('second-date-hyphens', '2020-06-21T12-33-20Z'), ('javascript', 'Sun Jun 21 2020 12:33:20 GMT+0000 (Coordinated Universal Time)'), ('json-object', '{"date":"2020-06-21"}'), ('java-array', '[2020,6,21,12,33,20]'), ('zone-utc', '2020-06-21T12:33:20UTC'), ('zone-letter', '2020-06-21T12:33:20A'), ('percent', '2020-06-21T12%3A33%3A20Z'), ('full-width-z', '2020-06-21T12:33:20\uff3a'), ('greek-zeta', '2020-06-21T12:33:20\u0396'), ('interval', '2020-06-21T12:33:20Z/PT5S'),
    ]
    for name, date in others:
        invalid(f'form-{name}', 'Another way to write a moment', ['other-form'], date)
    invalid('offset-hour-25', 'An offset of 25 hours', ['other-form'], '2020-06-21T12:33:20+25:00')
    invalid('offset-minute-60', 'An offset of 60 minutes', ['other-form'], '2020-06-21T12:33:20+00:60')
    invalid('offset-impossible-date', 'An impossible date before an offset', ['impossible-date'], '2026-02-30T12:33:20+00:00')
    invalid('fraction-impossible-time', 'An impossible time before a fraction', ['impossible-time'], '2026-11-20T41:00:00.000Z')
    invalid('fraction-empty', 'A point without a fraction', ['other-form'], '2020-06-21T12:33:20.Z')


def acceptable_vectors():
    moment = (2020, 6, 21, 12, 33, 20)
    for vector_id, offset, minutes in (('offset-zero', '+0000', 0), ('offset-zero-colon', '+00:00', 0), ('offset-zero-short', '+00', 0), ('offset-minus-zero', '-0000', 0), ('offset-minus-zero-colon', '-00:00', 0), ('offset-sao-paulo', '-0300', -180), ('offset-sao-paulo-colon', '-03:00', -180), ('offset-kolkata', '+05:30', 330), ('offset-kathmandu', '+0545', 345), ('offset-kiritimati', '+14:00', 840), ('offset-baker-island', '-12:00', -720)):
        local = datetime(*moment, tzinfo=timezone.utc).astimezone(timezone(timedelta(minutes=minutes)))
        acceptable(vector_id, f'The moment of the example with the offset {offset}', ['offset'], local.strftime('%Y-%m-%dT%H:%M:%S') + offset, 'C3', milliseconds(*moment))
    acceptable('offset-other-moment', 'The clock time of the example in Sao Paulo: three hours later', ['offset'], '2020-06-21T12:33:20-03:00', 'C3', milliseconds(*moment, -180))
    acceptable('offset-over-midnight', 'An offset that leads into the next day', ['offset', 'calendar'], '2024-02-28T22:30:00-03:00', 'C3', milliseconds(2024, 2, 28, 22, 30, 0, -180))
    for vector_id, fraction, micros in (('milliseconds-zero', '.000', 0), ('milliseconds', '.085', 85000), ('milliseconds-999', '.999', 999000), ('fraction-one-digit', '.5', 500000), ('fraction-two-digits', '.25', 250000), ('microseconds', '.085123', 85123), ('nanoseconds-zero', '.000000000', 0)):
        acceptable(vector_id, f'A fraction of {len(fraction) - 1} digits; epochMs is cut to whole milliseconds', ['fraction'], f'2020-06-21T12:33:20{fraction}Z', 'C3', milliseconds(*moment, 0, micros))
    acceptable('fraction-comma', 'A fraction after a comma', ['fraction'], '2020-06-21T12:33:20,000Z', 'C3', milliseconds(*moment))
    acceptable('fraction-and-offset', 'A fraction and an offset', ['fraction', 'offset'], '2020-06-21T09:33:20.085-03:00', 'C3', milliseconds(*moment, 0, 85000))
    acceptable('lower-case-t', 'A lower-case t', ['lower-case'], '2020-06-21t12:33:20Z', 'C3', milliseconds(*moment))
    acceptable('lower-case-z', 'A lower-case z', ['lower-case'], '2020-06-21T12:33:20z', 'C3', milliseconds(*moment))
    acceptable('lower-case-both', 'A lower-case t and z', ['lower-case'], '2020-06-21t12:33:20z', 'C3', milliseconds(*moment))
    acceptable('leap-second-2016', 'The leap second of 2016; epochMs is that of the next second, as POSIX has it', ['leap-second'], '2016-12-31T23:59:60Z', 'C5', milliseconds(2017, 1, 1))
    acceptable('leap-second-2015', 'The leap second of June 2015', ['leap-second'], '2015-06-30T23:59:60Z', 'C5', milliseconds(2015, 7, 1))
    acceptable('leap-second-unannounced', 'A leap second at the end of a year that has none announced', ['leap-second'], '2026-12-31T23:59:60Z', 'C5', milliseconds(2027, 1, 1))


def document():
    valid_vectors()
    invalid_vectors()
    acceptable_vectors()
    for key in ('id', 'xDate'):
        seen = [vector[key] for vector in VECTORS]
        repeated = sorted({value for value in seen if seen.count(value) > 1})
        if repeated:
            raise SystemExit(f'{key} used twice: {repeated}')
    used = {flag for vector in VECTORS for flag in vector['flags']}
    if used != set(FLAGS):
        raise SystemExit(f'flags without description: {sorted(used - set(FLAGS))}; flags without vector: {sorted(set(FLAGS) - used)}')
    return {
        'form': "yyyy-MM-dd'T'HH:mm:ss'Z'",
        'schema': 'date.schema.json',
        'generator': 'date.generate.py',
        'source': 'Deposits API docs, Headers: X-Date is the time of the request in UTC, as in 2020-06-21T12:33:20Z',
        'notes': [
            'xDate is text; what is beyond ASCII goes over the wire as its UTF-8 bytes.',
            'valid: the documented form; epochMs is the moment in milliseconds of Unix time. Whether the window lets it pass is another question.',
            'invalid: must be refused by a 4xx (CLK-04), whatever moment a lenient parser would make of it.',
            'acceptable: accepted or refused, both are allowed (ambiguity); where it is accepted, it means epochMs.',
            'A leap second that is accepted may also be taken for the second before (epochMs - 1000).',
            'The year 0000 is left out: no source says whether it exists.',
            'The file is ASCII so that digits which look alike can be distinguished.',
        ],
        'flags': {name: {'description': text} for name, text in FLAGS.items()},
        'numberOfVectors': len(VECTORS),
        'vectors': VECTORS,
    }


if __name__ == '__main__':
    if sys.argv[1:]:
        raise SystemExit('usage: date.generate.py')
    print(json.dumps(document(), indent=2))
