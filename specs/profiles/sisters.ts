import type { Profile } from '../profile.ts';
import { onekey } from './onekey.ts';

/** Each brand's page shows a prefix of its own (C2), in the spelling given here; in everything else it has the text of seed A. */
const interpretations = { ...onekey.interpretations, C2: 'brand-only' } as const;

/** The newer OneKey page, which writes `OKP ` where seed A has `D24 `. */
export const okp = {
  id: 'okp',
  title: 'OneKey Payments, newer prefix',
  scheme: 'OKP',
  interpretations,
  requires: onekey.requires,
} as const satisfies Profile;

/** TuPay. Its English page has this prefix, its Spanish one `D24 `. */
export const tupay = {
  id: 'tupay',
  title: 'TuPay',
  scheme: 'TUPAY',
  interpretations,
  requires: onekey.requires,
} as const satisfies Profile;

/** PandaBlue, whose prefix is the only one in mixed case. */
export const pandablue = {
  id: 'pandablue',
  title: 'PandaBlue',
  scheme: 'Pandablue',
  interpretations,
  requires: onekey.requires,
} as const satisfies Profile;

/** LimePay. */
export const limepay = {
  id: 'limepay',
  title: 'LimePay',
  scheme: 'LIMEPAY',
  interpretations,
  requires: onekey.requires,
} as const satisfies Profile;
