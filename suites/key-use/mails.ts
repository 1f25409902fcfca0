import { canonicalAddress } from '../../captures/mail/addresses-in.ts';
import { namesMoment } from '../../captures/mail/date-text.ts';
import type { HeaderLine } from '../../core/exchange.ts';
import { reason } from '../../core/verdict/reason.ts';
import { said } from '../../language/sentences.ts';
import type { ReceivedAlert } from '../../roles/key-use.ts';
import type { ClauseId } from '../../specs/clauses/catalogue.ts';
import type { ClauseRun } from '../clause-run.ts';
import type { KeyUseTest, KeyUseTestEnvironment } from '../clause-test.ts';
import { broken } from '../judgement.ts';
import { weakWithout } from '../oracle.ts';
import { Untestable } from '../violation.ts';
import { type KeyUseDriver, keyUseDriver, type Shaping, type Use } from './driver.ts';

/** How far the date may be from the use, ms: wrong zones are off by a quarter of an hour at least, clocks and queues by less than this. */
const looseMs = 10 * 60_000;

/** No two zones differ by more than this, ms. */
const zonesMs = 26 * 60 * 60_000;

/**
 * USE-01: the date of use. A date that names a zone has to be right in it; dates of other days are about something else.
 * One without a zone is recorded where it is right in some zone.
 */
function dated(clause: ClauseId, { dates, subject }: ReceivedAlert, { exchange, from, to }: Use, run: ClauseRun): void {
  const right = dates.filter((date) => namesMoment(date, from, to, looseMs));
  if (right.some(({ zoned }) => zoned)) return;
  const near = dates.find((date) => date.zoned && namesMoment(date, from, to, zonesMs));
  const [loose] = right;
  if (loose !== undefined && near === undefined) {
    run.observe({ subject: said('date-without-zone'), seen: loose.text });
    return;
  }
  const value = near?.text ?? dates[0]?.text ?? said('no-date-in-mail', { subject });
  broken(clause, reason('mail-dated'), reason('date-seen', { value }), [exchange]);
}

/** A number of rounds, reduced to what scarce addresses allow. */
function rounds({ keyUse }: KeyUseTestEnvironment, wanted: number, whenScarce: number): readonly number[] {
  return Array.from({ length: keyUse.scarce ? whenScarce : wanted }, (_, index) => index);
}

/** Header fields by which proxies name the original client, each with the address that it claims. */
function claims(address: string, other: string): readonly (readonly HeaderLine[])[] {
  return [
    [['X-Forwarded-For', address]],
    [['X-Forwarded-For', `${address}, ${other}`]],
    [['X-Forwarded-For', `${other}, ${address}`]],
    [['Forwarded', `for=${address};proto=https`]],
    [['X-Real-IP', address]],
    [['True-Client-IP', address]],
    [['CF-Connecting-IP', address]],
    [['X-Client-IP', address]],
    [['X-Cluster-Client-IP', address]],
    [['Fastly-Client-IP', address]],
  ];
}

const withLines =
  (lines: readonly HeaderLine[]): Shaping =>
  (call) => ({ ...call, headersAs: (own) => [...own, ...lines] });

/** Addresses for documentation (RFC 5737), which no connection comes from. */
const claimed = (index: number): string => `203.0.113.${(index % 250) + 1}`;
const otherClaimed = '198.51.100.77';

/** Asks several at once. Each is awaited to its end, so that no request goes out after the test. */
async function together<T>(works: readonly (() => Promise<T>)[]): Promise<readonly T[]> {
  const ends = await Promise.allSettled(works.map((work) => work()));
  return ends.map((end) => {
    if (end.status === 'rejected') throw end.reason;
    return end.value;
  });
}

