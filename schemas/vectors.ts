/** The published signature vectors of a contract. */
import { hashOf, messageOf } from '../core/contract/scheme.ts';
import type { SignatureVector as WrittenVector } from '../specs/types/vectors.ts';
import schema from './contract/vectors.schema.json' with { type: 'json' };
import type { Contract } from './contract.ts';
import { parseFile, refuseUnless } from './contract-files.ts';

/** A vector as it is used: a header that its scheme does not have is empty. */
export interface SignatureVector extends WrittenVector {
  readonly xDate: string;
  readonly xLogin: string;
}

const file = 'vectors/signature.json';

/** The HMAC key of a vector: text as a merchant has it, or bytes. */
export function vectorKey({ apiSignature, apiSignatureHex }: SignatureVector): string | Buffer {
  return apiSignature ?? Buffer.from(apiSignatureHex ?? '', 'hex');
}

/** The signed bytes of a vector. */
function messageOfVector({ scheme }: Contract, { xDate, xLogin, messageId, bodyBase64 }: SignatureVector): Uint8Array {
  const id = messageId === undefined ? {} : { id: messageId };
  return messageOf(scheme, { date: xDate, login: xLogin, ...id, body: Buffer.from(bodyBase64, 'base64') });
}

/**
 * The signature vectors of a contract. A header that its scheme does not have may be missing in them.
 *
 * @throws Error with the file and the JSON pointer where the file is missing or wrong, or a hash is not the one that the scheme gives
 */
export function signatureVectors(contract: Contract): readonly SignatureVector[] {
  const text = contract.files.text(file);
  if (text === undefined) throw new Error(`${file}: is not in the folder of the contract ${contract.id}`);
  const value = parseFile(file, text);
  refuseUnless(schema, file, value);
  const { vectors } = value as { readonly vectors: readonly WrittenVector[] };
  return vectors.map((given, index) => {
    const vector = { ...given, xDate: given.xDate ?? '', xLogin: given.xLogin ?? '' };
    if (hashOf(contract.scheme, messageOfVector(contract, vector), vectorKey(vector)) !== vector.expectedHash) {
      throw new Error(`${file}: /vectors/${index}/expectedHash must be the hash that scheme.yaml gives`);
    }
    return vector;
  });
}
