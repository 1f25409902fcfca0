export const lease = {
  'lock-held':
    'Another run is at work on this account since {since}, so that nothing is known of it now: this run is inconclusive. Start it again when that one is over.',
  'lock-held-by':
    'Another run is at work on this account since {since}, on {host} (process {pid}), so that nothing is known of it now: this run is inconclusive. Start it again when that one is over. Where the two runs are for different accounts of one environment, give each its target.account.',
  'lock-recipe-refused': 'The lock on this account was not given, so another run may be at work: this run is inconclusive. {why}',
  'lock-unreadable': 'The lock {file} cannot be read: delete it if no other run is at work on this account.',
  'lock-of-dead-process': 'The lock of process {pid}, taken at {since}, is taken over: that process does not live any more.',
  'lock-not-renewed': 'The lock of a run on {host} is taken over: it was renewed last at {renewed}.',
  'lock-unkept':
    'No lock on the account is kept, because {folder} cannot be written ({code}): see that no other run is at work on it. XDG_STATE_HOME names another folder.',
} as const;
