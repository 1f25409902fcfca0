import { refusedBy } from '../../core/contract/error-codes.ts';
import type { Credentials } from '../../core/contract/ledger.ts';
import type { Exchange } from '../../core/exchange.ts';
import { type Liveness, livenessOf } from '../../core/rotation/liveness.ts';
import { reason } from '../../core/verdict/reason.ts';
import { said } from '../../language/sentences.ts';
import type { RotatingAccount } from '../../roles/provider.ts';
import { mainResource } from '../../schemas/contract.ts';
import { type Call, draftOf } from '../call.ts';
import type { ClauseRun } from '../clause-run.ts';
import type { ProviderTest, ProviderTestEnvironment } from '../clause-test.ts';
import { broken, errorCodeOf, responseOf, seen } from '../judgement.ts';
import { validCalls } from '../valid-calls.ts';
import { Indeterminate, Untestable } from '../violation.ts';
import { readsOf } from './negative-case.ts';
import { underSet } from './rotated-account.ts';

/** A call that shows whether a key works, and that cannot be executed. */
export interface KeyProbe {
  readonly id: string;
  readonly readOnly: boolean;
  /** With a whole set, or with parts of two. */
  readonly ask: (keys: Credentials, change?: (call: Call) => Call) => Promise<Exchange>;
  /**
   * What an answer says about the key.
   *
   * @throws LostOnTheWay where none came
   */
  readonly says: (exchange: Exchange) => Liveness;
}

/** A deposit id that nobody has: the read gets 404 after the check of the key. */
const nobodysDeposit = '1';

/** The probes of an API: lookups, a signed read, and where allowed a creation that cannot be executed (END-03). */
async function keyProbes(env: ProviderTestEnvironment, run: ClauseRun, writes: boolean): Promise<readonly KeyProbe[]> {
  const calls = validCalls(env, run);
  const paid = mainResource(env.contract);
  const probe = (id: string, readOnly: boolean, call: Call): KeyProbe => ({
    id,
    readOnly,
    ask: (keys, change = (same) => same) => env.provider.send(draftOf(change({ ...call, credentials: keys }))),
    says: (exchange) => livenessOf(responseOf(exchange).status, refusedBy(env.contract, errorCodeOf(exchange))),
  });
  const lookups = await Promise.all(calls.bearer.map(async (operation) => probe(operation.id, true, await calls.call(operation))));
  if (paid === undefined) {
    const signed = readsOf(calls.signed).filter(({ method }) => method === 'GET');
    return [...lookups, ...(await Promise.all(signed.map(async (operation) => probe(operation.id, false, await calls.call(operation)))))];
  }
  const { create, read } = paid;
  const { invoiceId: _, ...creation } = calls.depositCall(calls.referenced({}, run.unique('inv')));
  return [...lookups, probe(read.id, false, calls.statusCall(nobodysDeposit)), ...(writes ? [probe(create.id, false, creation)] : [])];
}

/** Keys that nobody ever had. */
function nobodysKeys(run: ClauseRun): Credentials {
  return { apiKey: run.unique('nobody'), apiSignature: run.unique('nobodysSignature'), readOnlyKey: run.unique('nobodysReadOnly') };
}

/**
 * The probes that show something: those that refuse keys which nobody ever had. A provider that checks the body first shows nothing, and the report
 * says so.
 *
 * @throws Indeterminate where the old set does not work by any of them, or none is left
 */
export async function tellingProbes(env: ProviderTestEnvironment, run: ClauseRun, writes: boolean): Promise<readonly KeyProbe[]> {
  const nobody = nobodysKeys(run);
  const telling: KeyProbe[] = [];
  for (const probe of await keyProbes(env, run, writes)) {
    const control = await probe.ask(nobody);
    if (probe.says(control) === 'dead') telling.push(probe);
    else
      run.observe({
        subject: said('probe-tells-nothing', { id: probe.id }),
        seen: said('probe-control', { came: String(responseOf(control).status) }),
      });
  }
  if (telling.length === 0) throw new Indeterminate(said('no-probe-tells'), 'implementation', []);
  return telling;
}

