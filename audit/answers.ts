import { keyNames, presentKeys } from '../core/contract/credentials.ts';
import { secrets } from '../core/redaction/redaction.ts';
import type { AnswerLaw, SeenAnswer } from './answers/answer.ts';
import { readCall, remember, rememberKey } from './answers/call.ts';
import { answerRules } from './answers/catalogue.ts';
import { emptyHistory } from './answers/history.ts';
import type { AnswerContext } from './answers/rule.ts';
import type { Audit } from './finding.ts';
import { tallies } from './tally.ts';

/** Answers that are judged one after the other, in the order of their requests. */
export interface AnswersAudit extends Audit<SeenAnswer> {
  /** Takes note of a request that is judged later: of calls at once under one key, the later one may be executed first. */
  sent(request: Pick<SeenAnswer, 'request' | 'startedAt'>): void;
}

/** Judges watched answers by each clause that shows in them: those that came already, and those that are read. */
export function auditAnswers(given: AnswerLaw, already: readonly SeenAnswer[] = []): AnswersAudit {
  const law = { ...given, credentials: presentKeys(given.credentials) };
  const { apiSignature, readOnlyKey } = law.credentials;
  const names = keyNames(law.contract.scheme);
  const known = (role: string, value: string | undefined) => (value === undefined ? [] : [{ role, value }]);
  const context: AnswerContext = {
    law,
    hidden: secrets([...known(names.apiSignature, apiSignature), ...known(names.readOnlyKey, readOnlyKey)]),
    history: emptyHistory(),
  };
  const gathered = tallies(answerRules, context, law);
  const read = (seen: SeenAnswer): void => {
    const call = readCall(seen, law, context.history);
    gathered.judge((rule) => [...(rule.judge?.(seen, context) ?? []), ...((call && rule.judgeCall?.(call, context)) ?? [])]);
    if (call) remember(context.history, call);
  };
  const sent = (request: Pick<SeenAnswer, 'request' | 'startedAt'>): void => rememberKey(request, law, context.history);
  for (const seen of already) sent(seen);
  for (const seen of already) read(seen);
  return { sent, read, findings: () => gathered.findings() };
}
