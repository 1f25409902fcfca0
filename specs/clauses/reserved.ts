/** The id of a clause that is not asked yet, and the one sentence that it will say. */
export interface ReservedClause {
  readonly id: string;
  readonly statement: string;
}

/** Ids that are taken for clauses to come. An id moves to the catalogue when its clause test exists; it is never in both. */
export const reserved = [
  { id: 'TLS-03', statement: 'TLS below 1.2 is refused.' },
  {
    id: 'AUT-11',
    statement: 'Keys, signatures and payer data are not in what the receiver prints or answers.',
  },
  { id: 'END-10', statement: 'What is read is what was created: amount, currency, country, invoice id and payer.' },
  { id: 'END-11', statement: 'A final state stays final, and a refund that was made does not shrink.' },
  { id: 'ROT-01', statement: 'After a rotation the new key set works.' },
  { id: 'ROT-02', statement: 'After the old key set has ended, it is refused on every operation.' },
  { id: 'ROT-03', statement: 'After the old key set has ended, parts of two key sets do not work together.' },
  { id: 'ROT-04', statement: 'Deposits and idempotency records of the old key set are there under the new one.' },
  { id: 'ROT-06', statement: 'Once the client has the new key set, it signs with it.' },
  { id: 'CLT-07', statement: 'After a failure has passed, a user action succeeds within the recovery deadline of the configuration.' },
  { id: 'RCV-21', statement: 'An answer to the status call that no document promises loses no payment.' },
  {
    id: 'RCV-22',
    statement: 'An order that is registered after its notification was acknowledged is released without another notification.',
  },
  { id: 'RCV-23', statement: 'A completed deposit of which no notification comes is found by a status call of the receiver.' },
  { id: 'RCV-24', statement: 'A refund counts once per refund_id, and its status is read from the API.' },
  { id: 'RCV-25', statement: 'The receiver recognises its own refund, also where the notification comes before the answer.' },
  { id: 'RCV-26', statement: 'Where several merchants share one endpoint, the key of each verifies for its own deposits alone.' },
  { id: 'USE-01', statement: 'The first use of a live secret key from an address raises one mail with the address and the date of use.' },
  { id: 'USE-02', statement: 'Later requests from that address raise no mail.' },
  { id: 'USE-03', statement: 'Each further new address raises a mail of its own.' },
  { id: 'USE-04', statement: 'What test keys, failed authentication, a rolled key and IPv6 prefixes do is recorded.' },
  { id: 'USE-05', statement: 'Every address in the mails is one of the merchant, and the key is rolled for any other.' },
  { id: 'USE-06', statement: 'The address of a use is that of the socket peer, never that of a header.' },
  { id: 'USE-07', statement: 'The outbound address of the merchant is stable over many connections.' },
] as const satisfies readonly ReservedClause[];
