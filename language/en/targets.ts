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
} as const;
