export const lease = {
  'lock-held':
    'Another run has used this account since {since}, and the two would disturb each other: this run is inconclusive. Start it again when the other one is over.',
  'lock-held-by':
    'Another run has used this account since {since}, on {host} (process {pid}), and the two would disturb each other: this run is inconclusive. Start it again when the other one is over. Where the two runs are for different accounts of one environment, give each its target.account.',
  'lock-recipe-refused': 'The lock on this account was not given, so another run may use it: this run is inconclusive. {why}',
  'lock-unreadable': 'The lock {file} cannot be read: delete it if no other run uses this account.',
  'place-held-by':
    '{place} is in use since {since}, by process {pid} on {host}: start this one again when the other one is over, or name another place.',
  'lock-empty': 'The empty lock {file} is taken over: the machine ended while it was made.',
  'lock-of-dead-process': 'The lock of process {pid}, taken at {since}, is taken over: that process has ended.',
  'lock-not-renewed': 'The lock of a run on {host} is taken over: it was renewed last at {renewed}.',
  'lock-unkept':
    'No lock on the account is kept, because {folder} cannot be written ({code}): make sure that no other run uses it. XDG_STATE_HOME names another folder.',
} as const;
