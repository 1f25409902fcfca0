/**
 * What was found about a target before anything is judged, as data. The sentence of each id and its next step are in the catalogue of each language
 * (`language/en/findings.ts`), which does not compile until each has them; values replace its {placeholders}.
 */
export const findingIds = [
  // The way to the target.
  'production-unnamed',
  'live-key-unnamed',
  'production-read-only',
  'host-found',
  'host-unknown',
  'connected',
  'connection-refused',
  'connection-timed-out',
  'connection-failed',
  'certificate-right',
  'certificate-ends-soon',
  'certificate-self-signed',
  'certificate-unknown',
  'certificate-of-another-host',
  'certificate-expired',
  'certificate-not-yet-valid',
  'not-tls',
  'tls-failed',
  'silent-after-connect',
  // The party that answers there.
  'api-answers',
  'no-answer',
  'redirected',
  'html-answered',
  'no-json-answered',
  'path-unknown',
  'nothing-harmless',
  'gateway-answered',
  'server-failed',
  'rate-limited',
  // Time.
  'clock-near',
  'clock-off',
  'clock-of-several',
  'clock-undated',
  'clock-of-another',
  'clock-unknown',
  // Keys.
  'key-right',
  'keys-right',
  'key-misplaced',
  'key-unknown',
  'secret-key-refused',
  'signature-unmatched',
  'keys-of-another-place',
  'keys-unjudged',
  'reads-refused',
  // Addresses.
  'address-unlisted',
  'address-seen',
  'address-other',
  'refused-address-served',
  'address-recipe-without-effect',
  // What the suites depend on.
  'sample-accepted',
  'sample-refused',
  'sample-unasked',
  'recipe-counts',
  'recipe-miscounts',
  'recipe-failed',
  'stopped',
  // A client.
  'client-unnamed',
  'client-speaks',
  'client-unready',
  'client-made-no-call',
  'client-called',
  'client-call-refused',
  'sources-none',
  'source-found',
  'source-missing',
  'merchant-keys-none',
  // A receiver.
  'receiver-unready',
  'receiver-listens',
  'receiver-start-none',
  'order-registered',
  'register-none',
  'releases-none',
  'released-too-early',
  'notification-unanswered',
  'notification-refused',
  'notification-taken',
  'status-unasked',
  'released-once',
  'released-otherwise',
  // A sender.
  'sender-keys-read',
  // Mails on key use.
  'mails-readable',
  'mails-unreadable',
  'new-addresses',
  'new-addresses-none',
  'address-not-here',
] as const;

export type FindingId = (typeof findingIds)[number];

/** `wrong`: nothing can be judged until it is corrected. `warning`: it can, with a reservation. */
export type FindingState = 'ok' | 'warning' | 'wrong';

export interface Finding {
  /** The member of the configuration that it is about, such as `target.url` or `merchant.apiKey`. */
  readonly subject: string;
  readonly state: FindingState;
  readonly id: FindingId;
  readonly values?: Readonly<Record<string, string | number>>;
}
