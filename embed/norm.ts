import type { Interpretations } from '../specs/types/ambiguities.ts';

/** What signing and verifying take of the norm profile: they must not read the files of the contract for two words. `norm.test.ts` compares. */
export const norm = { scheme: 'D24', C26: 'request-rule' } as const satisfies Pick<Interpretations, 'C26'> & { readonly scheme: string };
