/** What must not matter to a rule, and why. */
export const axes = {
  'axis-travel': 'how a request travels',
  'axis-travel-because':
    'Packets, chunks and connections carry a request and are not part of it (RFC 9112), and no document gives them a meaning.',
  'travel-usual': 'in one packet over a connection that is kept',
  'travel-packets': 'in packets of {bytes} bytes',
  'travel-chunks': 'in chunks of {bytes} bytes',
  'travel-chunks-extended': 'in chunks with extensions and a trailer',
  'travel-expect-waiting': 'with Expect, waiting for 100',
  'travel-expect-at-once': 'with Expect, without waiting',
  'travel-old-version': 'over HTTP/1.0',
  'travel-new-connection': 'over a new connection',
  'travel-after-refused': 'over the connection of a refused call',
  'travel-pipelined': 'pipelined behind another call',
  'travel-other-merchant': 'over the connection of another merchant',
  'along-axis': 'judged along the axis: {axis}',
  'axis-value-refused': '{value} (not accepted, so nothing was judged)',
  'along-axis-difference': '{id}: {difference}, sent {circumstance} as its control',
  'sent-otherwise': '{id} sent {circumstance}',
} as const;
