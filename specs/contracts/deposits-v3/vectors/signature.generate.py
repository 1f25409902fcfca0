#!/usr/bin/env python3
"""Makes signature.json: test vectors of the signature `Authorization: D24 <hash>`.

    python3 specs/contracts/deposits-v3/vectors/signature.generate.py > specs/contracts/deposits-v3/vectors/signature.json
    python3 specs/contracts/deposits-v3/vectors/signature.generate.py --check-openssl

Without an argument the file goes to standard output, byte for byte the same on every run: no clock, no randomness, no
package beyond Python's standard library. With --check-openssl every digest is computed a second time by the `openssl`
command line and compared; nothing is printed but the count.

The rule (Deposits API docs, "Calculating the signature"): hash = hex(HMAC-SHA-256(API Signature, X-Date + X-Login + body)),
parts joined with nothing between, body byte for byte as sent, empty when there is none. No expected value comes from the
TypeScript code that these vectors hold to account. Three anchors check this script itself: the hashes V1-V17 and
N1-N8, which three runtimes agreed on; the published results of RFC 4231; and openssl.
"""

import base64
import hashlib
import hmac
import json
import subprocess
import sys
import unicodedata

LOGIN = 'stgDemoLogin01'
SECRET = 'stgDemoSignature_0123456789abcdef'
DATE = '2020-06-21T12:33:20Z'

DEPOSIT = '{"invoice_id":"INV-0001","amount":100,"country":"BR","currency":"BRL"}'
NAMES = '{"payer":{"first_name":"Jos\u00e9","last_name":"Nu\u00f1ez"}}'

# Agreed by Python, Node and PHP beforehand: this script must reproduce each of them or it stops.
AGREED = {
    'V1': '2adb32ef4f1293f506d3036b1ab78f356259dcd1cf27dd5876b20adc6b3a6ed0',
    'V2': '9d44a0c2f47a0019605437cee30e0eeb9e9d80ac41bf7d42c7f44b612cbc20ea',
    'V3': '9ac9a298f252dcaefc31d04138af8a5a05997959b7483435b020c23817c61806',
    'V4': '7990e23bb18524620e23be0564c78b7ee815cf2b9f8c765c5802e553594f0fc9',
    'V5': '66674e8b0eccf60e4c524e7dbb91bbcd53b79244fd58c4089d9a0ab1461a5a76',
    'V6': 'dd76cfaa1dd29d073aabb9f3a784de519f244eb2efaca740a9afc4fb6982f311',
    'V7': 'f3a566476f1b0bcd0eda19c43319edb658b31556eed94db714517b2596ef8f04',
    'V8': '05768aa92e74afb8df27cfdee289c9d80590ef34666c5bc976755de4b618c083',
    'V9': '9e3b3e241e38e40436fa0574af2b0f860df185347f77ce0359cbced2255fb8e1',
    'V10': 'a0162665de9c7eac49ad49293672e1ec8bd098b67e3e0e83e4759b978cb585f2',
    'V11': '806b3e862a4c085ec8aa1ef9c46cf42f40873569611ea8a1d9725f3bf805ae33',
    'V12': 'ad8355f3384d8d6b98bd211e1f9283cbc7d84f499802269b84618a14d5a0ee43',
    'V13': '53a7141c99bff01e579f7d06313c138809731fa25f5e4b33b43beb3141f7416a',
    'V14': 'ac4ac30d9586704e2e8577f01a00e73b14be9802d1bf40335eda8b4598961bdb',
    'V15': '6693f291df9e9cd7a2e767631167c9d202de7d73996bb492c612d7e305c50f0e',
    'V16': '1c5fdae3a09962b578305ae92cb94f7abc3386d62c9a62f0c20991eccf0fb0bf',
    'V17': '4ac79f476d7b1854ddab56e63ea2f3aea6ede96c2eee82027e20181cf0a23a2d',
    'N1': 'e2b621e07242b047e721a2a9e6e3d327ce2db42ceabe7b51cfff7cd7b57b8a45',
    'N2': 'aeb459dd3f05c09116b9473c35aae5f3382772e0b16c6a856e928c97660fb91b',
    'N3': 'ecd53fc2baf604f21e1a64647eefe2274ec5475d5ac0c00ae7cdd2ce77bfff45',
    'N4': '961c40028a145c2fe867847805d497f0549661b7dfb3daf1cb17973f13f8f6ba',
    'N5': '2adb32ef4f1293f506d3036b1ab78f356259dcd1cf27dd5876b20adc6b3a6ed0',
    'N6': 'bccc685b23ca297e39010ff0b8014dde23fcbcc18de5a0872aa46e7a955bfdc8',
    'N7': '857d8cb992063e0dd219bcddadce83ddcfa2adf473c01d919c727035d84ae048',
    'N8': 'f869513d79099da711249868171b6e1f3696680fac12b525990839f1e413596b',
}
AGREED_LENGTHS = {
    'V1': 0, 'V2': 70, 'V3': 77, 'V4': 70, 'V5': 53, 'V6': 55, 'V7': 61, 'V8': 51, 'V9': 28, 'V10': 43, 'V11': 40,
    'V12': 71, 'V13': 73, 'V14': 25, 'V15': 72, 'V16': 4, 'V17': 2,
}

FLAGS = {
    'agreed': ('KNOWN_ANSWER', 'Hash agreed by three independent runtimes (Python, Node, PHP) before this file was made.', ['SIG-01']),
    'rfc-4231': ('KNOWN_ANSWER', 'Key, data and result published in RFC 4231, with the data cut into the three parts. The parts are not a real date or key.', ['SIG-03']),
    'part-order': ('COVERAGE', 'The three parts joined in another order.', ['SIG-03']),
    'part-missing': ('COVERAGE', 'A part left out of the message.', ['SIG-03']),
    'delimiter': ('COVERAGE', 'Something stands between the parts, by habit from other schemes.', ['SIG-03']),
    'scheme-limit': ('SCHEME_LIMIT', 'Nothing delimits the parts, so bytes moved over a boundary keep the hash. Valid as a signature; the request must fail for another reason.', ['SIG-12']),
    'empty-part': ('EDGE_CASE', 'One or more of the three parts is empty.', ['SIG-03', 'SIG-05']),
    'empty-body': ('EDGE_CASE', 'The body is empty, or was taken for one of its look-alikes (null, {}, [], "", undefined).', ['SIG-05', 'SIG-11']),
    'serialisation': ('BODY_BYTES', 'One JSON value in two spellings: spaces, member order, line ends.', ['SIG-04']),
    'escapes': ('BODY_BYTES', 'One JSON text with other escapes: \\u in either hex case, \\/, short escapes, raw.', ['SIG-04', 'UTF-02']),
    'numbers': ('BODY_BYTES', 'One number in several forms, or numbers that a parser alters.', ['SIG-04']),
    'double-stringify': ('BODY_BYTES', 'The body was made a JSON string a second time before hashing.', ['SIG-04']),
    'duplicate-members': ('BODY_BYTES', 'Duplicate members in the JSON body (C41: refused, but after the signature check).', ['UTF-04']),
    'not-json': ('BODY_BYTES', 'The body is not a JSON object. The signature is a matter of bytes all the same.', ['SIG-04']),
    'trailing-bytes': ('BODY_BYTES', 'Line ends, spaces or NUL after the JSON text, or lost from there.', ['SIG-04']),
    'control-characters': ('BODY_BYTES', 'Control characters, NUL or DEL in the body.', ['SIG-04', 'UTF-04']),
    'byte-order-mark': ('UTF8', 'A UTF-8 byte order mark before the JSON text (C41).', ['UTF-04']),
    'normalization': ('UTF8', 'Precomposed and decomposed spellings of one text are different messages (C39).', ['UTF-04', 'SIG-04']),
    'non-ascii': ('UTF8', 'Text beyond ASCII, in raw UTF-8.', ['UTF-02', 'UTF-05']),
    'surrogates': ('UTF8', 'Characters beyond U+FFFF, surrogate escapes, lone surrogates.', ['UTF-02', 'UTF-04']),
    'charset': ('UTF8', 'The body is in another charset than UTF-8, or was converted on the way.', ['UTF-03']),
    'invalid-utf-8': ('UTF8', 'Bytes that are not valid UTF-8. The hash covers the bytes, never a repaired text.', ['UTF-07']),
    'replacement': ('UTF8', 'The hash was made over a text in which bad bytes became U+FFFD or "?".', ['UTF-07']),
    'double-encoding': ('UTF8', 'UTF-8 read as Latin-1 and encoded again.', ['UTF-03']),
    'header-bytes': ('UTF8', 'Bytes beyond ASCII in X-Login. The vector holds one character per byte on the wire.', ['SIG-03']),
    'body-length': ('EDGE_CASE', 'Body or message length around the 64-byte block of SHA-256, and a long body.', ['SIG-03']),
    'key-length': ('EDGE_CASE', 'API Signature shorter than, equal to and longer than the 64-byte block of HMAC.', ['SIG-01']),
    'key-bytes': ('EDGE_CASE', 'API Signature with bytes beyond ASCII.', ['SIG-01']),
    'key-whitespace': ('KEY', 'A space or line end before or after the API Signature, kept or lost.', ['SIG-02']),
    'key-kind': ('KEY', 'Another key than the API Signature was used.', ['SIG-02']),
    'key-decoding': ('KEY', 'The API Signature was decoded (hex, base64) though it is plain text, or the reverse.', ['SIG-02']),
    'algorithm': ('ALGORITHM', 'Another algorithm than HMAC-SHA-256.', ['SIG-07']),
    'hash-case': ('HASH_FORM', 'The right hash with upper-case hex digits (C43).', ['SIG-13']),
    'hash-form': ('HASH_FORM', 'The right digest in another form, cut, lengthened or altered.', ['SIG-07']),
    'bit-flip': ('HASH_FORM', 'One bit of the right digest is flipped.', ['SIG-07']),
    'scheme': ('SCHEME', 'The right hash behind another or no scheme, or with other spacing.', ['SIG-06']),
    'sister-scheme': ('SCHEME', 'The right hash behind the scheme of a sister brand (C2).', ['SIG-13']),
    'tampered': ('TAMPERED', 'Signed rightly, then one part was changed.', ['SIG-02', 'SIG-03']),
    'clock-twice': ('DATE', 'The date in the message is not the date in the header.', ['SIG-10']),
    'date-form': ('DATE', 'X-Date in another spelling. The signature covers the text as sent.', ['SIG-10', 'CLK-05']),
    'payload-only': ('COVERAGE', 'Only the payload was hashed (the scheme of the cashout API).', ['SIG-03']),
    'not-sendable': ('EDGE_CASE', 'A header value that HTTP would refuse or trim (control characters, outer spaces): for functions, not for the wire.', ['SIG-06']),
    'not-a-date': ('EDGE_CASE', 'X-Date is not a date at all: for the signature alone.', ['SIG-03']),
}


