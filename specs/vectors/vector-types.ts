import type { DisputeId } from '../disputes.ts';

/** What a flag means to the reader of a vector; `clauses` are ids of the clause catalogue. */
interface SignatureFlag {
  readonly bugType:
    | 'KNOWN_ANSWER'
    | 'COVERAGE'
    | 'SCHEME_LIMIT'
    | 'EDGE_CASE'
    | 'BODY_BYTES'
    | 'UTF8'
    | 'KEY'
    | 'ALGORITHM'
    | 'HASH_FORM'
    | 'SCHEME'
    | 'TAMPERED'
    | 'DATE';
  readonly description: string;
  readonly clauses: readonly string[];
}

/** The HMAC key of a vector: text, which stands for its UTF-8 bytes, or the bytes themselves in hex. */
type SignatureVectorKey =
  | { readonly apiSignature: string; readonly apiSignatureHex?: never }
  | { readonly apiSignature?: never; readonly apiSignatureHex: string };

/**
 * `valid`: right over the raw bytes; a dispute on it says why a provider may refuse it on other grounds.
 * `invalid`: to be declined. `acceptable`: both answers are allowed, and the dispute says why.
 */
type SignatureVectorResult =
  | { readonly result: 'valid'; readonly dispute?: DisputeId }
  | { readonly result: 'invalid'; readonly dispute?: DisputeId }
  | { readonly result: 'acceptable'; readonly dispute: DisputeId };

/** One signed request, as far as its signature goes. Header values hold one character per byte on the wire (Latin-1). */
export type SignatureVector = {
  /** `V1`…`V17` and `N1`…`N8` are the agreed ones; the rest are kebab-case. */
  readonly id: string;
  readonly comment: string;
  /** Keys of `SignatureVectors.flags`. */
  readonly flags: readonly string[];
  readonly xLogin: string;
  readonly xDate: string;
  /** The body bytes in base64. */
  readonly bodyBase64: string;
  /** The body for people: only if it is valid UTF-8 and short. */
  readonly bodyText?: string;
  /** The whole Authorization value as received. */
  readonly authorization: string;
  /** The right hash in lower-case hex, also where `authorization` is wrong. */
  readonly expectedHash: string;
} & SignatureVectorKey &
  SignatureVectorResult;

/** The shape of signature.json. */
export interface SignatureVectors {
  readonly algorithm: 'HMAC-SHA-256';
  readonly schema: 'signature.schema.json';
  readonly generator: 'signature.generate.py';
  readonly notes: readonly string[];
  readonly flags: Readonly<Record<string, SignatureFlag>>;
  readonly numberOfVectors: number;
  readonly vectors: readonly SignatureVector[];
}

/** `epochMs` is the moment that the text names, in milliseconds of Unix time; for an acceptable text, the one that it must mean if it is accepted. */
type DateVectorResult =
  | { readonly result: 'valid'; readonly epochMs: number; readonly dispute?: never }
  | { readonly result: 'invalid'; readonly epochMs?: never; readonly dispute?: never }
  | { readonly result: 'acceptable'; readonly epochMs: number; readonly dispute: DisputeId };

/** One text of X-Date. What is beyond ASCII in it goes over the wire as its UTF-8 bytes. */
export type DateVector = {
  readonly id: string;
  readonly comment: string;
  /** Keys of `DateVectors.flags`. */
  readonly flags: readonly string[];
  readonly xDate: string;
} & DateVectorResult;

/** The shape of date.json. */
export interface DateVectors {
  readonly form: "yyyy-MM-dd'T'HH:mm:ss'Z'";
  readonly schema: 'date.schema.json';
  readonly generator: 'date.generate.py';
  readonly source: string;
  readonly notes: readonly string[];
  readonly flags: Readonly<Record<string, { readonly description: string }>>;
  readonly numberOfVectors: number;
  readonly vectors: readonly DateVector[];
}
