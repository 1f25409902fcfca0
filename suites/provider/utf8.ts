import fc from 'fast-check';
import { awkwardText, latin1Text, personName } from '../../arbitraries/text.ts';
import { refusedBy } from '../../core/contract/error-codes.ts';
import type { Exchange } from '../../core/exchange.ts';
import type { JsonValue } from '../../core/json.ts';
import { decodeUtf8, encodeUtf8 } from '../../core/utf8.ts';
import { reason } from '../../core/verdict/reason.ts';
import { said } from '../../language/sentences.ts';
import { Lacking, type Operation, payment } from '../../schemas/contract.ts';
import { type Call, draftOf, jsonBody } from '../call.ts';
import type { ProviderTest, ProviderTestEnvironment } from '../clause-test.ts';
import { forAll } from '../for-all.ts';
import { accepted, answerText, broken, errorCodeOf, isSuccess, memberOf, refused, responseOf, seen, statusOf } from '../judgement.ts';
import { type ValidCalls, validCalls } from '../valid-calls.ts';
import { Indeterminate, Untestable } from '../violation.ts';
import { acceptedControl, declinedWithoutEffect, inGroups, readsOf } from './negative-case.ts';

type JsonObject = Readonly<Record<string, JsonValue>>;

const names = ['first_name', 'last_name'] as const;

