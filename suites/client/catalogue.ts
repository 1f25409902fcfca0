import type { ClientTest } from '../clause-test.ts';
import { beliefTests } from './belief.ts';
import { placeTests } from './place.ts';
import { troubleTests } from './trouble.ts';
import { wireTests } from './wire.ts';

/** Every question to a merchant's client; those that wait for its patience to end come first, so that others are asked meanwhile. */
export const clientTests: readonly ClientTest[] = [...troubleTests, ...placeTests, ...wireTests, ...beliefTests];
