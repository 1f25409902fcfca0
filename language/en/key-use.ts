/** Mails on key use: the sentences of the suite about them, and how they are read. */
export const keyUse = {
  'use-refused': 'The key was refused ({answer}), so it was not used: give a live key that the provider accepts.',
  'no-new-address':
    'Every address has been used with this key, and each can be new only once: give another as keyUse.addresses, or keyUse.recipes.rollKey.',
  'sentinel-missing':
    'Not judged: the mail of the next new address did not come, so mails that are missing before it show nothing. Fix USE-03, then run this again.',
  'first-use-without-mail':
    'Not judged: the first use raised no mail, so it cannot be seen whether a second one is missing. Fix USE-01, then run this again.',
  'no-restart-between-uses': 'the provider was not started again between two uses',
  'no-date-in-mail': 'no date (subject: {subject})',
  'date-without-zone': 'the date of a mail names no zone',
  'key-use-asked': 'what raises a mail ({id})',
  'too-few-new-addresses': 'There are few new addresses, and the judged clauses need them: run this clause against the mock.',
  'mailbox-too-full': '{name} has more than {mostMails} mail(s): name a folder that holds only these mails.',
  'imap-unusable': 'The mailbox {name} cannot be read ({why}): see host, port, user, password and mailbox.',
  'alerts-without-address': 'In {unread} mail(s) no address was found: read them yourself.',
  'alerts-no-date': 'no date',
  'alerts-strangers':
    '\nThese addresses are not yours: {strangers}. The one who calls from there has your secret key and can make charges, refunds and transfers. Roll the key and revoke the old one at once:\n  {command}\nThen look at every charge and refund since the date in the mail (docs/key-use.md). If an address is yours after all, add it to addresses.egress.',
  'alerts-none': 'No mail came, so nothing was compared. Name the place where the mails arrive.',
  'alerts-all-known': '\nEvery address is yours ({mails} mail(s)).',
  'alerts-unread':
    '\nNot read: {unread} of them, marked as unread. No address was found there. Read them yourself: they do not count as fine.',
  'egress-no-range':
    '--egress {text} is not an address, not a CIDR range, and not a file with addresses that `countersign egress --json` wrote.',
  'is-no-range': 'must be an address or a CIDR range, such as 203.0.113.0/24',
  'alerts-two-places': 'The mails are in one place: name {places} one at a time.',
  'alerts-watch-input': '--watch waits for mails to come: name a folder or a mailbox, not standard input.',
  'alerts-no-egress': 'Addresses to compare with are missing: give --egress 203.0.113.0/24, or addresses.egress in the file of --config.',
  'alerts-no-folder': '{place} is not a folder: name a folder of mails or a maildir, or - for one mail on standard input.',
  'alerts-no-place': 'Name the place of the mails: a folder, - for one mail on standard input, --imap, or --config with keyUse.mails.',
  'imap-no-url': '--imap must be a URL such as imaps://user@mail.example.com/INBOX.',
  'imap-password-in-url': 'A password in --imap is seen by every user of this machine: leave it out and set IMAP_PASSWORD.',
  'imap-no-password': 'Set IMAP_PASSWORD to the password of the mailbox.',
  'alerts: about': 'compare the addresses in mails on key use with your own, and say when to roll the key',
  'alerts <place>': 'a folder of mails, a maildir, or - for one mail on standard input',
  'alerts --config': 'a countersign.yaml with addresses.egress, and keyUse.mails where no place is named',
  'alerts --egress': 'an address or a CIDR range of yours, or a file that `countersign egress --json` wrote; give it again for more',
  'alerts --imap': 'a mailbox, such as imaps://user@mail.example.com/INBOX; its password is in IMAP_PASSWORD',
  'alerts --from': 'with --imap: read only mails from this address',
  'alerts --watch': 'run until it is interrupted, and report each new mail',
  'alerts --json': 'print JSON; with --watch, one line a review',
  'alerts: codes':
    '\nIt ends 0 when every mail was read and every address is yours, 1 where one is not, 2 where a mail was not read or none was there, 3 where nothing could be compared.',
  'fault-or-variant': '--fault and --variant exclude each other: leave one of them out.',
  'contract-promises-nothing':
    'Nothing is judged for the {role} in {title}: --role is one of {parties}; for {role}, use --contract {others}.',
  'contract-without-protocol':
    'No {role} can be judged in {title}: its openapi.yaml has none of the operations that a client is asked for and a receiver asks for ({operations}). --role is one of {parties}.',
  'contract-judges-nobody': 'Nothing is judged in {title}: its folder has no clauses.yaml. Name another --contract, or add that file.',
  'traits-not-there': '\n{why} Not applicable: {clauses}.\n',
} as const;
