// Made from specs/contracts/*/ambiguities.yaml by `npm run generate`.

/** One interpretation of each ambiguity of the shipped contracts, by name. */
export type Interpretations = {
  readonly C1: 'signature-and-bearer' | 'basic';
  readonly C2: 'd24-only' | 'okp-too' | 'brand-only';
  readonly C3: 'z-only' | 'offsets-and-milliseconds';
  readonly C4: 'inclusive' | 'exclusive';
  readonly C5: 'code-101' | 'code-103';
  readonly C6: 'replay' | 'refuse';
  readonly C7: 'refuse-104' | 'refuse-409' | 'wait';
  readonly C8: 'not-kept' | 'kept';
  readonly C9: 'account' | 'account-and-path';
  readonly C10: 'ignored' | 'blank-refused';
  readonly C11: 'headers-login-date-signature-address' | 'signature-before-date' | 'address-first';
  readonly C12: 'status-400' | 'status-401';
  readonly C13: 'status-401' | 'status-403';
  readonly C14: 'status-201' | 'status-200';
  readonly C15: 'numbers-and-strings' | 'numbers-only';
  readonly C16: 'with-dash-underscore' | 'alphanumeric';
  readonly C17: 'lenient' | 'strict';
  readonly C18: 'integer' | 'string';
  readonly C19: 'integer' | 'string';
  readonly C20: 'flat' | 'nested';
  readonly C21: 'singular' | 'plural' | 'both';
  readonly C22: 'newer' | 'older';
  readonly C23: 'data-complete' | 'opened';
  readonly C24: 'any-2xx' | 'only-200';
  readonly C25: 'fifth-gap-3125' | 'fifth-gap-625' | 'four-repeats';
  readonly C26: 'request-rule' | 'without-scheme' | 'upper-case' | 'body-only';
  readonly C27: 'not-required' | 'required';
  readonly C28: 'bearer-only' | 'signed-too' | 'deposit-key-too';
  readonly C29: 'deposit-key' | 'read-only-key-too';
  readonly C30: 'parts' | 'whole-only';
  readonly C31: 'space' | 'iso';
  readonly C32: 'boolean' | 'string';
  readonly C33: 'both' | 'nested' | 'root';
  readonly C34: 'with-v3' | 'without-v3-too';
  readonly C35: 'snake' | 'camel';
  readonly C36: 'newer' | 'older';
  readonly C37: 'accept' | 'refuse';
  readonly C38: 'refuse-connection' | '4xx' | 'redirect';
  readonly C39: 'as-sent' | 'nfc';
  readonly C40: 'refuse-201' | 'refuse-102' | 'convert';
  readonly C41: 'refuse-201' | 'accept';
  readonly C42: 'refuse-402' | 'accept' | 'existing' | 'refuse-402-status-400';
  readonly C43: 'refuse-102' | 'accept';
  readonly C44: 'utf8-charset-too' | 'exact' | 'any';
  readonly C45: 'lenient' | 'documented-required';
  readonly C46: 'all-operations' | 'signed-only';
  readonly C47: 'code-101' | 'code-102';
  readonly C48: 'code-802' | 'code-208';
  readonly C49: 'verified' | 'served' | 'every-key';
  readonly C50: 'refused' | 'taken-too';
  readonly C51: 'refuse-101' | 'first-wins' | 'last-wins';
  readonly C52: 'executed' | 'refused';
  readonly C53: 'judging-clock' | 'no-date';
  readonly C54: 'code-101' | 'code-100' | 'code-101-status-401';
  readonly C55: 'requested' | 'local';
  readonly C56: 'refuse-201' | 'accept';
  readonly C57: 'never' | 'for-a-time';
  readonly O1: 'live-only' | 'test-too';
  readonly O2: 'authenticated-only' | 'every-attempt';
  readonly O3: 'served-only' | 'refused-too';
  readonly O4: 'starts-anew' | 'inherits';
  readonly O5: 'whole-address' | 'network-64';
  readonly O6: 'per-key' | 'per-account';
  readonly O7: 'method-refused' | 'taken-for-another';
};

export type AmbiguityId = keyof Interpretations;

/** The first of each: the interpretation for a contract that lacks the ambiguity. */
export const firstInterpretations: Interpretations = {
  C1: 'signature-and-bearer',
  C2: 'd24-only',
  C3: 'z-only',
  C4: 'inclusive',
  C5: 'code-101',
  C6: 'replay',
  C7: 'refuse-104',
  C8: 'not-kept',
  C9: 'account',
  C10: 'ignored',
  C11: 'headers-login-date-signature-address',
  C12: 'status-400',
  C13: 'status-401',
  C14: 'status-201',
  C15: 'numbers-and-strings',
  C16: 'with-dash-underscore',
  C17: 'lenient',
  C18: 'integer',
  C19: 'integer',
  C20: 'flat',
  C21: 'singular',
  C22: 'newer',
  C23: 'data-complete',
  C24: 'any-2xx',
  C25: 'fifth-gap-3125',
  C26: 'request-rule',
  C27: 'not-required',
  C28: 'bearer-only',
  C29: 'deposit-key',
  C30: 'parts',
  C31: 'space',
  C32: 'boolean',
  C33: 'both',
  C34: 'with-v3',
  C35: 'snake',
  C36: 'newer',
  C37: 'accept',
  C38: 'refuse-connection',
  C39: 'as-sent',
  C40: 'refuse-201',
  C41: 'refuse-201',
  C42: 'refuse-402',
  C43: 'refuse-102',
  C44: 'utf8-charset-too',
  C45: 'lenient',
  C46: 'all-operations',
  C47: 'code-101',
  C48: 'code-802',
  C49: 'verified',
  C50: 'refused',
  C51: 'refuse-101',
  C52: 'executed',
  C53: 'judging-clock',
  C54: 'code-101',
  C55: 'requested',
  C56: 'refuse-201',
  C57: 'never',
  O1: 'live-only',
  O2: 'authenticated-only',
  O3: 'served-only',
  O4: 'starts-anew',
  O5: 'whole-address',
  O6: 'per-key',
  O7: 'method-refused',
};
