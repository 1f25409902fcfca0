import type { SenderTest } from '../clause-test.ts';
import { circumstanceTests } from './circumstances.ts';
import { deliveryTests } from './deliveries.ts';
import { environmentTests } from './environments.ts';

/** Every question to the sender of notifications. */
export const senderTests: readonly SenderTest[] = [...deliveryTests, ...circumstanceTests, ...environmentTests];
