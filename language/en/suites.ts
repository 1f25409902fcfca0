export const suites = {
  'path-leads-nowhere':
    'There is no property {property} in this test, so --path {path} leads to no case: give the path that the failure printed.',
  'nothing-to-ask': 'Nothing of this clause could be asked here: the contract or the target has no operation that it is about.',
  'no-second-environment': 'No second environment is known: give its host and its keys.',
  'clause-time-over':
    'The time for the clause ({timeLimitMs} ms) was over before property {property} judged one case: raise deadlines.clause, or ask less, with --runs.',
  'no-answer-to-request': "No answer to request {number} ({why}): look at the target's health, then run again.",
  'target-answered-gateway': 'The target answered {status} to request {number}: lower the rate or wait, then run again.',
  'date-grew-stale':
    'Request {number} was refused and {ms} ms on its way, so its X-Date may have grown stale: run again on a machine or a way that is faster.',
  'asked-again-too-often': '{already} cases like this one were asked again already. {message}',
  'lost-every-time': 'The same case was asked {lost} times, and {causes}, {move}',
  'no-sample-body': '{id} has no sample body: add one under samples.{id}.',
  'deposit-not-created': 'A plain deposit was not created, so nothing that needs one can be judged: see END-01.',
  'no-way-to-complete': 'No way to complete a deposit: add the recipe moveStatus.',
  'refund-not-created': 'A plain refund of a completed deposit was not created: see END-01.',
  'cases-cut': 'cases cut to {scale} of their usual number',
  'raise-creations': 'raise budget.creations, or --runs',
  'cases-of-property': 'cases of property {property}',
  'judged-of-about': '{judged}, of about {total}: the time was over',
  'ask-the-mock': 'ask the same clause of the mock',
  'cases-asked-again': 'cases asked again, for {came}',
  'lost-each-time': 'each time it was {came}',
  'others-judged-between': 'while {others} other cases were judged between: look whether the implementation says so, or the road to it.',
  'nothing-known-of-it': "so nothing is known of it: look at the target's health, or lower the rate, then run again.",
  'not-asked-without-completed': '{operations} not asked, for want of a COMPLETED deposit',
  'deposits-not-counted': 'effects judged by ids and by controls with the same invoice_id, deposits not counted',
} as const;
