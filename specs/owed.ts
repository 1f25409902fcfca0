import type { Party } from './clause.ts';
import type { ClauseId, JudgedClause, Judging } from './clauses/catalogue.ts';

/** The command that judged a party. */
export type Mode = 'certify' | 'run' | 'collect' | 'observe' | 'proxy' | 'rotate';

/** How much a certificate covers: `core` every owed must, `full` every owed should too. */
export type Extent = 'core' | 'full';

/** What a configuration may describe, so that more is owed. */
export type Circumstance = 'rotation' | 'second-environment' | 'sources' | 'refunds' | 'own-refunds';

/** The best that a run can decide. Only `certified` is a certificate. */
export type BestDecision = 'certified' | 'partial' | 'nothing-broken-seen';

interface ModeRow {
  readonly best: BestDecision;
  /** What is owed of each party: all of its clauses, the named ones, or none where the party is absent. */
  readonly owes: Readonly<Partial<Record<Party, 'all' | readonly ClauseId[]>>>;
}

const everyParty = { provider: 'all', client: 'all', receiver: 'all', sender: 'all', 'key-use': 'all' } as const;

/** What is owed, by mode and party. A clause of level `observe` is never owed. */
const modes: Readonly<Record<Mode, ModeRow>> = {
  certify: { best: 'certified', owes: everyParty },
  // A run of named clauses or cases is a part; `certify` asks the whole.
  run: { best: 'partial', owes: everyParty },
  // What deliveries show. The status at their arrival (NTF-06), a second URL (NTF-07), the changes (NTF-13) and a second environment (ENV-06) are
  // outside the scope: they are judged only where the deposits are made by us.
  collect: { best: 'certified', owes: { sender: ['NTF-01', 'NTF-08', 'NTF-02', 'NTF-03', 'NTF-11', 'NTF-04', 'ROT-05'] } },
  // One rotation, and the clauses of each party about it.
  rotate: {
    best: 'partial',
    owes: { provider: ['ROT-01', 'ROT-02', 'ROT-03', 'ROT-04'], sender: ['ROT-05'], receiver: ['RCV-13'], client: ['ROT-06'] },
  },
  // The application decides what can be seen.
  observe: { best: 'nothing-broken-seen', owes: {} },
  proxy: { best: 'nothing-broken-seen', owes: {} },
};

/** Clauses that are owed only where the configuration describes their subject. */
const onlyWith: Readonly<Partial<Record<ClauseId, Circumstance>>> = {
  'ROT-01': 'rotation',
  'ROT-02': 'rotation',
  'ROT-03': 'rotation',
  'ROT-04': 'rotation',
  'ROT-05': 'rotation',
  'ENV-06': 'second-environment',
  'AUT-10': 'sources',
  'RCV-24': 'refunds',
  'RCV-25': 'own-refunds',
};

/** The members of a run that decide what is owed. */
export interface Terms {
  readonly mode: Mode;
  readonly extent: Extent;
  readonly parties: readonly Party[];
  readonly circumstances: readonly Circumstance[];
}

/** The best that a run in this mode can decide. */
export function bestOf(mode: Mode): BestDecision {
  return modes[mode].best;
}

/**
 * The clauses that a run owes: each of them has to be judged before the run can be certified.
 * @param profile its levels count
 */
export function owedBy({ mode, extent, parties, circumstances }: Terms, profile: Judging): readonly JudgedClause[] {
  const { owes } = modes[mode];
  return [...profile.clauses.values()].filter(({ id, party, level }) => {
    const owed = parties.includes(party) ? (owes[party] ?? []) : [];
    const needed = onlyWith[id];
    return (
      (level === 'must' || (level === 'should' && extent === 'full')) &&
      (owed === 'all' || owed.includes(id)) &&
      (needed === undefined || circumstances.includes(needed))
    );
  });
}
