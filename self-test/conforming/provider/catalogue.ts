import type { ProviderDecisions } from '../../../core/decisions/provider.ts';
import type { Variant } from '../../define.ts';
import { overSlowWay, overStumblingWay } from '../ways.ts';
import { answersVariants } from './answers.ts';
import { delaysVariants } from './delays.ts';
import { errorsVariants } from './errors.ts';
import { idempotencyVariants } from './idempotency.ts';
import { interpretationsVariants } from './interpretations.ts';
import { requestsVariants } from './requests.ts';
import { roadVariants } from './road.ts';
import { rotationVariants } from './rotation.ts';
import { travelVariants } from './travel.ts';
import { valuesVariants } from './values.ts';

/** Every conforming provider that makes another legal choice. */
export const providerVariants: readonly Variant<ProviderDecisions>[] = [
  ...answersVariants,
  ...delaysVariants,
  ...errorsVariants,
  ...idempotencyVariants,
  ...interpretationsVariants,
  ...requestsVariants,
  ...roadVariants,
  ...rotationVariants,
  ...travelVariants,
  ...valuesVariants,
  ...overSlowWay<ProviderDecisions>(),
  ...overStumblingWay<ProviderDecisions>(),
];
