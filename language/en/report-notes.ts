export const reportNotes = {
  'no-outcome-reported':
    'No outcome was reported for this clause: see that a clause test exists for it, or exclude it with an owner and a reason.',
  'run-ended-before': 'The run ended before this clause was judged: run again to the end.',
  'signer-answered': 'It answered {answered}. Right is {expected}.',
  'signer-did-not-end': ' The signer did not end by itself: {ended}.',
  'observed-requests': '{requests} requests seen.',
  'observed-request': 'request {number}: {request}',
  'observed-times': '{breaches} of {cases} times',
  'observed-more': 'and {more} more',
  'observed-held': 'Held: {clauses}.',
  'observed-none-held': 'Held: none.',
  'observed-recorded': 'Recorded:',
  'observed-not': 'Not observed; to see them:',
  'bytes-not-shown': '({body} bytes that are no JSON are not shown)',
  'vectors-right': '{right} of {vectors} vectors right.{end}',
} as const;
