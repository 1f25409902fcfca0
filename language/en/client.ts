export const client = {
  'client-does-not-trust': 'The client does not reach the host with a good certificate: let it trust the authority in CA_FILE.',
  'sources-unreadable': 'Nothing of the sources could be read: look at the folders and URLs that are named.',
  'no-sample-of-creation': 'There is no sample of a creation: add one under samples.createDeposit.',
  'no-creation-arrived': 'No creation arrived. Run it by hand with the same line; see docs/client-protocol.md.',
  'client-gave-no-answer': 'The client gave no answer: {why}. Run it by hand with the same line; see docs/client-protocol.md.',
  'never-repeated': 'The client never repeated a creation, though it was asked to.',
  'never-repeated-late': 'The client never repeated a creation later than the window.',
  'no-signed-call-arrived': 'No signed call arrived: see what the client says of its failures.',
  'no-signed-post-arrived': 'No signed POST arrived: see what the client says of its failures.',
  'no-get-arrived': 'No GET arrived: see what the client says of its failures.',
  'no-signed-get-arrived': 'No signed GET arrived, or none whose payload could be told: see SIG-09.',
  'no-post-arrived': 'No POST arrived: see what the client says of its failures.',
  'client-sends-no-keys': 'The client sends no idempotency keys: see IDM-19.',
  'no-dated-call-arrived': 'No call arrived whose date could be told: see SIG-09.',
  'no-call-with-date-arrived': 'No call with an X-Date arrived: see HDR-04.',
  'no-creation-but-failure':
    'No creation arrived, and the client says: {failure}. Run it by hand with the same line; see docs/client-protocol.md.',
} as const;
