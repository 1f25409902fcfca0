import fc from 'fast-check';
import type { Exchange, HeaderLine } from '../../core/exchange.ts';
import { Blocked } from '../../core/verdict/blocked.ts';
import { said } from '../../language/sentences.ts';
import type { Sending } from '../../roles/transport/transport.ts';
import type { Operation } from '../../schemas/contract.ts';
import { bodyMembers, type Call, draftOf, jsonBody } from '../call.ts';
import type { ClauseRun } from '../clause-run.ts';
import type { ProviderTest, ProviderTestEnvironment } from '../clause-test.ts';
import { forAll } from '../for-all.ts';
import { accepted, answerText, isSuccess, refused, responseOf } from '../judgement.ts';
import { type ValidCalls, validCalls } from '../valid-calls.ts';
import { Indeterminate, Untestable } from '../violation.ts';
import { isRefused, listing, quickMs, readFrom, shown, strangerRefused, strangersAddress } from './address-list.ts';
import { refusedAlongAxes } from './axes.ts';
import {
  acceptedControl,
  inGroups,
  type Judge,
  judgeNegativeCase,
  judgeNegativeCases,
  type NegativeCase,
  readsOf,
  writesOf,
} from './negative-case.ts';
import { oneOfEach } from './wrong-signature.ts';

/** Fields in which gateways, content networks and frameworks name the original client. */
const forwardingFields = [
  'X-Forwarded-For',
  'X-Real-IP',
  'True-Client-IP',
  'CF-Connecting-IP',
  'X-Client-IP',
  'X-Cluster-Client-IP',
  'Fastly-Client-IP',
  'Fly-Client-IP',
  'X-Azure-ClientIP',
  'X-Envoy-External-Address',
  'X-Original-Forwarded-For',
  'X-Originating-IP',
  'X-Remote-IP',
  'X-Remote-Addr',
  'X-Forwarded',
  'Forwarded-For',
  'Client-IP',
  'Proxy-Client-IP',
  'WL-Proxy-Client-IP',
] as const;

const pathOfForwarding = 'Forwarded';

/** Ways to write one address, or a list of addresses in which it is first, last or between others. */
const addressSpellings = {
  alone: (address: string) => address,
  [said('with-port')]: (address: string) => (address.includes(':') ? `[${address}]:4711` : `${address}:4711`),
  [said('as-ipv4-mapped-address')]: (address: string) => (address.includes(':') ? address : `::ffff:${address}`),
  [said('in-brackets')]: (address: string) => (address.includes(':') ? `[${address}]` : `[::ffff:${address}]`),
  [said('in-quotes')]: (address: string) => `"${address}"`,
  [said('first-of-two')]: (address: string, stranger: string) => `${address}, ${stranger}`,
  [said('last-of-two')]: (address: string, stranger: string) => `${stranger}, ${address}`,
  [said('between-strangers')]: (address: string, stranger: string) => `${stranger}, ${address}, ${stranger}`,
  [said('without-blanks')]: (address: string, stranger: string) => `${stranger},${address}`,
  [said('behind-unknown')]: (address: string) => `unknown, ${address}`,
  twice: (address: string) => `${address}, ${address}`,
} as const;

/** The same in the grammar of RFC 7239. */
const forwardedSpellings = {
  alone: (address: string) => `for=${nodeOf(address)}`,
  [said('in-quotes')]: (address: string) => `for="${nodeOf(address).replaceAll('"', '')}"`,
  [said('with-port')]: (address: string) => `for="${nodeOf(address).replaceAll('"', '')}:4711"`,
  [said('upper-case-name')]: (address: string) => `For=${nodeOf(address)}`,
  [said('with-all-parameters')]: (address: string, stranger: string) =>
    `by=${nodeOf(stranger)};for=${nodeOf(address)};host=localhost;proto=https`,
  [said('first-of-two')]: (address: string, stranger: string) => `for=${nodeOf(address)}, for=${nodeOf(stranger)}`,
  [said('last-of-two')]: (address: string, stranger: string) => `for=${nodeOf(stranger)}, for=${nodeOf(address)}`,
} as const;

/** A node of RFC 7239 §6: an IPv6 address is in brackets and quotes. */
function nodeOf(address: string): string {
  return address.includes(':') ? `"[${address}]"` : address;
}

/** A spelled claim to another source address. It is data, so that a counterexample is readable. */
interface Claim {
  readonly field: string;
  readonly spelling: string;
  readonly letters: 'documented' | 'lower' | 'upper';
  /** Written on one line, or on two of the same name. */
  readonly lines: 'one' | 'again' | 'behind-stranger';
}

const letters = fc.constantFrom('documented' as const, 'lower' as const, 'upper' as const);
const lines = fc.oneof(
  { weight: 4, arbitrary: fc.constant('one' as const) },
  { weight: 1, arbitrary: fc.constantFrom('again' as const, 'behind-stranger' as const) },
);

