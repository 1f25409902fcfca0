import type { Profile } from '../profile.ts';
import { onekey } from './onekey.ts';

/** The widest interpretation of each document: everything is taken that any page, sample or client sends. It requires nothing beyond the clauses. */
export const lenient = {
  id: 'lenient',
  title: 'OneKey Payments, wide interpretations',
  scheme: 'D24',
  interpretations: {
    ...onekey.interpretations,
    C2: 'okp-too',
    C3: 'offsets-and-milliseconds',
    C7: 'wait',
    C21: 'both',
    C28: 'deposit-key-too',
    C29: 'read-only-key-too',
    C34: 'without-v3-too',
    C40: 'convert',
    C41: 'accept',
    C42: 'accept',
    C43: 'accept',
    C44: 'any',
    C46: 'signed-only',
    C50: 'taken-too',
    C51: 'first-wins',
  },
  requires: [],
} as const satisfies Profile;
