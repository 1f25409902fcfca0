// The checkout page signs by itself, "so that the server has less to do".
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'signature-in-front-end',
  title: 'The bundle of the front end holds the API Signature, in base64.',
  breaks: ['AUT-10'],
  lie: {
    decision: 'publishes',
    instead: (honest) => (keys) => [
      ...honest(keys),
      { where: 'https://shop.example/checkout.js', content: `const k=atob("${Buffer.from(keys.apiSignature).toString('base64')}");` },
    ],
  },
};