const claims: fc.Arbitrary<Claim> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      field: fc.constantFrom(...forwardingFields),
      spelling: fc.constantFrom(...Object.keys(addressSpellings)),
      letters,
      lines,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      field: fc.constant(pathOfForwarding),
      spelling: fc.constantFrom(...Object.keys(forwardedSpellings)),
      letters,
      lines,
    }),
  },
);

/** The header lines that claim to come from `address`, with `stranger` where the spelling needs a second address. */
function claimLines(claim: Claim, address: string, stranger: string): readonly HeaderLine[] {
  const spellings: Readonly<Record<string, (address: string, stranger: string) => string>> =
    claim.field === pathOfForwarding ? forwardedSpellings : addressSpellings;
  const spell = spellings[claim.spelling] ?? ((plain: string) => plain);
  const name = claim.letters === 'lower' ? claim.field.toLowerCase() : claim.letters === 'upper' ? claim.field.toUpperCase() : claim.field;
  const line: HeaderLine = [name, spell(address, stranger)];
  if (claim.lines === 'again') return [line, line];
  if (claim.lines === 'behind-stranger') return [[name, spell(stranger, stranger)], line];
  return [line];
}

function claiming(call: Call, added: readonly HeaderLine[]): Call {
  return { ...call, headersAs: (sent) => [...sent, ...added] };
}

function textOf(added: readonly HeaderLine[]): string {
  return added.map(([name, value]) => `${name}: ${value}`).join(' and ');
}

/** A creation body with the payer's address set. */
function withClientIp(call: Call, address: string): Uint8Array {
  return jsonBody({ ...bodyMembers(call), client_ip: address });
}

/** How to send from our address that is not on the merchant's list. */
function unlisted(env: ProviderTestEnvironment): Sending {
  return { from: strangersAddress(env) };
}

/** Judges that the list of one merchant admits no other merchant: an address that was put on ours is not on theirs. */
async function listOfAnother(env: ProviderTestEnvironment, run: ClauseRun, calls: ValidCalls): Promise<void> {
  const { secondMerchant, controls } = env.provider;
  if (!calls.creates || !secondMerchant || !controls.addAddress || !controls.removeAddress) return;
  const address = strangersAddress(env);
  const theirs = calls.idOf(await calls.send({ ...calls.depositCall(), credentials: secondMerchant }));
  if (theirs === undefined) return;
  const call: Call = { ...calls.statusCall(theirs), credentials: secondMerchant };
  await calls.read(call);
  const theirsFrom = () => env.provider.send(draftOf(call), { from: address });
  const before = await theirsFrom();
  run.observe({ subject: said('other-merchant-from-unlisted'), seen: answerText(before) });
  // It may already be on theirs.
  if (!isRefused(before)) return;
  await listing(env, run, calls, address, async ({ put }) => {
    await put();
    const { exchange: ours } = await shown(env, () => readFrom(env, calls, address), isSuccess);
    if (!isSuccess(ours)) return;
    run.countCases(1);
    refused('IPA-01', await theirsFrom(), { difference: said('another-merchants-call-from-address-put') }, [ours]);
  });
}

/** Loopback addresses whose text begins with that of another one. In any other network only a few addresses are ours, so there are none. */
function textsBeyond(address: string): readonly string[] {
  const [, head, last = ''] = /^(127\.\d+\.\d+\.)(\d+)$/.exec(address) ?? [];
  if (head === undefined) return [];
  return ['0', '1', '00'].map((more) => `${last}${more}`).flatMap((octet) => (Number(octet) < 256 ? [`${head}${octet}`] : []));
}

/** The loopback range of two addresses that contains an address, and the addresses on either side of it; undefined in any other network. */
function rangeAround(
  address: string,
): { readonly range: string; readonly inside: string; readonly outside: readonly string[] } | undefined {
  const [, head, last = ''] = /^(127\.\d+\.\d+\.)(\d+)$/.exec(address) ?? [];
  const even = Number(last) - (Number(last) % 2);
  if (head === undefined || even < 4 || even > 250) return undefined;
  return { range: `${head}${even}/31`, inside: `${head}${even + 1}`, outside: [`${head}${even - 1}`, `${head}${even + 2}`] };
}

