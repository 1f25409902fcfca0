import type { KeyUseDecisions } from '../../../core/decisions/key-use.ts';
import type { Fault } from '../../define.ts';
import { addressesFaults, mailsFaults, noveltyFaults } from './mails.ts';

/** Every seeded fault of a provider that mails on key use. */
export const keyUseFaults: readonly Fault<KeyUseDecisions>[] = [...mailsFaults, ...noveltyFaults, ...addressesFaults];
