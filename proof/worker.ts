import { parentPort } from 'node:worker_threads';
import { clientFaults } from '../faults/client/index.ts';
import { clientVariants } from '../faults/client/variants/index.ts';
import { faults } from '../faults/index.ts';
import { variants } from '../faults/variants/index.ts';
import { depositsV3 } from '../schemas/contract.ts';
import type { Capability } from '../specs/capability.ts';
import type { ClauseId } from '../specs/clauses/catalogue.ts';
import { onekey } from '../specs/profiles/onekey.ts';
import { clientTests } from '../suites/client/catalogue.ts';
import { providerTests } from '../suites/provider/catalogue.ts';
import { askClient, type ClientCounterpart } from './clients.ts';
import { ask, type Broken, type Counterpart, cameOf, caughtBy, falseAlarms, proofStart, type Row } from './matrix.ts';

/** One counterpart to ask. */
export interface Work {
  readonly id: string;
  readonly party: 'provider' | 'client';
  readonly kind: 'honest' | 'variant' | 'fault';
  readonly seed: number;
  readonly scale: number;
  /** What the suites may do to it; all that the mock can, unless given. */
  readonly can?: ReadonlySet<Capability>;
}

/** What came of it. */
export interface Verdicts {
  readonly id: string;
  readonly party: Work['party'];
  readonly kind: Work['kind'];
  /** Listed clauses that were broken through a violation. */
  readonly caughtBy: readonly string[];
  /** What came of each listed clause. */
  readonly clauses: readonly Broken[];
  /** Of an honest counterpart: all that was not a pass. */
  readonly alarms: readonly { readonly clause: string; readonly what: string }[];
}

const contract = depositsV3();
const tests = providerTests(contract);

function counterpartOf({ id, kind }: Work): Counterpart {
  if (kind === 'honest') return { id };
  if (kind === 'variant') {
    const variant = variants.find((one) => one.id === id);
    if (!variant) throw new Error(`There is no variant ${id}.`);
    return { id, profile: { ...onekey, plays: { ...onekey.plays, ...variant.plays } }, ...(variant.lie ? { lie: variant.lie } : {}) };
  }
  const fault = faults.find((one) => one.id === id);
  if (!fault) throw new Error(`There is no fault ${id}.`);
  return { id, lie: fault.lie, breaks: fault.breaks };
}

/** The warnings that an honest counterpart earns. */
function earnedBy({ id, party, kind }: Work): readonly ClauseId[] {
  if (party === 'client') return clientVariants.find((one) => one.id === id)?.warns ?? [];
  return kind === 'variant' ? (variants.find((one) => one.id === id)?.warns ?? []) : [];
}

function clientOf({ id, kind }: Work): ClientCounterpart {
  if (kind === 'honest') return { id };
  const found = kind === 'fault' ? clientFaults.find((one) => one.id === id) : clientVariants.find((one) => one.id === id);
  if (!found) throw new Error(`There is no client ${id}.`);
  return found;
}

/** A fault is asked what it breaks; an honest counterpart everything. */
async function rowOf(work: Work): Promise<Row> {
  const { seed, scale, can } = work;
  const settings = { contract, profile: onekey, seed, scale, startAt: proofStart, ...(can ? { can } : {}) };
  if (work.party === 'client') {
    const client = clientOf(work);
    const { breaks } = client;
    const asked = breaks ? clientTests.filter(({ clause }) => (breaks as readonly string[]).includes(clause)) : clientTests;
    return { counterpart: { id: work.id, ...(breaks ? { breaks } : {}) }, outcomes: await askClient(settings, client, asked) };
  }
  const counterpart = counterpartOf(work);
  const { breaks } = counterpart;
  const asked = breaks ? tests.filter(({ clause }) => (breaks as readonly string[]).includes(clause)) : tests;
  return ask(settings, counterpart, asked);
}

async function verdictsOf(work: Work): Promise<Verdicts> {
  const row = await rowOf(work);
  return {
    id: work.id,
    party: work.party,
    kind: work.kind,
    caughtBy: caughtBy(row),
    clauses: cameOf(row),
    alarms:
      work.kind === 'fault'
        ? []
        : falseAlarms(row, earnedBy(work), work.can !== undefined).map(({ clause, verdict, violation, note }) => ({
            clause,
            what: violation ? `${violation.expected.id}, ${violation.actual.id}` : `${verdict}${note === undefined ? '' : ` (${note})`}`,
          })),
  };
}

parentPort?.on('message', async (work: Work) => parentPort?.postMessage(await verdictsOf(work)));
