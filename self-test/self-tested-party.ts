import type { ClauseId } from '../specs/clauses/catalogue.ts';
import type { SelfTestSettings, Verdicts } from './matrix.ts';

/** A counterpart as it is listed. */
export interface Listed {
  readonly id: string;
  readonly title: string;
  readonly kind: 'conforming' | 'variant' | 'fault';
  readonly breaks: readonly ClauseId[];
}

/** A party for the self-test: its counterparts, and the verdicts on each. */
export interface SelfTestedParty {
  readonly listed: readonly Listed[];
  readonly scale: number;
  verdictsOf(wanted: Pick<Listed, 'id' | 'kind'>, settings: SelfTestSettings): Promise<Verdicts>;
}
