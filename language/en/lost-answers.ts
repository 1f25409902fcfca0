/** Why an answer was not read, in short. */
export const lostAnswers = {
  'no-answer-within': 'no answer came within {seconds} s',
  'answer-unfinished': 'the answer did not end within {seconds} s',
  'interim-answers-only': 'within {seconds} s {count} interim answers (1xx) came and no final one',
  'answer-larger': 'the answer has more than {bytes} byte(s)',
  'content-of-more-values': 'the answer has more than {values} value(s) of JSON',
  'content-larger': 'the answer has more than {bytes} byte(s) without its content coding',
  'header-lines-longer': 'the header lines of the answer are longer than is read',
  /** For a resource of a page, when the time for the page was over. */
  'page-unfinished': 'the page was not read within {seconds} s',
  'recipe-output-too-large': 'its command wrote more than {bytes} byte(s): let it print only the result, or raise limits.answerBytes.',
  'recipe-without-whole-answer':
    'Not judged: the recipe {name} got no whole answer: {came}. Check the host of its request, then run this again.',
  /** The note of a case that cannot be judged for it. */
  'request-cannot-be-judged': 'Not judged: request {number} got no whole answer: {came}. Check that the target works, then run this again.',
} as const;
