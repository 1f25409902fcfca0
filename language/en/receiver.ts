export const receiver = {
  'releases-not-seen': 'Whether an order is released cannot be seen: give `receiver.releases`, a URL or a command that tells how often.',
  'valid-notification-without-effect': 'A valid notification had no effect, so that a missing effect proves nothing: see RCV-02.',
  'nobody-listens': "Nobody listens at the receiver's address: start it, then run again.",
  'receiver-gateway-answered': "The receiver's gateway answered {status}: look at it, then run again.",
  'receiver-polls':
    'The receiver asks for paid orders by itself, so that nothing shows what a notification did: switch that off for the run, then run again.',
  'valid-notification-unacknowledged': 'A valid notification was not acknowledged, so that a refusal proves nothing: see RCV-02.',
  'receiver-slow':
    'The receiver is slow: {at} of {items} cases were asked when the time of this clause was over. See how long it takes to answer, and receiver.releases to tell.',
  'receiver-cannot-be-started': 'The receiver cannot be ended and started: give `receiver.start`.',
  'receiver-silent-after-start': 'The receiver does not answer after its start: look at it, then run again.',
  'receiver-ended-after':
    'Nobody listens any more after {difference}, and nothing here can start the receiver again: see what ended it, or give receiver.start and run again.',
  'receiver-silent-after':
    'The receiver did not answer after {difference}, and did so the second time: look at why it ended, then run again.',
  'valid-notification-not-acknowledged-after':
    'A valid notification was not acknowledged after a forged one of its deposit: see RCV-02, or a limit of the receiver.',
  'receiver-gone': 'Nobody listens at the receiver any more: start it, then run again.',
  'time-to-acknowledge': 'time to acknowledge a valid notification',
  'time-to-answer-in-silence': 'time to answer while the status API is silent',
  'old-key-while-both': 'the old key while both are in force',
  'not-sent-by-this-interpretation': 'not sent under this interpretation',
} as const;