def utf8(text):
    return text.encode('utf-8')


def latin1(text):
    return text.encode('latin-1')


def mac(key, message, algorithm='sha256'):
    """One HMAC in lower-case hex, remembered so that openssl can be asked for it as well."""
    result = hmac.new(key, message, algorithm).hexdigest()
    COMPUTED.append(('hmac', algorithm, key, message, result))
    return result


def digest(message, algorithm):
    result = hashlib.new(algorithm, message).hexdigest()
    COMPUTED.append(('digest', algorithm, b'', message, result))
    return result


COMPUTED = []
VECTORS = []


def add(vector_id, comment, flags, body, *, authorization=None, hash_=None, result=None, ambiguity=None, login=LOGIN, secret=SECRET, date=DATE):
    """Adds a vector. `hash_` is a wrong hash behind `D24 `, `authorization` a whole value; without both it is the right one.

    `login` and `date` are header values with one character per byte on the wire, `body` is bytes or text (then UTF-8),
    `secret` is text (then UTF-8) or bytes.
    """
    body = utf8(body) if isinstance(body, str) else body
    key = utf8(secret) if isinstance(secret, str) else secret
    expected = mac(key, latin1(date) + latin1(login) + body)
    if authorization is None:
        authorization = 'D24 ' + (expected if hash_ is None else hash_)
    right = authorization == 'D24 ' + expected
    if result is None:
        result = 'valid' if right else 'invalid'
    if (result == 'valid') != right:
        raise SystemExit(f'{vector_id}: result {result}, but the authorization says otherwise')
    if result == 'acceptable' and ambiguity is None:
        raise SystemExit(f'{vector_id}: an acceptable vector names its ambiguity')
    if any(not sendable(value) for value in (login, date, authorization)):
        flags = [*flags, 'not-sendable']
    vector = {'id': vector_id, 'comment': comment, 'flags': flags, 'xLogin': login}
    if isinstance(secret, str):
        vector['apiSignature'] = secret
    else:
        vector['apiSignatureHex'] = secret.hex()
    vector['xDate'] = date
    vector['bodyBase64'] = base64.b64encode(body).decode('ascii')
    try:
        text = body.decode('utf-8')
        if len(text) <= 1024:
            vector['bodyText'] = text
    except UnicodeDecodeError:
        pass
    vector['authorization'] = authorization
    vector['result'] = result
    if ambiguity is not None:
        vector['ambiguity'] = ambiguity
    vector['expectedHash'] = expected
    VECTORS.append(vector)
    return expected


def sendable(value):
    """RFC 9110, 5.5: no control characters but the tab, and spaces around a field value are not part of it."""
    return value == value.strip(' \t') and all(character == '\t' or ' ' <= character != '\x7f' for character in value)


def hash_of(body, *, login=LOGIN, secret=SECRET, date=DATE):
    body = utf8(body) if isinstance(body, str) else body
    key = utf8(secret) if isinstance(secret, str) else secret
    return mac(key, latin1(date) + latin1(login) + body)


def spellings(stem, flags, comment, forms, ambiguity=None):
    """Bodies that a careless implementation takes for one another: each valid with its own hash, none with its neighbour's."""
    for name, body in forms:
        add(f'{stem}-{name}', f'{comment}: {name}', flags, body, ambiguity=ambiguity)
    for index, (name, body) in enumerate(forms):
        other_name, other_body = forms[(index + 1) % len(forms)]
        add(f'{stem}-{name}-signed-as-{other_name}', f'{comment}: {name} is sent, {other_name} was signed', flags, body, hash_=hash_of(other_body))


def agreed_vectors():
    right = [
        ('V1', 'Empty body, as on a GET', ['empty-body'], b''),
        ('V2', 'A small deposit', [], DEPOSIT),
        ('V3', 'V2 with one space after every colon and comma', ['serialisation'], DEPOSIT.replace(':', ': ').replace(',', ', ')),
        ('V4', 'V2 with its members in another order', ['serialisation'], '{"amount":100,"country":"BR","currency":"BRL","invoice_id":"INV-0001"}'),
        ('V5', 'Names with accents, precomposed (NFC)', ['non-ascii', 'normalization'], NAMES),
        ('V6', 'V5 decomposed (NFD)', ['non-ascii', 'normalization'], unicodedata.normalize('NFD', NAMES)),
        ('V7', 'V5 with \\u escapes', ['escapes'], NAMES.replace('\u00e9', '\\u00e9').replace('\u00f1', '\\u00f1')),
        ('V8', "V5's text in ISO-8859-1 bytes: right over the raw bytes, though the charset is wrong", ['charset', 'invalid-utf-8'], NAMES.encode('latin-1')),
        ('V9', 'An emoji and a precomposed accent, raw', ['non-ascii', 'surrogates'], '{"description":"\U0001f600 caf\u00e9"}'),
        ('V10', 'Escaped slashes, as PHP writes them', ['escapes'], '{"back_url":"https:\\/\\/shop.example\\/back"}'),
        ('V11', 'V10 with plain slashes', ['escapes'], '{"back_url":"https://shop.example/back"}'),
        ('V12', 'V2 and one line feed', ['trailing-bytes'], DEPOSIT + '\n'),
        ('V13', 'Byte order mark and V2', ['byte-order-mark'], b'\xef\xbb\xbf' + utf8(DEPOSIT)),
        ('V14', 'A notification body with an id beyond 32 bits', ['numbers'], '{"deposit_id":3000000001}'),
        ('V15', 'V2 with the amount as a string', ['numbers'], DEPOSIT.replace('100', '"100"')),
        ('V16', 'The JSON text null', ['empty-body', 'not-json'], 'null'),
        ('V17', 'The empty object', ['empty-body'], '{}'),
    ]
    ambiguities = {'V6': 'C39', 'V8': 'C40', 'V13': 'C41', 'V15': 'C15', 'V16': 'C41'}
    for vector_id, comment, flags, body in right:
        length = len(utf8(body) if isinstance(body, str) else body)
        if length != AGREED_LENGTHS[vector_id]:
            raise SystemExit(f'{vector_id}: {length} bytes, agreed were {AGREED_LENGTHS[vector_id]}')
        computed = add(vector_id, comment, ['agreed', *flags], body, ambiguity=ambiguities.get(vector_id))
        must_equal(vector_id, computed)
    key, body = utf8(SECRET), utf8(DEPOSIT)
    wrong = [
        ('N1', 'X-Login before X-Date, as a neighbouring vendor has it', ['part-order'], mac(key, utf8(LOGIN + DATE) + body)),
        ('N2', 'The API Key (X-Login) as HMAC key', ['key-kind'], mac(utf8(LOGIN), utf8(DATE + LOGIN) + body)),
        ('N3', 'A line feed between the parts', ['delimiter'], mac(key, utf8(DATE + '\n' + LOGIN + '\n') + body)),
        ('N4', 'The body stringified twice', ['double-stringify'], mac(key, utf8(DATE + LOGIN + json.dumps(DEPOSIT)))),
        ('N5', 'The payload left out on a POST', ['part-missing', 'empty-body'], mac(key, utf8(DATE + LOGIN))),
        ('N6', 'The date in the message is one second later than in the header', ['clock-twice'], mac(key, utf8('2020-06-21T12:33:21Z' + LOGIN) + body)),
        ('N7', 'Plain SHA-256 of key and message', ['algorithm'], digest(key + utf8(DATE + LOGIN) + body, 'sha256')),
        ('N8', 'The payload only, as in the cashout API', ['payload-only'], mac(key, body)),
    ]
    for vector_id, comment, flags, hash_ in wrong:
        must_equal(vector_id, hash_)
        add(vector_id, comment, ['agreed', *flags], DEPOSIT, hash_=hash_)


