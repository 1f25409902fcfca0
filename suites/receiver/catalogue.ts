import type { ReceiverTest } from '../clause-test.ts';
import { disclosureTests } from './disclosure.ts';
import { effectTests } from './effect.ts';
import { failureTests } from './failure.ts';
import { inputTests } from './input.ts';
import { refundTests } from './refunds.ts';
import { signatureTests } from './signature.ts';

/** All clause tests of a receiver, in the order of the catalogue. */
export const receiverTests: readonly ReceiverTest[] = [
  ...disclosureTests,
  ...signatureTests,
  ...effectTests,
  ...failureTests,
  ...inputTests,
  ...refundTests,
].sort((left, right) => (left.clause < right.clause ? -1 : 1));
