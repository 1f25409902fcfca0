// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${NAME} is how the written file names a variable.

/** The comments and examples of the `countersign.yaml` that `countersign init` writes. Names in braces stay as they are. */
export const initial = {
  provoke500: 'A body that answers 500 the first time its invoice_id is seen, as agreed with the operator.',
  moveStatus: 'Sets a deposit to {status}, COMPLETED or CANCELLED, as a person does in the panel.',
  countDeposits: 'How many deposits there are under {invoiceId}: a search of the panel or the reconciliation API.',
  rotateKeys:
    'Makes new keys; prints a JSON object of apiKey, apiSignature, readOnlyKey, and of overlapSeconds, after which the old ones end.',
  storeKeys: 'Keeps the keys that were rolled: reads them from standard input as a JSON object, and ends with 0 once they are safe.',
  target: 'What Countersign judges. No secret is in this file: ${NAME} is a variable of the environment.',
  secondMerchant: 'Another merchant account of the same environment.',
  keysPlace: 'the pages of the provider',
  keyUse: 'Mails on key use. secretKey has to be a live key. Each address can be new to a key only once.',
  samples: 'Bodies that the target is known to accept; without them, the examples of the documentation are sent.',
  recipes: 'What a person could do to the target; each opens clauses that cannot be judged without it. {names} in braces are filled in.',
  recipesOfBoth: 'Where moveStatus, countDeposits, addAddress or removeAddress says {environment}, first or second, it works in both.',
  budget: 'The most that a run may cost: calls that may create something, requests in a second, seconds.',
  invoicePrefix: 'Begins every invoice id of ours. Without it they look like those of shops, and the target cannot recognise them.',
  plan: 'Clauses that are left out; the report names them.',
  client: 'The program that Countersign starts and asks for deposits, refunds and statuses: docs/client-protocol.md.',
  clientCommand: 'A shell command line. It runs in the folder of this file, with BASE_URL, CA_FILE and keys of its own in its environment.',
  clientSources: 'Your code and your pages: no key of merchant may be found in them (AUT-10).',
  clientMerchant:
    'Your own keys are only searched for in the sources. No secret is in this file: ${NAME} is a variable of the environment.',
  receiver: 'The program that takes notifications. {names} in braces are filled in by Countersign.',
  receiverStart: 'How it is started; without this nothing is said about crashes and rotations.',
  receiverStatusApi: 'The status API that Countersign simulates: give your receiver http://127.0.0.1:8099 as its base URL.',
  receiverRegister: 'Registers an order, before it is paid. Write `register: none` where the receiver needs no orders.',
  receiverReturnPage: 'The page that the payer comes back to; it is opened beside the notification.',
  receiverEffects: 'Each answers how often something beside the release was done for a deposit: a mail, stock, the ledger.',
  receiverReleases: 'Answers how often the order was released; result is a JSON pointer into the answer.',
  receiverMerchant: 'The keys that your receiver has. No secret is in this file: ${NAME} is a variable of the environment.',
  sender: 'The keys that notifications are signed with. No secret is in this file: ${NAME} is a variable of the environment.',
  senderOld: 'Around a rotation: the old set, and when it ends.',
  addAddress: 'Put {address} on the Deposit IP Address list of the panel, then press Enter.',
  removeAddress: 'Take {address} off the Deposit IP Address list of the panel, then press Enter.',
  provoked: 'what the operator said',
};
