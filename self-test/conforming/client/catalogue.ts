import type { ClientDecisions } from '../../../core/decisions/client.ts';
import type { Variant } from '../../define.ts';
import { overLateWay, overStumblingWay } from '../ways.ts';
import { behaviourVariants } from './behaviour.ts';
import { bodiesVariants } from './bodies.ts';
import { clockVariants } from './clock.ts';
import { headersVariants } from './headers.ts';
import { keysVariants } from './keys.ts';
import { recoveryVariants } from './recovery.ts';
import { retriesVariants } from './retries.ts';
import { rotationVariants } from './rotation.ts';

/** Every conforming client that makes another legal choice. */
export const clientVariants: readonly Variant<ClientDecisions>[] = [
  ...behaviourVariants,
  ...bodiesVariants,
  ...clockVariants,
  ...headersVariants,
  ...keysVariants,
  ...recoveryVariants,
  ...retriesVariants,
  ...rotationVariants,
  ...overLateWay<ClientDecisions>(),
  ...overStumblingWay<ClientDecisions>(),
];
