import type { Reason } from '../../core/verdict/reason.ts';
import { en } from './en.ts';
import { filled } from './filled.ts';
import type { Sentences } from './words.ts';

const languages = { en } satisfies Record<string, Sentences>;

export type Language = keyof typeof languages;

/** All words of a language. */
export function sentencesOf(language: Language = 'en'): Sentences {
  return languages[language];
}

/**
 * A reason as one sentence. Text values show everything outside printable ASCII as escapes, so that a look-alike or a control character in
 * data from the wire cannot pass for another sentence.
 */
export function sentence(reason: Reason, language: Language = 'en'): string {
  return filled(languages[language].reasons[reason.id], reason.values ?? {}, 'all');
}
