import type { Diagnosis } from '../core/diagnosis/diagnosis.ts';
import type { Note } from '../core/diagnosis/note.ts';
import type { Finding } from '../core/verdict/finding.ts';
import type { Reason } from '../core/verdict/reason.ts';
import type { Fault } from '../schemas/contract-fault.ts';
import type { ClauseId } from '../specs/clauses/catalogue.ts';
import type { ReservedId } from '../specs/clauses/reserved.ts';
import { en } from './en/catalogue.ts';
import { filled, inWords as filledIn, plural } from './filled.ts';

/** A catalogue with the same ids and other texts. */
type Translated<T> = T extends string
  ? string
  : T extends (...values: never) => unknown
    ? T
    : { readonly [Id in keyof T]: Translated<T[Id]> };

/** All sentences of one language. English has every id; a language that lacks one does not compile. */
export type Sentences = Translated<typeof en>;

const languages = { en } satisfies Record<string, Sentences>;

export type Language = keyof typeof languages;

/** All sentences of a language. */
export function sentencesOf(language: Language = 'en'): Sentences {
  return languages[language];
}

/** The names of the placeholders in a text; braces around a quotation mark are JSON, and those with an article are words of a contract. */
type Names<Text> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? (Name extends `${string}"${string}` | `a ${string}` | `the ${string}` | `own ${string}` ? never : Name) | Names<Rest>
  : never;

type Sayings = (typeof en)['sayings'];

/** A sentence by itself: an error, a note, a line of a command. */
export type SayingId = keyof Sayings;

/** The values that a sentence needs: one for each of its placeholders. */
export type Values<Id extends SayingId> = [Names<Sayings[Id]>] extends [never]
  ? []
  : [Readonly<Record<Names<Sayings[Id]>, string | number>>];

/** A sentence with its values as they are; the caller masks and escapes. */
export function said<Id extends SayingId>(id: Id, ...[values]: Values<Id>): string {
  const known: Readonly<Record<string, string | number>> = values ?? {};
  return plural(sentencesOf().sayings[id], known).replace(/\{(\w+)\}/g, (placeholder, name: string) => String(known[name] ?? placeholder));
}

/** A sentence in which the contract's own names of things are to be filled, such as `{a resource}`. */
export function inWords(text: string, words: Readonly<Record<string, string>>, language: Language = 'en'): string {
  return sentencesOf(language).inWords(text, words);
}

/** A note in which the contract's own names of things are to be filled where they have an article, such as `{a resource}`. */
export function inNames(text: string, words: Readonly<Record<string, string>>, language: Language = 'en'): string {
  return sentencesOf(language).inNames(text, words);
}

/**
 * A reason as one sentence. Text values show everything outside printable ASCII as escapes, so that a look-alike or a control character in received
 * data cannot be read as another sentence.
 */
export function sentence(reason: Reason, language: Language = 'en'): string {
  return filled(sentencesOf(language).reasons[reason.id], reason.values ?? {}, 'all');
}

/**
 * The statement of a clause, as one sentence.
 *
 * @param words the contract's own names of things
 */
export function statementOf(id: ClauseId | ReservedId, words: Readonly<Record<string, string>>, language: Language = 'en'): string {
  return sentencesOf(language).statementOf(id, words);
}

/**
 * What the owner of the party does about a broken clause: where a wrong signature was explained, the fix of the explanation.
 *
 * @param words the contract's own names of things
 */
export function fixOf(
  clause: ClauseId,
  actual: Reason,
  words: Readonly<Record<string, string>>,
  diagnosis?: Diagnosis,
  language: Language = 'en',
): string {
  const { explanation, fixOf: ofClause } = sentencesOf(language);
  return (diagnosis && explanation.fix(diagnosis)) ?? filled(ofClause(clause, actual.id, words), actual.values ?? {});
}

/** A few words for a clause. */
export function clauseNameOf(id: ClauseId, words: Readonly<Record<string, string>>, language: Language = 'en'): string {
  return sentencesOf(language).clauseNameOf(id, words);
}

/** What is wrong in a contract's folder, as one sentence. */
export function faultText({ file, pointer, id, values }: Fault, language: Language = 'en'): string {
  const { contractFaults, wholeDocument } = sentencesOf(language);
  const place = pointer === undefined ? file : `${file}: ${pointer || wholeDocument}`;
  return filledIn(contractFaults[id], { ...values, place });
}

/** The text of a finding, in one sentence, and its next step. `words` are the contract's own names of things. Text values show everything outside printable ASCII as escapes. */
export function findingText(
  { id, subject, values = {} }: Finding,
  words: Readonly<Record<string, string>> = {},
  language: Language = 'en',
): { readonly says: string; readonly next: string | undefined } {
  const { says, next } = sentencesOf(language).findings[id];
  const all = { ...words, subject, ...values };
  return { says: filled(says, all), next: next === undefined ? undefined : filled(next, all) };
}

/**
 * A diagnosis line by line: what is wrong in one sentence, the first differing byte, the fix, the confidence and other explanations, and further
 * notes about the request. Received values are shown with everything outside printable ASCII escaped.
 */
export function explainSentence(diagnosis: Diagnosis, language: Language = 'en'): string[] {
  return sentencesOf(language).explanation.lines(diagnosis);
}

/** What is wrong and what to do, without the confidence: for a log, which has little room. */
export function explainShortly(diagnosis: Diagnosis, language: Language = 'en'): string[] {
  return sentencesOf(language).explanation.logLines(diagnosis);
}

/** A note about a request, whatever its signature, as a sentence. */
export function noteSentence(note: Note, language: Language = 'en'): string {
  return sentencesOf(language).explanation.note(note);
}

/** An explanation without the lines that show parts of a body, which may hold a payer's data. */
export function explainWithoutBody(diagnosis: Diagnosis, language: Language = 'en'): string[] {
  return explainSentence(diagnosis, language).filter((line) => sentencesOf(language).explanation.showsNoBody(line));
}
