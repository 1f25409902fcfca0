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

/** All clause tests of a client. Those that wait until its deadline ends come first, so that others run meanwhile. */
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
