import type { Override } from '../../../core/decisions/override.ts';
import type { ProviderDecisions } from '../../../core/decisions/provider.ts';
import { defineFaults } from '../../define.ts';

/** Rules of this kind are not checked. */
const ruleUnchecked = (kind: string): Override<ProviderDecisions> => ({
  problems: (conforming) => (body, call) => conforming(body, call).filter(({ rule }) => !rule.includes(kind)),
});

/** Rules of members and parameters (END-01, END-03, END-04, END-08). */
export const validationFaults = defineFaults<ProviderDecisions>({
  // The path parameter is an int.
  'ids-beyond-32-bits-unread': {
    title: 'Status calls for ids above 2^31 are refused as ill-formed.',
    row: 'S15',
    breaks: ['END-01', 'END-06'],
    override: {
      parameterProblems: (conforming) => (call) =>
        Number(call.parameters.deposit_id) > 2 ** 31 - 1 ? [{ pointer: '/deposit_id', rule: 'must be an int' }] : conforming(call),
    },
  },
  // The id of the path is parsed without a look at its size.
  'odd-ids-fail-inside': {
    title: 'A deposit id that is not a number gets a 500.',
    breaks: ['END-04'],
    override: {
      parameterProblems: (conforming) => (call) => {
        const id = call.parameters.deposit_id;
        if (id !== undefined && !/^\d{1,18}$/.test(id)) throw new RangeError('NumberFormatException');
        return conforming(call);
      },
    },
  },
  // The framework takes every declared parameter for required.
  'optional-parameters-required': {
    title: 'Exchange rates without the optional amount are refused.',
    breaks: ['END-01'],
    override: {
      parameterProblems: (conforming) => (call) => {
        const { path } = call.operation;
        const left = path === '/v3/exchange_rates' && !call.arrival.request.target.includes('amount=');
        return left ? [{ pointer: '/amount', rule: 'must not be null' }] : conforming(call);
      },
    },
  },
  // The refund status service reads voucher with a strict parser, and nothing is not a boolean.
  'refund-status-needs-voucher': {
    title: 'A refund status without the optional voucher parameter is refused.',
    breaks: ['END-01'],
    override: {
      parameterProblems: (conforming) => (call) => {
        const left = call.parameters.refund_id !== undefined && !call.arrival.request.target.includes('voucher=');
        return left ? [{ pointer: '/voucher', rule: 'must be boolean' }] : conforming(call);
      },
    },
  },
  // A guard against scraping answers a third lookup in a second as a bad request.
  'third-lookup-refused': {
    title: 'The third lookup within a second is refused with code 201.',
    breaks: ['END-01'],
    override: {
      parameterProblems: (conforming) => {
        let second = 0;
        let lookups = 0;
        return (call) => {
          if (call.operation.authentication !== 'bearer') return conforming(call);
          const now = Math.floor(call.now / 1000);
          lookups = now === second ? lookups + 1 : 1;
          second = now;
          return lookups > 2 ? [{ pointer: '', rule: 'too many' }] : conforming(call);
        };
      },
    },
  },
  // The body is JSON, so the reader assumes that it has members.
  'bodies-of-null-fail-inside': {
    title: 'A body that is null gets a 500.',
    breaks: ['END-03', 'END-04'],
    override: {
      problems: (conforming) => (body, call) => {
        if (body === null) throw new TypeError("Cannot read properties of null (reading 'country')");
        return conforming(body, call);
      },
    },
  },
  // true is 1 to the language.
  'booleans-taken-for-amounts': {
    title: 'A boolean passes as an amount.',
    breaks: ['END-03'],
    override: {
      problems: (conforming) => (body, call) => {
        const amount = typeof body === 'object' && body !== null && 'amount' in body ? body.amount : undefined;
        return conforming(body, call).filter(({ pointer }) => pointer !== '/amount' || typeof amount !== 'boolean');
      },
    },
  },
  // The limits are in the page and not in the code.
  'lengths-unchecked': {
    title: 'Texts beyond their documented length are accepted.',
    breaks: ['END-08'],
    override: ruleUnchecked('characters'),
  },
  // A list where text is due is cast, and one item casts to itself.
  'lists-taken-for-texts': {
    title: 'A list passes where country or currency is due.',
    breaks: ['END-03'],
    override: {
      problems: (conforming) => (body, call) => {
        const members = new Map(Object.entries(Object(body)));
        return conforming(body, call).filter(
          ({ pointer }) => !['/country', '/currency'].includes(pointer) || !Array.isArray(members.get(pointer.slice(1))),
        );
      },
    },
  },
  // Without a currency the country's own is taken.
  'missing-currency-made-up': {
    title: 'A creation without currency is accepted.',
    breaks: ['END-03'],
    override: {
      problems: (conforming) => (body, call) => {
        const given = typeof body === 'object' && body !== null && 'currency' in body && body.currency !== null;
        return conforming(body, call).filter(({ pointer }) => pointer !== '/currency' || given);
      },
    },
  },
  // Patterns are in the page and not in the code.
  'patterns-unchecked': { title: 'Texts that break their pattern are accepted.', breaks: ['END-08'], override: ruleUnchecked('pattern') },
  // The code of the method is an enumeration, and an unknown one throws.
  'unknown-methods-of-payment-fail-inside': {
    title: 'An unknown payment method gets a 500.',
    breaks: ['END-04'],
    override: {
      problems: (conforming) => (body, call) => {
        if (typeof body === 'object' && body !== null && 'payment_method' in body && body.payment_method === 'ZZZZ') {
          throw new Error('No enum constant');
        }
        return conforming(body, call);
      },
    },
  },
  // A URL is any text.
  'urls-unchecked': {
    title: 'URLs that are none, or not https, are accepted.',
    breaks: ['END-08'],
    override: { problems: (conforming) => (body, call) => conforming(body, call).filter(({ pointer }) => !pointer.endsWith('_url')) },
  },
});
