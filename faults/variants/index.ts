import type { Variant } from './variant.ts';

/** Every other legal choice that must give no alarm. */
export const variants: readonly Variant[] = [
];
