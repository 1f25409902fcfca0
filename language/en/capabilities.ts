import type { Capability } from '../../specs/capability.ts';

export interface CapabilitySentences {
  /** What can be judged with it, in one sentence. */
  readonly opens: string;
  /** How a black box provides it. */
  readonly blackBox: string;
  /** What the reader does to add it. */
  readonly nextMove: string;
}

export const capabilities: Readonly<Record<Capability, CapabilitySentences>> = {
  controlsClock: {
    opens: 'The edge of the window of dates to the millisecond (C4) and the life of idempotency keys without waiting.',
    blackBox:
      'Nothing provides it on a system with a clock of its own; dates are then taken clearly inside and clearly outside the window.',
    nextMove: 'Leave it out, or run the same clause against the mock, whose clock is ours.',
  },
  provokes500: {
    opens: 'Whether a stored 500 is replayed (IDM-04): it answers 500 once and would succeed when executed again.',
    blackBox: 'A creation body, agreed with the operator, that answers 500 the first time its {referenceMember} is seen.',
    nextMove: 'Give `recipes.provoke500`: a body patch that makes a creation answer 500 once, as agreed with the operator.',
  },
  countsDeposits: {
    opens:
      'How many {resources} there are under one {referenceMember}, which no answer of the API shows: the simplest way to see an effect.',
    blackBox:
      'A search by {referenceMember} in the merchant panel or the reconciliation API, by a request, a command or a person at a prompt.',
    nextMove:
      'Give `recipes.countDeposits`: a request, a command or a prompt that answers with the number of {resources} under one {referenceMember}.',
  },
  secondMerchant: {
    opens: "Whether one merchant reaches another's {resources} and stored answers (AUT-06, IDM-10).",
    blackBox: 'The credentials of a second merchant account in the same environment.',
    nextMove: 'Ask the operator for a second test account and give its keys as `secondMerchant`.',
  },
  secondEnvironment: {
    opens: 'Whether two environments share credentials, transactions or configuration (ENV-01 to ENV-04).',
    blackBox: 'Host and credentials of another environment that may be tested.',
    nextMove: 'Give host and keys as `secondEnvironment`.',
  },
  secondAddress: {
    opens:
      'What a call gets from an address that is not on the list, or is put on it and taken off it, and whether a header can replace the address (IPA-01 to IPA-03, ENV-04).',
    blackBox: 'A second source address of the machine, or a way out through another host, that is not whitelisted.',
    nextMove: 'Give `addresses.refused`, an unlisted source address of this machine.',
  },
  changesAddresses: {
    opens: 'Whether adding an address to the list and removing it takes effect (IPA-02), and only in that environment (ENV-04).',
    blackBox: 'The address list of the merchant panel, changed by a command or a person at a prompt.',
    nextMove: 'Give `recipes.addAddress` and `recipes.removeAddress`: how an address is put on the list and taken off it.',
  },
  rotatesKeys: {
    opens: 'Whether new keys work, old ones end, and {resources} and stored answers outlive a rotation (ROT-01 to ROT-04).',
    blackBox: 'A roll of the keys in the merchant panel, by a command or a person at a prompt.',
    nextMove:
      'Give `recipes.makeAccount` and `recipes.rotateKeys`, with {account} in it: an account of its own whose keys are rolled. Or allow it on this one: `rotation: allowed` with `recipes.rotateKeys` and `recipes.storeKeys`, so that the new keys are kept.',
  },
  movesStatus: {
    opens:
      'What needs a {resource} that a person set to {moves}: {reversals} (END-07), refusals whose cause ends (IDM-03), current state on GET (IDM-06).',
    blackBox: 'The merchant panel of the test environment, where a {resource} is set to {moves} by hand.',
    nextMove: 'Give `recipes.moveStatus`: a request, a command or a prompt that sets the status of a {resource}.',
  },
  plainPort: {
    opens: 'Whether plain HTTP is served (TLS-01).',
    blackBox: 'The port on which the host would answer plain HTTP, 80 unless the configuration says another; only invented keys go there.',
    nextMove: 'Give `target.plainUrl`, also when nothing listens there: a refused connection is the right answer.',
  },
  wire: {
    opens:
      'Requests byte for byte as we write them: repeated fields (HDR-06), bodies in chunks and pieces, malformed HTTP and connections cut at a chosen byte.',
    blackBox: 'A socket of our own to the host, without a proxy in between that rewrites requests.',
    nextMove: 'Reach the target by a direct connection, without `target.proxy`; where a proxy must be in between, leave it out.',
  },
  registersOrders: {
    opens: 'Everything that a receiver does for an order of its own: releases (RCV-02), duplicates (RCV-03), mismatches (RCV-11).',
    blackBox:
      'A command or a request that puts an order with its deposit_id, invoice, amount and currency where the receiver looks for it.',
    nextMove:
      'Give `receiver.register`: a request or a command with {depositId} {invoiceId} {amount} {currency}; `none` if it needs no orders.',
  },
  countsReleases: {
    opens: 'Whether a notification took effect, and how often (RCV-01, RCV-03): no answer of a receiver shows it.',
    blackBox: 'A URL or a command that says how often the order of a deposit was released.',
    nextMove: 'Give `receiver.releases`: a request or a command with {depositId} that answers with the number of releases.',
  },
  startsStops: {
    opens: 'Whether a crash after the acknowledgement loses a payment (RCV-19), and whether releases are remembered across it (RCV-03).',
    blackBox: 'Commands that start the receiver and end it without warning.',
    nextMove: 'Give `receiver.start`, the command that runs the receiver: Countersign ends it and starts it again.',
  },
  receiverRotatesKeys: {
    opens: 'Whether the new signature is accepted after a rotation, and the old one no longer (RCV-13).',
    blackBox: 'A command or a request that gives the receiver new keys, with or without the old ones beside them.',
    nextMove: 'Give `receiver.rotate`: a request or a command that gives the receiver its new keys, and says when the old ones have ended.',
  },
  severalMerchants: {
    opens: 'Whether the keys of each of several merchants verify only notifications of its own deposits (RCV-26).',
    blackBox: 'The keys of a further merchant whose notifications come to the same URL.',
    nextMove:
      'If the receiver serves several merchants, give `receiver.merchants`, or put {furtherApiKey} and {furtherApiSignature} into `receiver.start`.',
  },
  countsRefunds: {
    opens: 'Whether a refund counts once, and only when the API says so (RCV-24).',
    blackBox: 'A URL or a command that says how often a refund was counted.',
    nextMove:
      'Give `receiver.refundEffects`: a request or a command with {refundId} or {depositId} that answers with the number of refunds.',
  },
  startsRefunds: {
    opens: 'Whether the shop recognises its own refund in the notification of it (RCV-25).',
    blackBox: 'A URL or a command by which the shop refunds an order.',
    nextMove: 'Give `receiver.refund`: a request or a command that lets the shop refund the order of {depositId}.',
  },
  receivesNotifications: {
    opens: 'Everything that is judged of a sender: what it delivers to a URL of ours (NTF).',
    blackBox: 'A URL of ours that the sender reaches, over a tunnel or a host of your own; it connects to ports 80 and 443 only.',
    nextMove: 'Run `npx countersign collect` behind a URL that the sender reaches, use that as notification_url, and merge its report.',
  },
  advancesClock: {
    opens: 'The schedule of repeats, which takes thirteen hours to the fourth repeat (NTF-03, NTF-04, NTF-11).',
    blackBox: 'Nothing provides it on a system with a clock of its own: the hours have to pass.',
    nextMove: 'Run `npx countersign collect` for fourteen hours, or 66 to see the fifth repeat, and merge its report.',
  },
  setsConfirmUrl: {
    opens:
      'Whether the notification_url of the request wins over the Confirm URL (NTF-07), and whether each environment has its own (ENV-06).',
    blackBox: 'The Confirm URL of the merchant panel (Settings, API Access), set by a person.',
    nextMove:
      'Set the Confirm URL in the panel to another path below that of the collector, and look in its report where notifications came.',
  },
  resends: {
    opens: 'Notifications that a person asks for again, beside those of a change of status.',
    blackBox: 'Resend notification, in the panel under Status History.',
    nextMove: 'Leave it out, or press it while `npx countersign collect` runs.',
  },
  movesRefunds: {
    opens: 'Notifications of refunds, which carry refund_id.',
    blackBox: 'Nothing in the panel of the test environment is known to move a refund; they come when a bank answers.',
    nextMove: 'Leave it out, or make a refund while `npx countersign collect` runs.',
  },
  passesDepositsOn: {
    opens: 'Notifications of several changes of one deposit, such as CANCELLED, then COMPLETED.',
    blackBox: 'Nothing in the panel of the test environment moves a deposit twice; support can, and time lets it expire.',
    nextMove: 'Leave it out, or ask support for such a change while `npx countersign collect` runs.',
  },
  senderRotatesKeys: {
    opens: 'With which secret notifications are signed once the old one has ended (ROT-05).',
    blackBox: 'A roll of the keys in the merchant panel while `npx countersign collect` runs.',
    nextMove: 'Roll the keys by hand, and collect with both sets in `sender.keys`.',
  },
  createsDeposits: {
    opens: 'Everything that is seen of a creation: signature, headers, body, idempotency key, repeats.',
    blackBox: 'The operation `createDeposit` in the answer of the client to `capabilities`.',
    nextMove: 'Let the client offer `createDeposit`; see docs/client-protocol.md.',
  },
  createsRefunds: {
    opens: 'Whether refunds are signed, keyed and repeated as deposits are.',
    blackBox: 'The operation `createRefund` in the answer of the client to `capabilities`.',
    nextMove: 'Let the client offer `createRefund`; see docs/client-protocol.md.',
  },
  asksRefunds: {
    opens: 'Whether calls for the status of a refund are as those for the status of a deposit.',
    blackBox: 'The operation `refundStatus` in the answer of the client to `capabilities`.',
    nextMove: 'Let the client offer `refundStatus`; see docs/client-protocol.md.',
  },
  asksStatus: {
    opens: 'Whether GETs are signed over the empty string, and when a payment counts as made (SIG-11, CLT-04).',
    blackBox: 'The operation `depositStatus` in the answer of the client to `capabilities`.',
    nextMove: 'Let the client offer `depositStatus`; see docs/client-protocol.md.',
  },
  asksLookups: {
    opens: 'Whether calls with the read-only key are as they should be.',
    blackBox: 'The operation `paymentMethods` in the answer of the client to `capabilities`.',
    nextMove: 'Let the client offer `paymentMethods`; see docs/client-protocol.md.',
  },
  showsSources: {
    opens: "Whether a key of the merchant's is in the repository or in the front end (AUT-10).",
    blackBox: 'A working tree with its git history, or the URL of a page; and the keys to look for.',
    nextMove:
      'Name the working tree or the page: `--sources DIR` or `--sources URL`, with the keys in the environment, or `client.sources`.',
  },
  newAddresses: {
    opens: 'Whether the first use of a key from an address raises a mail (USE-01, USE-03): each address can be new to a key only once.',
    blackBox:
      'Source addresses of this machine that the key has not been used from, or a way to roll the key, to which every address is new.',
    nextMove: 'Give addresses that the key has not been used from as `keyUse.addresses`, or `keyUse.recipes.rollKey`.',
  },
  rollsKeys: {
    opens: 'What a rolled key and its ended predecessor do (USE-04).',
    blackBox: 'A recipe that rolls the key and answers with the new one.',
    nextMove: 'Give `keyUse.recipes.rollKey`.',
  },
  hasTestKey: {
    opens: 'Whether test keys raise mails (USE-04).',
    blackBox: 'A test key of the account.',
    nextMove: 'Give it as `keyUse.testKey`.',
  },
  refusesAddresses: {
    opens: 'Whether calls from refused addresses raise mails (USE-04).',
    blackBox: 'Nothing provides it: no page documents a list of addresses.',
    nextMove: 'Leave it out, or run the same clause against the mock.',
  },
  restarts: {
    opens: 'Whether used addresses are known after a restart of the provider.',
    blackBox: 'Nothing provides it: nobody restarts a provider for a merchant.',
    nextMove: 'Leave it out, or run the same clause against the mock.',
  },
};
