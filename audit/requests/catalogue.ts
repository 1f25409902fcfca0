import { bodyFitsSchema, textInUtf8 } from './body.ts';
import { clockCorrectedOnce, documentedDate, repeatDatedAnew } from './clock.ts';
import { keysKeptSecret } from './credentials.ts';
import { configuredHost } from './environments.ts';
import { creationHeaders, readHeaders } from './headers.ts';
import { bytesOfFirstAttempt, keyCarried, keyNotGuessed, keyOfFirstAttempt, keyOfItsOwn, noKeyOnGet, triesBounded } from './idempotency.ts';
import { documentedCall } from './routing.ts';
import type { RequestRule } from './rule.ts';
import { dateSignedAsSent, emptyPayloadSigned, signedAsSent } from './signature.ts';
import { encrypted } from './transport.ts';

/** The clauses that requests can show, in order of their findings. */
export const requestRules = [
  encrypted,
  configuredHost,
  keysKeptSecret,
  creationHeaders,
  readHeaders,
  signedAsSent,
  dateSignedAsSent,
  emptyPayloadSigned,
  textInUtf8,
  documentedDate,
  repeatDatedAnew,
  clockCorrectedOnce,
  keyOfFirstAttempt,
  bytesOfFirstAttempt,
  keyOfItsOwn,
  keyNotGuessed,
  noKeyOnGet,
  triesBounded,
  keyCarried,
  bodyFitsSchema,
  documentedCall,
] as const satisfies readonly RequestRule[];

export type RequestClause = (typeof requestRules)[number]['clause'];
