export const reportNotes = {
  'no-outcome-reported': 'No outcome was reported for this clause. Check that a clause test exists for it.',
  'run-ended-before': 'The run ended before this clause was judged. Run it again to the end.',
  'signer-answered': 'It answered {answered}. Right is {expected}.',
  'signer-did-not-end': ' The signer did not end by itself: {ended}.',
  'observed-requests': '{requests} request(s) seen.',
  'observed-in-part':
    'Only the first {judged} of {requests} requests were judged: the command was asked to end and its time was over, or the disk was full.',
  'observed-request': 'request {number}: {request}',
  'observed-times': '{breaches} of {cases} time(s)',
  'observed-more': 'and {more} more',
  'observed-held': 'Passed: {clauses}.',
  'observed-none-held': 'Passed: none.',
  'observed-recorded': 'Recorded:',
  'observed-not': 'Not observed; to see them:',
  'bytes-not-shown': '({body} byte(s) that are not JSON are not shown)',
  'vectors-right': '{right} of {vectors} vector(s) right.{end}',
} as const;
