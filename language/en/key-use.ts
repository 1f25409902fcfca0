/** Mails on key use: what the suite says of them, and how they are read. */
export const keyUse = {
  'use-refused': 'The key was refused ({answer}), so that it was not used: give a live key that the provider takes.',
  'no-new-address':
    'Every address has been used with this key, and each can be new only once: give another as keyUse.addresses, or keyUse.recipes.rollKey.',
  'sentinel-missing':
    'The mail of the next new address did not come, so that nothing can be said of mails that did not come before it: see USE-03.',
  'first-use-without-mail': 'The first use raised no mail, so that a second one cannot be missed: see USE-01.',
  'no-restart-between-uses': 'the provider was not started again between two uses',
  'no-date-in-mail': 'no date (subject: {subject})',
  'date-without-zone': 'the date of a mail names no zone',
  'key-use-asked': 'what raises a mail ({id})',
  'too-few-new-addresses': 'not asked: new addresses are few',
  'mailbox-too-full': '{name} has more than {mostMails} mails: name a folder for these mails alone.',
  'imap-unusable': 'The mailbox {name} cannot be read ({why}): see host, port, user, password and mailbox.',
} as const;
