import { sourceSeen, subjectNamed } from './body.ts';
import { duplicatesSeen, openPoints, repeatedOnSchedule, repeatsDatedAnew, repeatsSigned } from './repeats.ts';
import type { NotificationRule } from './rule.ts';
import { authorizationSent, newKeysUsed, notificationVerified } from './signature.ts';

/**
 * The clauses that deliveries alone show, in order of their findings. What asks for the status (NTF-06), a second URL (NTF-07), a second environment (ENV-06) or
 * the changes themselves (NTF-12) is not among them.
 */
export const notificationRules: readonly NotificationRule[] = [
  authorizationSent,
  notificationVerified,
  subjectNamed,
  repeatedOnSchedule,
  openPoints,
  repeatsDatedAnew,
  repeatsSigned,
  duplicatesSeen,
  sourceSeen,
  newKeysUsed,
];
