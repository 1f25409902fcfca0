import type { Answer } from '../../core/exchange.ts';
import type { DecisionReason } from '../../core/verdict/gate.ts';
import type { ReasonId } from '../../core/verdict/reason.ts';
import type { Blame, Verdict } from '../../core/verdict/verdict.ts';
import type { Basis, Level, Party } from '../../specs/clause.ts';

/** The words of one language. Each record is complete by type: an id without its sentence does not compile. */
export interface Sentences {
  readonly reasons: Readonly<Record<ReasonId, string>>;
  readonly verdicts: Readonly<Record<ShownVerdict, { readonly label: string; readonly meaning: string }>>;
  readonly decisions: Readonly<Record<DecisionName, DecisionSentences>>;
  /** Where an application was only watched, and nothing that was seen stands against it. */
  readonly watched: DecisionSentences;
  /** What stands against a certificate. */
  readonly obstacles: Readonly<Record<DecisionReason['because'], string>>;
  readonly blames: Readonly<Record<Blame, { readonly label: string; readonly next: string }>>;
  readonly levels: Readonly<Record<Level, string>>;
  readonly parties: Readonly<Record<Party, string>>;
  /** Names of clause families by the letters before the dash; a family that is not named shows its letters. */
  readonly families: Readonly<Record<string, string>>;
  readonly answers: Readonly<Record<Extract<Answer, { kind: 'none' }>['reason'], string>>;
  readonly words: Readonly<Record<Word, string>>;
  readonly page: Readonly<Record<PageWord, string>>;
  readonly bases: Readonly<Record<Basis['kind'], string>>;
}

export interface DecisionSentences {
  readonly label: string;
  readonly meaning: string;
  readonly next: string;
}

/** What a reader is told of a clause: its verdict, but that an `observe` which was asked is recorded. It promises nothing, so that it cannot have held. */
export type ShownVerdict = Verdict | 'recorded';

/** What a run decides (design, One run). */
export type DecisionName = 'certified' | 'not-certified' | 'incomplete' | 'none';

export type Word =
  | 'expected'
  | 'actual'
  | 'difference'
  | 'counterexample'
  | 'explanation'
  | 'signed'
  | 'text'
  | 'hex'
  | 'exchange'
  | 'exchanges'
  | 'twin'
  | 'before'
  | 'after'
  | 'breaking'
  | 'request'
  | 'response'
  | 'noAnswer'
  | 'emptyBody'
  | 'blame'
  | 'note'
  | 'again'
  | 'fresh'
  | 'reports'
  | 'scope'
  | 'judged'
  | 'untested'
  | 'weak'
  | 'excluded'
  | 'created'
  | 'owner'
  | 'disputes'
  | 'observations'
  | 'why'
  | 'next'
  | 'nextYours'
  | 'seed'
  | 'cases'
  | 'requests'
  | 'clauses'
  | 'masked';

/** What only the page says. */
export type PageWord =
  | 'skip'
  | 'run'
  | 'whatBroke'
  | 'whatIsOpen'
  | 'onlyDifference'
  | 'secretsMasked'
  | 'body'
  | 'target'
  | 'parties'
  | 'profile'
  | 'contract'
  | 'digest'
  | 'asked'
  | 'started'
  | 'took'
  | 'seed'
  | 'over'
  | 'unfinished'
  | 'notJudged'
  | 'weaklyJudged'
  | 'excluded'
  | 'more'
  | 'clauses'
  | 'verdict'
  | 'family'
  | 'all'
  | 'clause'
  | 'statement'
  | 'cases'
  | 'operation'
  | 'operations'
  | 'outside'
  | 'open'
  | 'whyAsked'
  | 'basis'
  | 'copy'
  | 'moreCharacters'
  | 'machines';
