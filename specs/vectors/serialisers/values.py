#!/usr/bin/env python3
"""Makes values.json: the values that every serialiser is given, as JSON texts.

    python3 specs/vectors/serialisers/values.py > specs/vectors/serialisers/values.json
"""

import json

VALUES = [
    ('deposit', 'A small deposit in ASCII', '{"invoice_id":"INV-0001","amount":100,"country":"BR","currency":"BRL"}'),
    ('accents', 'Letters beyond ASCII', '{"payer":{"first_name":"Jos\u00e9","last_name":"Nu\u00f1ez"}}'),
    ('emoji', 'A character beyond U+FFFF', '{"description":"\U0001f600 caf\u00e9"}'),
    ('cjk', 'Han, Kana and Hangul', '{"name":"\u5c71\u7530 \u306f\u306a\u3053 \uae40"}'),
    ('slash', 'Slashes', '{"back_url":"https://shop.example/back?a=1"}'),
    ('html', 'What HTML gives a meaning', '{"description":"<b>\\"Fish\\" & \'chips\'</b> = 1+1`"}'),
    ('quote', 'Quotation mark and backslash', '{"d":"a\\"b\\\\c"}'),
    ('apostrophe', 'An apostrophe alone', '{"d":"it\'s"}'),
    ('short', 'Controls that have a short escape', '{"d":"\\b\\f\\n\\r\\t"}'),
    ('control', 'Other controls', '{"d":"\\u0000\\u0001\\u001b\\u001f"}'),
    ('del', 'DEL and C1 controls', '{"d":"\u007f\u0080\u0085\u009f\u00a0"}'),
    ('separators', 'Line and paragraph separator, byte order mark', '{"d":"a\u2028b\u2029c\ufeffd\u200be"}'),
    ('nulls', 'Members that are null', '{"a":null,"b":1,"c":{"d":null},"e":[null,1]}'),
    ('empties', 'Empty text, array and object', '{"a":"","b":[],"c":{},"d":[[],{}],"e":"x"}'),
    ('nested', 'Arrays and objects within each other', '{"a":[1,[2,{"b":[3]}],{"c":{"d":"e"}}],"f":{"g":{"h":[{"i":1},{"i":2}]}}}'),
    ('booleans', 'true and false', '{"yes":true,"no":false}'),
    ('numeric-texts', 'Texts that are numbers', '{"document":"72697858059","amount":"100.50","zip":"01310","phone":"+598 99"}'),
    ('integers', 'Integers', '{"a":0,"b":-1,"c":100,"d":2147483648,"e":3000000001,"f":9007199254740991}'),
    ('cents', 'Amounts with decimals', '{"a":100.5,"b":0.1,"c":29.95,"d":0.3,"e":1234567.89}'),
    ('padded', 'Decimals that end in zeros', '{"a":100.0,"b":100.00,"c":100.50,"d":0.10}'),
    ('negative-zero', 'Zero with a sign', '{"a":-0.0}'),
    ('large', 'Integers beyond 2^53 and 2^63', '{"a":9007199254740993,"b":9223372036854775807,"c":9223372036854775808,"d":123456789012345678901234567890}'),
    ('exponents', 'Exponents', '{"a":1e5,"b":1E+5,"c":1.5e3,"d":2.5e-3}'),
    ('powers', 'Where languages begin to write an exponent', '{"a":1e6,"b":1e7,"c":1e14,"d":1e15,"e":1e16,"f":1e17,"g":1e18,"h":1e20,"i":1e21,"j":1e22}'),
    ('small', 'Where languages begin to write a negative exponent', '{"a":0.01,"b":0.001,"c":0.0001,"d":0.00001,"e":0.000001,"f":0.0000001,"g":0.00012345}'),
    ('doubles', 'Fractions that need all digits', '{"a":0.30000000000000004,"b":3.141592653589793,"c":1.7976931348623157e308,"d":12345678.9,"e":123456789.125}'),
    ('unsorted', 'Members in no order, in both cases', '{"b":1,"a":2,"B":3,"A":4,"c":{"z":1,"y":2},"_":5,"10":6}'),
    ('integer-names', 'Names that are integers', '{"b":1,"10":2,"2":3,"a":4,"01":5,"-1":6}'),
    ('unicode-names', 'Names beyond ASCII, where UTF-16 and code points sort apart', '{"\uff5e":1,"\U0001f600":2,"\u00e9":3,"e":4}'),
    ('escaped-names', 'Names that need escapes', '{"a/b":1,"c\\"d":2,"<e>":3}'),
    ('duplicates', 'A name twice', '{"a":1,"b":2,"a":3}'),
    ('counted', 'An object whose names count from 0', '{"list":{"0":"a","1":"b"}}'),
    ('wide', 'More members than a small hash table holds', json.dumps({name: index for index, name in enumerate(
        ['invoice_id', 'amount', 'country', 'currency', 'payer', 'payment_method', 'bank_account', 'early_release', 'fee_on_payer', 'description',
         'client_ip', 'language', 'back_url', 'success_url', 'error_url', 'notification_url', 'logo', 'test', 'mobile', 'device_id', 'bonus_amount'])},
        separators=(',', ':'))),
    ('array', 'An array outside', '[1,"a",null,{"b":[]}]'),
    ('text', 'A text outside', '"a/b \u00e9 <"'),
    ('escaped', 'A body that came with escapes', '{"name":"Jos\\u00e9 \\ud83d\\ude00","url":"https:\\/\\/a.example\\/"}'),
    ('spaced', 'A body that came with white space', '{ "a" : [ 1 , 2 ] ,\n  "b" : "c d" }'),
    ('interpolation', 'Signs that some languages read within texts', '{"a":"#{x} #$y #@z # a","b":"${x}","c":"%s"}'),
]

print(json.dumps([{'id': i, 'comment': c, 'json': j} for i, c, j in VALUES], indent=2, ensure_ascii=True))
