import type { ClauseId } from '../specs/clauses/catalogue.ts';
import type { SelfTestSettings, Verdicts } from './matrix.ts';

/** A counterpart as it is listed. */
export interface Listed {
  readonly id: string;
  readonly title: string;
  readonly kind: 'conforming' | 'variant' | 'fault';
  /** The clauses that must fail; empty for what conforms. */
  readonly breaks: readonly ClauseId[];
  /** Others that may. */
  readonly mayBreak: readonly ClauseId[];
}

/** A party for the self-test: its counterparts, and the verdicts on each. */
export interface SelfTestedParty {
  readonly listed: readonly Listed[];
  readonly scale: number;
  verdictsOf(wanted: Pick<Listed, 'id' | 'kind'>, settings: SelfTestSettings): Promise<Verdicts>;
}
