import type { Override } from '../../../core/decisions/override.ts';
import type { ProviderDecisions } from '../../../core/decisions/provider.ts';
import { headerValue } from '../../../core/exchange.ts';
import { scheme } from '../../../specs/contracts/deposits-v3/scheme.ts';
import { defineFaults } from '../../define.ts';

/** A call without this header is not refused for it. */
const notRequired = (header: string): Override<ProviderDecisions> => ({
  requiredHeaders: (conforming) => (call) => conforming(call).filter((name) => name !== header),
});

/** Required and blank headers (HDR-01, HDR-02). */
export const headersFaults = defineFaults<ProviderDecisions>({
  // A session is kept by source address, so that later calls need no signature.
  'address-once-authenticated': {
    title: 'After three calls with Authorization, an address needs it no more.',
    breaks: ['HDR-01', 'AUT-01'],
    override: {
      requiredHeaders: (conforming) => {
        const calls = new Map<string, number>();
        return (call) => {
          const { peer, request } = call.arrival;
          const before = calls.get(peer) ?? 0;
          if (headerValue(request.headers, scheme.signature.header)) calls.set(peer, before + 1);
          return before >= 3 ? conforming(call).filter((name) => name !== scheme.signature.header) : conforming(call);
        };
      },
    },
  },
  // X-Date is checked where it is sent.
  'date-not-required': {
    title: 'A call without X-Date is judged without it.',
    breaks: ['HDR-01'],
    override: notRequired(scheme.date.header),
  },
  // The account is found by trying everybody's secret where X-Login is missing.
  'login-not-required': {
    title: 'A call without X-Login is judged without it.',
    breaks: ['HDR-01'],
    override: notRequired(scheme.login.header),
  },
  // Status pages are asked for so often that their signature was made optional.
  'signed-reads-without-authorization': {
    title: 'A signed GET without Authorization is served, and only X-Login is checked.',
    row: 'S40',
    breaks: ['HDR-01', 'AUT-01'],
    override: {
      requiredHeaders: (conforming) => (call) =>
        call.operation.method === 'GET' && call.operation.authentication === 'signed'
          ? conforming(call).filter((name) => name !== scheme.signature.header)
          : conforming(call),
    },
  },
  // A gateway hands fields on as they were sent, and the application looks them up as documented or in lower case.
  'upper-case-field-names-unread': {
    title: 'Field names in upper case are not found.',
    breaks: ['SIG-01'],
    override: {
      fieldValue: (conforming) => (values, header, call) =>
        call.arrival.request.headers.some(([name]) => name === header || name === header.toLowerCase())
          ? conforming(values, header, call)
          : undefined,
    },
  },
  // The field is required, and its value is not checked.
  'blank-key-counts-as-a-key': {
    title: 'A blank X-Idempotency-Key is a key.',
    row: 'I15',
    breaks: ['HDR-02', 'ERR-105'],
    override: { isBlank: () => () => false },
  },
  // The rule was written for deposits and never copied to refunds.
  'blank-key-refused-on-deposits-only': {
    title: 'A refund with a blank X-Idempotency-Key is made.',
    row: 'I15',
    breaks: ['HDR-02', 'ERR-105'],
    override: { isBlank: (conforming) => (value, call) => call.operation.id !== 'createRefund' && conforming(value, call) },
  },
});
