import type { ClientTest } from '../clause-test.ts';
import { actionTests } from './actions.ts';
import { amountTests } from './amounts.ts';
import { destinationTests } from './destination.ts';
import { failureTests } from './failures.ts';
import { paddedKeyTests } from './padded-keys.ts';
import { recoveryTests } from './recovery.ts';
import { repeatTests } from './repeats.ts';
import { responseHandlingTests } from './response-handling.ts';
import { rotationTests } from './rotation.ts';
import { wireTests } from './wire.ts';

/** Every question to a merchant's client; those that wait for its patience to end come first, so that others are asked meanwhile. */
export const clientTests: readonly ClientTest[] = [
  ...recoveryTests,
  ...failureTests,
  ...repeatTests,
  ...destinationTests,
  ...wireTests,
  ...amountTests,
  ...actionTests,
  ...responseHandlingTests,
  ...rotationTests,
  ...paddedKeyTests,
];
