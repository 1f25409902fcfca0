import type { ReceiverDecisions } from '../../../core/decisions/receiver.ts';
import { defineFaults } from '../../define.ts';

/** When an order is released (RCV-06, RCV-10, RCV-11). */
export const releasesFaults = defineFaults<ReceiverDecisions>({
  // The shop answers sooner when the status is asked after the release, and takes back what was not paid.
  'released-before-the-status-is-told': {
    title: 'An order is released before its status is asked, and taken back where it is not paid.',
    breaks: ['RCV-06'],
    mayBreak: ['RCV-19'],
    override: { releasesWhen: () => () => 'before-status' },
  },
  // The invoice is found by the end of its number, behind the prefix of the shop.
  'invoices-compared-by-their-end': {
    title: 'An invoice that ends as that of the order is taken for it.',
    breaks: ['RCV-11'],
    override: {
      releases: (conforming) => (seen, order) =>
        conforming(seen.invoiceId.endsWith(order.invoiceId) ? { ...seen, invoiceId: order.invoiceId } : seen, order),
    },
  },
  // An amount becomes cents by a multiplication of binary fractions, and what it has beyond them is cut.
  'cents-cut-from-binary-fractions': {
    title: 'The cents of an amount are cut from its binary fraction, and not rounded.',
    breaks: ['RCV-02'],
    override: {
      releases: (conforming) => (seen, order) => {
        const isCut = Math.trunc(Number(seen.amount) * 100) !== Math.round(Number(seen.amount) * 100);
        return isCut && seen.status === 'COMPLETED' ? 'mismatched' : conforming(seen, order);
      },
    },
  },
  // Another provider calls it so.
  'approved-is-paid': {
    title: 'APPROVED releases.',
    breaks: ['RCV-06'],
    override: {
      releases: (conforming) => (seen, order) => conforming(seen.status === 'APPROVED' ? { ...seen, status: 'COMPLETED' } : seen, order),
    },
  },
  // A list of words that sound like money.
  'words-of-success-are-paid': {
    title: 'PAID and SUCCESS release.',
    breaks: ['RCV-06'],
    override: {
      releases: (conforming) => (seen, order) =>
        conforming(/^(PAID|SUCCESS)$/.test(seen.status) ? { ...seen, status: 'COMPLETED' } : seen, order),
    },
  },
  // Only COMPLETED is checked, with the currency and the invoice.
  'amount-unchecked': {
    title: 'The amount of the payment is not compared.',
    breaks: ['RCV-11'],
    override: { releases: (conforming) => (seen, order) => conforming({ ...seen, amount: order.amount }, order) },
  },
  // 100.50 is not 100.5 to a text.
  'amounts-compared-as-text': {
    title: 'The amount of the order and that of the status are compared as text.',
    breaks: ['RCV-02'],
    override: {
      releases: (conforming) => (seen, order) =>
        seen.status === 'COMPLETED' && seen.amount !== order.amount ? 'mismatched' : conforming(seen, order),
    },
  },
  // The column is a float.
  'amounts-compared-in-32-bits': {
    title: 'Amounts are compared as numbers of 32 bits.',
    breaks: ['RCV-11'],
    override: {
      releases: (conforming) => (seen, order) =>
        conforming(
          Math.fround(Number(seen.amount)) === Math.fround(Number(order.amount)) ? { ...seen, amount: order.amount } : seen,
          order,
        ),
    },
  },
  // Amounts are whole numbers in the database.
  'amounts-compared-by-their-whole-part': {
    title: 'Amounts are compared by their whole part.',
    breaks: ['RCV-11'],
    override: {
      releases: (conforming) => (seen, order) =>
        conforming(Math.trunc(Number(seen.amount)) === Math.trunc(Number(order.amount)) ? { ...seen, amount: order.amount } : seen, order),
    },
  },
  // The status is fetched, and its answer is only logged.
  'any-status-is-paid': {
    title: 'Every status releases.',
    row: 'R08',
    breaks: ['RCV-06'],
    override: { releases: (conforming) => (seen, order) => conforming({ ...seen, status: 'COMPLETED' }, order) },
  },
  // The status is looked for with `includes`.
  'completed-anywhere-is-paid': {
    title: 'Every status with COMPLETED in it releases.',
    breaks: ['RCV-06'],
    override: {
      releases: (conforming) => (seen, order) =>
        conforming(seen.status.includes('COMPLETED') ? { ...seen, status: 'COMPLETED' } : seen, order),
    },
  },
  // All orders were in one currency when it was written.
  'currency-unchecked': {
    title: 'The currency of the payment is not compared.',
    breaks: ['RCV-11'],
    override: { releases: (conforming) => (seen, order) => conforming({ ...seen, currency: order.currency }, order) },
  },
  // The deposit names the order already.
  'invoice-unchecked': {
    title: 'The invoice of the payment is not compared.',
    breaks: ['RCV-11'],
    override: { releases: (conforming) => (seen, order) => conforming({ ...seen, invoiceId: order.invoiceId }, order) },
  },
  // The invoice is looked up, and its existence is enough.
  'invoice-of-any-order-is-enough': {
    title: 'The invoice of another order is taken for that of the order.',
    breaks: ['RCV-11'],
    override: {
      releases: (conforming) => {
        const known = new Set<string>();
        return (seen, order) => {
          known.add(order.invoiceId);
          return conforming(known.has(seen.invoiceId) ? { ...seen, invoiceId: order.invoiceId } : seen, order);
        };
      },
    },
  },
  // A search by prefix finds the order.
  'invoices-compared-by-their-beginning': {
    title: 'An invoice that begins as that of the order is taken for it.',
    breaks: ['RCV-11'],
    override: {
      releases: (conforming) => (seen, order) =>
        conforming(seen.invoiceId.startsWith(order.invoiceId) ? { ...seen, invoiceId: order.invoiceId } : seen, order),
    },
  },
  // The mismatch is noted at the order, and noted orders are not looked at again.
  'mismatches-released-the-second-time': {
    title: 'An order whose payment does not match is released by the second notification.',
    breaks: ['RCV-11'],
    override: {
      releases: (conforming) => {
        const noted = new Set<string>();
        return (seen, order) => {
          const decided = conforming(seen, order);
          if (decided !== 'mismatched') return decided;
          if (noted.has(order.depositId)) return 'release';
          noted.add(order.depositId);
          return decided;
        };
      },
    },
  },
  // Each comparison begins with "if there is one".
  'missing-parts-not-compared': {
    title: 'An amount, currency or invoice that the status does not have is not compared.',
    breaks: ['RCV-11'],
    override: {
      releases: (conforming) => (seen, order) =>
        conforming(
          {
            ...seen,
            amount: seen.amount || order.amount,
            currency: seen.currency || order.currency,
            invoiceId: seen.invoiceId || order.invoiceId,
          },
          order,
        ),
    },
  },
  // A payer who pays more has paid.
  'more-than-due-releases': {
    title: 'A payment of more than the amount releases.',
    breaks: ['RCV-11'],
    override: {
      releases: (conforming) => (seen, order) =>
        conforming(Number(seen.amount) > Number(order.amount) ? { ...seen, amount: order.amount } : seen, order),
    },
  },
  // Amounts are read as whole numbers, and 0 means that nothing is due.
  'nothing-released-below-one': {
    title: 'An amount below 1 is taken for 0, and its order is not released.',
    breaks: ['RCV-02'],
    override: { releases: (conforming) => (seen, order) => (Number(order.amount) < 1 ? 'mismatched' : conforming(seen, order)) },
  },
  // The payer has done his part.
  'pending-is-paid': {
    title: 'PENDING releases.',
    breaks: ['RCV-06'],
    override: {
      releases: (conforming) => (seen, order) => conforming(seen.status === 'PENDING' ? { ...seen, status: 'COMPLETED' } : seen, order),
    },
  },
  // The first notification tells of the creation, the second of the payment.
  'second-notification-is-paid': {
    title: 'The second notification of a deposit releases it, whatever its status.',
    row: 'R08',
    breaks: ['RCV-06'],
    override: {
      releases: (conforming) => {
        const known = new Set<string>();
        return (seen, order) => {
          const decided = conforming(seen, order);
          if (decided !== 'not-paid') return decided;
          if (known.has(order.depositId)) return 'release';
          known.add(order.depositId);
          return decided;
        };
      },
    },
  },
  // Everything that is not a known refusal counts as a payment.
  'unknown-status-is-paid': {
    title: 'A status that is not known releases.',
    breaks: ['RCV-06'],
    override: {
      releases: (conforming) => (seen, order) =>
        conforming(seen.status === 'A_NEW_STATUS' || seen.status === 'FOR_REVIEW' ? { ...seen, status: 'COMPLETED' } : seen, order),
    },
  },
  // Everything paid is delivered, whatever the order.
  'orders-made-up': {
    title: 'A paid deposit without an order is released.',
    row: 'R13',
    breaks: ['RCV-10'],
    override: { withoutOrder: () => () => 'release' },
  },
});