function objectOf(value: JsonValue | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

/** A creation body with these payer names. Everything else is from the sample. */
function named(calls: ValidCalls, first: string, last: string): JsonObject {
  const body = calls.depositBody();
  return { ...body, payer: { ...objectOf(body.payer), first_name: first, last_name: last } };
}

/** The same with a place to live. */
function housed(body: JsonObject, text: string): JsonObject {
  const payer = objectOf(body.payer);
  return { ...body, payer: { ...payer, address: { ...objectOf(payer.address), street: text, city: text } } };
}

/** The names that the status call shows for a created deposit, with the exchange that showed them. */
async function namesOf(
  calls: ValidCalls,
  depositId: string,
): Promise<{ readonly exchange: Exchange; readonly shown: readonly (string | undefined)[] }> {
  const exchange = await calls.read(calls.statusCall(depositId));
  const payer = objectOf(memberOf(exchange, 'payer'));
  return { exchange, shown: names.map((name) => (typeof payer[name] === 'string' ? payer[name] : undefined)) };
}

/** The creation, whose body has names of a payer. Throws Lacking where it has none. */
function creationWithNames({ contract }: ProviderTestEnvironment): Operation {
  const { create } = payment(contract);
  if (create.requestBody?.properties?.payer === undefined) throw new Lacking('names');
  return create;
}

/** Whether the status call shows payer names at all: without that, nothing shows how text is kept. */
async function namesAreShown(env: ProviderTestEnvironment, calls: ValidCalls): Promise<void> {
  const create = creationWithNames(env);
  const { shown, exchange } = await namesOf(calls, (await calls.deposit(named(calls, 'Ana', 'Silva'))).depositId);
  if (shown[0] === undefined || shown[1] === undefined) {
    throw new Untestable(said('no-payer-shown', { id: create.id }), [exchange]);
  }
}

/** Equal except for normalization, which no document promises (C39). */
function sameText(a: string | undefined, b: string): boolean {
  return a?.normalize('NFC') === b.normalize('NFC');
}

function asText(value: string | undefined): string {
  return value ?? 'nothing';
}

/** An accepted creation must show its names unchanged; a clear 4xx is right too. */
async function kept(
  clause: 'UTF-01' | 'UTF-02' | 'UTF-03',
  { contract }: ProviderTestEnvironment,
  calls: ValidCalls,
  made: Exchange,
  wanted: readonly [string, string],
  difference: string,
): Promise<void> {
  if (!isSuccess(made)) {
    const { status } = responseOf(made);
    if (clause !== 'UTF-03' && refusedBy(contract, errorCodeOf(made)) === 'signature') accepted(clause, made, { difference });
    if (status < 400 || status > 499) broken(clause, reason('text-kept'), seen(made), [made], { difference });
    return;
  }
  const depositId = calls.idOf(made);
  if (depositId === undefined)
    broken(clause, reason('text-kept'), reason('value-seen', { value: said('no-deposit-id') }), [made], { difference });
  const { exchange, shown } = await namesOf(calls, depositId);
  accepted(clause, exchange, { difference }, [made]);
  wanted.forEach((text, index) => {
    if (!sameText(shown[index], text)) {
      broken(clause, reason('text-kept', { text }), reason('text-changed', { text: asText(shown[index]) }), [made, exchange], {
        difference,
      });
    }
  });
}

/** JSON with every character outside ASCII escaped, hex in the given case. */
function escaped(value: JsonValue, upper: boolean): Uint8Array {
  const text = JSON.stringify(value).replace(/[\u0080-\uffff]/g, (unit) => {
    const hex = unit.charCodeAt(0).toString(16).padStart(4, '0');
    return `\\u${upper ? hex.toUpperCase() : hex}`;
  });
  return encodeUtf8(text);
}

/** Texts of each kind that a table, a driver or a filter on the way is known to change: asked each time, in each spelling. */
const knownTexts = [
  'Jos\u00e9 Mu\u00f1oz',
  '\u0141\u00f3d\u017a',
  'Stra\u00dfe \u0131\u0130',
  '\u65e5\u672c\u8a9e',
  '\u{1f600} Ana \u{1f600}',
  '\u{20bb7}\u{91ce}\u5bb6',
  '\u0928\u092e\u0938\u094d\u0924\u0947',
  '\u0645\u062d\u0645\u062f',
  "O'Brien & S\u00f3n",
  'Ana O\u2019Neill\u2013Paz \u201cBia\u201d',
  '\ufb01n \u2460',
  'a < b > c = d | e ~ f ^ g',
  'Sa&amp;o &lt;b&gt; &#233;',
  'a\\b \\n \\u0041',
  '100%25 + 1 %41',
  '$1 {{x}} `y`',
  'Null',
];

const spellings: Readonly<Record<string, (body: JsonObject) => Uint8Array>> = {
  raw: (body) => jsonBody(body),
  escaped: (body) => escaped(body, false),
  [said('escaped-in-upper-case')]: (body) => escaped(body, true),
};

const utf01: ProviderTest = {
  clause: 'UTF-01',
  needs: ['signed'],
  async run(env, run) {
    const calls = validCalls(env, run);
    await namesAreShown(env, calls);
    const known = knownTexts.flatMap((text) => Object.entries(spellings).map(([spelling, spell]) => ({ text, spelling, spell })));
    await inGroups(run, known, async ({ text, spelling, spell }) => {
      run.countCases(1);
      const body = named(calls, text, text);
      const made = await calls.send({ ...calls.depositCall(body), body: spell(body) });
      await kept('UTF-01', env, calls, made, [text, text], said('the-names', { text, spelling }));
    });
    // A packet may end in the middle of a character.
    if (env.provider.can.has('wire')) {
      await inGroups(run, knownTexts, async (text) => {
        run.countCases(1);
        const made = await env.provider.send(draftOf(calls.depositCall(named(calls, text, text))), { pieces: 3 });
        await kept('UTF-01', env, calls, made, [text, text], said('names-in-packets-of-3-bytes', { text }));
      });
    }
    // Where the status call shows the payer's address, its text is kept too.
    await inGroups(run, knownTexts, async (text) => {
      run.countCases(1);
      const body = housed(named(calls, 'Ana', 'Silva'), text);
      const made = await calls.send(calls.depositCall(body));
      const depositId = calls.idOf(made);
      responseOf(made);
      if (!isSuccess(made) || depositId === undefined) return;
      const exchange = await calls.read(calls.statusCall(depositId));
      accepted('UTF-01', exchange, { difference: said('the-address', { text }) }, [made]);
      const address = objectOf(objectOf(memberOf(exchange, 'payer')).address);
      for (const shown of [address.street, address.city]) {
        if (typeof shown !== 'string' || sameText(shown, text)) continue;
        broken('UTF-01', reason('text-kept', { text }), reason('text-changed', { text: shown }), [made, exchange], {
          difference: said('the-address', { text }),
        });
      }
    });
    await forAll(run, fc.record({ first: personName(), last: personName() }), 200, async ({ first, last }) => {
      const made = await calls.send(calls.depositCall(named(calls, first.text, last.text)));
      await kept('UTF-01', env, calls, made, [first.text, last.text], said('names-of-and', { kind: first.kind, kind2: last.kind }));
    });
  },
};

const utf02: ProviderTest = {
  clause: 'UTF-02',
  needs: ['signed'],
  async run(env, run) {
    creationWithNames(env);
    const calls = validCalls(env, run);
    const spellings = fc.record({ first: personName(), upper: fc.boolean(), escapedFirst: fc.boolean() });
    let judged = 0;
    let refusal: Exchange | undefined;
    await forAll(run, spellings, 60, async ({ first, upper, escapedFirst }) => {
      // `ß` is in each body, so its two spellings always differ. A 4xx for the text itself would meet both.
      const rawCall = calls.depositCall(named(calls, first.text, 'Weiß'));
      const other = named(calls, first.text, 'Weiß');
      const escapedCall: Call = { ...calls.depositCall(other), body: escaped(other, upper) };
      const made = [await calls.send(rawCall), await calls.send(escapedCall)] as const;
      for (const exchange of made) responseOf(exchange);
      if (!made.some(isSuccess)) {
        [refusal] = made;
        return;
      }
      judged += 1;
      const [control, ...rest] = [...made].sort((a, b) => Number(isSuccess(b)) - Number(isSuccess(a)));
      for (const exchange of rest) {
        const difference = said('spelling-with-its-own-hash', { spelling: exchange === made[0] ? 'raw' : 'escaped' });
        accepted('UTF-02', exchange, { difference }, control ? [control] : []);
      }
      const third = named(calls, first.text, 'Weiß');
      const bodies = [jsonBody(third), escaped(third, upper)] as const;
      const [sent, signed] = escapedFirst ? [bodies[1], bodies[0]] : bodies;
      const controlCall: Call = { ...calls.depositCall(third), body: sent };
      const negative: Call = { ...controlCall, signedAs: (parts) => ({ ...parts, body: signed }) };
      await declinedWithoutEffect('UTF-02', env, calls, controlCall, negative, said('hash-of-other-spelling'));
    });
    if (judged === 0 && refusal !== undefined) {
      const values = { id: payment(env.contract).create.id, control: answerText(refusal) };
      throw new Indeterminate(said('control-refused', values), 'implementation', [refusal]);
    }
  },
};

/** Windows code page 1252 where it differs from ISO 8859-1. */
const cp1252: ReadonlyMap<string, number> = new Map([
  ['€', 0x80],
  ['Š', 0x8a],
  ['Œ', 0x8c],
  ['Ž', 0x8e],
  ['š', 0x9a],
  ['œ', 0x9c],
  ['ž', 0x9e],
  ['Ÿ', 0x9f],
]);

interface Charset {
  readonly name: string;
  readonly encode: (text: string) => Uint8Array;
  readonly sample: (text: string) => string;
}

const charsets: readonly Charset[] = [
  { name: 'ISO-8859-1', encode: (text) => Buffer.from(text, 'latin1'), sample: (text) => text },
  {
    name: 'windows-1252',
    encode: (text) => Uint8Array.from([...text].map((character) => cp1252.get(character) ?? character.charCodeAt(0))),
    sample: (text) => `${text}Œž`,
  },
  { name: 'UTF-16LE', encode: (text) => Buffer.from(text, 'utf16le'), sample: (text) => text },
  { name: 'UTF-16BE', encode: (text) => Buffer.from(text, 'utf16le').swap16(), sample: (text) => text },
];

const utf03: ProviderTest = {
  clause: 'UTF-03',
  needs: ['signed'],
  async run(env, run) {
    const calls = validCalls(env, run);
    await namesAreShown(env, calls);
    const cases = fc.record({ charset: fc.constantFrom(...charsets), first: latin1Text(), declared: fc.boolean() });
    await forAll(run, cases, 100, async ({ charset, first, declared }) => {
      const name = charset.sample(first.text);
      const body = named(calls, name, 'Muñoz');
      const call: Call = {
        ...calls.depositCall(body),
        body: charset.encode(JSON.stringify(body)),
        ...(declared
          ? {
              headersAs: (lines) =>
                lines.map(
                  ([line, value]) =>
                    [line, line === 'Content-Type' ? `application/json; charset=${charset.name.toLowerCase()}` : value] as const,
                ),
            }
          : {}),
      };
      const made = await calls.send(call);
      await kept(
        'UTF-03',
        env,
        calls,
        made,
        [name, 'Muñoz'],
        said('body-in', { charset: charset.name, declared: declared ? said('and-declared') : '' }),
      );
    });
  },
};

const utf04: ProviderTest = {
  clause: 'UTF-04',
  needs: ['signed'],
  async run(env, run) {
    creationWithNames(env);
    const calls = validCalls(env, run);
    const observed = async (ambiguity: `C${number}`, subject: string, call: Call): Promise<Exchange> => {
      const exchange = await calls.send(call);
      run.observe({
        ambiguity,
        subject,
        seen:
          exchange.answer.kind === 'none' ? said('no-answer', { reason: exchange.answer.reason }) : String(exchange.answer.response.status),
      });
      return exchange;
    };
    const decomposed = 'Jose\u0301';
    const made = await observed('C39', said('decomposed-nfd-name'), calls.depositCall(named(calls, decomposed, 'Silva')));
    const depositId = calls.idOf(made);
    if (depositId !== undefined) {
      const [shown] = (await namesOf(calls, depositId)).shown;
      run.observe({
        ambiguity: 'C39',
        subject: said('normalization-of-stored-text'),
        seen: shown === decomposed ? said('kept-as-sent') : shown === decomposed.normalize('NFC') ? 'composed' : 'changed',
      });
    }
    const body = calls.depositBody();
    const bytes = jsonBody(body);
    await observed('C41', said('byte-order-mark-before-body'), {
      ...calls.depositCall(body),
      body: Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]),
    });
    const doubled = calls.depositBody();
    const text = JSON.stringify(doubled);
    await observed('C41', said('a-duplicate-member'), {
      ...calls.depositCall(doubled),
      body: encodeUtf8(`${text.slice(0, -1)},"country":${JSON.stringify(doubled.country)}}`),
    });
    for (const depth of [100, 10_000]) {
      const deep = calls.depositBody();
      await observed('C41', said('nesting-of-depth', { depth }), {
        ...calls.depositCall(deep),
        body: encodeUtf8(`${JSON.stringify(deep).slice(0, -1)},"metadata":${'['.repeat(depth)}${']'.repeat(depth)}}`),
      });
    }
    await forAll(run, awkwardText(), 30, async ({ text: awkward, kind }) => {
      await observed('C40', said('name-with', { kind }), calls.depositCall(named(calls, awkward, 'Silva')));
    });
  },
};