def must_equal(vector_id, computed):
    if computed != AGREED[vector_id]:
        raise SystemExit(f'{vector_id}: computed {computed}, agreed was {AGREED[vector_id]}')


def rfc_4231_vectors():
    cases = [
        ('1', bytes([0x0B] * 20), 'Hi ', 'There', b'', 'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7'),
        ('2', b'Jefe', 'what do ya ', 'want ', b'for nothing?', '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843'),
        ('3', bytes([0xAA] * 20), '', '', bytes([0xDD] * 50), '773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe'),
        ('4', bytes(range(1, 26)), '', '', bytes([0xCD] * 50), '82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b'),
        ('6', bytes([0xAA] * 131), 'Test Using Larger ', 'Than Block-Size Key', b' - Hash Key First', '60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54'),
        ('7', bytes([0xAA] * 131), 'This is a test using a larger than block-size key ', 'and a larger than block-size data. ',
         b'The key needs to be hashed before being used by the HMAC algorithm.', '9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2'),
    ]
    for number, key, date, login, body, published in cases:
        flags = ['rfc-4231', 'not-a-date'] + (['key-length'] if len(key) > 64 else [])
        computed = add(f'rfc-4231-{number}', f'RFC 4231, test case {number}, its data cut into three parts', flags, body, secret=key, date=date, login=login)
        if computed != published:
            raise SystemExit(f'RFC 4231 test case {number}: computed {computed}, published is {published}')


def message_vectors():
    parts = {'date': utf8(DATE), 'login': utf8(LOGIN), 'body': utf8(DEPOSIT)}
    for order in (('date', 'body', 'login'), ('login', 'body', 'date'), ('body', 'date', 'login'), ('body', 'login', 'date')):
        add('part-order-' + '-'.join(order), 'Parts joined as ' + ', '.join(order), ['part-order'], DEPOSIT,
            hash_=mac(utf8(SECRET), b''.join(parts[name] for name in order)))
    for kept in (('date', 'body'), ('login', 'body'), ('date',), ('login',)):
        add('part-missing-only-' + '-'.join(kept), 'Only ' + ' and '.join(kept) + ' in the message', ['part-missing'], DEPOSIT,
            hash_=mac(utf8(SECRET), b''.join(parts[name] for name in kept)))
    add('part-missing-empty-message', 'The hash of the empty message', ['part-missing'], DEPOSIT, hash_=mac(utf8(SECRET), b''))
    add('part-extra-path', 'Method and path before the parts, as other schemes have it', ['part-order'], DEPOSIT,
        hash_=mac(utf8(SECRET), utf8('POST/v3/deposits' + DATE + LOGIN + DEPOSIT)))
    add('part-extra-idempotency-key', 'The idempotency key in the message', ['part-order'], DEPOSIT,
        hash_=mac(utf8(SECRET), utf8(DATE + LOGIN + '7d9f2b36-4a51-4c0e-9b1d-2f3a4b5c6d7e' + DEPOSIT)))
    add('part-extra-secret', 'The API Signature at the end of the message as well', ['part-order'], DEPOSIT,
        hash_=mac(utf8(SECRET), utf8(DATE + LOGIN + DEPOSIT + SECRET)))
    delimiters = {'dot': '.', 'colon': ':', 'pipe': '|', 'space': ' ', 'tab': '\t', 'crlf': '\r\n', 'comma': ',', 'semicolon': ';', 'ampersand': '&', 'slash': '/', 'nul': '\0'}
    for name, text in delimiters.items():
        add(f'delimiter-{name}', f'A {name} between the parts', ['delimiter'], DEPOSIT, hash_=hash_between(text, text))
    add('delimiter-line-feed-before-body', 'A line feed between X-Login and the body only', ['delimiter'], DEPOSIT, hash_=hash_between('', '\n'))
    add('delimiter-line-feed-after-date', 'A line feed between X-Date and X-Login only', ['delimiter'], DEPOSIT, hash_=hash_between('\n', ''))
    add('delimiter-line-feed-empty-body', 'A GET: line feeds after X-Date and X-Login', ['delimiter', 'empty-body'], b'',
        hash_=mac(utf8(SECRET), utf8(f'{DATE}\n{LOGIN}\n')))
    add('delimiter-json-array', 'The parts as a JSON array', ['delimiter'], DEPOSIT,
        hash_=mac(utf8(SECRET), utf8(json.dumps([DATE, LOGIN, DEPOSIT], separators=(',', ':')))))

    add('boundary-login-to-body', "The last character of X-Login moved to the body: V2's hash", ['scheme-limit', 'not-json'], '1' + DEPOSIT, login='stgDemoLogin0', hash_=AGREED['V2'])
    add('boundary-body-to-login', "The first character of the body moved to X-Login: V2's hash", ['scheme-limit', 'not-json'], DEPOSIT[1:], login=LOGIN + '{', hash_=AGREED['V2'])
    add('boundary-date-to-login', "The Z of X-Date moved to X-Login: V2's hash", ['scheme-limit', 'not-a-date'], DEPOSIT, date=DATE[:-1], login='Z' + LOGIN, hash_=AGREED['V2'])
    add('boundary-login-to-date', "The first character of X-Login moved to X-Date: V2's hash", ['scheme-limit', 'not-a-date'], DEPOSIT, date=DATE + 's', login=LOGIN[1:], hash_=AGREED['V2'])
    add('boundary-login-is-body', "All of X-Login moved to the body of a GET: V1's hash", ['scheme-limit', 'empty-part', 'not-json'], LOGIN, login='', hash_=AGREED['V1'])
    add('boundary-all-is-body', "All three parts in the body: V2's hash", ['scheme-limit', 'empty-part', 'not-a-date', 'not-json'], DATE + LOGIN + DEPOSIT, date='', login='', hash_=AGREED['V2'])

    add('empty-login', 'X-Login empty', ['empty-part'], DEPOSIT, login='')
    add('empty-date', 'X-Date empty', ['empty-part', 'not-a-date'], DEPOSIT, date='')
    add('empty-message', 'All three parts empty', ['empty-part', 'empty-body', 'not-a-date'], b'', date='', login='')
    add('login-case', 'X-Login in another case is another message', ['tampered'], DEPOSIT, login=LOGIN.lower(), hash_=AGREED['V2'])
    add('login-trailing-character', 'X-Login with one character more than was signed', ['tampered'], DEPOSIT, login=LOGIN + '1', hash_=AGREED['V2'])
    add('body-digit-changed', 'The amount was changed after signing', ['tampered'], DEPOSIT.replace('100', '900'), hash_=AGREED['V2'])
    add('body-first-byte-lost', 'The first byte of the body was lost', ['tampered'], DEPOSIT[1:], hash_=AGREED['V2'])
    add('body-last-byte-lost', 'The last byte of the body was lost', ['tampered'], DEPOSIT[:-1], hash_=AGREED['V2'])
    add('body-doubled', 'The body was sent twice', ['tampered'], DEPOSIT * 2, hash_=AGREED['V2'])
    add('body-signature-of-another', "V14's hash on V2's body", ['tampered'], DEPOSIT, hash_=AGREED['V14'])
    add('body-added-to-get', "V1's hash, made for a GET, on a POST", ['tampered', 'empty-body'], DEPOSIT.replace('0001', '0002'), hash_=AGREED['V1'])
    add('body-dropped', "V2's hash, and the body did not arrive", ['tampered', 'empty-body'], b'', hash_=AGREED['V2'])


def hash_between(first, second):
    return mac(utf8(SECRET), utf8(DATE + first + LOGIN + second + DEPOSIT))


