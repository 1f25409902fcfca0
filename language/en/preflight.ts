export const preflight = {
  'x-date-is-refused': 'X-Date is refused',
  'no-answer-showed-it': 'no answer showed it',
  'echo-without-address': '{echoUrl} did not answer with an address.',
  'nothing-made-production': 'nothing is made in production',
  'no-deposit-made': 'no deposit was to be made',
  'sample-caller-refused': 'it is refused with code {code}, for who calls and not for what is in it',
  'sample-answered-status': 'it is answered with status {status}',
} as const;
