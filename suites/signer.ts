import { hashValue, lineOf } from '../core/contract/scheme.ts';
import { type Diagnosis, diagnose } from '../core/diagnosis/diagnosis.ts';
import type { SignerAnswers, SignerQuestion } from '../roles/signer.ts';
import type { Contract } from '../schemas/contract.ts';
import { type SignatureVector, vectorKey } from '../schemas/vectors.ts';
import type { Scheme } from '../specs/types/scheme.ts';

/** A vector that a signer got wrong, and why, as far as its answer tells. */
export interface SignerMiss {
  readonly vector: SignatureVector;
  /** What it answered; undefined for no answer. */
  readonly answered: string | undefined;
  readonly expected: string;
  readonly diagnosis: Diagnosis | undefined;
}

/** How a signer did on the vectors of one flag. */
export interface FlagResult {
  readonly flag: string;
  readonly right: number;
  readonly asked: number;
  readonly misses: readonly SignerMiss[];
}

/** Header values that are in JSON as they are. */
const printable = /^[ !#-[\]-~]*$/;

/** The vectors that a signer can be asked: rightly signed, with header values of printable ASCII. */
export function signerVectors(vectors: readonly SignatureVector[]): readonly SignatureVector[] {
  return vectors.filter(
    ({ result, xDate, xLogin, messageId = '', method = '', target = '' }) =>
      result === 'valid' && [xDate, xLogin, messageId, method, target].every((value) => printable.test(value)),
  );
}

export function questionOf(vector: SignatureVector): SignerQuestion {
  const { id, xDate, xLogin, messageId, method, target, bodyBase64 } = vector;
  const apiSignatureBase64 = Buffer.from(vectorKey(vector)).toString('base64');
  const more = {
    ...(messageId !== undefined && { messageId }),
    ...(method !== undefined && { method }),
    ...(target !== undefined && { target }),
  };
  return { id, xDate, xLogin, ...more, apiSignatureBase64, bodyBase64 };
}

/**
 * The results by flag, the worst first. A vector stands under each of its flags.
 * @param word the scheme word of a profile (`D24`); the answers carry it where the contract's carrier does
 */
export function judgeSigner(
  { scheme, operations }: Contract,
  vectors: readonly SignatureVector[],
  { authorizations }: SignerAnswers,
  word: string,
): readonly FlagResult[] {
  const misses = new Map<SignatureVector, SignerMiss>();
  // A signer may have put the path of a call into the message.
  const target = operations.find(({ method }) => method === 'POST')?.path ?? '/';
  for (const vector of vectors) {
    const answered = authorizations.get(vector.id);
    const expected = hashValue(scheme, word, vector.expectedHash, vector.xDate);
    if (answered !== expected)
      misses.set(vector, { vector, answered, expected, diagnosis: diagnosisOf(vector, answered, scheme, word, target) });
  }
  const flags = [...new Set(vectors.flatMap((vector) => vector.flags))];
  return flags
    .map((flag) => {
      const asked = vectors.filter((vector) => vector.flags.includes(flag));
      const missed = asked.flatMap((vector) => misses.get(vector) ?? []);
      return { flag, asked: asked.length, right: asked.length - missed.length, misses: missed };
    })
    .sort((a, b) => a.right / a.asked - b.right / b.asked);
}

/** Why an answer is wrong, by the search over the mistakes that signers make (SIG-09). Keys that are not text cannot be searched with. */
function diagnosisOf(
  vector: SignatureVector,
  answered: string | undefined,
  form: Scheme,
  scheme: string,
  target: string,
): Diagnosis | undefined {
  if (answered === undefined || vector.apiSignature === undefined) return undefined;
  const { date, login, id } = form;
  return diagnose({
    form,
    scheme,
    request: {
      method: vector.method ?? 'POST',
      target: vector.target ?? target,
      headers: [
        ...lineOf(date, vector.xDate),
        ...lineOf(login, vector.xLogin),
        ...lineOf(id, vector.messageId),
        ...lineOf(form.signature, answered),
        ['Content-Type', 'application/json'],
      ],
      body: Buffer.from(vector.bodyBase64, 'base64'),
    },
    keys: [
      { role: 'API Signature', value: vector.apiSignature },
      ...(login === undefined ? [] : [{ role: 'API Key', value: vector.xLogin } as const]),
    ],
  });
}
