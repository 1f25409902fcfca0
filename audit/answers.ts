import { keyRoles } from '../core/contract/credentials.ts';
import { secrets } from '../core/redaction/redaction.ts';
import type { AnswerLaw, SeenAnswer } from './answers/answer.ts';
import { readCall, remember } from './answers/call.ts';
import { answerRules } from './answers/catalogue.ts';
import { emptyHistory } from './answers/history.ts';
import type { AnswerContext } from './answers/rule.ts';
import type { WatchedFinding } from './finding.ts';
import { tallies } from './tally.ts';

/** Answers that are judged one after the other. */
export interface AnswerAudit {
  /** Judges the next exchange, in order of their times. */
  read(seen: SeenAnswer): void;
  /** What is found so far. */
  findings(): readonly WatchedFinding[];
}

function auditAnswers(law: AnswerLaw): AnswerAudit {
  const { apiSignature, readOnlyKey } = law.credentials;
  const known = (role: string, value: string | undefined) => (value === undefined ? [] : [{ role, value }]);
  const context: AnswerContext = {
    law,
    hidden: secrets([...known(keyRoles.apiSignature, apiSignature), ...known(keyRoles.readOnlyKey, readOnlyKey)]),
    history: emptyHistory(),
  };
  const gathered = tallies(answerRules, context, law.profile);
  return {
    read(seen) {
      const call = readCall(seen, law, context.history);
      gathered.judge((rule) => [...(rule.judge?.(seen, context) ?? []), ...((call && rule.judgeCall?.(call, context)) ?? [])]);
      if (call) remember(context.history, call);
    },
    findings: () => gathered.findings(),
  };
}

/** What answers that were only watched say of each clause that shows so. Pure. */
export function judgeAnswers(exchanges: readonly SeenAnswer[], law: AnswerLaw): readonly WatchedFinding[] {
  const audit = auditAnswers(law);
  for (const seen of exchanges) audit.read(seen);
  return audit.findings();
}
