import { sign } from '../../../core/contract/signature.ts';
import type { Handling, ReceiverDecisions } from '../../../core/decisions/receiver.ts';
import type { Delivery } from '../../../core/exchange.ts';
import { decodeUtf8, encodeUtf8 } from '../../../core/utf8.ts';
import { defineFaults } from '../../define.ts';

function saying(delivery: Delivery, text: string): Delivery {
  return delivery.kind === 'response' ? { ...delivery, response: { ...delivery.response, body: encodeUtf8(text) } } : delivery;
}

const expectedHash = ({ message, keys }: Handling): string => (message === undefined ? '' : sign(message, keys.current.apiSignature));

const statusBody = ({ statusAnswer }: Handling): string =>
  statusAnswer?.kind === 'response' ? (decodeUtf8(statusAnswer.response.body) ?? '') : '';

/** What answers and output hold that nobody should read (AUT-11). */
export const disclosureFaults = defineFaults<ReceiverDecisions>({
  // It helps while one integrates, and it lets anybody sign.
  'expected-hash-answered': {
    title: 'A wrong signature is answered with the hash that was expected.',
    breaks: ['AUT-11'],
    override: {
      answer: (conforming) => (handled, about) => {
        const delivery = conforming(handled, about);
        return handled === 'unverified' ? saying(delivery, JSON.stringify({ expected: expectedHash(about) })) : delivery;
      },
    },
  },
  // The same help from a library that gives base64.
  'expected-digest-answered-in-base64': {
    title: 'A wrong signature is answered with the digest that was expected, in base64.',
    breaks: ['AUT-11'],
    override: {
      answer: (conforming) => (handled, about) => {
        const delivery = conforming(handled, about);
        const expected = Buffer.from(expectedHash(about), 'hex').toString('base64');
        return handled === 'unverified' ? saying(delivery, JSON.stringify({ expected })) : delivery;
      },
    },
  },
  // The debug line was never taken out.
  'expected-hash-printed': {
    title: 'A wrong signature is logged beside the one that was expected.',
    breaks: ['AUT-11'],
    override: {
      prints: (conforming) => (handled, about) =>
        handled === 'unverified' ? `expected ${expectedHash(about)}` : conforming(handled, about),
    },
  },
  // The whole configuration is logged when something goes wrong.
  'secret-printed-with-failures': {
    title: 'A failure is logged with the configuration.',
    breaks: ['AUT-11'],
    override: {
      prints: (conforming) => (handled, about) => (handled === 'failed' ? JSON.stringify(about.keys.current) : conforming(handled, about)),
    },
  },
  // The answer of the API is logged, so that support can help.
  'payers-printed': {
    title: 'The answer of the status API is logged, with the payer in it.',
    breaks: ['AUT-11'],
    override: { prints: (conforming) => (handled, about) => `${conforming(handled, about)} ${statusBody(about)}` },
  },
  // A line for support: who paid.
  'names-of-payers-printed': {
    title: 'The first name of the payer is logged.',
    breaks: ['AUT-11'],
    override: {
      prints: (conforming) => (handled, about) =>
        `${conforming(handled, about)} ${/"first_name":"([^"]*)"/.exec(statusBody(about))?.[1] ?? ''}`,
    },
  },
  // The handler ends by returning what it worked with.
  'payers-answered': {
    title: 'A release is answered with what the status API said.',
    breaks: ['AUT-11'],
    override: {
      answer: (conforming) => (handled, about) => {
        const delivery = conforming(handled, about);
        return handled === 'released' ? saying(delivery, statusBody(about)) : delivery;
      },
    },
  },
});
