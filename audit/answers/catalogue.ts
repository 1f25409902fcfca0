import { dateOfTheJudgingClock, futureRefused, insideAccepted, staleRefused } from './clock.ts';
import { withoutAuthorization } from './credentials.ts';
import { answerFitsSchema, createdReadable, serverErrors, statusesSeen, successDocumented } from './endpoints.ts';
import {
  addressRefused,
  dateOutside,
  errorEnvelope,
  headerLacking,
  keyInFlight,
  methodUnknown,
  signatureWrong,
  unknownLogin,
} from './errors.ts';
import { jsonDeclared, withoutMandatoryHeaders } from './headers.ts';
import {
  bytesReplayed,
  oneEffect,
  otherBodyNotExecuted,
  readsNotKept,
  refusalReplayed,
  serverErrorReplayed,
  successReplayed,
} from './idempotency.ts';
import type { AnswerRule } from './rule.ts';
import { rightAccepted, secretNotShown, wrongRefused } from './signature.ts';
import { answersInUtf8 } from './utf8.ts';

/** The clauses of a provider that show in watched traffic, in order of their findings. */
export const answerRules: readonly AnswerRule[] = [
  withoutAuthorization,
  withoutMandatoryHeaders,
  jsonDeclared,
  rightAccepted,
  wrongRefused,
  secretNotShown,
  answersInUtf8,
  staleRefused,
  futureRefused,
  insideAccepted,
  dateOfTheJudgingClock,
  oneEffect,
  successReplayed,
  bytesReplayed,
  refusalReplayed,
  serverErrorReplayed,
  readsNotKept,
  otherBodyNotExecuted,
  errorEnvelope,
  unknownLogin,
  headerLacking,
  signatureWrong,
  dateOutside,
  keyInFlight,
  addressRefused,
  methodUnknown,
  successDocumented,
  answerFitsSchema,
  serverErrors,
  createdReadable,
  statusesSeen,
];