/** A documented item of a list, with a text beyond ASCII. */
interface TextExample {
  readonly operation: Operation;
  readonly row: JsonObject;
  readonly member: string;
  readonly text: string;
}

/** What the examples of a list say of text beyond ASCII. */
function textExamples(operation: Operation): readonly TextExample[] {
  if (!operation.traits.includes('lists')) return [];
  const lists = [...operation.responses.values()].flatMap(({ examples }) => examples).filter(Array.isArray);
  return lists.flat().flatMap((item: JsonValue) => {
    const row = objectOf(item);
    return Object.entries(row).flatMap(([member, text]) =>
      typeof text === 'string' && Array.from(text).some((sign) => sign > '\u007f') ? [{ operation, row, member, text }] : [],
    );
  });
}

/** Whether an item is that of the example: its other members are the same, and there are some. */
function isListed(row: JsonObject, member: string, item: JsonObject): boolean {
  const others = Object.entries(row).filter(([name, value]) => name !== member && (typeof value === 'string' || typeof value === 'number'));
  return others.length > 0 && others.every(([name, value]) => item[name] === value);
}

/** The items of a listing answer; undefined where it is not a list. */
function parsedList(exchange: Exchange): readonly JsonValue[] | undefined {
  const text = decodeUtf8(responseOf(exchange).body);
  if (text === undefined) broken('UTF-06', reason('well-formed-utf8'), seen(exchange), [exchange]);
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) ? list : undefined;
  } catch {
    broken('UTF-06', reason('json-declared-as-json'), seen(exchange), [exchange]);
  }
}

