export const targets = {
  'client-silent': 'The client left {silences} questions one after another without an answer.',
  'client-changed': 'The client did not tell what it can do when it was started again; see docs/client-protocol.md.',
  'mock-ended': 'The mock has ended in the middle of the run: see who ended it, then run again.',
  'file-unwritable': '{option} {file} cannot be written ({code}): name a file in a folder that exists.',
  'notification-not-sent': 'A notification was not sent ({why}).\n',
  'mock-port-refused': '{options} {refused} {why} ({code}): give another number, or none for a free port.',
  'count-too-low':
    'The recipe countDeposits counted {count} of {wanted} deposits that were accepted, {patienceMs} s after that, and has not counted any so far: look at recipes.countDeposits.',
  'status-api-port-refused': 'The status API cannot listen ({code}): look at receiver.statusApi, or at who has its port.',
  'receiver-member-missing': 'There is no receiver.{name}: add it to the configuration.',
  'receiver-port-taken': 'Somebody listens on {url} before receiver.start was run: end that process, or give another port.',
  'receiver-start-ended': 'receiver.start ended ({ended}) before the receiver listened: run its command by hand to see why.',
  'receiver-not-listening': 'The receiver did not listen on {url} within {seconds} s: look at receiver.start and receiver.url.',
  'receiver-not-started': 'Nobody listens on {url}: start the receiver, or give its command as receiver.start.',
  'recipe-failed': 'The recipe {name} did not work: {why}',
  'target-is-production':
    '{unnamed} counts as production: it is not on loopback, and its environment is not stg. Set environment: stg where it is a test environment; else --production {unnamed} reads from it, with GETs only.',
  'production-names-no-host': '--production {host} names no host of production in the configuration: {known}.',
  'ca-unreadable': '{member} names {file}, which cannot be read ({code}): give a file in PEM, relative to the configuration.',
  'refused-address-not-here':
    'addresses.refused is {refused}, which is no address of this machine: calls cannot go out from it. Give one that is, or leave it out.',
  'recipe-missing': 'There is no recipe {name}: add recipes.{name}.',
  'rotate-keys-result':
    'The recipe rotateKeys did not work: its result is no JSON object of apiKey, apiSignature and readOnlyKey. Look at recipes.rotateKeys.result.',
  'target-gone':
    'The target no longer answers ({silenceAfter} calls in a row, and a plain GET / after them): look at its health, then run again.',
  'time-spent': 'The time of the run is spent: raise budget.seconds, or ask less, with --runs or with `countersign run`.',
  'read-only-target': 'Nothing but GET is sent to production: judge this clause in a test environment (target.environment: stg).',
  'creations-spent':
    'The budget of {creations} creations is spent: raise budget.creations, or ask less, with --runs or with `countersign run`.',
  'certificate-is': 'the certificate is {problem}',
  'no-answer-in-time': 'no answer in time',
  'connection-closed': 'the connection was closed',
  'no-answer-within-ms': 'no answer within {deadlineMs} ms',
  'receiver-ended': 'the receiver ended',
  'receiver-closed-connection': 'the receiver closed the connection',
  'answer-not-awaited': 'the answer was not awaited',
  'plain-http-refused-on': 'plain HTTP is refused on {plainUrl}',
  'port-not-open': 'is not open to this user',
  'port-given-twice': 'cannot serve both',
  'set-invented-keys': `In the shell of the run, set the invented keys of this mock:
  export {unset}
`,
  'judge-it': `{set}Judge it: countersign certify --config {configOut}
`,
  'recipe-patch-no-deed': 'a body patch is no deed: give a request, a command or a prompt.',
  'recipe-nobody-asked': 'nobody could be asked ({why}): run it in a terminal, or give a request or a command.',
  'recipe-request-too-slow': 'its request was not answered within {seconds} s: look at its host, or raise {name}.seconds.',
  'recipe-request-without-answer': 'its request got no answer ({code}): look at {name}.request.url.',
  'recipe-request-refused': 'its request was answered {status}: look at {name}.request, its URL, its token and what it sends.',
  'recipe-command-not-started': 'its command could not start ({code}): look at {name}.command, whose first part is the program.',
  'recipe-command-too-slow': 'its command did not end within {seconds} s: look at what it waits for, or raise {name}.seconds.',
  'recipe-command-ended': 'its command ended with {ended}: run it by hand to see why.',
  'recipe-answer-no-json':
    'what it answered is no JSON, and {name}.result looks into it with {pointer}: leave result out where the answer is the result.',
  'recipe-answer-without-result': 'what it answered has nothing at {pointer}: look at {name}.result.',
  'recipe-result-no-number':
    'its result is no whole number: let it print the number alone, or say with {name}.result where it stands in the JSON.',
  'closed-by-script': 'closed by the script',
  'silent-by-script': 'silent by the script',
  'client-wrote-too-much': 'it wrote more than {longestLog} MB that are no answers',
  'ended-with': 'it ended with {ended}',
  'client-line-without-end': 'it printed a line without end',
  'no-answer-in-limit': 'no answer within {limitMs} ms{stray}',
  'client-capabilities-ill-formed': 'its answer to capabilities has no list result.operations',
  'client-answer-ill-formed': 'its answer has neither ok and result nor ok: false and error',
  'signer-too-slow': 'it took longer than {deadlineMs} s',
  'signer-printed-without-end': 'it printed without end',
  'client-without-capabilities':
    'The client does not tell what it can do: {told}. Run `{command}` by hand with {"id":1,"do":"capabilities"}; see docs/client-protocol.md.',
} as const;