def body_vectors():
    likes = [('none', ''), ('null', 'null'), ('object', '{}'), ('array', '[]'), ('string', '""'), ('undefined', 'undefined'), ('space', ' '), ('line-feed', '\n')]
    for name, body in likes:
        if name in ('none', 'null', 'object'):
            continue  # V1, V16 and V17
        add(f'empty-body-{name}', f'The body is {json.dumps(body)}', ['empty-body', 'not-json'], body)
    for name, body in likes[1:]:
        add(f'empty-body-signed-as-{name}', f'No body is sent, {json.dumps(body)} was signed', ['empty-body'], b'', hash_=hash_of(body))
        add(f'empty-body-{name}-signed-as-none', f'{json.dumps(body)} is sent, the empty string was signed', ['empty-body'], body, hash_=AGREED['V1'])

    pretty = json.dumps(json.loads(DEPOSIT), indent=2)
    spellings('spacing', ['serialisation'], 'Spaces in the JSON text', [
        ('compact', '{"amount":29.95,"tags":["a","b"]}'),
        ('after-separators', '{"amount": 29.95, "tags": ["a", "b"]}'),
        ('around-colons', '{"amount" : 29.95,"tags" : ["a","b"]}'),
        ('inside-braces', '{ "amount":29.95,"tags":[ "a","b" ] }'),
        ('tabs', '{\t"amount":29.95,\t"tags":["a","b"]}'),
        ('leading', ' {"amount":29.95,"tags":["a","b"]}'),
    ])
    spellings('lines', ['serialisation'], 'A body on several lines', [
        ('lf', pretty), ('crlf', pretty.replace('\n', '\r\n')), ('cr', pretty.replace('\n', '\r')), ('joined', pretty.replace('\n', '')),
    ])
    spellings('member-order', ['serialisation'], 'Member order', [
        ('given', '{"b":1,"a":{"d":2,"c":3}}'), ('sorted', '{"a":{"c":3,"d":2},"b":1}'), ('sorted-outside', '{"a":{"d":2,"c":3},"b":1}'),
        ('integer-like', '{"10":1,"9":2,"a":3}'), ('integer-like-sorted', '{"9":2,"10":1,"a":3}'),
    ])
    spellings('duplicates', ['duplicate-members'], 'Duplicate members', [
        ('both', '{"amount":1,"amount":100}'), ('last', '{"amount":100}'), ('first', '{"amount":1}'),
    ], ambiguity='C41')
    spellings('nulls', ['serialisation'], 'Unset members', [('sent', '{"amount":100,"description":null}'), ('left-out', '{"amount":100}')])
    spellings('trailing', ['trailing-bytes'], 'Bytes after the JSON text', [
        ('none', '{"test":true}'), ('lf', '{"test":true}\n'), ('crlf', '{"test":true}\r\n'), ('two-lf', '{"test":true}\n\n'), ('space', '{"test":true} '), ('nul', '{"test":true}\0'),
    ])

    spellings('escape-accent', ['escapes', 'non-ascii'], 'An e with acute accent', [
        ('raw', '{"d":"caf\u00e9"}'), ('lower-hex', '{"d":"caf\\u00e9"}'), ('upper-hex', '{"d":"caf\\u00E9"}'),
    ])
    spellings('escape-control', ['escapes', 'control-characters'], 'An ESC character', [('lower-hex', '{"d":"\\u001b"}'), ('upper-hex', '{"d":"\\u001B"}'), ('raw', '{"d":"\x1b"}')])
    spellings('escape-line-feed', ['escapes'], 'A line feed in a string', [('short', '{"d":"a\\nb"}'), ('hex', '{"d":"a\\u000ab"}'), ('raw', '{"d":"a\nb"}')])
    spellings('escape-slash', ['escapes'], 'A slash', [('raw', '{"u":"https://a.example/"}'), ('escaped', '{"u":"https:\\/\\/a.example\\/"}'), ('hex', '{"u":"https:\\u002f\\u002fa.example\\u002f"}')])
    spellings('escape-html', ['escapes'], 'A & < > as Go escapes them', [('raw', '{"d":"A&B <x>"}'), ('escaped', '{"d":"A\\u0026B \\u003cx\\u003e"}')])
    spellings('escape-apostrophe', ['escapes'], 'An apostrophe', [('raw', '{"d":"O\'Higgins"}'), ('escaped', '{"d":"O\\u0027Higgins"}')])
    spellings('escape-letter', ['escapes'], 'A plain letter', [('raw', '{"d":"A"}'), ('hex', '{"d":"\\u0041"}')])
    spellings('escape-quote', ['escapes'], 'A quotation mark', [('short', '{"d":"\\""}'), ('hex', '{"d":"\\u0022"}')])
    spellings('escape-backslash', ['escapes'], 'A backslash', [('once', '{"d":"\\\\"}'), ('doubled', '{"d":"\\\\\\\\"}')])
    spellings('escape-emoji', ['escapes', 'surrogates'], 'An emoji', [('raw', '{"d":"\U0001f600"}'), ('lower-pair', '{"d":"\\ud83d\\ude00"}'), ('upper-pair', '{"d":"\\uD83D\\uDE00"}')])
    spellings('escape-line-separator', ['escapes', 'non-ascii'], 'U+2028 and U+2029', [('raw', '{"d":"\u2028\u2029"}'), ('escaped', '{"d":"\\u2028\\u2029"}')])
    spellings('escape-del', ['escapes', 'control-characters'], 'DEL', [('raw', '{"d":"\x7f"}'), ('escaped', '{"d":"\\u007f"}')])

    spellings('number', ['numbers'], 'The number one hundred', [
        ('integer', '{"amount":100}'), ('one-decimal', '{"amount":100.0}'), ('two-decimals', '{"amount":100.00}'), ('exponent', '{"amount":1e2}'),
        ('upper-exponent', '{"amount":1E2}'), ('signed-exponent', '{"amount":1e+2}'), ('string', '{"amount":"100"}'), ('string-decimals', '{"amount":"100.00"}'),
    ])
    spellings('number-cents', ['numbers'], 'An amount with cents', [('plain', '{"amount":29.95}'), ('binary', '{"amount":29.949999999999999}'), ('padded', '{"amount":29.950}')])
    spellings('number-small', ['numbers'], 'One tenth', [('plain', '{"amount":0.1}'), ('padded', '{"amount":0.10}'), ('binary', '{"amount":0.1000000000000000055511151231257827}')])
    spellings('number-zero', ['numbers'], 'Zero', [('plain', '{"amount":0}'), ('negative', '{"amount":-0}'), ('decimals', '{"amount":0.00}')])
    spellings('number-wide', ['numbers'], 'An integer beyond 2^53', [('exact', '{"id":12345678901234567890}'), ('as-double', '{"id":12345678901234567000}'), ('exponent', '{"id":1.2345678901234567e+19}')])
    spellings('number-beyond-53-bits', ['numbers'], 'The first integer that a double cannot hold', [('exact', '{"id":9007199254740993}'), ('as-double', '{"id":9007199254740992}')])
    spellings('number-beyond-32-bits', ['numbers'], 'An id beyond 32 bits', [('exact', '{"deposit_id":3000000001}'), ('wrapped', '{"deposit_id":-1294967295}')])

    double = json.dumps(DEPOSIT)
    add('double-stringify-sent', 'The twice stringified body is what was sent: right, though no JSON object', ['double-stringify', 'not-json'], double)
    add('double-stringify-signed-once', 'The twice stringified body is sent, the plain one was signed', ['double-stringify'], double, hash_=AGREED['V2'])
    add('not-json-form', 'A form-encoded body', ['not-json'], 'amount=100&country=BR')
    add('not-json-garbage', 'A body that is not JSON', ['not-json'], '{"amount":')
    add('not-json-object-object', 'An object was turned into text by the language', ['not-json'], DEPOSIT, hash_=hash_of('[object Object]'))
    add('not-json-binary', 'All 256 byte values', ['not-json', 'invalid-utf-8'], bytes(range(256)), ambiguity='C40')

    for code in (0x00, 0x01, 0x08, 0x09, 0x0D, 0x1F):
        add(f'control-raw-{code:02x}', f'A raw U+{code:04X} in a string', ['control-characters'], '{"d":"a' + chr(code) + 'b"}')
    add('control-nul-truncates', 'A raw NUL, and only what stands before it was signed', ['control-characters'], '{"d":"a\0b"}', hash_=hash_of('{"d":"a'))
    add('control-nul-dropped', 'A raw NUL, signed without it', ['control-characters'], '{"d":"a\0b"}', hash_=hash_of('{"d":"ab"}'))
    add('control-nul-escaped', 'An escaped NUL', ['control-characters', 'escapes'], '{"d":"a\\u0000b"}')
    add('control-c1', 'C1 control characters U+0080 to U+009F in UTF-8', ['control-characters', 'non-ascii'], '{"d":"' + ''.join(map(chr, range(0x80, 0xA0))) + '"}')


