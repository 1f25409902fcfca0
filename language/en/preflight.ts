export const preflight = {
  'x-date-is-refused': 'the date is refused',
  'no-answer-showed-it': 'no answer showed it',
  'echo-without-address': '{echoUrl} did not answer with an address.',
  'nothing-made-production': 'nothing is created in production',
  'no-deposit-made': '--no-create is given',
  'sample-caller-refused': 'it is refused with code {code}, because of the caller and not because of its content',
  'sample-answered-status': 'it is answered with status {status}',
} as const;
