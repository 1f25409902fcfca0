import type { FindingId } from '../../core/verdict/finding.ts';

export interface FindingSentences {
  readonly says: string;
  /** What the reader does about it; none where everything is right. */
  readonly next?: string;
}

/** The text of a finding, and the next step. A value replaces `{name}`; a part in [square brackets] is left out when its value is absent. */
export const findings: Readonly<Record<FindingId, FindingSentences>> = {
  'production-unnamed': {
    says: '{host} counts as production by its address or its environment.',
    next: 'Set target.environment to stg where it is a test environment; else --production {host} reads from it, with GETs only.',
  },
  'live-key-unnamed': {
    says: 'A live key makes {host} production, whatever its environment is called.',
    next: 'Add --production {host}: it is read then, with GETs only.',
  },
  'production-read-only': { says: 'It is production: only GETs go there, and what needs more is not judged.' },
  'host-found': { says: 'The host {host} has the address {address}.' },
  'host-unknown': {
    says: 'The host {host} is not known ({code}).',
    next: 'Look at its spelling in {subject}, and whether this machine reaches the DNS.',
  },
  connected: { says: 'A connection to {host} opens in {ms} ms.' },
  'connection-refused': {
    says: 'The connection to {host} was refused.',
    next: 'Nothing listens there: look at the port in {subject}, or start the target.',
  },
  'connection-timed-out': {
    says: 'The connection to {host} did not open within {seconds} s.',
    next: 'A firewall may block it: ask whether this address may reach it, or set target.proxy.',
  },
  'connection-failed': {
    says: 'The connection to {host} failed ({code}).',
    next: 'Look at the host and port in {subject}, and at the network of this machine.',
  },
  'certificate-right': { says: 'The certificate is valid for {host} until {until}, over {protocol}.' },
  'certificate-ends-soon': { says: 'The certificate ends on {until}.', next: 'Tell the operator before it does.' },
  'certificate-self-signed': {
    says: 'The certificate is self-signed, so no authority confirms it.',
    next: 'If it is the right one, get it as a PEM file from its owner, not from this connection, and set target.ca to the file.',
  },
  'certificate-unknown': {
    says: 'The certificate was signed by "{issuer}", which neither the system nor the configuration knows[ ({code})].',
    next: "Set target.ca to a PEM file with that authority's certificate. Behind a gateway that opens TLS, that is the gateway's.",
  },
  'certificate-of-another-host': {
    says: 'The certificate is for {names}, not for {host}.',
    next: 'Look at the host in {subject}: this one belongs to another owner, or is an alias.',
  },
  'certificate-expired': {
    says: 'The certificate ended on {until}.',
    next: 'Ask the operator to renew it, or look at the clock of this machine.',
  },
  'certificate-not-yet-valid': { says: 'The certificate is not valid before {from}.', next: 'Look at the clock of this machine.' },
  'not-tls': {
    says: 'What listens at {host} does not speak TLS.',
    next: 'Look at the port in {subject}: this one may be that of plain HTTP.',
  },
  'tls-failed': {
    says: 'The TLS handshake with {host} failed ({code}).',
    next: 'If the target asks for a client certificate, set target.clientCertificate; else ask the operator for the TLS versions that it takes.',
  },
  'silent-after-connect': {
    says: 'The connection to {host} opens, but no byte comes within {seconds} s. That is how providers treat an address that is not on the list. This machine calls from {source}; behind NAT the target sees another address.',
    next: 'Run `npx countersign egress` to see the address that the target sees, and put it on the Deposit IP Address list of the panel (Settings, API Access). If it is there already, ask the operator whether the host is up.',
  },
  'api-answers': { says: 'The API answers {path} with status {status}.' },
  'no-answer': {
    says: 'A request to {path} got no answer ({why}).',
    next: 'An address that is not on the list may get silence too: see `npx countersign egress`. Else look at the health of the target; if it asks for a client certificate, set target.clientCertificate.',
  },
  redirected: {
    says: 'The target answers {path} with a redirect ({status})[ to {location}].',
    next: 'Countersign does not follow redirects, and neither should a client that sends keys. Set {subject} to the base URL of the API itself.',
  },
  'html-answered': {
    says: 'The target answers {path} with a web page ({status}), not with JSON.',
    next: 'Set {subject} to the base URL of the API: this may be the panel, a gateway or a sign-in page.',
  },
  'no-json-answered': {
    says: 'The target answers {path} with status {status} and a body that is not JSON[ ({type})].',
    next: 'Set {subject} to the base URL of the API.',
  },
  'path-unknown': {
    says: 'The target does not know {path} ({status}).',
    next: 'Set {subject} to the base URL of the API, without a path: the paths of the contract are added to it.',
  },
  'nothing-harmless': {
    says: 'The contract has no call without an effect, so that nothing was sent: clock and keys were not checked.',
    next: 'Check the keys by hand before a run, or describe an operation that only reads.',
  },
  'gateway-answered': {
    says: 'Something in front of the API answered {path} with {status}.',
    next: 'The API behind it is down or overloaded: try again when its operator says that it is up.',
  },
  'server-failed': {
    says: 'The target failed inside at {path} ({status}).',
    next: 'Tell its operator: a plain read of a documented path must not fail.',
  },
  'rate-limited': {
    says: 'The target answered 429[, and asks for a pause of {seconds} s]: its rate limit is reached.',
    next: 'Lower budget.perSecond, and wait before the next run.',
  },
  'clock-near': {
    says: "The target's clock is {offset} s off ours, give or take {uncertainty} s.[ Its Date lags by up to {lag} s: it is kept for so long, or two clocks take turns.]",
  },
  'clock-off': {
    says: "The target's clock is {offset} s off ours, give or take {uncertainty} s.",
    next: 'Dates are made for its clock, so it can be judged. But a client on this machine would be blocked: set the clock that is wrong.',
  },
  'clock-of-several': {
    says: 'Answers come from {count} clocks that differ: {clocks}.',
    next: 'Tell the operator: several nodes answer, and their clocks are not set alike. Dates are made for the mean of the clocks, with a margin that fits all.',
  },
  'clock-undated': {
    says: "Answers have no Date, so the target's clock cannot be read.",
    next: 'Ours is taken, give or take {uncertainty} s: see that the clock of this machine is right.',
  },
  'clock-of-another': {
    says: 'The Date of answers is {offset} s off ours, but the date is judged by another clock, which is near ours.',
    next: 'Ours is taken, give or take {uncertainty} s. Tell the operator: Date does not come from the clock that judges (CLK-09).',
  },
  'clock-unknown': {
    says: 'The date is refused (code 103), by the clock of this machine and by the Date of answers alike.',
    next: 'Ask the operator which clock judges the date.',
  },
  'key-right': { says: 'The key is accepted.' },
  'keys-right': { says: 'Right: {keys}.' },
  'key-misplaced': {
    says: 'The value of {subject} works as {role} of {owner}.',
    next: 'Put it in {right}, and the right value in {subject}.',
  },
  'key-unknown': {
    says: 'The target does not know the {role} in {subject}.',
    next: 'Fetch the keys of this environment from the merchant panel (Settings, API Access), and look at the variable for blanks and line ends.',
  },
  'secret-key-refused': {
    says: 'The target accepts no call with what is in {subject}.',
    next: 'Copy the key of this mode (live or test) from the dashboard, and look at the variable for blanks and line ends.',
  },
  'signature-unmatched': {
    says: 'The API Key in {right} is known, but what is in {subject} is not its API Signature.',
    next: 'Fetch both from the merchant panel at once: after a roll an old API Signature does not go with the new API Key.',
  },
  'keys-of-another-place': {
    says: 'The keys of {subject} are unknown here and work at {host}.',
    next: 'They belong to that environment: use the keys of this one, or the URL of that one.',
  },
  'keys-unjudged': { says: 'Whether the keys of {subject} are right was not found out[: {why}].', next: 'Correct what is above first.' },
  'reads-refused': {
    says: 'Signed GETs are refused for their signature, and signed POSTs with the same keys are not.',
    next: 'The keys are right. SIG-05 judges this.',
  },
  'address-unlisted': {
    says: 'The target refuses the address that calls go out from[, {address}] (code {code}).',
    next: "Put it on the merchant's list (panel: Settings, API Access, Deposit IP Address)[; {echo} says how others see it].",
  },
  'address-seen': { says: 'Others see calls come from {address}.' },
  'address-other': {
    says: 'Others see calls come from {address}, not from {allowed}.',
    next: 'Something translates addresses on the way: {address} is the one that has to be on the list.',
  },
  'refused-address-served': {
    says: 'A call from {address} was served, so that address is listed.',
    next: "Take it off the merchant's list, or give another one in addresses.refused: IPA-01 needs an address that is not listed.",
  },
  'address-recipe-without-effect': {
    says: 'The recipes addAddress and removeAddress have no effect: no address that is not on the list is known.',
    next: 'Set addresses.refused to an address of this machine that is not on the list, without target.proxy.',
  },
  'sample-accepted': { says: 'The sample body of {operation} is accepted: {id} was made with it.' },
  'sample-refused': {
    says: 'The sample body of {operation} is refused: status {status}[, code {code}][, {why}].',
    next: 'Give a body that this merchant may send under samples.{operation}: country, currency, payment method and payer have to fit the account.',
  },
  'sample-unasked': { says: 'The sample body of {operation} was not tried[: {why}].' },
  'recipe-counts': { says: 'The recipe {recipe} works.' },
  'recipe-miscounts': {
    says: 'The recipe {recipe} counts {resources} under a new {reference}, which nobody has used: {count}.',
    next: 'Look at recipes.{recipe}: it has to count the {resources} of {placeholder}, and nothing else.',
  },
  'recipe-failed': { says: '{why}', next: 'Correct the recipe, or leave it out: the clauses that need it are untestable then.' },
  'client-unnamed': {
    says: 'The file names no client to start.',
    next: 'Set client.command to a program that speaks docs/client-protocol.md; references/client.py is one to copy.',
  },
  'client-speaks': { says: 'The client starts, speaks the protocol, and offers {operations} operation(s).' },
  'client-unready': {
    says: '{why}',
    next: 'Start the command by hand in the folder of the file: it has to answer one JSON line (docs/client-protocol.md).',
  },
  'client-made-no-call': {
    says: 'The client was asked for a {resource} and sent no request. It reported: {why}.',
    next: 'Let it call BASE_URL and trust the certificate authority in CA_FILE; both are variables of its environment.',
  },
  'client-called': { says: 'The client made a {operation}, and the mock answered {status}.' },
  'client-call-refused': {
    says: 'The client made a {operation}; the mock answered {status}, and the client reported {reported}.',
    next: 'Let it call `npx countersign observe`, which says why a request is refused; then test it.',
  },
  'sources-none': {
    says: 'No sources are named, so no source is searched for keys (AUT-10).',
    next: 'Name your working tree and your front end in client.sources.',
  },
  'source-found': { says: '{place} can be searched.' },
  'source-missing': { says: '{place} is neither a folder nor a URL.', next: 'Write a folder relative to the file, or a URL.' },
  'merchant-keys-none': {
    says: 'The file names no merchant keys, so those of the environment are searched for.',
    next: 'Set API_KEY, API_SIGNATURE and READ_ONLY_KEY, or add merchant.',
  },
  'receiver-unready': { says: '{why}', next: 'Start it by hand with the same command and variables, and look at what it prints.' },
  'receiver-listens': { says: 'The receiver listens on {url}.' },
  'receiver-start-none': {
    says: 'The file does not say how the receiver is started, so that crashes and rotations are not judged.',
    next: 'Add receiver.start.',
  },
  'order-registered': { says: 'An order was registered.' },
  'register-none': {
    says: 'The file does not say how an order is registered, so that most clauses are untestable.',
    next: 'Add receiver.register, or write register: none where the receiver needs no orders.',
  },
  'releases-none': {
    says: 'The file does not say how often an order was released, so that only answers and status calls are judged.',
    next: 'Add receiver.releases.',
  },
  'released-too-early': {
    says: 'For an order that nobody has paid, receiver.releases answered {count}.',
    next: 'It has to count only the releases of this order, and 0 before a notification.',
  },
  'notification-unanswered': {
    says: 'A valid notification got no answer: {why}.',
    next: 'Look at the path of receiver.url, and at what the receiver prints.',
  },
  'notification-refused': {
    says: 'A valid notification was answered with {status}.',
    next: 'Look at the path of receiver.url, and give the receiver its keys: by receiver.start, or those of merchant.',
  },
  'notification-taken': { says: 'A valid notification was answered with {status}.' },
  'status-unasked': {
    says: 'The receiver did not ask the status API.',
    next: 'Give it the base URL of receiver.statusApi, and let it ask there for the status before it releases an order.',
  },
  'released-once': { says: 'The order was released once.' },
  'released-otherwise': {
    says: 'The order counts {count} release(s) after a valid notification.',
    next: 'Look at receiver.releases, and at whether the receiver finds the order that receiver.register makes.',
  },
  'sender-keys-read': { says: 'Notifications are verified with {sets} key set(s). `npx countersign collect` listens for them.' },
  'mails-readable': { says: 'The mailbox can be read; {count} mail(s) are in it.' },
  'mails-unreadable': {
    says: 'The mailbox cannot be read ({code}).',
    next: 'Look at host, port, user and password of {subject}, or at the path of the folder.',
  },
  'new-addresses': {
    says: '{count} address(es) are new to the key. The key was not tried: its first use from an address raises a mail, and that is judged.',
  },
  'new-addresses-none': {
    says: 'No address is new to the key, so USE-01 and USE-03 are untestable.',
    next: 'Add addresses of this machine to keyUse.addresses, or set keyUse.recipes.rollKey: every address is new to a rolled key.',
  },
  'address-not-here': {
    says: '{address} is not an address of this machine.',
    next: 'Add it to an interface of this machine, or remove it from keyUse.addresses.',
  },
  stopped: { says: 'The rest was not checked: {why}', next: 'Correct it, then run this again.' },
};
