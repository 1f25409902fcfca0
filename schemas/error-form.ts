import { isEnvelope, jsonIn } from '../core/contract/answer-body.ts';
import type { Operation } from './contract.ts';
import { violationsOf } from './exact.ts';

/**
 * Whether the body of an error has a documented form: the envelope of numbered codes (C20), or what the operation documents for that status. Where it
 * documents no body, every body is right.
 */
export function isDocumentedError({ responses }: Operation, status: number, body: Uint8Array): boolean {
  if (isEnvelope(body)) return true;
  const documented = responses.get(String(status)) ?? responses.get(`${Math.floor(status / 100)}XX`) ?? responses.get('default');
  if (documented?.schema === undefined) return true;
  const tree = jsonIn(body);
  return tree !== undefined && violationsOf(documented.schema, tree).length === 0;
}
