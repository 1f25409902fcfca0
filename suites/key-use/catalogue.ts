import type { KeyUseTest } from '../clause-test.ts';
import { ambiguityTests } from './ambiguities.ts';
import { mailTests } from './mails.ts';

/** Every question to a provider that mails on key use. What changes the key comes last. */
export const keyUseTests: readonly KeyUseTest[] = [...mailTests, ...ambiguityTests];
