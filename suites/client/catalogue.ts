import type { ClientTest } from '../clause-test.ts';
import { beliefTests } from './belief.ts';
import { placeTests } from './place.ts';
import { troubleTests } from './trouble.ts';
import { wireTests } from './wire.ts';

/** Every question to a merchant's client. */
export const clientTests: readonly ClientTest[] = [...placeTests, ...wireTests, ...troubleTests, ...beliefTests];
