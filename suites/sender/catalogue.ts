import type { SenderTest } from '../clause-test.ts';
import { circumstanceTests } from './circumstances.ts';
import { deliveryTests } from './deliveries.ts';
import { environmentTests } from './environments.ts';

/** Every question to the sender of notifications. What sets the Confirm URLs of both environments comes before what leaves one set behind. */
export const senderTests: readonly SenderTest[] = [...deliveryTests, ...environmentTests, ...circumstanceTests];
