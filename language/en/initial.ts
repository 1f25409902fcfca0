// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${NAME} is how the written file names a variable.

/** The comments and examples of the `countersign.yaml` that `countersign init` writes. Names in braces stand there as they are. */
export const initial = {
  provoke500: 'A body that answers 500 the first time its invoice_id is seen, as agreed with the operator.',
  moveStatus: 'Sets a deposit to {status}, COMPLETED or CANCELLED, as a person does in the panel.',
  countDeposits: 'How many deposits there are under {invoiceId}: a search of the panel or the reconciliation API.',
  rotateKeys:
    'Makes new keys; prints a JSON object of apiKey, apiSignature, readOnlyKey, and of overlapSeconds, after which the old ones end.',
  storeKeys: 'Keeps the keys that were rolled: reads them from standard input as a JSON object, and ends with 0 once they are safe.',
  target: 'What Countersign judges. No secret stands here: ${NAME} is a variable of the environment.',
  merchant: 'Panel: Settings, API Access.',
  secondMerchant: 'Another merchant account of the same environment.',
  samples: 'Bodies that the target is known to accept; without them, the examples of the documentation are sent.',
  recipes: 'What a person could do to the target; each opens clauses that cannot be judged without it. {names} in braces are filled in.',
  recipesOfBoth: 'Where moveStatus, countDeposits, addAddress or removeAddress says {environment}, first or second, it works in both.',
  budget: 'The most that a run may cost: calls that may create something, requests in a second, seconds.',
  invoicePrefix: 'Begins every invoice id of ours. Without it they look like those of shops, and the target cannot tell them.',
  plan: 'Clauses that are left out; the report names them.',
  addAddress: 'Put {address} on the Deposit IP Address list of the panel, then press Enter.',
  removeAddress: 'Take {address} off the Deposit IP Address list of the panel, then press Enter.',
  provoked: 'what the operator said',
};
