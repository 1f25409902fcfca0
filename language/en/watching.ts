export const watching = {
  'collect-needs-keys':
    '{variables} are needed to verify notifications: export the keys that the provider shows, in the merchant panel or where it shows keys, or name a --config.',
  'state-unusable': '--state {file} cannot be used ({why}): name a file of a former run, or a new one in a folder that you can write to.',
  'state-empty': '--state {state} is empty. Run `npx countersign collect` first.',
  'schedules-open': 'The schedules of some notifications are open until {until}: {again}.\n',
  'deliveries-show-no-status':
    'Deliveries do not show what a status call would have answered at that moment. Give `--config` with `target` and `recipes.moveStatus`, and `--public-url` where the target is not on this machine.',
  'deliveries-damaged': 'The file {file} is damaged: {why} Begin a new one with --state, and keep this one for its owner.',
  'sender-is-asked': 'asking the sender with deposits of its API, to be notified below {url}',
  'sender-was-asked': 'the sender was asked {clauses}',
  'deliveries-show-no-other-url':
    'Deliveries do not show which other URL was set. Give `--config` with `target`, `recipes.moveStatus` and `recipes.setConfirmUrl`, or set the Confirm URL to another path below that of the collector, and watch where they come.',
  'deliveries-show-no-environment':
    'Deliveries do not show in which environment a deposit was made. Give `--config` with `secondEnvironment`, and with `recipes.moveStatus` and `recipes.setConfirmUrl` that name the environment, or set another Confirm URL in each, and watch where they come.',
  'deliveries-show-no-changes':
    'Deliveries do not show which changes were made. Give `--config` with `target` and `recipes.moveStatus`, or compare them with the Status History of the merchant panel.',
  'upstream-unreached': 'No connection to the upstream could be made; nothing was sent.',
  'upstream-broke-off': 'The upstream closed the connection before its answer was complete. Whether the request was executed is not known.',
  'upstream-too-slow': 'The upstream gave no complete answer in time. Whether the request was executed is not known.',
  'upstream-answer-too-long': 'The answer of the upstream is longer than the proxy reads. Whether the request was executed is not known.',
  'upstream-read-only': 'The upstream is production, and only GETs are sent there. This request was not sent.',
  'proxied-body-too-long': 'The body is longer than the proxy reads; nothing was sent.',
  'proxy-upgrade-refused': 'The proxy speaks HTTP/1.1 only and accepts no upgrade; nothing was sent.',
  'upstream-no-url': '--upstream is not an https URL without user and password: give the origin, such as https://api-stg.example.com.',
  'upstream-with-path': '--upstream has a path: give only the origin, {origin}; the application adds its paths.',
  'upstream-ca-unreadable': '--upstream-ca names {file}, which cannot be read ({code}): give a file in PEM.',
  'upstream-not-configured':
    '--upstream {origin} is neither target.url nor secondEnvironment.url of {file}: leave --upstream out to call target.url, or --config to call another host.',
  'upstream-missing': 'The proxy leads nowhere: give --upstream https://HOST, or --config FILE with its target.url.',
  'upstream-is-production':
    '{host} counts as production: it is not on loopback, and nothing says that its environment is stg. Say environment: stg{how} where it is a test environment; else --production {host} sends GETs only.',
  'production-host-is': 'that is {host}',
  'host-is-test-target': '{host} is a test target',
  'production-names-no-upstream': '--production {host} names no host of production that is called: {known}.',
  'state-in-use': 'Process {pid} collects on --state {state}: end it, or give another file.',
  'deliveries-refused': 'Deliveries cannot be kept ({why}): they are answered 503 until they can.\n',
  'deliveries-kept-again': 'Deliveries are kept again.\n',
  stray: 'stray',
  'delivery-given': '{what} from {peer}, {count} byte(s): {given}',
  'public-url-ill-formed': '--public-url is an http or https URL without user, query and fragment, such as https://hooks.example.com.',
  'path-ill-formed': '--path begins with a slash and has no query, such as /notifications.',
  strays: '{count} stray request(s), judged by no clause: without a key or a right signature of the tested sender.\n',
  'stray-request': '  {at}  {method} {target} from {peer}, {bytes} byte(s)\n',
  'more-strays': '  … and {more} more\n',
  'strays-observed': 'stray requests, judged by no clause',
  'collector-ready': 'collecting on {url}, {seen} deliverie(s) kept so far; the notifications have to come there. End with an interrupt.',
  'watched-disk-full':
    'countersign: {folder} takes no more ({why}): what is seen from now on is answered and passed on, and judged by no clause. Make room, and start again.\n',
  'watched-too-many':
    'countersign: More was seen than is kept in memory: what is seen from now on is answered and passed on, and judged by no clause.\n',
  'collected-in-part':
    'Only the first {judged} of {kept} deliveries were judged: the command was asked to end, and its time was over. `collect --judge` judges all.\n',
  'collect-further': 'collect further',
  'collect-again': 'start it again with the same --state',
  'in-a-configuration': ' in a configuration (`npx countersign init` writes one) and give --config',
  'proxy-ended': 'the proxy ended before an answer came',
  'application-closed': 'the application closed the connection before its answer was sent',
  'not-sent-on': 'it was not forwarded',
} as const;
