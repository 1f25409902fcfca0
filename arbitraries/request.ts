import fc from 'fast-check';
import { amountText, compareAmounts, parseAmount } from '../core/contract/amounts.ts';
import type { JsonValue } from '../core/json.ts';
import { amount } from './amount.ts';
import { asciiName, punctuatedText } from './text.ts';

type Members = Readonly<Record<string, JsonValue>>;

function isObject(value: JsonValue | undefined): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** How much the amount may grow, in hundredths: limits of payment methods are not published, so it stays near what is known to be accepted. */
const growth = 100_00n;

/** Amounts from the sample's own up to 100 more, in the sample's JSON kind; whole ones where the sample's is whole, for currencies without decimals. */
function variedAmount(sample: JsonValue): fc.Arbitrary<JsonValue> {
  const own = typeof sample === 'number' || typeof sample === 'string' ? parseAmount(String(sample)) : undefined;
  if (own === undefined || own.scale > 2 || own.units <= 0n || compareAmounts(own, { units: 10n ** 12n, scale: 0 }) >= 0)
    return fc.constant(sample);
  const least = own.units * 10n ** BigInt(2 - own.scale);
  const text = (units: bigint) => amountText({ units, scale: 2 });
  const within = amount({ min: text(least), max: text(least + growth) });
  const whole = fc.bigInt({ min: 0n, max: growth / 100n }).map((more) => amountText({ units: least / 100n + more, scale: 0 }));
  return (own.scale === 0 ? whole : within).map((spelled) => (typeof sample === 'number' ? Number(spelled) : spelled));
}

/** Members of a creation body that may take other values without another payer, method or country: each with its values. */
const varying: Readonly<Record<string, (sample: JsonValue) => fc.Arbitrary<JsonValue>>> = {
  amount: variedAmount,
  description: () => fc.oneof(asciiName(), punctuatedText()).map(({ text }) => text),
};

const varyingOfPayer: Readonly<Record<string, (sample: JsonValue) => fc.Arbitrary<JsonValue>>> = {
  first_name: () => asciiName().map(({ text }) => text),
  last_name: () => asciiName().map(({ text }) => text),
};

function varied(sample: Members, ways: typeof varying): fc.Arbitrary<Members> {
  const present = Object.entries(ways).filter(([name]) => sample[name] !== undefined && sample[name] !== null);
  const changes: fc.Arbitrary<Members> = fc.record(Object.fromEntries(present.map(([name, way]) => [name, way(sample[name] ?? null)])));
  // Each member may also stay as it is: a failing case shrinks to the sample itself.
  const names = fc.subarray(present.map(([name]) => name));
  return fc
    .tuple(names, changes)
    .map(([changing, values]) => ({ ...sample, ...Object.fromEntries(changing.map((name) => [name, values[name] ?? null])) }));
}

/**
 * Bodies that differ from a known-good one in members that do not decide whether it is accepted: amount (never less, at most 100 more), description,
 * and the payer's names where the sample has them. Ids, documents, mail, country and method stay, so that a real test system accepts them all. Member
 * order stays too.
 *
 * @param sample a createDeposit body that the target accepts, with the unique invoice id in it: no id is made here
 */
export function variedDeposit(sample: Members): fc.Arbitrary<Members> {
  const payer = sample.payer;
  const body = varied(sample, varying);
  if (!isObject(payer)) return body;
  return fc.tuple(body, varied(payer, varyingOfPayer)).map(([members, person]) => ({ ...members, payer: person }));
}
