import type { Profile } from '../profile.ts';
import { onekey } from './onekey.ts';

/**
 * The narrowest interpretation of each document: what a provider should move to. It requires what a black box can see without any recipe, and of a receiver
 * that it holds what was paid against its order.
 */
export const strict = {
  id: 'strict',
  title: 'OneKey Payments, narrow interpretations',
  scheme: 'D24',
  interpretations: {
    ...onekey.interpretations,
    C6: 'refuse',
    C10: 'blank-refused',
    C15: 'numbers-only',
    C17: 'strict',
    C27: 'required',
    C37: 'refuse',
    C44: 'exact',
    C45: 'documented-required',
  },
  requires: ['C1', 'C2', 'C3', 'C5', 'C6', 'C12', 'C14', 'C15', 'C20', 'C24', 'C28', 'C43', 'C50'],
  levels: { 'RCV-11': 'must' },
} as const satisfies Profile;
