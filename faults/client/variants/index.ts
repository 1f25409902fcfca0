import { variant as amountsAsText } from './amounts-as-text.ts';
import { variant as angleBracketsEscaped } from './angle-brackets-escaped.ts';
import { variant as charsetInContentType } from './charset-in-content-type.ts';
import { variant as connectionClosedAfterEach } from './connection-closed-after-each.ts';
import { variant as creationsLookedAt } from './creations-looked-at.ts';
import { variant as doubleSubmitsJoined } from './double-submits-joined.ts';
import { variant as failuresTriedAFewTimes } from './failures-tried-a-few-times.ts';
import { variant as failuresTriedTwiceASecond } from './failures-tried-twice-a-second.ts';
import { variant as headersInLowerCase } from './headers-in-lower-case.ts';
import { variant as headersInUpperCase } from './headers-in-upper-case.ts';
import { variant as idsToldAsText } from './ids-told-as-text.ts';
import { variant as impatient } from './impatient.ts';
import { variant as jsonIndented } from './json-indented.ts';
import { variant as keysNamedInSources } from './keys-named-in-sources.ts';
import { variant as keysWithoutDashes } from './keys-without-dashes.ts';
import { variant as lettersEscaped } from './letters-escaped.ts';
import { variant as membersReversed } from './members-reversed.ts';
import { variant as methodsAskedFirst } from './methods-asked-first.ts';
import { variant as newKeyAfter103 } from './new-key-after-103.ts';
import { variant as noCorrection } from './no-correction.ts';
import { variant as noTriesOfItsOwn } from './no-tries-of-its-own.ts';
import { variant as nothingLogged } from './nothing-logged.ts';
import { variant as prefixedKeys } from './prefixed-keys.ts';
import { variant as randomKeysKept } from './random-keys-kept.ts';
import { variant as readsFollowRedirects } from './reads-follow-redirects.ts';
import { variant as sameBytesWithinTheWindow } from './same-bytes-within-the-window.ts';
import { variant as slashesEscaped } from './slashes-escaped.ts';
import { variant as timeOrderedKeys } from './time-ordered-keys.ts';
import { variant as unsetMembersAsNull } from './unset-members-as-null.ts';
import type { ClientVariant } from './variant.ts';

/** Honest clients with other legal choices. */
export const clientVariants: readonly ClientVariant[] = [
  amountsAsText,
  angleBracketsEscaped,
  charsetInContentType,
  connectionClosedAfterEach,
  creationsLookedAt,
  doubleSubmitsJoined,
  failuresTriedAFewTimes,
  failuresTriedTwiceASecond,
  headersInLowerCase,
  headersInUpperCase,
  idsToldAsText,
  impatient,
  jsonIndented,
  keysNamedInSources,
  keysWithoutDashes,
  lettersEscaped,
  membersReversed,
  methodsAskedFirst,
  newKeyAfter103,
  noCorrection,
  noTriesOfItsOwn,
  nothingLogged,
  prefixedKeys,
  randomKeysKept,
  readsFollowRedirects,
  sameBytesWithinTheWindow,
  slashesEscaped,
  timeOrderedKeys,
  unsetMembersAsNull,
];
