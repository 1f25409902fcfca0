import type { Diagnosis } from '../core/diagnosis/diagnosis.ts';
import { diagnose } from '../core/diagnosis/diagnosis.ts';
import type { SignerAnswers, SignerQuestion } from '../roles/signer.ts';
import type { Vector as SignatureVector } from '../specs/types/signature.ts';

/** A vector that a signer got wrong, and why, as far as its answer tells. */
export interface SignerMiss {
  readonly vector: SignatureVector;
  /** What it answered; undefined for no answer. */
  readonly answered: string | undefined;
  readonly diagnosis: Diagnosis | undefined;
}

/** How a signer did on the vectors of one flag. */
export interface FlagResult {
  readonly flag: string;
  readonly right: number;
  readonly asked: number;
  readonly misses: readonly SignerMiss[];
}

/** Header values that stand in JSON as they are. */
const printable = /^[ !#-[\]-~]*$/;

/** The vectors that a signer can be asked: rightly signed, with header values of printable ASCII. */
export function signerVectors(vectors: readonly SignatureVector[]): readonly SignatureVector[] {
  return vectors.filter(({ result, xDate, xLogin }) => result === 'valid' && printable.test(xDate) && printable.test(xLogin));
}

export function questionOf(vector: SignatureVector): SignerQuestion {
  const { id, xDate, xLogin, bodyBase64 } = vector;
  return { id, xDate, xLogin, apiSignatureBase64: keyOf(vector).toString('base64'), bodyBase64 };
}

function keyOf({ apiSignature, apiSignatureHex }: SignatureVector): Buffer {
  return apiSignature === undefined ? Buffer.from(apiSignatureHex ?? '', 'hex') : Buffer.from(apiSignature, 'utf8');
}

/** The results by flag, the worst first. A vector stands under each of its flags. */
export function judgeSigner(vectors: readonly SignatureVector[], { authorizations }: SignerAnswers, scheme: string): readonly FlagResult[] {
  const misses = new Map<SignatureVector, SignerMiss>();
  for (const vector of vectors) {
    const answered = authorizations.get(vector.id);
    if (answered !== `${scheme} ${vector.expectedHash}`)
      misses.set(vector, { vector, answered, diagnosis: diagnosisOf(vector, answered, scheme) });
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

/** Why an answer is wrong, by the search over the mistakes that signers make (SIG-09). Keys that are no text cannot be searched with. */
function diagnosisOf(vector: SignatureVector, answered: string | undefined, scheme: string): Diagnosis | undefined {
  if (answered === undefined || vector.apiSignature === undefined) return undefined;
  return diagnose({
    scheme,
    request: {
      method: 'POST',
      target: '/v3/deposits',
      headers: [
        ['X-Date', vector.xDate],
        ['X-Login', vector.xLogin],
        ['Authorization', answered],
        ['Content-Type', 'application/json'],
      ],
      body: Buffer.from(vector.bodyBase64, 'base64'),
    },
    keys: [
      { role: 'API Signature', value: vector.apiSignature },
      { role: 'API Key', value: vector.xLogin },
    ],
  });
}