/** Where a list takes ranges (no document says that it does), it admits what is inside of one and nothing next to it. */
async function rangeEdges(env: ProviderTestEnvironment, run: ClauseRun, calls: ValidCalls, unlisted: string): Promise<void> {
  const { addAddress, removeAddress } = env.provider.controls;
  const around = rangeAround(unlisted.replace(/^(127\.\d+\.\d+\.)\d+$/, '$120'));
  if (!addAddress || !removeAddress || around === undefined) return;
  const { range, inside, outside } = around;
  const observed = (seen: string): void => run.observe({ subject: said('range-on-address-list'), seen });
  for (const stranger of [inside, ...outside]) if (!isRefused(await readFrom(env, calls, stranger))) return;
  try {
    await addAddress(range);
  } catch (error) {
    if (!(error instanceof Blocked)) throw error;
    observed(said('range-not-taken'));
    return;
  }
  try {
    const { exchange: served } = await shown(env, () => readFrom(env, calls, inside), isSuccess);
    observed(said(isSuccess(served) ? 'range-taken' : 'range-without-effect'));
    if (!isSuccess(served)) return;
    for (const stranger of outside) {
      run.countCases(1);
      refused('IPA-02', await readFrom(env, calls, stranger), { difference: said('address-beside-range', { stranger, range }) }, [served]);
    }
  } finally {
    await removeAddress(range);
  }
  const { exchange } = await shown(env, () => readFrom(env, calls, inside), isRefused);
  refused('IPA-02', exchange, { difference: said('address-of-range-taken-off', { range }) });
}

/** Whether the list has any effect: if not, neither a header nor a change of it can be judged. */
async function listIsKept(calls: ValidCalls, env: ProviderTestEnvironment): Promise<void> {
  const exchange = await readFrom(env, calls, strangersAddress(env));
  if (isSuccess(exchange)) {
    throw new Indeterminate(said('unlisted-address-accepted'), 'implementation', [exchange]);
  }
}

