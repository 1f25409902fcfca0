import type { SeenExchange } from '../../core/exchange.ts';
import { member, parseJson } from '../../core/json.ts';
import { decodeUtf8 } from '../../core/utf8.ts';
import type { Contract } from '../../schemas/contract.ts';
import { noticeKinds } from '../../schemas/notices.ts';

/** What a notification is about: the member of its body, and the id as it was there. */
export interface Subject {
  readonly member: string;
  readonly kind: 'number' | 'string' | 'other';
  readonly id: string;
}

/** The subject that the body of a notification names; undefined where it is not a JSON object in UTF-8 or names nothing (NTF-02). */
export function subjectOf({ request }: Pick<SeenExchange, 'request'>, contract: Contract): Subject | undefined {
  const text = decodeUtf8(request.body);
  const body = text === undefined ? undefined : parseJson(text);
  if (body === undefined) return undefined;
  for (const { member: name } of noticeKinds(contract)) {
    const value = member(body, name);
    if (value === undefined) continue;
    const id = value.kind === 'number' ? value.text : value.kind === 'string' ? value.value : value.kind;
    return { member: name, kind: value.kind === 'number' || value.kind === 'string' ? value.kind : 'other', id };
  }
  return undefined;
}

/** The identity of a thread: the path, and its subject; a body that names none is its own subject. */
export function threadKey(exchange: Pick<SeenExchange, 'request'>, contract: Contract): string {
  const subject = subjectOf(exchange, contract);
  const about = subject === undefined ? Buffer.from(exchange.request.body).toString('latin1') : `${subject.member} ${subject.id}`;
  return `${exchange.request.target} ${about}`;
}
