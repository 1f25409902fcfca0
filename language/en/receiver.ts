export const receiver = {
  'releases-not-seen':
    'Not judged: nothing shows whether an order was released. Add `receiver.releases`, a URL or a command that answers how often it was.',
  'no-release':
    'Not judged: your receiver answered {answer} to a valid notification but did not release the order. Fix RCV-02, then run this again.',
  'no-release-after-forged':
    'Not judged: after forged notifications your receiver answered {answer} to the valid one but did not release the order. A forged one may have marked {the resource} as handled. Fix RCV-07, then run this again.',
  'no-release-of-another':
    'Not judged: after forged notifications your receiver answered {answer} to a valid one of another {own resource} but did not release its order. Look at what the receiver keeps between notifications, then run this again.',
  'nobody-listens': 'Not judged: nothing listens at the address of the receiver. Start it, then run this again.',
  'receiver-gateway-answered':
    'Not judged: a gateway in front of the receiver answered {status}. Look at the log of the gateway, then run this again.',
  'receiver-polls':
    'Not judged: the receiver looks for paid orders by itself, so nothing shows what a notification did. Switch that off for the run, then run this again.',
  'valid-notification-unacknowledged':
    'Not judged: your receiver answered {answer} to a valid notification, so a refusal of another one shows nothing. Fix RCV-02, then run this again.',
  'valid-notification-fails':
    'Not judged: a valid notification does not work (answer: {answer}), so nothing else of the receiver can be judged. Fix RCV-02, then run this again.',
  'worker-stuck':
    'Not judged: since {clause} was asked, valid notifications are acknowledged and release nothing. Something that came before holds them up. Fix RCV-05, then run this again.',
  'sender-locked-out':
    'Not judged: since wrong signatures were sent for {clause}, your receiver answers {answer} to valid notifications: it locks the sender out. Switch that off for the run, or let 127.0.0.1 through, then run this again.',
  'works-now-and-then':
    'Not judged: {lost} of {of} plain valid notifications, one after the other, were acknowledged and released nothing, so a missing release shows nothing else. Fix RCV-02, then run this again.',
  'verifies-nothing':
    'Not judged: the receiver verifies nothing (RCV-01). These clauses follow from that: {clauses}. Nothing else is asked before. Fix RCV-01, then run this again.',
  'receiver-slow':
    'Not judged: the time of this clause was over after {at} of {items} case(s). Make the receiver or `receiver.releases` answer faster, or raise deadlines.clause.',
  'receiver-cannot-be-started': 'Not judged: Countersign cannot end and start the receiver. Add `receiver.start`.',
  'receiver-silent-after-start': 'Not judged: the receiver does not answer after its start. Look at its log, then run this again.',
  'receiver-ended-after':
    'Not judged: the receiver ended after {difference}, and Countersign cannot start it again. Look at its log for the cause, or add receiver.start, then run this again.',
  'receiver-silent-once': 'the valid notification after {difference}, which worked when it was sent again',
  'valid-notification-not-acknowledged-after':
    'Not judged: after a forged notification your receiver answered {answer} to the valid one of the same {own resource}. Fix RCV-02, or raise a rate limit of the receiver, then run this again.',
  'receiver-gone': 'Not judged: the receiver does not listen any more. Start it, then run this again.',
  'time-to-acknowledge': 'time to acknowledge a valid notification',
  'time-to-answer-in-silence': 'time to answer while the status API is silent',
  'old-key-while-both': 'the old key while both keys are valid',
  'not-sent-by-this-interpretation': 'not sent under this interpretation',
} as const;
