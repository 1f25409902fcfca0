import type { ReceiverDecisions } from '../../../core/decisions/receiver.ts';
import type { Variant } from '../../define.ts';
import { overSlowWay, overStumblingWay } from '../ways.ts';
import { answersVariants } from './answers.ts';
import { bodiesVariants } from './bodies.ts';
import { handlingVariants } from './handling.ts';
import { signatureVariants } from './signature.ts';

/** Every conforming receiver that makes another legal choice. */
export const receiverVariants: readonly Variant<ReceiverDecisions>[] = [
  ...answersVariants,
  ...bodiesVariants,
  ...handlingVariants,
  ...signatureVariants,
  ...overSlowWay<ReceiverDecisions>(),
  ...overStumblingWay<ReceiverDecisions>(),
];