const utf06: ProviderTest = {
  clause: 'UTF-06',
  needs: ['lists'],
  async run(env, run) {
    const calls = validCalls(env, run);
    for (const operation of calls.operations) {
      const exchange = await acceptedControl(calls, operation);
      if (decodeUtf8(responseOf(exchange).body) === undefined)
        broken('UTF-06', reason('well-formed-utf8'), seen(exchange), [exchange], { difference: operation.id });
    }
    const documented = env.contract.operations.flatMap(textExamples);
    let found = documented.length === 0;
    const asked: Exchange[] = [];
    for (const { operation, row, member, text } of documented) {
      const exchange = await calls.send(await calls.call(operation));
      accepted('UTF-06', exchange, { difference: operation.id });
      asked.push(exchange);
      const list = parsedList(exchange);
      const item = list?.find((each) => isListed(row, member, objectOf(each)));
      // A target need not list everything.
      if (list !== undefined && item === undefined) continue;
      found = true;
      const name = objectOf(item)[member];
      if (typeof name === 'string' && sameText(name, text)) continue;
      const seen = reason('text-changed', { text: asText(typeof name === 'string' ? name : undefined) });
      broken('UTF-06', reason('text-kept', { text }), seen, [exchange], { difference: said('text-of-list', { id: operation.id, member }) });
    }
    if (!found)
      throw new Indeterminate(
        said('documented-text-not-listed', { text: documented.map(({ text }) => text).join(', ') }),
        'implementation',
        asked,
      );
  },
};

