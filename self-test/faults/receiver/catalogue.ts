import type { ReceiverDecisions } from '../../../core/decisions/receiver.ts';
import type { Fault } from '../../define.ts';
import { answersFaults } from './answers.ts';
import { bodiesFaults } from './bodies.ts';
import { disclosureFaults } from './disclosure.ts';
import { duplicatesFaults } from './duplicates.ts';
import { keysFaults } from './keys.ts';
import { refundsFaults } from './refunds.ts';
import { releasesFaults } from './releases.ts';
import { requestsFaults } from './requests.ts';
import { signatureFaults } from './signature.ts';
import { signedMessageFaults } from './signed-message.ts';
import { statusFaults } from './status.ts';

/** Every fault of a receiver. */
export const receiverFaults: readonly Fault<ReceiverDecisions>[] = [
  ...answersFaults,
  ...bodiesFaults,
  ...disclosureFaults,
  ...duplicatesFaults,
  ...keysFaults,
  ...refundsFaults,
  ...releasesFaults,
  ...requestsFaults,
  ...signatureFaults,
  ...signedMessageFaults,
  ...statusFaults,
];