export const mailTests: readonly KeyUseTest[] = [
  {
    clause: 'USE-01',
    needs: ['newAddresses'],
    async run(env, run) {
      const driver = keyUseDriver(env, run);
      const asked = env.keyUse.scarce ? driver.operations.slice(0, 1) : driver.operations;
      run.countCases(asked.length);
      for (const operation of asked) {
        const use = await driver.use(await driver.newAddress(), operation);
        dated('USE-01', await driver.one('USE-01', use), use, run);
      }
      if (env.keyUse.scarce) return;
      // A client that starts with many connections uses the key from one address several times at once: that is one first use.
      const address = await driver.newAddress();
      const [use] = await together(Array.from({ length: 12 }, () => () => driver.use(address)));
      run.countCases(1);
      if (use === undefined) return;
      await driver.sentinel();
      await driver.one('USE-01', use);
    },
  },
  {
    clause: 'USE-02',
    needs: ['newAddresses'],
    async run(env, run) {
      const { keyUse } = env;
      const driver = keyUseDriver(env, run);
      const address = await driver.newAddress();
      const first = await driver.use(address);
      const [mail] = await keyUseMails(env, driver, first);
      if (mail === undefined) throw new Untestable(said('first-use-without-mail'), [first.exchange]);
      const before = (await driver.about(address)).length;
      let last = first;
      const again = async (): Promise<void> => {
        for (const operation of driver.operations) last = await driver.use(address, operation);
        const [one] = await together(Array.from({ length: 6 }, () => () => driver.use(address)));
        last = one ?? last;
      };
      run.countCases(2);
      await again();
      if (keyUse.controls.restart) {
        await keyUse.controls.restart();
        await again();
      } else weakWithout(run, 'restarts', said('no-restart-between-uses'));
      await driver.sentinel();
      // Also after a mail about another address.
      if (!keyUse.scarce) {
        await again();
        await driver.sentinel();
      }
      const count = (await driver.about(address)).length;
      if (count > before)
        broken('USE-02', reason('no-further-mail', { address: keyUse.seenAs(address) }), reason('mails-counted', { count }), [
          first.exchange,
          last.exchange,
        ]);
    },
  },
  {
    clause: 'USE-03',
    needs: ['newAddresses'],
    async run(env, run) {
      const driver = keyUseDriver(env, run);
      const count = rounds(env, 8, 2);
      run.countCases(count.length);
      for (const _ of count) await driver.one('USE-03', await driver.use(await driver.newAddress()));
      if (env.keyUse.scarce) return;
      const addresses: string[] = [];
      for (const _ of rounds(env, 6, 0)) addresses.push(await driver.newAddress());
      run.countCases(addresses.length);
      const uses = await together(addresses.map((address) => () => driver.use(address)));
      for (const use of uses) await driver.one('USE-03', use);
      const sixth = await env.keyUse.newAddress('IPv6');
      if (sixth === undefined) return;
      run.countCases(1);
      await driver.one('USE-03', await driver.use(sixth));
    },
  },
  {
    clause: 'USE-06',
    needs: ['newAddresses'],
    async run(env, run) {
      const { keyUse } = env;
      const driver = keyUseDriver(env, run);
      const shapes = claims('', '').map((_, index) => ({
        claim: claimed(index),
        lines: claims(claimed(index), otherClaimed)[index] ?? [],
      }));
      const asked = keyUse.scarce
        ? [{ claim: claimed(0), lines: shapes.flatMap(({ lines }) => lines).filter(([name]) => name !== 'Forwarded') }]
        : shapes;
      run.countCases(asked.length * 2);
      const notOf = async (claim: string, use: Use): Promise<void> => {
        const seen = await keyUse.alerts(() => true);
        const named = [claim, otherClaimed].find((each) =>
          seen.some(({ addresses }) => addresses.includes(canonicalAddress(each) ?? each)),
        );
        if (named === undefined) return;
        const expected = reason('no-mail-of-header', { address: keyUse.seenAs(use.address), header: claim });
        broken('USE-06', expected, reason('mail-of-others', { addresses: named }), [use.exchange]);
      };
      let known: Use | undefined;
      for (const { claim, lines } of asked) {
        const use = await driver.use(await driver.newAddress(), undefined, withLines(lines));
        await keyUse.alerts((all) =>
          all.some(({ addresses }) => addresses.includes(claim) || addresses.includes(keyUse.seenAs(use.address))),
        );
        await notOf(claim, use);
        await driver.one('USE-06', use);
        known = use;
      }
      if (known === undefined || keyUse.scarce) return;
      // From a known address, a header does not make a new one.
      for (const { claim, lines } of asked) {
        const use = await driver.use(known.address, undefined, withLines(lines));
        await driver.sentinel();
        await notOf(claim, use);
        await driver.one('USE-06', use);
      }
    },
  },
];

/** Mails about a first use, after one arrived or its time has passed. */
async function keyUseMails({ keyUse }: KeyUseTestEnvironment, driver: KeyUseDriver, { address }: Use): Promise<readonly ReceivedAlert[]> {
  const seen = canonicalAddress(keyUse.seenAs(address)) ?? address;
  await keyUse.alerts((all) => all.some(({ addresses }) => addresses.includes(seen)));
  return driver.about(address);
}