def text_vectors():
    texts = [
        ('portuguese', 'S\u00e3o Jos\u00e9 dos Pinhais, Goi\u00e2nia, Amap\u00e1, a\u00e7\u00e3o'), ('spanish', '\u00d1and\u00fa, ping\u00fcino, \u00bfqu\u00e9?'), ('polish', 'Za\u017c\u00f3\u0142\u0107 g\u0119\u015bl\u0105 ja\u017a\u0144'),
        ('turkish', '\u0130stanbul \u0131\u015f\u0131k'), ('german', 'Stra\u00dfe STRA\u1e9eE'), ('greek', '\u039f\u03b4\u03cc\u03c2 \u03a3\u03af\u03c3\u03c5\u03c6\u03bf\u03c2'), ('cyrillic', '\u0416\u0443\u043a \u0401\u043b\u043a\u0430'),
        ('hebrew-right-to-left', '\u05e9\u05dc\u05d5\u05dd'), ('arabic-right-to-left', '\u0645\u0631\u062d\u0628\u0627 \u0661\u0662\u0663'), ('bidi-controls', 'abc\u202ecba\u202c\u200f\u2066x\u2069'),
        ('japanese', '\u5c71\u7530\u592a\u90ce \u30e4\u30de\u30c0'), ('half-width-kana', '\uff94\uff8f\uff80\uff9e'), ('chinese', '\u6f22\u5b57 \u6c49\u5b57'), ('korean', '\ud55c\uad6d\uc5b4'), ('thai', '\u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35'),
        ('devanagari', '\u0928\u092e\u0938\u094d\u0924\u0947'), ('euro-and-quotes', '\u20ac 5 \u2013 \u201cok\u201d \u0153\u0152'), ('no-break-space', 'a\u00a0b\u202fc'), ('zero-width', 'a\u200bb\u200cc\u200dd\u2060e\ufefff'),
        ('soft-hyphen', 'co\u00adop'), ('full-width', '\uff21\uff22\uff11\uff12'), ('ligature', '\ufb01n'), ('private-use', '\ue000\uf8ff'), ('noncharacters', '\ufdd0\ufffe\uffff'), ('replacement-character', 'a\ufffdb'),
        ('emoji', '\U0001f60a'), ('emoji-flag', '\U0001f1e7\U0001f1f7'), ('emoji-zwj-family', '\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466'), ('emoji-skin-tone', '\U0001f44d\U0001f3fd'), ('emoji-variation', '\u2764\ufe0f'),
        ('supplementary-han', '\U00020bb7\u91ce\u5bb6'), ('highest-code-point', '\U0010ffff'), ('stacked-marks', 'z\u0351\u036b\u0343\u0329\u0348'),
    ]
    for name, text in texts:
        flags = ['non-ascii'] + (['surrogates'] if any(ord(character) > 0xFFFF for character in text) else [])
        add(f'text-{name}', f'Text in raw UTF-8: {name}', flags, '{"first_name":"' + text + '"}')

    compositions = [('accents', 'Jos\u00e9 Nu\u00f1ez'), ('hangul', '\ud55c\uad6d'), ('angstrom', '\u212b'), ('ligature', '\ufb01n \u00bd'), ('mark-order', 'q\u0307\u0323')]
    for name, text in compositions:
        seen = []
        for form in ('NFC', 'NFD', 'NFKC', 'NFKD'):
            body = '{"n":"' + unicodedata.normalize(form, text) + '"}'
            if body not in [known for _, known in seen]:
                seen.append((form.lower(), body))
        raw = '{"n":"' + text + '"}'
        if raw not in [known for _, known in seen]:
            seen.append(('as-given', raw))
        spellings(f'normalization-{name}', ['normalization', 'non-ascii'], f'Normalization forms ({name})', seen, ambiguity='C39')

    surrogates = [
        ('high', '{"d":"\\ud800"}'), ('low', '{"d":"\\udc00"}'), ('reversed', '{"d":"\\ude00\\ud83d"}'), ('high-then-letter', '{"d":"\\ud83dx"}'), ('high-twice', '{"d":"\\ud83d\\ud83d\\ude00"}'),
    ]
    for name, body in surrogates:
        add(f'surrogate-escape-{name}', f'A lone surrogate escape ({name}): ASCII on the wire, so right with its own hash', ['surrogates', 'escapes'], body)
        replaced = utf8(body.replace('\\ud83d\\ude00', '\U0001f600').replace('\\ud800', '\ufffd').replace('\\udc00', '\ufffd').replace('\\ude00', '\ufffd').replace('\\ud83d', '\ufffd'))
        add(f'surrogate-escape-{name}-replaced', f'A lone surrogate escape ({name}), signed with U+FFFD in its place', ['surrogates', 'replacement'], body, hash_=hash_of(replaced))


def charset_vectors():
    accents = '{"first_name":"Jos\u00e9","city":"Goi\u00e2nia"}'
    euro = '{"d":"\u20ac \u201cok\u201d \u0153"}'
    bodies = [
        ('latin-1', accents, accents.encode('latin-1')), ('windows-1252', euro, euro.encode('cp1252')), ('utf-16le', accents, accents.encode('utf-16-le')), ('utf-16be', accents, accents.encode('utf-16-be')),
        ('utf-16-bom', accents, b'\xff\xfe' + accents.encode('utf-16-le')), ('utf-32le', accents, accents.encode('utf-32-le')), ('shift-jis', '{"n":"\u5c71\u7530"}', '{"n":"\u5c71\u7530"}'.encode('shift_jis')),
    ]
    for name, text, body in bodies:
        add(f'charset-{name}', f'A body in {name}, right over its raw bytes', ['charset'], body, ambiguity='C40')
        add(f'charset-{name}-signed-as-utf-8', f'A body in {name}, signed over the same text in UTF-8', ['charset'], body, hash_=hash_of(text), result='acceptable', ambiguity='C40')
        add(f'charset-utf-8-signed-as-{name}', f'A body in UTF-8, signed over the same text in {name}', ['charset'], text, hash_=hash_of(body))
    add('charset-ascii-question-mark', 'Accents sent as UTF-8, signed with "?" in their place', ['charset', 'replacement'], accents, hash_=hash_of(accents.encode('ascii', 'replace')))
    add('charset-ascii-dropped', 'Accents sent as UTF-8, signed without them', ['charset'], accents, hash_=hash_of(accents.encode('ascii', 'ignore')))
    add('charset-low-bytes', 'Accents sent as UTF-8, signed with the low byte of each UTF-16 unit (the old "binary" default)', ['charset'], euro, hash_=hash_of(bytes(ord(character) & 0xFF for character in euro)))
    mojibake = utf8(utf8(accents).decode('latin-1'))
    add('double-encoding-sent', 'The twice encoded text is what was sent: right over its bytes', ['double-encoding'], mojibake)
    add('double-encoding-signed', 'The plain text is sent, the twice encoded one was signed', ['double-encoding'], accents, hash_=hash_of(mojibake))
    add('double-encoding-signed-plain', 'The twice encoded text is sent, the plain one was signed', ['double-encoding'], mojibake, hash_=hash_of(accents))
    bom = b'\xef\xbb\xbf'
    add('byte-order-mark-stripped', "A byte order mark is sent, V2 without it was signed", ['byte-order-mark'], bom + utf8(DEPOSIT), hash_=AGREED['V2'])
    add('byte-order-mark-added', 'No byte order mark is sent, but one was signed', ['byte-order-mark'], DEPOSIT, hash_=AGREED['V13'])
    add('byte-order-mark-only', 'Nothing but a byte order mark', ['byte-order-mark', 'empty-body'], bom, ambiguity='C41')
    add('byte-order-mark-only-signed-empty', 'Nothing but a byte order mark, the empty string was signed', ['byte-order-mark', 'empty-body'], bom, hash_=AGREED['V1'])
    add('byte-order-mark-twice', 'Two byte order marks', ['byte-order-mark'], bom + bom + utf8(DEPOSIT), ambiguity='C41')

    broken = [
        ('lone-continuation', b'\x80'), ('two-continuations', b'\x80\xbf'), ('cut-two', b'\xc3'), ('cut-three', b'\xe2\x82'), ('cut-four', b'\xf0\x9f\x98'), ('overlong-slash', b'\xc0\xaf'), ('overlong-nul', b'\xc0\x80'),
        ('overlong-three', b'\xe0\x80\xaf'), ('surrogate', b'\xed\xa0\x80'), ('cesu-8-pair', b'\xed\xa0\xbd\xed\xb8\x80'), ('beyond-range', b'\xf4\x90\x80\x80'), ('five-bytes', b'\xf8\x88\x80\x80\x80'), ('fe', b'\xfe'), ('ff', b'\xff'),
    ]
    for index, (name, bad) in enumerate(broken):
        body = b'{"d":"a' + bad + b'b"}'
        add(f'invalid-utf-8-{name}', f'Ill-formed UTF-8 ({name}), right over its raw bytes', ['invalid-utf-8'], body, ambiguity='C40')
        replaced = utf8(body.decode('utf-8', 'replace'))
        add(f'invalid-utf-8-{name}-replaced', f'Ill-formed UTF-8 ({name}), signed with U+FFFD in its place', ['invalid-utf-8', 'replacement'], body, hash_=hash_of(replaced))
        other_name, other = broken[(index + 1) % len(broken)]
        add(f'invalid-utf-8-{name}-signed-as-{other_name}', f'Ill-formed UTF-8 ({name}) under the signature of other ill-formed bytes ({other_name})', ['invalid-utf-8', 'tampered'], body, hash_=hash_of(b'{"d":"a' + other + b'b"}'))

    wire = utf8('loj\u00e3\u2013\u65e5').decode('latin-1')
    add('login-utf-8', 'X-Login with UTF-8 bytes on the wire', ['header-bytes'], DEPOSIT, login=wire)
    add('login-utf-8-encoded-again', 'X-Login with UTF-8 bytes on the wire, signed as if each byte were a Latin-1 letter', ['header-bytes', 'double-encoding'], DEPOSIT, login=wire, hash_=mac(utf8(SECRET), utf8(DATE) + utf8(wire) + utf8(DEPOSIT)))
    add('login-latin-1', 'X-Login with a Latin-1 byte on the wire, right over the raw bytes', ['header-bytes', 'charset'], DEPOSIT, login='loj\u00e3', ambiguity='C40')
    add('login-latin-1-signed-as-utf-8', 'X-Login with a Latin-1 byte on the wire, signed over the same text in UTF-8', ['header-bytes', 'charset'], DEPOSIT, login='loj\u00e3', hash_=mac(utf8(SECRET), utf8(DATE + 'loj\u00e3' + DEPOSIT)), result='acceptable', ambiguity='C40')