/** Pairs of byte strings that are not UTF-8, and that a lossy decoder treats as the same. */
const illFormed: readonly (readonly [number, ...number[]])[][] = [
  [
    [0xe9, 0x69],
    [0x69, 0xe9],
  ],
  [[0xff], [0xff, 0xff]],
  [[0xe9], [0xe8]],
  [[0xff], [0xfe]],
  [[0xc3], [0xc2]],
  [[0x80], [0xbf]],
  [
    [0xed, 0xa0, 0x80],
    [0xed, 0xb0, 0x80],
  ],
  [
    [0xc0, 0xaf],
    [0xc1, 0xbf],
  ],
  [
    [0xf5, 0x80, 0x80, 0x80],
    [0xf7, 0xbf, 0xbf, 0xbf],
  ],
  [
    [0xe2, 0x82],
    [0xe2, 0x81],
  ],
];

/** What decoders make of bytes that are not UTF-8 before a careless hash. `as sent` is the hash of the first of a pair. */
const decoders: Readonly<Record<string, (bytes: Uint8Array) => Uint8Array>> = {
  [said('as-sent')]: (bytes) => bytes,
  replaced: (bytes) => encodeUtf8(new TextDecoder('utf-8').decode(bytes)),
  dropped: (bytes) => encodeUtf8(new TextDecoder('utf-8').decode(bytes).replaceAll('\ufffd', '')),
  [said('as-question-marks')]: (bytes) => bytes.map((byte) => (byte < 0x80 ? byte : 0x3f)),
  [said('without-their-highest-bit')]: (bytes) => bytes.map((byte) => byte & 0x7f),
};

