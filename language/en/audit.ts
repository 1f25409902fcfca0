export const audit = {
  'occasion-dated-answer': 'Make a signed call whose answer bears a Date.',
  'date-refused-inside':
    'Request {number} was answered with code 103, and its X-Date is inside the window by the Date of the answers: see whether X-Date is judged by another clock.',
  'occasion-any-call': 'Make any call.',
  'date-accepted-outside':
    'Request {number} was accepted with an X-Date clearly {where} the Date of the answers: see whether X-Date is judged by another clock.',
  'occasion-success': 'Make any call that succeeds.',
  'recurrence-not-asked': 'Whether a 5xx recurs for an input and not for its twin is not asked here; those that were seen are recorded.',
  'occasion-creation-and-status': 'Create a deposit, and ask for its status.',
  'deposit-not-found-later':
    'Deposit {id} of request {number} was not found {seconds} s later (request {number2}), nor at any other time: ask for it once more.',
  'occasion-status': 'Ask for the status of a deposit.',
  'no-code-100': 'No signed call got code 100.',
  'no-code-101': 'No signed call lacked a header or got code 101.',
  'no-code-102': 'No call was signed wrongly or got code 102.',
  'no-code-103': 'No call had an X-Date outside the window or got code 103.',
  'no-code-104': 'No call got code 104.',
  'no-code-105': 'No call got code 105.',
  'no-code-200': 'No call got code 200.',
  'no-repeated-creation':
    'No creation was repeated under its idempotency key and with its bytes: break the connection before its answer, and let the application repeat it.',
  'occasion-signed-call': 'Make any signed call.',
  'right-signature-refused':
    'Request {number} verifies under the configured key and was answered with code {code}, and no such request was accepted before and after it: {unsure}.',
  'wrong-signature-accepted':
    'Request {number} does not verify under the configured key and was accepted, and no rightly signed one was accepted before and after it: {unsure}.',
  'no-text-beyond-ascii': 'No answer held text outside ASCII: ask for the states of Brazil.',
  'no-four-repeats': 'Nothing was amiss so far, but no notification was seen through its four repeats: answer 500,500,500,500,200.',
  'no-200-after-repeats': 'All four repeats came in time, but no 200 was seen to end them: answer the last with 200.',
  'no-other-end-of-repeats': 'No 201, 204, redirect or silence was answered, and no fifth repeat was due.',
  'occasion-notification': 'No notification came: see that the sender reaches this URL, and change the status of a deposit.',
  'occasion-repeat': 'No repeat came: answer the first deliveries with 500.',
  'delivery-came-again':
    'A delivery that was answered with 200 came again when its repeat would have been due: look in the Status History of the panel whether its status changed, or a person resent it.',
  'no-notification-after-rotation': 'No notification came after a set of keys had ended: give both sets, the old one with its end.',
  'names-not-judged': 'Whether a name arrives as it was given, only who gave it can tell: `countersign certify --role client` gives names.',
  'occasion-creation': 'Create a deposit or a refund.',
  'occasion-dated-call': 'Make any call with an X-Date.',
  'occasion-late-repeat':
    'Lose the answer to a creation (`countersign observe --lose-answers 1`), and repeat it more than 6 seconds later.',
  'occasion-clock-off': 'Let the clock of the mock be off (`countersign observe --clock-offset 97000`), and create a deposit.',
  'occasion-reads': 'Ask for the status of a deposit, or for the payment methods.',
  'occasion-repeat-of-creation': 'Lose the answer to a creation (`countersign observe --lose-answers 1`), and let the client repeat it.',
  'occasion-two-keys': 'Create two different deposits with idempotency keys.',
  'occasion-keyed-creation': 'Create a deposit with an idempotency key.',
  'invented-success-not-judged':
    'Whether a success is invented after a 500, only the client can tell: `countersign certify --role client`.',
  'occasion-creation-or-status': 'Create a deposit, or ask for its status.',
  'no-plain-call': 'No call came without TLS. Point the client at a host with a certificate that does not verify.',
  'key-not-known': 'This stands on a key that is not known here: set {names} in the environment.',
} as const;
