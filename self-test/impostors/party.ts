import type { Outcome } from '../../core/verdict/verdict.ts';
import { openServed } from '../../harness/targets/served.ts';
import { type Certificates, certificates } from '../../mock/certificate.ts';
import { payment } from '../../schemas/contract.ts';
import { contractOf } from '../../schemas/contracts.ts';
import type { ClauseId } from '../../specs/clauses/catalogue.ts';
import { runClauseTest } from '../../suites/clause-runner.ts';
import { providerTests } from '../../suites/provider/catalogue.ts';
import { counting } from '../../suites/provider/counting.ts';
import { cameOf, caughtBy, falseAlarms, type Row } from '../matrix.ts';
import type { SelfTestedParty } from '../self-tested-party.ts';
import { impostors } from './catalogue.ts';
import { impostor } from './front.ts';

/** The clauses that an unverified creation breaks. */
const unverified: readonly ClauseId[] = ['AUT-01', 'AUT-02', 'HDR-01', 'SIG-02', 'SIG-03', 'SIG-04', 'SIG-06', 'SIG-07', 'CLK-01'];

const asked = providerTests(contractOf()).filter(({ clause }) => unverified.includes(clause));

/** Those after a silence come first: they quickly find an impostor that recognises us by our rate. */
const tests = [...asked.filter(({ late }) => late === 'after-a-silence'), ...asked.filter(({ late }) => late !== 'after-a-silence')];

/** Made once for all that this thread serves. */
let authority: Promise<Certificates> | undefined;

/**
 * Providers that behave well only for us, each in front of a conforming one. They are reached over sockets, because some recognise us by our
 * connections.
 */
export const impostorParty: SelfTestedParty = {
  scale: 1,
  listed: [
    { id: 'none', title: 'a proxy that verifies every creation', kind: 'conforming', breaks: [], mayBreak: [] },
    ...Object.entries(impostors).map(([id, { title }]) => ({ id, title, kind: 'fault' as const, breaks: unverified, mayBreak: [] })),
  ],
  async verdictsOf({ id, kind }, { contract, profile, seed, scale }) {
    const takenForShop = kind === 'fault' ? impostors[id]?.takenForShop : () => false;
    if (!takenForShop) throw new Error(`The impostor ${id} does not exist.`);
    authority ??= certificates();
    const served = await openServed({
      contract,
      profile,
      recipes: 'full',
      certificates: await authority,
      front: impostor(payment(contract).create, takenForShop),
      measures: false,
    });
    const outcomes: Outcome[] = [];
    try {
      for (const [index, test] of tests.entries()) {
        const nonce = `i${(seed >>> 0).toString(36)}t${index.toString(36)}`;
        const outcome = await runClauseTest(test, counting(served.env), {
          seed,
          nonce,
          scale,
          timeLimitMs: 60_000,
          elapsed: () => performance.now(),
        });
        outcomes.push(outcome);
        // After it is detected, nothing more is learned.
        if (kind === 'fault' && outcome.violation) break;
      }
    } finally {
      await served.close();
    }
    const row: Row = { counterpart: { id, ...(kind === 'fault' ? { breaks: unverified } : {}) }, outcomes };
    return {
      id,
      kind,
      caughtBy: caughtBy(row),
      clauses: cameOf(row),
      requests: outcomes.reduce((sum, { requests }) => sum + requests, 0),
      alarms: (kind === 'fault' ? [] : falseAlarms(row)).map(({ clause, verdict, violation, note }) => ({
        clause,
        what: violation ? `${violation.expected.id}, ${violation.actual.id}` : `${verdict}${note === undefined ? '' : ` (${note})`}`,
      })),
    };
  },
};
