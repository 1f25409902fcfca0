import type { Account, Ledger, Refund } from '../../core/contract/ledger.ts';
import type { Refusal } from '../../core/contract/refusal.ts';
import type { Call, ProviderDecisions } from '../../core/decisions/provider.ts';
import type { WireResponse } from '../../core/exchange.ts';
import type { Contract } from '../../schemas/contract.ts';
import { effectsOf, handlerOf } from '../effects/catalogue.ts';
import type { Work, Worked } from '../effects/effects.ts';
import type { Answers } from './answers.ts';
import type { ArrangedFailures } from './arranged-failures.ts';
import { looseBody, type ReadBody, readBody } from './body.ts';

export interface ExecutionParts {
  readonly contract: Contract;
  readonly decisions: ProviderDecisions;
  readonly memory: (call: Call) => Ledger;
  readonly answers: Answers;
  readonly failures: ArrangedFailures;
  readonly newId: (of: 'user' | 'invoice') => string;
  readonly log: (failure: unknown) => void;
}

/** Executes authenticated calls. */
export interface Execution {
  /** Validates, executes, and returns the answer. */
  execute(call: Call, account: Account | undefined, refundsBefore: readonly Refund[] | undefined): WireResponse;
  /** The answer of a refusal, and what a fault does after it (SIG-02, END-03). */
  refuse(refusal: Refusal, call: Call, account: Account | undefined, expected?: string): WireResponse;
  /** The refunds for a sum that is not checked in the step that writes (END-07); else undefined. */
  refundsBefore(call: Call): readonly Refund[] | undefined;
}

export function execution(parts: ExecutionParts): Execution {
  const { contract, decisions, memory, answers, log } = parts;
  const { reversedId } = effectsOf(contract.id);
  const operations = new Map(
    contract.operations.map((operation) => {
      return [operation.id, { operation, handler: handlerOf(contract, operation) }] as const;
    }),
  );

  const isReversal = (id: string) => Object.values(contract.resources).some(({ reverse }) => reverse === id);

  function worked(
    call: Call,
    account: Account | undefined,
    body: ReadBody | undefined,
    more: Pick<Work, 'refundsBefore' | 'force'>,
  ): Worked {
    const route = operations.get(call.operation.id);
    if (route === undefined) return { kind: 'refused', refusal: { because: 'failed-inside' } };
    return route.handler({
      call,
      operation: route.operation,
      account,
      contract,
      decisions,
      ledger: memory(call),
      body,
      failsFor: (invoiceId, request) => parts.failures.strikes(account, invoiceId, request),
      newId: parts.newId,
      ...more,
    });
  }

  function refuse(refusal: Refusal, call: Call, account: Account | undefined, expected?: string): WireResponse {
    if (decisions.afterRefusal(refusal, call) !== 'stop') {
      try {
        memory(call).atomically(() => worked(call, account, looseBody(call), { refundsBefore: undefined, force: true }));
      } catch (failure) {
        log(failure);
      }
    }
    return answers.refusal(refusal, call, expected);
  }

  return {
    refuse,
    execute(call, account, refundsBefore) {
      const problems = decisions.parameterProblems(call);
      if (problems.length > 0) return refuse({ because: 'body-invalid', problems }, call, account);
      const takesBody = operations.get(call.operation.id)?.operation.requestBody !== undefined;
      const body = takesBody ? readBody(call, decisions) : undefined;
      if (body !== undefined && 'because' in body) return refuse(body, call, account);
      const result = worked(call, account, body, { refundsBefore, force: false });
      return result.kind === 'refused' ? refuse(result.refusal, call, account) : answers.success(result.body, call);
    },
    refundsBefore(call) {
      if (!isReversal(call.operation.id) || decisions.refundsAtomically(call)) return undefined;
      const depositId = reversedId(looseBody(call)?.tree);
      return depositId === undefined ? undefined : memory(call).refundsOf(depositId);
    },
  };
}
