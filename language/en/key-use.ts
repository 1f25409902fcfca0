/** Mails on key use: what the suite says of them, and how they are read. */
export const keyUse = {
  'ask-the-mock': 'ask the same clause of the mock',
  'cases-asked-again': 'cases asked again, for {came}',
  'lost-each-time': 'each time it was {came}',
  'others-judged-between': 'while {others} other cases were judged between: look whether the implementation says so, or the road to it.',
  'nothing-known-of-it': "so nothing is known of it: look at the target's health, or lower the rate, then run again.",
  'not-asked-without-completed': '{operations} not asked, for want of a COMPLETED deposit',
  'deposits-not-counted': 'effects judged by ids and by controls with the same invoice_id, deposits not counted',
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