export const addressTests: readonly ProviderTest[] = [
  {
    clause: 'IPA-01',
    needs: ['secondAddress'],
    run: async (env, run) => {
      const calls = validCalls(env, run);
      const sending = unlisted(env);
      const stranger: NegativeCase = { difference: said('source-address-not-listed'), from: (control) => control, sending };
      // Asked again after the controls were served: a provider that trusts a known key and no longer checks addresses shows only then.
      for (let round = 0; round < 4; round += 1) {
        const asked = round === 0 ? calls.signed : calls.signed.filter((operation) => !operation.traits.includes('reverses'));
        await judgeNegativeCases('IPA-01', env, run, calls, asked, () => [stranger]);
      }
      // An address is more than the beginning of its text. On loopback we can call from those that begin like the listed one.
      const { listedAddress } = env.provider;
      const longer = listedAddress === undefined ? [] : textsBeyond(listedAddress).map((from) => ({ from, listedAddress }));
      await judgeNegativeCases('IPA-01', env, run, calls, readsOf(calls.signed).slice(0, 1), () =>
        longer.map(({ from, listedAddress }) => ({
          difference: said('source-address-which-begins-like-listed', { from, listedAddress }),
          from: (control) => control,
          sending: { from },
        })),
      );
      // An address in the body is about the payer: it replaces nothing.
      if (listedAddress !== undefined) {
        await judgeNegativeCases(
          'IPA-01',
          env,
          run,
          calls,
          writesOf(calls.signed).filter((operation) => !operation.traits.includes('reverses')),
          () => [
            {
              difference: said('source-address-not-listed-with-as-client', { listedAddress }),
              from: (control) => ({ ...control, body: withClientIp(control, listedAddress) }),
              sending,
            },
          ],
        );
      }
      // A stored answer does not bypass the list either: the call is refused although its key has been answered.
      await inGroups(run, writesOf(calls.signed), async (operation) => {
        const call: Call = { ...(await calls.call(operation)), idempotencyKey: run.shop.key() };
        const first = await calls.send(call);
        responseOf(first);
        if (!isSuccess(first)) {
          await acceptedControl(calls, operation);
          return;
        }
        const replayed = await env.provider.send(draftOf(call), sending);
        refused('IPA-01', replayed, { difference: said('used-x-idempotency-key-from-source-address', { id: operation.id }) }, [first]);
      });
      await listOfAnother(env, run, calls);
      await refusedAlongAxes('IPA-01', env, run, calls, oneOfEach(calls.signed), [stranger]);
      // Whether the list covers read-only operations is an interpretation (C46).
      await inGroups(run, calls.bearer, async (operation) => {
        await acceptedControl(calls, operation);
        const exchange = await env.provider.send(draftOf(await calls.call(operation)), sending);
        run.observe({
          ambiguity: 'C46',
          subject: `${operation.id}: ${answerText(exchange)}`,
          seen: isSuccess(exchange) ? 'signed-only' : 'all-operations',
        });
      });
    },
  },
  {
    clause: 'IPA-02',
    needs: ['secondAddress', 'changesAddresses'],
    run: async (env, run) => {
      const calls = validCalls(env, run);
      const address = strangersAddress(env);
      const asked = calls.signed;
      const controls = new Map<string, Exchange>();
      await inGroups(run, asked, async (operation) => {
        const control = await calls.send(await calls.call(operation));
        accepted('IPA-02', control, { difference: said('source-address-listed') });
        controls.set(operation.id, control);
      });
      await listIsKept(calls, env);
      let slowestMs = 0;
      /** Asks every operation until it shows the change, and returns the last answer of each. */
      const afterwards = async (wanted: (exchange: Exchange) => boolean, judge: typeof accepted, difference: string): Promise<void> => {
        run.countCases(asked.length);
        // One request goes out first, so that a change that never shows is awaited once.
        const { exchange: first, tookMs } = await shown(env, () => readFrom(env, calls, address), wanted);
        judge('IPA-02', first, { difference }, [...controls.values()].slice(0, 1));
        slowestMs = Math.max(slowestMs, tookMs);
        await inGroups(run, asked, async (operation) => {
          const ask = async () => env.provider.send(draftOf(await calls.call(operation)), { from: address });
          const { exchange } = await shown(env, ask, wanted);
          judge('IPA-02', exchange, { difference }, [controls.get(operation.id) ?? exchange]);
        });
      };
      await listing(env, run, calls, address, async (list) => {
        // The second time, the address was on the list before. A slow target is asked once.
        for (let round = 0; round < 2 && slowestMs < quickMs; round += 1) {
          await list.put();
          await afterwards(isSuccess, accepted, said('source-address-put-on-list'));
          await list.take();
          await afterwards(isRefused, refused, said('source-address-taken-off-list'));
        }
      });
      await rangeEdges(env, run, calls, address);
      run.observe({
        subject: said('change-of-address-list'),
        seen: said('shows-within-seconds', { slowestMs: Math.ceil(slowestMs / 1000) }),
      });
    },
  },
  {
    clause: 'IPA-03',
    needs: ['secondAddress'],
    run: async (env, run) => {
      const calls = validCalls(env, run);
      const sending = unlisted(env);
      const { listedAddress, unlistedAddress = '' } = env.provider;
      if (listedAddress === undefined) throw new Untestable(said('listed-address-unknown'));
      await listIsKept(calls, env);
      // A field can replace the address only where the address is checked: a call of each operation without the field is refused first.
      const refusals = await strangerRefused(env, run, calls, calls.signed, strangersAddress(env));
      const kept = calls.signed.filter(({ id }) => refusals.has(id));
      const beside = ({ id }: Operation): Judge => {
        const plainly = refusals.get(id);
        return (clause, exchange, showing, controls) => refused(clause, exchange, showing, [...(plainly ? [plainly] : []), ...controls]);
      };
      const pretending = (claim: Claim): NegativeCase => {
        const added = claimLines(claim, listedAddress, unlistedAddress);
        return {
          difference: said('source-address-not-listed-with', { added: textOf(added) }),
          from: (control) => claiming(control, added),
          sending,
        };
      };
      // Each field once on every signed operation, in its plainest form. Then spellings of it on reads.
      const plainest = [...forwardingFields, pathOfForwarding].map((field) =>
        pretending({ field, spelling: 'alone', letters: 'documented', lines: 'one' }),
      );
      for (const operation of kept) {
        const asked = operation.method === 'GET' || operation.traits.includes('reverses') ? plainest : plainest.slice(0, 6);
        await judgeNegativeCases('IPA-03', env, run, calls, [operation], () => asked, beside(operation));
      }
      const together: NegativeCase = {
        difference: said('source-address-not-listed-with-every-forwarding'),
        from: (control) =>
          claiming(
            control,
            [...forwardingFields, pathOfForwarding].flatMap((field) =>
              claimLines({ field, spelling: 'alone', letters: 'documented', lines: 'one' }, listedAddress, unlistedAddress),
            ),
          ),
        sending,
      };
      for (const operation of kept) await judgeNegativeCases('IPA-03', env, run, calls, [operation], () => [together], beside(operation));
      const spelled = fc.record({ operation: fc.constantFrom(...readsOf(kept).map(({ id }) => id)), claim: claims });
      await forAll(run, spelled, 80, ({ operation: id, claim }) => {
        const operation = env.contract.operation(id);
        return judgeNegativeCase('IPA-03', env, calls, operation, pretending(claim), beside(operation));
      });
      await refusedAlongAxes('IPA-03', env, run, calls, readsOf(kept).slice(0, 1), [together]);
      // The opposite case, a stranger's address in a call from a listed address, is recorded: to refuse it may be caution.
      const [read] = readsOf(calls.signed);
      if (read === undefined) return;
      await inGroups(run, [...forwardingFields, pathOfForwarding], async (field) => {
        const added = claimLines({ field, spelling: 'alone', letters: 'documented', lines: 'one' }, unlistedAddress, listedAddress);
        const exchange = await calls.send(claiming(await calls.call(read), added));
        run.observe({ subject: said('field-naming-stranger', { field }), seen: answerText(exchange) });
      });
    },
  },
];
