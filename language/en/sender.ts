export const sender = {
  'no-notification-to': 'No notification came to {url}.',
  'no-notification-at-all': 'Not judged: no notification came. Check that the sender can connect to our URLs and ports.',
  'no-way-to-roll-keys': 'Not judged: no recipe rolls the keys. Add one.',
  'notification-verifies-by-no-interpretation':
    'Not judged: a notification does not verify by any known interpretation. Fix NTF-08 and NTF-04, then run this again.',
  'no-way-to-set-both-confirm-urls':
    'Not judged: no recipe sets the Confirm URL of both environments, or changes {a resource} in both. Set it in both merchant panels by hand.',
  'no-notification-to-either':
    'Not judged: no notification came to {url}, so it is not known where it went. Fix NTF-07, then run this again.',
  'no-notification-to-inbox':
    'Not judged: no notification came to {url}. Check that the sender can connect to this host and port, and that its notifications are switched on.',
  'notification-url-private': 'a notification URL with a private address',
  'notification-url-loopback': 'a notification URL with a loopback address',
  'notification-url-odd-port': 'a notification URL with port 8443',
  'notification-url-plain': 'a notification URL with http',
  'url-accepted': 'accepted with {status}',
  'url-refused': 'refused with {status}',
  'notification-url-of-request': 'notification_url of the request',
  'delivery-to-confirm-url': 'a delivery to the Confirm URL',
  'delivery-to-url-of-deposit': 'a delivery about the {own reversal} to the URL of its {own resource}',
  'refund-not-notified': 'whether {a reversal} is notified at its own URL and not at that of its {own resource}',
  'confirm-url-not-set': 'whether the Confirm URL is called where the request names none',
  'confirm-url-where-request-names-none': 'Confirm URL, where the request names none',
  'second-change-not-made': 'whether the second change of one {own resource} is notified as the first',
  'secret-has-ended': 'the secret that has ended',
  'none-of': 'none of {kinds}',
  'attempt-answered-with': 'answered with {answer}',
  'delivery-to-confirm-url-of-other-environment': 'a delivery to the Confirm URL of the other environment',
  'confirm-url-of-its-own-environment': 'Confirm URL of its own environment, or nowhere',
  'deposit-of-second-environment-which-has-no': '{a resource} of the second environment, which has no Confirm URL',
  'confirm-urls-of-both-environments': 'Confirm URLs of both environments',
  'deposit-of-first-environment-whose-confirm-url': '{a resource} of the first environment, whose Confirm URL was taken away',
} as const;
