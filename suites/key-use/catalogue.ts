import type { KeyUseTest } from '../clause-test.ts';
import { ambiguityTests } from './ambiguities.ts';
import { mailTests } from './mails.ts';

/** All clause tests of a provider that mails on key use. Those that change the key come last. */
export const keyUseTests: readonly KeyUseTest[] = [...mailTests, ...ambiguityTests];
