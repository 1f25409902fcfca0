export const client = {
  'log-of-client': 'Log of the client',
  'log-not-seen': 'not seen, because the reader started the client: no key was looked for in it',
  'client-sent-nothing-with-new-set':
    'Not judged: the client was started with a new key set and sent nothing. Look at what it prints at its start.',
  'client-does-not-trust':
    'Not judged: the client does not connect to a host with a valid certificate. Let it trust the authority in CA_FILE.',
  'sources-unreadable': 'Not judged: none of the sources could be read. Check the folders and URLs of --sources.',
  'no-sample-of-creation': 'Not judged: the sample of a creation is missing. Add one under samples.createDeposit.',
  'no-creation-arrived':
    'Not judged: the client sent no creation. Run its command by hand with the same line; docs/client-protocol.md shows how.',
  'client-gave-no-answer':
    'Not judged: the client gave no answer: {why}. Run its command by hand with the same line; docs/client-protocol.md shows how.',
  'never-repeated':
    'Not judged: the client did not repeat a creation, though it was asked to. Send the creation again when the same action is asked for again.',
  'never-repeated-late':
    'Not judged: of {count} creation(s), the client repeated none under its key after the window was over. Send the creation again when the same action is asked for again.',
  'no-signed-call-arrived': 'Not judged: the client sent no signed call. Read what it reports as its failure.',
  'no-signed-post-arrived': 'Not judged: the client sent no signed POST. Read what it reports as its failure.',
  'no-get-arrived': 'Not judged: the client sent no GET. Read what it reports as its failure.',
  'no-signed-get-arrived':
    'Not judged: the client sent no signed GET, or what it signed could not be found out. Fix SIG-09, then run this again.',
  'no-post-arrived': 'Not judged: the client sent no POST. Read what it reports as its failure.',
  'client-sends-no-keys': 'Not judged: the client sends no idempotency keys. Fix IDM-19, then run this again.',
  'no-dated-call-arrived': 'Not judged: the date that the client signed could not be found out. Fix SIG-09, then run this again.',
  'no-call-with-date-arrived': 'Not judged: no call of the client had a date. Fix HDR-04, then run this again.',
  'no-creation-but-failure':
    'Not judged: the client sent no creation and reported: {failure}. Run its command by hand with the same line; docs/client-protocol.md shows how.',
  'sources-not-read': 'Sources that were not read',
  'clock-not-moved': 'Dates of the provider that the client did not adopt after 103',
  'completed-not-read':
    'Not judged: the client does not report a {own completed} {own resource} as paid, so the other statuses cannot be judged. Look at what it reports as the status.',
  'key-of-an-equal-order': 'the key of another order with the same content',
  'key-after-503': 'Idempotency key of a repeat after 503',
  'keys-after-500': 'Idempotency keys of automatic tries after 500',
  'different-ones': '{size} different ones',
  'reports-and-does-not-correct': 'the client reports a failure and does not correct its clock',
  'lone-surrogate-in-question': 'A lone surrogate in a question',
  'gave-no-answer': 'no answer',
  'broken-too': 'Broken too',
  'pauses-after': 'The client makes no call for a while after {failure}, and says so',
  'no-deposit-before-failure':
    'No {own resource} could be created before any failure, so what follows one cannot be judged: see what the client says of its failures.',
} as const;
