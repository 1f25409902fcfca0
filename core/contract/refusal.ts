/** One broken rule of a body member or parameter: its JSON pointer (`/country`) and the rule in words. */
export interface Problem {
  readonly pointer: string;
  readonly rule: string;
}

/** Why a request is refused. Data; `answerTo` gives it a status, a code and words. */
export type Refusal =
  | { readonly because: 'path-unknown' }
  | { readonly because: 'method-not-allowed'; readonly allowed: readonly string[] }
  | { readonly because: 'header-missing' | 'header-malformed' | 'header-blank'; readonly header: string }
  | { readonly because: 'credentials-unknown' }
  | { readonly because: 'date-outside' }
  | { readonly because: 'signature-wrong' }
  | { readonly because: 'locked-out' }
  | { readonly because: 'address-unlisted' }
  | { readonly because: 'key-in-flight' | 'key-conflicting' }
  | { readonly because: 'request-repeated' }
  | { readonly because: 'body-unreadable'; readonly details: readonly string[] }
  | { readonly because: 'body-invalid'; readonly problems: readonly Problem[] }
  | { readonly because: 'not-found'; readonly what: string }
  | { readonly because: 'invoice-taken' }
  | { readonly because: 'deposit-not-completed' | 'refund-exceeds' | 'refund-amount-invalid' }
  | { readonly because: 'failed-inside' }
  /** Requests that never became a call: not HTTP, more than a server takes, or not complete in time. */
  | { readonly because: 'request-malformed' | 'header-too-large' | 'body-too-large' | 'request-too-slow' };
