import { sign } from '../../../core/contract/signature.ts';
import type { Override } from '../../../core/decisions/override.ts';
import type { Call, ProviderDecisions } from '../../../core/decisions/provider.ts';
import { headerValue } from '../../../core/exchange.ts';
import type { JsonTree } from '../../../core/json.ts';
import { parseJson, withTexts } from '../../../core/json.ts';
import { decodeUtf8 } from '../../../core/utf8.ts';
import { defineFaults } from '../../define.ts';

/** Members that the provider has a field for. */
const ownMembers = new Set(['extra']);

const treeOf = ({ arrival }: Call): JsonTree | undefined => parseJson(decodeUtf8(arrival.request.body) ?? '');

/** The values inside of a value, at any depth, with the name of each. */
function inside(tree: JsonTree | undefined): readonly (readonly [name: string, value: JsonTree])[] {
  if (tree?.kind === 'array') return tree.items.flatMap(inside);
  if (tree?.kind !== 'object') return [];
  return tree.members.flatMap(([name, value]) => [[name, value] as const, ...inside(value)]);
}

/** The values inside of the objects of a body. */
function nested(call: Call): readonly (readonly [name: string, value: JsonTree])[] {
  const tree = treeOf(call);
  return tree?.kind === 'object' ? tree.members.flatMap(([, value]) => inside(value)) : [];
}

/** No signature verifies on such a call. */
const neverVerified = (isSuch: (call: Call) => boolean): Override<ProviderDecisions> => ({
  verifies: (conforming) => (hash, message, secret, call) => conforming(hash, message, secret, call) && !isSuch(call),
});

/** Such a call fails inside. */
const failsWhere = (isSuch: (call: Call) => boolean): Override<ProviderDecisions> => ({
  parameterProblems: (conforming) => (call) => {
    if (isSuch(call)) throw new TypeError('unexpected value');
    return conforming(call);
  },
});

/** Hashes of the right length are compared in that way. */
const compared = (isSame: (one: string, other: string) => boolean): Override<ProviderDecisions> => ({
  verifies: () => (hash, message, secret) => {
    const right = sign(message, secret);
    return hash.length === right.length && isSame(hash, right);
  },
});

const codes = (text: string): readonly number[] => [...text].map((character) => character.charCodeAt(0));

/** What typed bodies, comparisons written by hand and helpers of frameworks do in other languages. */
export const otherLanguagesFaults = defineFaults<ProviderDecisions>({
  // A typed body is written back from its fields before it is hashed.
  'unknown-members-never-verify': {
    title: 'A right signature on a body with an unknown member gets 102.',
    breaks: ['SIG-04'],
    override: neverVerified((call) => inside(treeOf(call)).some(([name]) => ownMembers.has(name))),
  },
  'unknown-nested-members-never-verify': {
    title: 'A right signature on a body with an unknown member of an object inside gets 102.',
    breaks: ['SIG-04'],
    override: neverVerified((call) => nested(call).some(([name]) => ownMembers.has(name))),
  },
  // The writer leaves out members without a value at every depth.
  'nested-nulls-never-verify': {
    title: 'A right signature on a body with a null inside of an object gets 102.',
    breaks: ['SIG-04'],
    override: neverVerified((call) => nested(call).some(([, { kind }]) => kind === 'null')),
  },
  // Where an object may be, its members are read without a look at what it is.
  'booleans-for-objects-fail-inside': {
    title: 'A body with true in the place of the payer gets a 500.',
    breaks: ['END-04', 'END-08'],
    override: failsWhere((call) => inside(treeOf(call)).some(([name, { kind }]) => name === 'payer' && kind === 'boolean')),
  },
  // The differences of all characters are added, and none has to be zero.
  'hash-compared-by-its-sum': {
    title: 'A hash with the digits of the right one in another order verifies.',
    breaks: ['SIG-02', 'SIG-07'],
    override: compared(
      (one, other) => codes(one).reduce((sum, code) => sum + code, 0) === codes(other).reduce((sum, code) => sum + code, 0),
    ),
  },
  // The loop goes on by two bytes.
  'every-other-digit-of-the-hash-compared': {
    title: 'A hash of which every second digit was changed verifies.',
    breaks: ['SIG-07'],
    override: compared((one, other) => codes(one).every((code, at) => at % 2 === 1 || code === other.charCodeAt(at))),
  },
  'middle-of-the-hash-compared': {
    title: 'A hash whose first and last eight digits were changed verifies.',
    breaks: ['SIG-07'],
    override: compared((one, other) => one.slice(8, -8) === other.slice(8, -8)),
  },
  // Moments are compared by the number of their five seconds.
  'window-in-slots-of-five-seconds': {
    title: 'X-Date passes when it is in the same or the neighbouring five seconds.',
    row: 'T13',
    breaks: ['CLK-01', 'CLK-02'],
    override: {
      window: (conforming) => (dateMs, call) =>
        Math.abs(Math.floor(call.now / 5000) - Math.floor(dateMs / 5000)) <= 1 ? 'inside' : conforming(dateMs, call),
    },
  },
  // The column of logins is searched by LIKE.
  'logins-are-patterns': {
    title: 'A login with an underscore in the place of a character is taken for the merchant.',
    breaks: ['AUT-02'],
    override: {
      accountOf: (conforming) => (login, accounts, call) =>
        conforming(login, accounts, call) ?? (/[_%]/.test(login) ? accounts[0] : undefined),
    },
  },
  // A form for words straightens quotes and dashes.
  'quotes-straightened': {
    title: 'A typographic apostrophe is kept as a straight one.',
    breaks: ['UTF-01'],
    override: {
      stored: (conforming) => (body, call) => withTexts(conforming(body, call), (text) => text.replace(/[\u2018\u2019]/g, "'")),
    },
  },
  // Compatibility forms are made one, as for names of users.
  'text-kept-in-compatibility-form': {
    title: 'The ligature fi is kept as two letters.',
    breaks: ['UTF-01'],
    override: { stored: (conforming) => (body, call) => withTexts(conforming(body, call), (text) => text.normalize('NFKC')) },
  },
  // The log has a column for the name of the client.
  'long-clients-fail-inside': {
    title: 'A User-Agent of more than 255 characters gets a 500.',
    breaks: ['END-04'],
    override: failsWhere(({ arrival }) => (headerValue(arrival.request.headers, 'User-Agent') ?? '').length > 255),
  },
  // `URLDecoder.decode` throws on what is not an escape.
  'ill-formed-escapes-fail-inside': {
    title: 'A query with a percent sign that begins no escape gets a 500.',
    breaks: ['END-04'],
    override: failsWhere(({ arrival }) => /\?.*%(?![0-9a-f]{2})/i.test(arrival.request.target)),
  },
  // The name is a part of the format of a message.
  'formats-in-names-fail-inside': {
    title: 'A name with %s gets a 500.',
    breaks: ['END-04'],
    override: failsWhere((call) =>
      inside(treeOf(call)).some(([name, value]) => name === 'last_name' && value.kind === 'string' && value.value.includes('%s')),
    ),
  },
});
