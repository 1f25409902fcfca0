import type { KeyUseDecisions } from '../../../core/decisions/key-use.ts';
import type { Variant } from '../../define.ts';
import { overSlowWay, overStumblingWay } from '../ways.ts';
import { mailsVariants } from './mails.ts';

/** Every conforming variant of a provider that mails on key use. */
export const keyUseVariants: readonly Variant<KeyUseDecisions>[] = [
  ...mailsVariants,
  ...overSlowWay<KeyUseDecisions>(),
  ...overStumblingWay<KeyUseDecisions>(),
];
