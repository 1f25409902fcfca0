import type { Refusal } from '../../core/contract/refusal.ts';
import type { Call, ProviderDecisions } from '../../core/decisions/provider.ts';
import { type JsonTree, type JsonValue, parseJson, plain } from '../../core/json.ts';
import { fieldText } from './field.ts';

/** A body as read: without loss, and as a plain value. */
export interface ReadBody {
  readonly value: JsonValue;
  readonly tree: JsonTree;
}

/** Reads and checks the body of an operation that takes one (UTF-03, END-03, END-08). */
export function readBody(call: Call, decisions: ProviderDecisions): ReadBody | Refusal {
  const text = decisions.decode(call.arrival.request.body, fieldText('Content-Type', call, decisions), call);
  if (text === undefined) return { because: 'body-unreadable', details: ['body: is not UTF-8'] };
  const tree = decisions.parse(text, call);
  if (tree === undefined) return { because: 'body-unreadable', details: ['body: is not JSON'] };
  const value = plain(tree);
  const problems = decisions.problems(value, call, tree);
  return problems.length > 0 ? { because: 'body-invalid', problems } : { tree, value };
}

/** Reads a body as the operation would, but accepts what it can: for effects that only a fault causes. */
export function looseBody(call: Call): ReadBody | undefined {
  const tree = parseJson(Buffer.from(call.arrival.request.body).toString('utf8'));
  return tree === undefined ? undefined : { tree, value: plain(tree) };
}
