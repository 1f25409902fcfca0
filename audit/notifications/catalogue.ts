import { sourceSeen, subjectNamed } from './body.ts';
import { duplicatesSeen, openPoints, repeatedOnSchedule, repeatsDatedAnew, repeatsSigned } from './repeats.ts';
import type { NotificationRule } from './rule.ts';
import { authorizationSent, newKeysUsed, notificationVerified, signedAlike } from './signature.ts';

/**
 * The clauses that deliveries can show, in order of their findings. Clauses about the status (NTF-06), a second URL (NTF-07), a second environment
 * (ENV-06) or the changes themselves (NTF-13) are not among them.
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
  signedAlike,
  newKeysUsed,
];
