import { reason } from '../../core/verdict/reason.ts';
import { said } from '../../language/sentences.ts';
import type { AmbiguityId, Interpretations } from '../../specs/types/ambiguities.ts';
import type { ClauseRun } from '../clause-run.ts';
import type { KeyUseTest, KeyUseTestEnvironment } from '../clause-test.ts';
import { broken, isSuccess } from '../judgement.ts';
import { Untestable } from '../violation.ts';
import { type KeyUseDriver, keyUseDriver, type Shaping, type Use } from './driver.ts';

/** Asks one ambiguity: which interpretation was seen, with the last use that shows it; undefined where this target does not allow the question. */
type Asked<Id extends AmbiguityId> = (
  env: KeyUseTestEnvironment,
  driver: KeyUseDriver,
) => Promise<{ readonly seen: Interpretations[Id]; readonly exchange: Use['exchange'] } | undefined>;

type Questions = { readonly [Id in 'O1' | 'O2' | 'O3' | 'O4' | 'O5' | 'O6']: Asked<Id> };

const withKey =
  (credentials: Parameters<Shaping>[0]['credentials']): Shaping =>
  (call) => ({ ...call, credentials });

/** Whether a mail names an address when the next new address already has its own mail. */
async function mailed(driver: KeyUseDriver, address: string): Promise<boolean> {
  await driver.sentinel();
  return (await driver.about(address)).length > 0;
}

const questions: Questions = {
  async O1({ keyUse }, driver) {
    const { testKey } = keyUse;
    if (testKey === undefined) return undefined;
    const address = await driver.newAddress();
    const { exchange } = await driver.use(address, undefined, withKey(testKey));
    return { seen: (await mailed(driver, address)) ? 'test-too' : 'live-only', exchange };
  },

  async O3({ keyUse }, driver) {
    const { takeOnly } = keyUse.controls;
    if (!takeOnly) return undefined;
    const [listed, refused] = [await driver.newAddress(), await driver.newAddress()];
    await takeOnly([listed]);
    const exchange = await driver.call(refused);
    await takeOnly([]);
    return { seen: (await mailed(driver, refused)) ? 'refused-too' : 'served-only', exchange };
  },

  async O5({ keyUse }, driver) {
    const [one, other] = [await keyUse.newAddress('IPv6'), await keyUse.newAddress('IPv6')];
    if (one === undefined || other === undefined) return undefined;
    await driver.use(one);
    const { exchange } = await driver.use(other);
    return { seen: (await mailed(driver, other)) ? 'whole-address' : 'network-64', exchange };
  },

  // These change the key, so they come last.
  async O4({ keyUse }, driver) {
    const { rollKey } = keyUse.controls;
    if (!rollKey) return undefined;
    const address = await driver.newAddress();
    await driver.use(address);
    await mailed(driver, address);
    const before = (await driver.about(address)).length;
    const fresh = await rollKey(false);
    const { exchange } = await driver.use(address, undefined, withKey(fresh));
    const seen = await (async () => {
      await driver.sentinel();
      return (await driver.about(address)).length > before;
    })();
    return { seen: seen ? 'starts-anew' : 'inherits', exchange };
  },

  async O6({ keyUse }, driver) {
    const { rollKey } = keyUse.controls;
    if (!rollKey) return undefined;
    const old = keyUse.provider.merchant;
    const fresh = await rollKey(false);
    // It is new to both keys, and the rolled key still works for a while.
    const address = await driver.newAddress();
    await driver.use(address, undefined, withKey(fresh));
    await mailed(driver, address);
    const before = (await driver.about(address)).length;
    const exchange = await driver.call(address, undefined, withKey(old));
    if (!isSuccess(exchange)) return undefined;
    await driver.sentinel();
    return { seen: (await driver.about(address)).length > before ? 'per-key' : 'per-account', exchange };
  },

  async O2({ keyUse }, driver) {
    const { rollKey } = keyUse.controls;
    if (!rollKey) return undefined;
    const ended = keyUse.provider.merchant;
    await rollKey(true);
    const address = await driver.newAddress();
    const exchange = await driver.call(address, undefined, withKey(ended));
    return { seen: (await mailed(driver, address)) ? 'every-attempt' : 'authenticated-only', exchange };
  },
};

async function observed(env: KeyUseTestEnvironment, run: ClauseRun, id: keyof Questions): Promise<void> {
  const found = await questions[id](env, keyUseDriver(env, run));
  if (found === undefined) return;
  const { seen, exchange } = found;
  run.countCases(1);
  run.observe({ ambiguity: id, subject: said('key-use-asked', { id }), seen });
  const required = env.profile.interpretations[id];
  if (env.profile.requires.includes(id) && seen !== required)
    broken('USE-04', reason('interpretation-required', { required }), reason('value-seen', { value: seen }), [exchange]);
}

export const ambiguityTests: readonly KeyUseTest[] = [
  {
    clause: 'USE-04',
    needs: ['newAddresses'],
    async run(env, run) {
      // New addresses are scarce, so they are kept for what is judged.
      if (env.keyUse.scarce) throw new Untestable(said('too-few-new-addresses'));
      for (const id of ['O1', 'O3', 'O5', 'O4', 'O6', 'O2'] as const) await observed(env, run, id);
    },
  },
];
