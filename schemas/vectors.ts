/** The signature vectors of a contract: the published ones of its folder, or some that are made by its scheme. */
import { dateText, hashOf, messageOf, requestLineOf, secretText } from '../core/contract/scheme.ts';
import type { SignatureVector as WrittenVector } from '../specs/types/vectors.ts';
import schema from './contract/vectors.schema.json' with { type: 'json' };
import type { Contract } from './contract.ts';
import { ContractFault } from './contract-fault.ts';
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
function messageOfVector(
  { scheme }: Contract,
  {
    xDate,
    xLogin,
    messageId,
    method,
    target,
    bodyBase64,
  }: Pick<SignatureVector, 'xDate' | 'xLogin' | 'messageId' | 'method' | 'target' | 'bodyBase64'>,
): Uint8Array {
  const more = {
    ...(messageId !== undefined && { id: messageId }),
    ...(method !== undefined && { method }),
    ...(target !== undefined && { target }),
  };
  return messageOf(scheme, { date: xDate, login: xLogin, ...more, body: Buffer.from(bodyBase64, 'base64') });
}

/** Bodies in which signers make mistakes, by what they show. */
const bodies: readonly (readonly [flag: string, body: string])[] = [
  ['plain', '{"reference":"INV-1","amount":100}'],
  ['empty', ''],
  ['not-ascii', '{"name":"José Ñandú 😀"}'],
  ['escapes', '{"name":"Jos\\u00e9","url":"https:\\/\\/example.com\\/a"}'],
  ['spaces', '{ "amount" : 100 ,\r\n\t"reference" : "INV-2" }\n'],
  ['member-order', '{"b":1,"a":2,"10":3,"9":4}'],
  ['number-form', '{"amount":100.0,"rate":1e2,"id":12345678901234567890}'],
];

/** Vectors with invented keys, made by the scheme of the contract: they are right if scheme.yaml is. */
export function madeVectors(contract: Contract): readonly WrittenVector[] {
  const { scheme } = contract;
  const apiSignature = secretText(scheme, 'inventedSecret_0123456789');
  const signedLine = requestLineOf(scheme);
  return bodies.map(([flag, body], index): WrittenVector => {
    const number = index + 1;
    const vector = {
      id: `made-${number}`,
      comment: flag,
      flags: [flag],
      ...(scheme.login === undefined ? {} : { xLogin: 'inventedLogin01' }),
      ...(scheme.date === undefined ? {} : { xDate: dateText(scheme, Date.UTC(2020, 5, 21, 12, 33, 20 + index)) }),
      ...(scheme.id === undefined ? {} : { messageId: `made-message-${number}` }),
      ...(signedLine.method && { method: body === '' ? 'GET' : 'POST' }),
      ...(signedLine.target && { target: `/v1/things${body === '' ? '?page=1&size=%2B20' : ''}` }),
      bodyBase64: Buffer.from(body).toString('base64'),
      apiSignature,
    };
    const message = messageOfVector(contract, { xDate: '', xLogin: '', ...vector });
    return { ...vector, expectedHash: hashOf(scheme, message, apiSignature), result: 'valid' };
  });
}

function inUse(vector: WrittenVector): SignatureVector {
  return { ...vector, xDate: vector.xDate ?? '', xLogin: vector.xLogin ?? '' };
}

/** Text of the file with published vectors; undefined where the folder has none. */
export function publishedVectors({ files }: Contract): string | undefined {
  return files.text(file);
}

/**
 * The signature vectors of a contract: published ones where its folder has them, else made ones. A header that its scheme does not have may be
 * missing in them.
 *
 * @throws ContractFault where the file is wrong, or a hash is not the one that the scheme gives
 */
export function signatureVectors(contract: Contract): readonly SignatureVector[] {
  const text = publishedVectors(contract);
  if (text === undefined) return madeVectors(contract).map(inUse);
  const value = parseFile(file, text);
  refuseUnless(schema, file, value);
  const { vectors } = value as { readonly vectors: readonly WrittenVector[] };
  return vectors.map((given, index) => {
    const vector = inUse(given);
    if (hashOf(contract.scheme, messageOfVector(contract, vector), vectorKey(vector)) !== vector.expectedHash) {
      throw new ContractFault({ file, pointer: `/vectors/${index}/expectedHash`, id: 'hash-not-of-scheme' });
    }
    return vector;
  });
}
