import type { NamedChange, ValueChangeId } from '../../core/diagnosis/value-change.ts';

/** The difference in the signed text, as a clause; `{detail}` is the member, the characters or the form. */
const clauses: Readonly<Record<ValueChangeId, string>> = {
  'backslashes-added': 'a backslash is before {detail} in texts',
  'backslashes-removed': 'backslashes in texts are gone',
  'html-escaped': 'texts are escaped for HTML ({detail})',
  'html-unescaped': 'texts that were sent escaped for HTML are not escaped',
  entities: 'letters in texts are HTML entities {detail}',
  'tags-removed': 'tags in texts are gone',
  'percent-encoded': 'texts are percent-encoded {detail}',
  'percent-decoded': 'texts that were sent percent-encoded are not encoded',
  trimmed: 'texts are trimmed {detail}',
  'trimmed-empty-null': 'texts are trimmed, and empty ones are null',
  'spaces-joined': 'white space in texts is one space each',
  'spaces-removed': 'white space in texts is gone',
  'lower-case': 'texts are in lower case {detail}',
  'upper-case': 'texts are in upper case',
  capitalised: 'texts begin with capitals: {detail}',
  transliterated: 'letters are written in ASCII {detail}',
  'ascii-only': 'letters outside ASCII are gone',
  'question-marks': 'letters outside ASCII are question marks',
  'plain-quotes': 'typographic quotes and dashes are plain ones',
  'line-ends': 'line ends in texts are other ones: {detail}',
  normalised: 'texts are in the Unicode form {detail}',
  'texts-cut': 'texts are cut to {detail} characters',
  'digits-only': 'texts of numbers hold their digits only',
  'empty-null': 'empty texts are null',
  'null-empty': 'null is an empty text',
  'empty-dropped': 'members with an empty text are gone',
  'nulls-dropped': 'members that are null are gone',
  'hollow-dropped': 'members that hold nothing are gone',
  dates: 'texts that are dates are written in another way: {detail}',
  template: 'a variable of a template was not filled in yet: {detail}',
  names: 'names of members are written in another way: {detail}',
  'members-ordered': 'members are in another order: {detail}',
  wrapped: 'the body is wrapped in {detail}',
  unwrapped: 'what {detail} holds is there without it',
  'members-added': 'there are more members: {detail}',
  'members-dropped': 'members are gone: {detail}',
  'member-changed': 'values of one kind are other ones: {detail}',
  'value-kinds': 'values are written as another kind: {detail}',
  'depth-cut': 'what is nested deeper is replaced, at depth {detail}',
  times: 'a number is in another unit: {detail}',
  'number-text': 'a number is written in another form: {detail}',
  'number-written': 'a number has other digits: {detail}',
};

/** One change of values as a clause. */
export function changeClause({ id, detail }: NamedChange, shown: (text: string) => string): string {
  const clause = clauses[id];
  return clause.replace('{detail}', () => (detail === '' ? '' : shown(detail))).trimEnd();
}
