import { refusedBy } from '../../core/contract/error-codes.ts';
import { hashOf, messageOf } from '../../core/contract/scheme.ts';
import type { WireResponse } from '../../core/exchange.ts';
import { decodeUtf8 } from '../../core/utf8.ts';
import { reason } from '../../core/verdict/reason.ts';
import { said } from '../../language/sentences.ts';
import { broken, doubtful, held, judged, nothing, pending } from '../judgement.ts';
import { needing } from '../rule.ts';
import { answerReason } from './answer-content.ts';
import type { Call } from './call.ts';
import type { AnswerHistory } from './history.ts';
import { type AnswerContext, type AnswerRule, unasked } from './rule.ts';

const keys = ['apiKey', 'apiSignature'] as const;

const unsure = said('look-whether-keys-fit');

/** Whether rightly signed calls were accepted before and after a call: then the configured keys were right all the time. */
export function isSurrounded({ number }: Call, { firstAccepted, lastAccepted }: AnswerHistory): boolean {
  return firstAccepted !== undefined && firstAccepted < number && lastAccepted !== undefined && lastAccepted > number;
}

export const rightAccepted = {
  clause: 'SIG-01',
  needs: ['signed'],
  missing: needing(keys, said('needed-signed-call')),
  judgeCall(call: Call, { law, history }: AnswerContext) {
    const { seen, response, standing, succeeded, code, earlier, isResent } = call;
    if (standing !== 'right') return nothing;
    if (succeeded) return held;
    // For bytes that are not text, a provider may say that the signature is wrong (C40).
    const isOfSignature =
      (refusedBy(law.contract, code) === 'caller' || refusedBy(law.contract, code) === 'signature') &&
      decodeUtf8(seen.request.body) !== undefined;
    if (!isOfSignature || earlier.length > 0 || isResent) return nothing;
    return pending(() =>
      isSurrounded(call, history)
        ? broken(reason('accepted'), answerReason(response, law), [seen], { signed: messageOf(law.contract.scheme, call.parts) })
        : doubtful(said('right-signature-refused', { number: seen.number, code: code ?? '', unsure }), [seen]),
    );
  },
} as const satisfies AnswerRule;

export const wrongRefused = {
  clause: 'SIG-02',
  needs: ['signed'],
  missing: needing(keys, unasked(said('no-call-signed-wrongly'))),
  judgeCall(call: Call, { law, history }: AnswerContext) {
    const { seen, response, standing, succeeded } = call;
    if (standing !== 'wrong') return nothing;
    if (!succeeded) return response.status < 400 ? nothing : held;
    return pending(() =>
      isSurrounded(call, history)
        ? broken(reason('refused'), answerReason(response, law), [seen], { signed: messageOf(law.contract.scheme, call.parts) })
        : doubtful(said('wrong-signature-accepted', { number: seen.number, unsure }), [seen]),
    );
  },
} as const satisfies AnswerRule;

export const secretNotShown = {
  clause: 'SIG-08',
  needs: ['signed'],
  missing: needing(keys, unasked(said('no-call-signed-wrongly'))),
  judgeCall(call: Call, context: AnswerContext) {
    const { seen, response, standing, succeeded } = call;
    if (standing !== 'wrong' || succeeded || response.status < 400) return nothing;
    const what = secretIn(call, context);
    return judged(what === undefined, reason('secret-kept'), () => reason('secret-shown', { what: what ?? '' }), [seen]);
  },
} as const satisfies AnswerRule;

/** The role of a secret in a refusal that would allow anybody to sign the request. What the request itself contained does not count. */
function secretIn(call: Call, { law, hidden }: AnswerContext): string | undefined {
  const [sent, text] = [textOf(call.seen.request), textOf(call.response)];
  const known = hidden.rolesIn(sent);
  const roles = hidden.rolesIn(text).filter((role) => !known.includes(role));
  if (roles.length > 0) return roles.join(' and ');
  const { apiSignature } = law.credentials;
  if (apiSignature === undefined) return undefined;
  const { scheme } = law.contract;
  const hash = Buffer.from(
    hashOf(scheme, messageOf(scheme, call.parts), apiSignature),
    scheme.signature?.hash === 'base64' ? 'base64' : 'hex',
  );
  const tells = (where: string): boolean => where.toLowerCase().includes(hash.toString('hex')) || where.includes(hash.toString('base64'));
  return tells(text) && !tells(sent) ? said('hash-that-was-expected') : undefined;
}

/** Header lines and body as latin1 text. */
function textOf({ headers, body }: Pick<WireResponse, 'headers' | 'body'>): string {
  return `${headers.map(([name, value]) => `${name}: ${value}`).join('\n')}\n${Buffer.from(body).toString('latin1')}`;
}
