import type { ProviderDecisions } from '../../../core/decisions/provider.ts';
import type { Fault } from '../../define.ts';
import { addressesFaults } from './addresses.ts';
import { answersFaults } from './answers.ts';
import { axesFaults, mixedFieldFaults } from './axes.ts';
import { clockFaults } from './clock.ts';
import { credentialsFaults } from './credentials.ts';
import { datesFaults } from './dates.ts';
import { environmentsFaults } from './environments.ts';
import { errorsFaults } from './errors.ts';
import { headersFaults } from './headers.ts';
import { idempotencyKeysFaults } from './idempotency-keys.ts';
import { idempotencyRacesFaults } from './idempotency-races.ts';
import { idempotencyRecordsFaults } from './idempotency-records.ts';
import { idempotencyReplaysFaults } from './idempotency-replays.ts';
import { jsonFaults } from './json.ts';
import { lockOutFaults } from './lock-outs.ts';
import { negotiationFaults } from './negotiation.ts';
import { nodeFaults } from './node.ts';
import { otherLanguagesFaults } from './other-languages.ts';
import { readBackFaults } from './read-back.ts';
import { refundsFaults } from './refunds.ts';
import { roadFaults } from './road.ts';
import { rotationFaults } from './rotation.ts';
import { routingFaults } from './routing.ts';
import { signatureHashFaults } from './signature-hash.ts';
import { signatureMessageFaults } from './signature-message.ts';
import { signatureSkippedFaults } from './signature-skipped.ts';
import { travelFaults } from './travel.ts';
import { utf8Faults } from './utf8.ts';
import { validationFaults } from './validation.ts';

/** Every fault of a provider. */
export const providerFaults: readonly Fault<ProviderDecisions>[] = [
  ...addressesFaults,
  ...answersFaults,
  ...axesFaults,
  ...clockFaults,
  ...credentialsFaults,
  ...datesFaults,
  ...environmentsFaults,
  ...errorsFaults,
  ...headersFaults,
  ...idempotencyKeysFaults,
  ...idempotencyRacesFaults,
  ...idempotencyRecordsFaults,
  ...idempotencyReplaysFaults,
  ...jsonFaults,
  ...lockOutFaults,
  ...nodeFaults,
  ...otherLanguagesFaults,
  ...readBackFaults,
  ...mixedFieldFaults,
  ...negotiationFaults,
  ...refundsFaults,
  ...roadFaults,
  ...rotationFaults,
  ...routingFaults,
  ...signatureHashFaults,
  ...signatureMessageFaults,
  ...signatureSkippedFaults,
  ...travelFaults,
  ...utf8Faults,
  ...validationFaults,
];
