import type { Diagnosis } from '../../core/diagnosis/diagnosis.ts';
import type { Mistake } from '../../core/diagnosis/mistake.ts';
import type { WireRequest } from '../../core/exchange.ts';
import { type Reason, reason } from '../../core/verdict/reason.ts';
import { said } from '../../language/sentences.ts';
import { broken, held, type Judgement, judged, nothing, pending } from '../judgement.ts';
import { needing } from '../rule.ts';
import { isLengthInCharacters } from './body.ts';
import type { Call } from './call.ts';
import type { SeenRequest } from './request.ts';
import type { RequestRule } from './rule.ts';
import type { Crossed, Signature } from './signing.ts';

export const signedAsSent = {
  clause: 'SIG-09',
  needs: ['signed'],
  missing: needing(['apiSignature'], said('needed-signed-call')),
  onAnyPath: true,
  judgeCall: (call: Call) => judgedBySignature(call, reason('request-verifies'), () => true),
} as const satisfies RequestRule;

export const dateSignedAsSent = {
  clause: 'SIG-10',
  needs: ['signed'],
  missing: needing(['apiSignature'], said('needed-signed-call')),
  onAnyPath: true,
  judgeCall: (call: Call) =>
    judgedBySignature(call, reason('date-signed-as-sent'), (diagnosis, crossed) =>
      crossed ? crossed.parts.includes('date') : mistakesOf(diagnosis).some(({ kind }) => kind.startsWith('date-')),
    ),
} as const satisfies RequestRule;

/** Kinds of mistakes in what was signed instead of an empty payload. */
const payloadMistakes = /^(empty-body|body-|part-added|part-repeated|parts-wrapped|sister-scheme)/;

export const emptyPayloadSigned = {
  clause: 'SIG-11',
  needs: ['signed'],
  missing: needing(['apiSignature'], said('needed-status')),
  onAnyPath: true,
  judgeCall(call: Call) {
    const { seen, signature } = call;
    if (seen.request.method !== 'GET') return nothing;
    const expected = reason('empty-payload-signed');
    const { length } = seen.request.body;
    if (signature?.kind === 'right')
      return judged(length === 0, expected, () => reason('value-seen', { value: said('body-of-bytes', { length }) }), [seen]);
    const isOfPayload = (diagnosis: Diagnosis | undefined, crossed: Crossed | undefined) =>
      !crossed && (diagnosis?.found === 'nothing' || mistakesOf(diagnosis).some(({ kind }) => payloadMistakes.test(kind)));
    return judgedBySignature(call, expected, isOfPayload);
  },
} as const satisfies RequestRule;

/** The clause held where the signature is right. It is broken where the signature is wrong by a mistake that the clause is about. */
function judgedBySignature(
  { seen, signature }: Call,
  expected: Reason,
  isMeant: (diagnosis: Diagnosis | undefined, crossed: Crossed | undefined) => boolean,
): readonly Judgement[] {
  if (signature?.kind === 'right') return held;
  if (signature?.kind !== 'wrong') return nothing;
  // A later request may show which call the signature was made for.
  return pending(() => judgedAsWrong(seen, signature, expected, isMeant));
}

function judgedAsWrong(
  seen: SeenRequest,
  { message, diagnosis, crossed }: Extract<Signature, { readonly kind: 'wrong' }>,
  expected: Reason,
  isMeant: (diagnosis: Diagnosis | undefined, crossed: Crossed | undefined) => boolean,
): readonly Judgement[] {
  if (!isMeant(diagnosis, crossed)) return nothing;
  const why = crossed
    ? said('crossed-with', { number: crossed.with.number, parts: crossed.parts.join(' and ') })
    : whyOf(seen.request, diagnosis);
  return broken(expected, reason('signature-fails', why === '' ? undefined : { why }), [...(crossed ? [crossed.with] : []), seen], {
    signed: message,
    // What a search found that knew one call only is another explanation of the same bytes.
    ...(diagnosis && !crossed ? { diagnosis } : {}),
  });
}

function mistakesOf(diagnosis: Diagnosis | undefined): readonly Mistake[] {
  switch (diagnosis?.found) {
    case 'explained':
      return diagnosis.mistakes;
    case 'ambiguous':
      return diagnosis.candidates[0]?.mistakes ?? [];
    case 'header-problem':
      return [...diagnosis.mistakes, ...diagnosis.problems.flatMap((problem) => (problem.problem === 'form' ? problem.mistakes : []))];
    default:
      return [];
  }
}

/** The kinds of what is wrong, for a line of a report; the complete explanation is shown next to it. */
function whyOf(request: WireRequest, diagnosis: Diagnosis | undefined): string {
  if (isLengthInCharacters(request)) return said('length-in-characters');
  const kinds = mistakesOf(diagnosis).map(({ kind }) => kind);
  const problems =
    diagnosis?.found === 'header-problem' ? diagnosis.problems.map(({ problem }) => problem).filter((one) => one !== 'form') : [];
  return [...problems, ...kinds].join(', ');
}
