import { type Diagnosis, type DiagnosisKey, diagnose, isInOrder } from '../core/diagnosis/diagnosis.ts';
import { secrets } from '../core/redaction/redaction.ts';
import { explainSentence } from '../language/sentences.ts';
import { type Body, bytesOf, type Fields, linesOf } from './fields.ts';
import { type ByContract, chosen, type KeysByRole, lineIn, mustBeSet, norm, purposesIn } from './norm.ts';

export interface ExplanationOptions extends ByContract {
  /** The request as it was captured. */
  readonly headers: Fields;
  readonly body?: Body;
  readonly method?: string;
  /** Path and query, as sent. */
  readonly target?: string;
  /** The API Signature that should have signed; with `contract`, the key that makes the hash. It is needed where `keys` is not given. */
  readonly apiSignature?: string;
  /** The API Key and the read-only key of the same set, which may have been confused with it. */
  readonly apiKey?: string;
  readonly readOnlyKey?: string;
  /** With `contract`: the keys by their roles in its scheme.yaml, in place of the three members above. */
  readonly keys?: KeysByRole;
  /** Keys of other merchants and environments, which may have been confused with these. */
  readonly others?: readonly DiagnosisKey[];
  /** Names of the members that the operation documents for its body, which a typed model may have added or dropped. */
  readonly members?: readonly string[];
  /** When it arrived, ms since the epoch: shows a stale date. Not judged where it is not given. */
  readonly receivedAt?: number;
}

/** Whether a request is in order, and why not. It holds no key: texts of the request that do are shown as a token. */
export interface Explained {
  readonly right: boolean;
  /** The reasons as data. */
  readonly diagnosis: Diagnosis;
  /** The same in English, a line each: what is wrong, the first differing byte, the fix. */
  readonly text: string;
}

/**
 * Searches for the mistake that gives exactly the signature that was sent; `countersign explain` does the same with a file. Nothing is sent anywhere.
 * @throws TypeError for a key that is not set, and for what has no bytes
 */
export function explain(options: ExplanationOptions): Explained {
  const { headers, others = [], members = [], receivedAt } = options;
  const body = 'body' in options ? options.body : '';
  const { by: form, scheme } = chosen(options);
  const line = lineIn(form, { method: 'POST', ...options });
  const set = purposesIn(form, options.keys, options);
  mustBeSet(form, options.keys, set, ['apiSignature']);
  const { apiSignature = '', apiKey, readOnlyKey } = set;
  const keys: readonly DiagnosisKey[] = [
    { role: 'API Signature', value: apiSignature },
    ...(apiKey === undefined ? [] : [{ role: 'API Key', value: apiKey } as const]),
    ...(readOnlyKey === undefined ? [] : [{ role: 'read-only key', value: readOnlyKey } as const]),
    ...others,
  ];
  const diagnosis = diagnose({
    request: { ...line, headers: linesOf(headers), body: bytesOf(body) },
    keys,
    form,
    scheme,
    members,
    owners: form === norm.contract ? norm.owners : [],
    ...(receivedAt === undefined ? {} : { receivedAt }),
    now: Date.now(),
  });
  const known = secrets(keys.filter(({ role, value }) => !role.endsWith('API Key') && value.length >= 4));
  return { right: isInOrder(diagnosis, line), diagnosis, text: known.redactText(explainSentence(diagnosis).join('\n')) };
}
