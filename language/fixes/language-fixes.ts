import type { MistakeKind } from '../../core/diagnosis/mistake.ts';

/** The one line to change for each mistake: `secret`, `login`, `date` and `body` are variables of the caller. */
export type LanguageFixes = Readonly<Record<MistakeKind, string>>;