def length_vectors():
    # The message is 34 bytes plus the body; SHA-256 works in blocks of 64 and pads from 56 on.
    head = len(DATE) + len(LOGIN)
    for length in (1, 55 - head, 56 - head, 63 - head, 64 - head, 65 - head, 55, 56, 57, 63, 64, 65, 119 - head, 120 - head, 127, 128, 129, 255, 256, 1000):
        body = filler(length)
        add(f'body-length-{length}', f'A body of {length} bytes, a message of {head + length}', ['body-length'], body)
    add('body-length-64-block-cut', 'A body of 65 bytes, of which 64 were signed', ['body-length', 'tampered'], filler(65), hash_=hash_of(filler(65)[:64]))
    long = filler(65536)
    add('body-length-65536', 'A body of 64 KiB', ['body-length'], long)
    add('body-length-65536-cut', 'A body of 64 KiB, of which all but the last byte was signed', ['body-length', 'tampered'], long, hash_=hash_of(long[:-1]))


def filler(length):
    """A JSON text of exactly `length` bytes with a pattern in it, so that a lost or moved block shows."""
    if length < 8:
        return utf8('1234567'[:length])
    pattern = ''.join(f'{index:06d}-' for index in range(length // 7 + 1))
    return utf8('{"d":"' + pattern[: length - 8] + '"}')


def key_vectors():
    for length in (1, 16, 31, 32, 33, 55, 56, 63, 64, 65, 100, 127, 128, 129, 1000):
        secret = ('0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_' * 16)[:length]
        add(f'key-length-{length}', f'An API Signature of {length} bytes', ['key-length'], DEPOSIT, secret=secret)
    long = 'k' * 65
    add('key-length-65-cut', 'An API Signature of 65 bytes, cut to the block of 64', ['key-length'], DEPOSIT, secret=long, hash_=hash_of(DEPOSIT, secret=long[:64]))
    # HMAC pads a short key with NUL, so these two keys are one: a property of HMAC, not of the scheme.
    add('key-nul-padded', 'A NUL after the API Signature is swallowed by the padding of HMAC', ['scheme-limit', 'key-whitespace'], DEPOSIT, secret=SECRET + '\0', hash_=AGREED['V2'])
    add('key-long-equals-its-digest', 'A long API Signature and its SHA-256 are one key to HMAC', ['scheme-limit', 'key-length'], DEPOSIT, secret=bytes.fromhex(digest(utf8('k' * 100), 'sha256')), hash_=hash_of(DEPOSIT, secret='k' * 100))
    add('key-non-ascii', 'An API Signature beyond ASCII, in UTF-8', ['key-bytes'], DEPOSIT, secret='ch\u00e1ve\u2013\u65e5\u672c\U0001f511')
    add('key-non-ascii-latin-1', 'An API Signature beyond ASCII, taken in Latin-1', ['key-bytes', 'charset'], DEPOSIT, secret='ch\u00e1ve', hash_=hash_of(DEPOSIT, secret='ch\u00e1ve'.encode('latin-1')))
    add('key-non-ascii-decomposed', 'An API Signature beyond ASCII, decomposed', ['key-bytes', 'normalization'], DEPOSIT, secret='ch\u00e1ve', hash_=hash_of(DEPOSIT, secret='cha\u0301ve'))
    add('key-bytes-not-utf-8', 'A key of bytes that are not UTF-8', ['key-bytes'], DEPOSIT, secret=bytes(range(128, 160)))
    add('key-bytes-replaced', 'A key of bytes that are not UTF-8, read as text', ['key-bytes', 'replacement'], DEPOSIT, secret=bytes(range(128, 160)), hash_=hash_of(DEPOSIT, secret='\ufffd' * 32))

    for name, before, after in (('lf', '', '\n'), ('crlf', '', '\r\n'), ('space', '', ' '), ('leading-space', ' ', ''), ('tab', '', '\t'), ('bom', '\ufeff', ''), ('quotes', '"', '"'), ('no-break-space', '', '\u00a0')):
        odd = before + SECRET + after
        add(f'key-whitespace-{name}', f'Signed with {name} around the API Signature', ['key-whitespace'], DEPOSIT, hash_=hash_of(DEPOSIT, secret=odd))
    add('key-whitespace-belongs', 'An API Signature that ends in a line feed is that key and no other', ['key-whitespace'], DEPOSIT, secret=SECRET + '\n')
    add('key-whitespace-trimmed', 'An API Signature that ends in a line feed, signed without it', ['key-whitespace'], DEPOSIT, secret=SECRET + '\n', hash_=AGREED['V2'])
    add('key-whitespace-space-belongs', 'An API Signature that ends in a space is that key and no other', ['key-whitespace'], DEPOSIT, secret=SECRET + ' ')

    others = [
        ('empty', b'', 'The empty key'), ('login-empty-body', utf8(LOGIN), None), ('read-only', b'stgDemoReadOnly01', 'The read-only API key as HMAC key'), ('production', b'prodDemoSignature_0123456789abcdef', "Another environment's API Signature"),
        ('lower-case', utf8(SECRET.lower()), 'The API Signature in lower case'), ('upper-case', utf8(SECRET.upper()), 'The API Signature in upper case'), ('cut', utf8(SECRET[:-1]), 'The API Signature without its last character'),
        ('undefined', b'undefined', 'The text "undefined" as key'), ('null', b'null', 'The text "null" as key'), ('zeros', bytes(32), 'A key of 32 NUL bytes'), ('login-and-secret', utf8(LOGIN + SECRET), 'X-Login and API Signature joined as key'),
        ('login-colon-secret', utf8(LOGIN + ':' + SECRET), 'X-Login and API Signature joined with a colon as key'), ('reversed', utf8(SECRET[::-1]), 'The API Signature backwards'),
    ]
    for name, key, comment in others:
        if comment is None:
            add('key-kind-login-empty-body', 'The API Key (X-Login) as HMAC key, on a GET', ['key-kind', 'empty-body'], b'', hash_=hash_of(b'', secret=key))
        else:
            add(f'key-kind-{name}', comment, ['key-kind'], DEPOSIT, hash_=hash_of(DEPOSIT, secret=key))
    add('key-kind-swapped', 'Key and message changed places', ['key-kind'], DEPOSIT, hash_=mac(utf8(DATE + LOGIN + DEPOSIT), utf8(SECRET)))

    hexadecimal = '00112233445566778899aabbccddeeff'
    add('key-decoding-hex-text', 'An API Signature that looks like hex is plain text', ['key-decoding'], DEPOSIT, secret=hexadecimal)
    add('key-decoding-hex-decoded', 'An API Signature that looks like hex, decoded before use', ['key-decoding'], DEPOSIT, secret=hexadecimal, hash_=hash_of(DEPOSIT, secret=bytes.fromhex(hexadecimal)))
    sixty_four = 'c3RnRGVtb1NpZ25hdHVyZQ=='
    add('key-decoding-base64-text', 'An API Signature that looks like base64 is plain text', ['key-decoding'], DEPOSIT, secret=sixty_four)
    add('key-decoding-base64-decoded', 'An API Signature that looks like base64, decoded before use', ['key-decoding'], DEPOSIT, secret=sixty_four, hash_=hash_of(DEPOSIT, secret=base64.b64decode(sixty_four)))
    add('key-decoding-hex-encoded', 'The API Signature turned into hex before use', ['key-decoding'], DEPOSIT, hash_=hash_of(DEPOSIT, secret=utf8(SECRET).hex()))
    add('key-decoding-base64-encoded', 'The API Signature turned into base64 before use', ['key-decoding'], DEPOSIT, hash_=hash_of(DEPOSIT, secret=base64.b64encode(utf8(SECRET))))
    add('key-decoding-digest', 'The SHA-256 of the API Signature as key', ['key-decoding'], DEPOSIT, hash_=hash_of(DEPOSIT, secret=bytes.fromhex(digest(utf8(SECRET), 'sha256'))))


def algorithm_vectors():
    message = utf8(DATE + LOGIN + DEPOSIT)
    key = utf8(SECRET)
    for algorithm in ('sha1', 'sha224', 'sha384', 'sha512', 'md5', 'sha3_256'):
        add(f'algorithm-hmac-{algorithm.replace("_", "-")}', f'HMAC with {algorithm}', ['algorithm'], DEPOSIT, hash_=mac(key, message, algorithm))
    add('algorithm-hmac-sha512-cut', 'HMAC with sha512, cut to 64 hex digits', ['algorithm', 'hash-form'], DEPOSIT, hash_=mac(key, message, 'sha512')[:64])
    add('algorithm-sha256-message', 'Plain SHA-256 of the message', ['algorithm'], DEPOSIT, hash_=digest(message, 'sha256'))
    add('algorithm-sha256-message-key', 'Plain SHA-256 of message and key', ['algorithm'], DEPOSIT, hash_=digest(message + key, 'sha256'))
    add('algorithm-sha256-body', 'Plain SHA-256 of the body', ['algorithm', 'payload-only'], DEPOSIT, hash_=digest(utf8(DEPOSIT), 'sha256'))
    add('algorithm-md5-key-message', 'Plain MD5 of key and message', ['algorithm'], DEPOSIT, hash_=digest(key + message, 'md5'))
    add('algorithm-hmac-of-digest', 'HMAC over the SHA-256 of the message', ['algorithm'], DEPOSIT, hash_=mac(key, bytes.fromhex(digest(message, 'sha256'))))
    add('algorithm-hmac-of-hex-digest', 'HMAC over the SHA-256 of the message in hex', ['algorithm'], DEPOSIT, hash_=mac(key, utf8(digest(message, 'sha256'))))
    add('algorithm-hmac-twice', 'HMAC over the HMAC', ['algorithm'], DEPOSIT, hash_=mac(key, bytes.fromhex(mac(key, message))))
    add('algorithm-message-in-hex', 'HMAC over the message in hex', ['algorithm'], DEPOSIT, hash_=mac(key, utf8(message.hex())))
    add('algorithm-message-in-base64', 'HMAC over the message in base64', ['algorithm'], DEPOSIT, hash_=mac(key, base64.b64encode(message)))
    add('algorithm-body-digest', 'HMAC over date, login and the SHA-256 of the body in hex', ['algorithm'], DEPOSIT, hash_=mac(key, utf8(DATE + LOGIN + digest(utf8(DEPOSIT), 'sha256'))))


def hash_form_vectors():
    right = AGREED['V2']
    raw = bytes.fromhex(right)
    add('hash-case-upper', 'All hex digits in upper case', ['hash-case'], DEPOSIT, hash_=right.upper(), result='acceptable', ambiguity='C43')
    add('hash-case-mixed', 'Upper and lower case in turn', ['hash-case'], DEPOSIT, hash_=''.join(c.upper() if i % 2 else c for i, c in enumerate(right)), result='acceptable', ambiguity='C43')
    add('hash-case-one-letter', 'One hex digit in upper case', ['hash-case'], DEPOSIT, hash_=right.replace('a', 'A', 1), result='acceptable', ambiguity='C43')
    add('hash-case-empty-body', 'All hex digits in upper case, on a GET', ['hash-case', 'empty-body'], b'', hash_=AGREED['V1'].upper(), result='acceptable', ambiguity='C43')
    for length in (1, 2, 8, 16, 32, 40, 62, 63):
        add(f'hash-cut-{length}', f'The first {length} hex digits', ['hash-form'], DEPOSIT, hash_=right[:length])
    add('hash-cut-front', 'The first hex digit lost', ['hash-form'], DEPOSIT, hash_=right[1:])
    add('hash-cut-leading-zeros', "A hash that begins with 0, written without it", ['hash-form'], **leading_zero())
    for name, text in (('one-digit', '0'), ('two-digits', '00'), ('hash-twice', right), ('letter', 'g'), ('dot', '.'), ('comma', ','), ('semicolon', ';'), ('word', ' extra'), ('parameter', ', realm="api"'), ('nul', '\0'), ('no-break-space', '\u00a0'), ('signature-of-get', AGREED['V1'])):
        add(f'hash-extended-{name}', f'The right hash and then {json.dumps(text)}', ['hash-form'], DEPOSIT, hash_=right + text)
    add('hash-extended-front-zeros', 'Two zeros before the right hash', ['hash-form'], DEPOSIT, hash_='00' + right)
    add('hash-extended-front-0x', '0x before the right hash', ['hash-form'], DEPOSIT, hash_='0x' + right)
    add('hash-extended-front-algorithm', 'sha256= before the right hash', ['hash-form'], DEPOSIT, hash_='sha256=' + right)
    add('hash-base64', 'The digest in base64', ['hash-form'], DEPOSIT, hash_=base64.b64encode(raw).decode())
    add('hash-base64url', 'The digest in base64url without padding', ['hash-form'], DEPOSIT, hash_=base64.urlsafe_b64encode(raw).decode().rstrip('='))
    add('hash-base64-of-hex', 'The hex digits in base64', ['hash-form'], DEPOSIT, hash_=base64.b64encode(utf8(right)).decode())
    add('hash-hex-of-hex', 'The hex digits in hex', ['hash-form'], DEPOSIT, hash_=utf8(right).hex())
    add('hash-base32', 'The digest in base32', ['hash-form'], DEPOSIT, hash_=base64.b32encode(raw).decode())
    add('hash-beyond-ascii', 'The last hex digit replaced by a byte beyond ASCII', ['hash-form'], DEPOSIT, hash_=right[:-1] + '\u00ff')
    add('hash-reversed-bytes', 'The digest with its bytes backwards', ['hash-form'], DEPOSIT, hash_=raw[::-1].hex())
    add('hash-reversed-digits', 'The hex digits backwards', ['hash-form'], DEPOSIT, hash_=right[::-1])
    add('hash-colons', 'Colons between the bytes', ['hash-form'], DEPOSIT, hash_=raw.hex(':'))
    add('hash-inner-space', 'A space in the middle of the hash', ['hash-form'], DEPOSIT, hash_=right[:32] + ' ' + right[32:])
    add('hash-quoted', 'The hash in quotation marks', ['hash-form'], DEPOSIT, hash_=f'"{right}"')
    add('hash-non-hex', 'One hex digit replaced by a g', ['hash-form'], DEPOSIT, hash_=right[:-1] + 'g')
    add('hash-zeros', 'Sixty-four zeros', ['hash-form'], DEPOSIT, hash_='0' * 64)
    add('hash-fs', 'Sixty-four f', ['hash-form'], DEPOSIT, hash_='f' * 64)
    add('hash-letter-o', 'The letter O for every zero', ['hash-form'], DEPOSIT, hash_=right.replace('0', 'O'))
    add('hash-placeholder', 'The word hash in place of a hash', ['hash-form'], DEPOSIT, hash_='hash')
    add('hash-undefined', 'The text undefined in place of a hash', ['hash-form'], DEPOSIT, hash_='undefined')
    add('hash-of-get-on-get-cut', 'Half of the right hash on a GET', ['hash-form', 'empty-body'], b'', hash_=AGREED['V1'][:32])
    for bit in (0, 1, 7, 8, 63, 64, 127, 128, 191, 192, 247, 248, 254, 255):
        flipped = bytearray(raw)
        flipped[bit // 8] ^= 1 << (bit % 8)
        add(f'bit-flip-{bit}', f'Bit {bit % 8} of byte {bit // 8} flipped', ['bit-flip'], DEPOSIT, hash_=flipped.hex())
    add('bit-flip-all', 'Every bit flipped', ['bit-flip'], DEPOSIT, hash_=bytes(byte ^ 0xFF for byte in raw).hex())


def leading_zero():
    """The first counted body whose hash begins with 0, with that hash minus the zero."""
    for number in range(1000):
        body = '{"invoice_id":"ZERO-' + str(number) + '"}'
        expected = hmac.new(utf8(SECRET), utf8(DATE + LOGIN + body), 'sha256').hexdigest()
        if expected.startswith('0'):
            return {'body': body, 'hash_': expected.lstrip('0')}
    raise SystemExit('no hash with a leading zero among 1000 bodies')


def scheme_vectors():
    right = AGREED['V2']
    wrong = [
        ('missing', right, 'No scheme before the hash'), ('empty', '', 'An empty value'), ('alone', 'D24', 'The scheme alone'), ('alone-space', 'D24 ', 'The scheme and its space alone'), ('lower-case', f'd24 {right}', 'The scheme in lower case'),
        ('no-space', f'D24{right}', 'No space after the scheme'), ('two-spaces', f'D24  {right}', 'Two spaces after the scheme'), ('tab', f'D24\t{right}', 'A tab after the scheme'), ('no-break-space', f'D24\u00a0{right}', 'A no-break space after the scheme'),
        ('plus', f'D24+{right}', 'A plus for the space'), ('percent', f'D24%20{right}', 'The space percent-encoded'), ('colon', f'D24:{right}', 'A colon for the space'), ('colon-space', f'D24: {right}', 'A colon before the space'), ('equals', f'D24={right}', 'An equals sign for the space'),
        ('twice', f'D24 D24 {right}', 'The scheme twice'), ('leading-space', f' D24 {right}', 'A space before the scheme'), ('bearer', f'Bearer {right}', 'Bearer before the hash'), ('basic', f'Basic {right}', 'Basic before the hash'),
        ('basic-key', 'Basic ' + base64.b64encode(utf8(LOGIN + ':')).decode(), 'HTTP Basic with the API Key as user and an empty password'), ('bearer-scheme', f'Bearer D24 {right}', 'Bearer before the scheme'), ('d23', f'D23 {right}', 'A neighbouring scheme name'),
        ('d24-quoted', f'"D24 {right}"', 'The whole value in quotation marks'), ('hmac', f'HMAC {right}', 'HMAC as scheme'), ('hmac-sha256', f'HMAC-SHA256 {right}', 'HMAC-SHA256 as scheme'), ('d24-longer', f'D240 {right}', 'A longer scheme name'),
        ('parameter', f'D24 hash={right}', 'The hash as a named parameter'), ('login-colon', f'D24 {LOGIN}:{right}', 'X-Login and a colon before the hash'), ('sister-lower-case', f'okp {right}', "A sister's scheme in lower case"), ('sister-no-space', f'OKP{right}', "A sister's scheme without its space"),
    ]
    for name, value, comment in wrong:
        add(f'scheme-{name}', comment, ['scheme'], DEPOSIT, authorization=value)
    for name, prefix in (('okp', 'OKP '), ('tupay', 'TUPAY '), ('pandablue', 'Pandablue '), ('limepay', 'LIMEPAY ')):
        add(f'scheme-sister-{name}', f'The right hash behind {prefix.strip()}', ['sister-scheme'], DEPOSIT, authorization=prefix + right, result='acceptable', ambiguity='C2')
        add(f'scheme-sister-{name}-wrong-hash', f'A wrong hash behind {prefix.strip()}', ['sister-scheme', 'tampered'], DEPOSIT, authorization=prefix + AGREED['V1'])
    for stem in ('V1', 'V3'):
        add(f'scheme-missing-{stem.lower()}', f"V2's request under {stem}'s hash without scheme", ['scheme', 'tampered'], DEPOSIT, authorization=AGREED[stem])


def date_vectors():
    for name, date in (('one-second-earlier', '2020-06-21T12:33:19Z'), ('one-minute-later', '2020-06-21T12:34:20Z'), ('one-day-later', '2020-06-22T12:33:20Z')):
        add(f'date-{name}', f'The date in the message is {name.replace("-", " ")} than in the header', ['clock-twice'], DEPOSIT, hash_=hash_of(DEPOSIT, date=date))
    add('date-header-later', 'Signed for the header of V2, sent one second later with a fresh header', ['clock-twice', 'tampered'], DEPOSIT, date='2020-06-21T12:33:21Z', hash_=AGREED['V2'])
    add('date-header-later-get', 'A GET signed for the header of V1, sent one second later with a fresh header', ['clock-twice', 'empty-body'], b'', date='2020-06-21T12:33:21Z', hash_=AGREED['V1'])
    forms = [
        ('offset-zero', '2020-06-21T12:33:20+0000'), ('offset-zero-colon', '2020-06-21T12:33:20+00:00'), ('offset-sao-paulo', '2020-06-21T09:33:20-03:00'), ('milliseconds', '2020-06-21T12:33:20.000Z'),
        ('lower-case', '2020-06-21t12:33:20z'), ('no-zone', '2020-06-21T12:33:20'), ('space', '2020-06-21 12:33:20Z'), ('epoch-seconds', '1592742800'), ('http-date', 'Sun, 21 Jun 2020 12:33:20 GMT'),
    ]
    for name, date in forms:
        add(f'date-form-{name}', f'X-Date as {date}: right over the text as sent', ['date-form'], DEPOSIT, date=date)
        add(f'date-form-{name}-reformatted', f'X-Date as {date}, signed over the same moment in the documented form', ['date-form'], DEPOSIT, date=date, hash_=AGREED['V2'])
        add(f'date-form-signed-as-{name}', f'X-Date in the documented form, signed as {date}', ['date-form'], DEPOSIT, hash_=hash_of(DEPOSIT, date=date))
    add('payload-only-empty', 'A GET with the hash of the empty payload only', ['payload-only', 'empty-body'], b'', hash_=mac(utf8(SECRET), b''))
    add('payload-only-notification', 'A notification with the hash of its payload only', ['payload-only'], '{"deposit_id":3000000001}', hash_=mac(utf8(SECRET), b'{"deposit_id":3000000001}'))


def document():
    for make in (agreed_vectors, rfc_4231_vectors, message_vectors, body_vectors, text_vectors, charset_vectors, length_vectors, key_vectors, algorithm_vectors, hash_form_vectors, scheme_vectors, date_vectors):
        make()
    ids = [vector['id'] for vector in VECTORS]
    repeated = sorted({vector_id for vector_id in ids if ids.count(vector_id) > 1})
    used = {flag for vector in VECTORS for flag in vector['flags']}
    if repeated or used != set(FLAGS):
        raise SystemExit(f'ids used twice: {repeated}; flags without description: {sorted(used - set(FLAGS))}; flags without vector: {sorted(set(FLAGS) - used)}')
    return {
        'algorithm': 'HMAC-SHA-256',
        'schema': 'signature.schema.json',
        'generator': 'signature.generate.py',
        'notes': [
            'hash = lower-case hex of HMAC-SHA-256(API Signature, X-Date + X-Login + body); authorization = "D24 " + hash.',
            'xDate, xLogin and authorization are header values as they were on the wire: one character is one byte (Latin-1).',
            'apiSignature is text and stands for its UTF-8 bytes; apiSignatureHex is the key itself in hex. Every key is invented.',
            'bodyBase64 holds the bytes; bodyText is for people, and present only for valid UTF-8 of at most 1024 characters.',
            'valid: the signature is right over the raw bytes, whatever else may be wrong with the request. An ambiguity on a valid vector says why a provider may refuse it on other grounds.',
            'invalid: the request must be declined. acceptable: both answers are allowed, and the ambiguity says why.',
            'expectedHash is the right hash for the date, login, body and key of the vector, also where the authorization is wrong.',
            'The file is ASCII so that characters which look alike can be distinguished.',
        ],
        'flags': {name: {'bugType': kind, 'description': text, 'clauses': clauses} for name, (kind, text, clauses) in FLAGS.items()},
        'numberOfVectors': len(VECTORS),
        'vectors': VECTORS,
    }


def check_with_openssl():
    """Recomputes every digest with the openssl command line. An empty key is written as one NUL byte: HMAC pads keys with NUL."""
    names = {'sha3_256': 'sha3-256'}
    distinct = {(kind, algorithm, key, message): result for kind, algorithm, key, message, result in COMPUTED}
    for (kind, algorithm, key, message), result in distinct.items():
        command = ['openssl', 'dgst', '-' + names.get(algorithm, algorithm), '-r']
        if kind == 'hmac':
            command += ['-mac', 'HMAC', '-macopt', 'hexkey:' + (key.hex() or '00')]
        answer = subprocess.run(command, input=message, capture_output=True, check=True).stdout.decode('ascii').split()[0]
        if answer != result:
            raise SystemExit(f'openssl has {answer}, Python has {result}: {kind} {algorithm} key {key.hex()} message {message[:200].hex()}')
    print(f'openssl agrees on {len(distinct)} digests of {len(VECTORS)} vectors')


if __name__ == '__main__':
    made = document()
    if sys.argv[1:] == ['--check-openssl']:
        check_with_openssl()
    elif sys.argv[1:]:
        raise SystemExit('usage: signature.generate.py [--check-openssl]')
    else:
        print(json.dumps(made, indent=2))
