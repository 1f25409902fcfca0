/**
 * What a suite expected or saw, as data. The sentence to each id stands in the language catalogue of reports (`reports/sentences/`); values are
 * filled into its {placeholders}. An id is added here first, and the catalogues do not compile until each has its sentence.
 */
export const reasonIds = [
  // What was expected.
  'accepted',
  'refused',
  'refused-by-4xx',
  'refused-without-effect',
  'not-served-in-plain',
  'status-and-body-of-first-answer',
  'bytes-of-first-answer',
  'one-effect',
  'two-effects',
  'no-effect',
  'answered-after-loss',
  'stored-answer-or-4xx',
  'documented-status',
  'documented-code',
  'documented-envelope',
  'json-declared-as-json',
  'text-kept',
  'well-formed-utf8',
  'fits-schema',
  'current-state',
  'other-request',
  'secret-kept',
  'no-server-error',
  'readable-after-creation',
  'sum-kept',
  'method-refused',
  'date-header',
  'acknowledged',
  'not-acknowledged',
  'released',
  'released-once',
  'not-released',
  'status-asked',
  'status-not-asked',
  'answered-in-time',
  'answered-after-bad-input',
  'authorization-sent',
  'signature-verifies',
  'names-its-subject',
  'repeated-on-schedule',
  'repeats-ended',
  'fresh-date',
  'status-readable-on-arrival',
  'sent-to-url',
  'signed-with-new-secret',
  // Of a client.
  'request-verifies',
  'date-signed-as-sent',
  'empty-payload-signed',
  'mandatory-headers',
  'documented-date',
  'retry-date-fresh',
  'corrected-once',
  'key-of-first-attempt',
  'bytes-of-first-attempt',
  'key-of-its-own',
  'high-entropy',
  'no-key-on-get',
  'key-carried',
  'tries-bounded',
  'failure-reported',
  'success-reported',
  'paid-only-when-completed',
  'amount-kept',
  'one-operation',
  'nothing-sent',
  'configured-host-only',
  'key-kept-secret',
  // What was seen.
  'answered',
  'answered-with-code',
  'not-answered',
  'took-effect',
  'effects-counted',
  'different-answers',
  'text-changed',
  'schema-broken',
  'content-type-seen',
  'secret-told',
  'value-seen',
  'releases-counted',
  'status-calls-counted',
  'header-missing',
  'signature-wrong',
  'attempt-missing',
  'attempt-at',
  'status-seen',
  // Of a client.
  'signature-fails',
  'header-seen',
  'client-reported',
  'client-gone',
  'requests-counted',
  'sent-to',
  'key-seen',
] as const;

export type ReasonId = (typeof reasonIds)[number];

export interface Reason {
  readonly id: ReasonId;
  readonly values?: Readonly<Record<string, string | number>>;
}

/** A reason with its values. */
export function reason(id: ReasonId, values?: Readonly<Record<string, string | number>>): Reason {
  return values === undefined ? { id } : { id, values };
}
