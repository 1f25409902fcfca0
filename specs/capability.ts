/** What a target lets the suites do beside calling the API; see the table in `specs/capabilities.ts`. */
export type Capability =
  | 'controlsClock'
  | 'provokes500'
  | 'countsDeposits'
  | 'secondMerchant'
  | 'secondEnvironment'
  | 'secondAddress'
  | 'changesAddresses'
  | 'rotatesKeys'
  | 'movesStatus'
  | 'plainPort'
  | 'wire'
  // Of a receiver.
  | 'registersOrders'
  | 'countsReleases'
  | 'startsStops'
  | 'receiverRotatesKeys'
  // Of a sender.
  | 'receivesNotifications'
  | 'advancesClock'
  | 'setsConfirmUrl'
  | 'resends'
  | 'movesRefunds'
  | 'passesDepositsOn'
  | 'senderRotatesKeys'
  // Of a client.
  | 'createsDeposits'
  | 'createsRefunds'
  | 'asksRefunds'
  | 'asksStatus'
  | 'asksLookups'
  | 'showsSources'
  // Of a provider that mails on key use.
  | 'newAddresses'
  | 'rollsKeys'
  | 'hasTestKey'
  | 'refusesAddresses'
  | 'restarts';
