export const sender = {
  'no-notification-to': 'No notification came to {url}.',
  'no-way-to-set-confirm-url': 'No way to set the Confirm URL: set it in the panel by hand.',
  'no-notification-at-all': 'No notification came at all: see that the sender reaches our URLs, ports included.',
  'no-way-to-roll-keys': 'No way to roll the keys: add the recipe.',
  'notification-verifies-by-no-interpretation': 'A notification verifies by no interpretation: see NTF-08 and NTF-04.',
  'no-way-to-set-both-confirm-urls':
    'No way to set the Confirm URL of both environments, or to move a deposit in both: set it in the panels by hand.',
  'no-notification-to-either': 'No notification came to {url}, so that it is not known where it went: see NTF-07.',
  'no-notification-to-inbox':
    'No notification came to {url}: see that the sender connects to it, ports included, and that it is not switched off.',
} as const;