function decodedAs(decoder: string, bytes: Uint8Array): Uint8Array {
  return decoders[decoder]?.(bytes) ?? bytes;
}

const utf07: ProviderTest = {
  clause: 'UTF-07',
  needs: ['signed'],
  async run(env, run) {
    creationWithNames(env);
    const calls = validCalls(env, run);
    const signedAs = fc.constantFrom(...Object.keys(decoders));
    const cases = fc.record({ pair: fc.constantFrom(...illFormed), turned: fc.boolean(), signedAs });
    await forAll(run, cases, 100, async ({ pair, turned, signedAs }) => {
      const [one, two] = turned ? [pair[1], pair[0]] : [pair[0], pair[1]];
      if (!one || !two) return;
      const bodyWith = (bytes: readonly number[]): { readonly call: Call; readonly body: Uint8Array } => {
        const call = calls.depositCall(named(calls, 'Jo', 'Silva'));
        const at = placeOfName(call.body);
        return { call, body: Buffer.concat([call.body.subarray(0, at), Uint8Array.from(bytes), call.body.subarray(at)]) };
      };
      const first = bodyWith(one);
      const at = placeOfName(first.call.body);
      const other = Buffer.concat([first.call.body.subarray(0, at), Uint8Array.from(two), first.call.body.subarray(at)]);
      const signed = decodedAs(signedAs, first.body);
      // Both bodies with one signature, each with its own invoice id where the signature allows it. It does not, so the second may be refused under
      // C42.
      const a = await calls.send({ ...first.call, body: first.body, signedAs: (parts) => ({ ...parts, body: signed }) });
      const b = await calls.send({ ...first.call, body: other, signedAs: (parts) => ({ ...parts, body: signed }) });
      const control = await calls.send(calls.depositCall());
      accepted('UTF-07', control);
      const difference = said('ill-formed-bytes-and-under-hash', { one: hexOf(one), two: hexOf(two), signedAs });
      if (signedAs !== said('as-sent')) refused('UTF-07', a, { difference }, [control]);
      refused('UTF-07', b, { difference }, [control]);
      statusOf(a);
    });
    // The text of a creation is decoded after its hash was judged, so a lossy hash may be hidden by a strict decoder. A read decodes no text: a body
    // sent with it is either signed or, where it is ignored, only the hash of the empty string is right.
    const judgedOnRead = async (operation: Operation, [one, two]: (typeof illFormed)[number], signedAs: string) => {
      if (!one || !two) return;
      const call = await calls.call(operation);
      const bodyWith = (bytes: readonly number[]) => Buffer.concat([encodeUtf8('{"name":"Jo'), Uint8Array.from(bytes), encodeUtf8('"}')]);
      const signed = decodedAs(signedAs, bodyWith(one));
      const exchange = await calls.send({ ...call, body: bodyWith(two), signedAs: (parts) => ({ ...parts, body: signed }) });
      const control = await calls.send(call);
      accepted('UTF-07', control);
      // A gateway may drop the connection because of content in a GET, which says nothing about the hash; creations are judged above.
      if (exchange.answer.kind === 'none') return;
      const difference = said('with-ill-formed-bytes-under-hash-of', { id: operation.id, two: hexOf(two), one: hexOf(one), signedAs });
      refused('UTF-07', exchange, { difference }, [control]);
    };
    const reads = readsOf(calls.signed);
    const all = illFormed.flatMap((pair) => Object.keys(decoders).map((decoder) => ({ pair, decoder })));
    for (const operation of reads) {
      run.countCases(all.length);
      await inGroups(run, all, ({ pair, decoder }) => judgedOnRead(operation, pair, decoder));
    }
  },
};

/** Where a creation body has room after the payer's first name, in bytes. */
function placeOfName(body: Uint8Array): number {
  return Buffer.from(body).indexOf('"Jo"') + 3;
}

function hexOf(bytes: readonly number[]): string {
  return bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
}

export const utf8Tests: readonly ProviderTest[] = [utf01, utf02, utf03, utf04, utf06, utf07];
