import type { SenderDecisions } from '../../../core/decisions/sender.ts';
import type { Variant } from '../../define.ts';
import { overSlowWay, overStumblingWay } from '../ways.ts';
import { notificationsVariants } from './notifications.ts';

/** Every conforming sender that makes another legal choice. */
export const senderVariants: readonly Variant<SenderDecisions>[] = [
  ...notificationsVariants,
  ...overSlowWay<SenderDecisions>(),
  ...overStumblingWay<SenderDecisions>(),
];
