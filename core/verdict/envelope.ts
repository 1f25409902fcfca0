import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { decodeUtf8, encodeUtf8 } from '../utf8.ts';

/** What a payload of ours is: an in-toto Statement (in-toto Attestation Framework, v1). */
const statementType = 'application/vnd.in-toto+json';

/** Why a text is not the envelope of a statement that this key signed. */
export type EnvelopeFlaw =
  | 'not-an-envelope'
  | 'another-serialisation'
  | 'another-payload-type'
  | 'another-key'
  | 'wrong-signature'
  | 'not-utf-8';

export type Opened = { readonly kind: 'payload'; readonly payload: string } | { readonly kind: 'refused'; readonly flaw: EnvelopeFlaw };

interface Envelope {
  readonly payload: string;
  readonly payloadType: string;
  readonly signatures: readonly [{ readonly keyid: string; readonly sig: string }];
}

/** Pre-authentication encoding (DSSE v1): what is signed, so that a payload cannot be read as one of another type. */
function preAuthenticated(type: string, payload: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from(`DSSEv1 ${encodeUtf8(type).length} ${type} ${payload.length} `), payload]);
}

/** The fingerprint of a key: SHA-256 of its public half (SubjectPublicKeyInfo, DER), lower-case hex. */
export function keyFingerprint(key: KeyObject): string {
  const open = key.type === 'private' ? createPublicKey(key) : key;
  return createHash('sha256')
    .update(open.export({ type: 'spki', format: 'der' }))
    .digest('hex');
}

/**
 * Signs a statement as a DSSE envelope with one Ed25519 signature (RFC 8032). The text is its one legal serialisation: no space, no line end.
 * @param payload the statement as JSON text
 * @param key the private key
 */
export function enveloped(payload: string, key: KeyObject): string {
  const bytes = encodeUtf8(payload);
  const sig = sign(undefined, preAuthenticated(statementType, bytes), key).toString('base64');
  return serialised({
    payload: Buffer.from(bytes).toString('base64'),
    payloadType: statementType,
    signatures: [{ keyid: keyFingerprint(key), sig }],
  });
}

function serialised({ payload, payloadType, signatures: [{ keyid, sig }] }: Envelope): string {
  return JSON.stringify({ payload, payloadType, signatures: [{ keyid, sig }] });
}

/**
 * The statement in an envelope, if this key signed it and the text is the one legal serialisation: one signature, strict base64, no other member.
 *
 * @param text of the file
 * @param key the public key of the signer
 */
export function opened(text: string, key: KeyObject): Opened {
  const refused = (flaw: EnvelopeFlaw): Opened => ({ kind: 'refused', flaw });
  const envelope = envelopeIn(text);
  if (envelope === undefined) return refused('not-an-envelope');
  const {
    payload,
    payloadType,
    signatures: [{ keyid, sig }],
  } = envelope;
  const [bytes, signature] = [Buffer.from(payload, 'base64'), Buffer.from(sig, 'base64')];
  const strict = bytes.toString('base64') === payload && signature.toString('base64') === sig;
  if (!strict || serialised(envelope) !== text) return refused('another-serialisation');
  if (payloadType !== statementType) return refused('another-payload-type');
  if (keyid !== keyFingerprint(key)) return refused('another-key');
  if (!verify(undefined, preAuthenticated(payloadType, bytes), key, signature)) return refused('wrong-signature');
  const statement = decodeUtf8(bytes);
  return statement === undefined ? refused('not-utf-8') : { kind: 'payload', payload: statement };
}

/** The content of an envelope, with its signature unchecked: a reader without a key knows nothing about its author. */
export function unopened(text: string): string | undefined {
  const envelope = envelopeIn(text);
  return envelope && decodeUtf8(Buffer.from(envelope.payload, 'base64'));
}

function envelopeIn(text: string): Envelope | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(value) || !Array.isArray(value.signatures) || value.signatures.length !== 1) return undefined;
  const [signature] = value.signatures as readonly unknown[];
  const { payload, payloadType } = value;
  if (!isObject(signature) || typeof payload !== 'string' || typeof payloadType !== 'string') return undefined;
  const { keyid, sig } = signature;
  if (typeof keyid !== 'string' || typeof sig !== 'string') return undefined;
  return { payload, payloadType, signatures: [{ keyid, sig }] };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