/**
 * Checks that the old set works before it is rolled.
 *
 * @throws Indeterminate where it does not
 */
export async function aliveBefore(env: ProviderTestEnvironment, run: ClauseRun, old: Credentials, writes: boolean): Promise<void> {
  for (const probe of await tellingProbes(env, run, writes)) {
    const exchange = await probe.ask(old);
    if (probe.says(exchange) !== 'alive')
      throw new Indeterminate(said('old-set-not-green', { id: probe.id, came: String(responseOf(exchange).status) }), 'implementation', [
        exchange,
      ]);
  }
}

/** Several nodes may answer: each probe is sent this often. */
const rounds = 8;

type Rolled = Awaited<ReturnType<RotatingAccount['roll']>>;

/** ROT-01 to ROT-03 by calls that cannot be executed: what production can be asked. Nothing is made there, so ROT-04 has nothing to judge. */
export function probeTests(account: RotatingAccount, writes: boolean): readonly ProviderTest[] {
  const prepared = async (env: ProviderTestEnvironment, run: ClauseRun) => {
    const rolled: Rolled = await account.roll();
    const fresh = underSet(env, account, rolled.keys);
    const all = await tellingProbes(fresh, run, writes);
    return { rolled, old: account.keys, all, own: all.filter(({ readOnly }) => (readOnly ? rolled.readOnly : rolled.signing)) };
  };
  const ended = async ({ endsAt }: Rolled): Promise<void> => {
    if (endsAt === undefined) throw new Untestable(said('rotation-end-unsaid'));
    if (!(await account.pass(endsAt))) throw new Untestable(said('rotation-end-far', { at: new Date(endsAt).toISOString() }));
  };
  /** Sends a probe several times, and throws where one answer differs. */
  const expect = async (
    clause: 'ROT-01' | 'ROT-02' | 'ROT-03',
    run: ClauseRun,
    { id, says }: KeyProbe,
    wanted: Liveness,
    difference: string,
    ask: () => Promise<Exchange>,
  ): Promise<void> => {
    for (let round = 0; round < rounds; round += 1) {
      run.countCases(1);
      const exchange = await ask();
      const found = says(exchange);
      if (found === 'unknown') throw new Indeterminate(said('probe-answer-tells-nothing', { id }), 'implementation', [exchange]);
      if (found !== wanted)
        broken(clause, reason(wanted === 'alive' ? 'accepted' : 'refused'), seen(exchange), [exchange], {
          difference: `${id}: ${difference}`,
        });
    }
  };
  return [
    {
      clause: 'ROT-01',
      needs: [],
      async run(env, run) {
        const { rolled, all } = await prepared(env, run);
        for (const probe of all) await expect('ROT-01', run, probe, 'alive', said('the-new-set'), () => probe.ask(rolled.keys));
      },
    },
    {
      clause: 'ROT-02',
      needs: [],
      async run(env, run) {
        const { rolled, own, old } = await prepared(env, run);
        await ended(rolled);
        if (own.length === 0) throw new Untestable(said('nothing-rolled'));
        for (const probe of own) await expect('ROT-02', run, probe, 'dead', said('the-old-set-after-its-end'), () => probe.ask(old));
      },
    },
    {
      clause: 'ROT-03',
      needs: [],
      async run(env, run) {
        const { rolled, own, old } = await prepared(env, run);
        await ended(rolled);
        const signed = own.filter(({ readOnly }) => !readOnly);
        if (signed.length === 0) throw new Untestable(said('nothing-rolled'));
        for (const probe of signed) {
          const mixes = [
            [said('new-login-old-signature'), (call: Call) => ({ ...call, secretAs: old.apiSignature })],
            [said('old-login-new-signature'), (call: Call) => ({ ...call, loginAs: old.apiKey })],
          ] as const;
          for (const [difference, change] of mixes)
            await expect('ROT-03', run, probe, 'dead', difference, () => probe.ask(rolled.keys, change));
        }
      },
    },
  ];
}
