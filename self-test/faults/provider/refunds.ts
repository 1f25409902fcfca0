import type { Override } from '../../../core/decisions/override.ts';
import type { ProviderDecisions } from '../../../core/decisions/provider.ts';
import type { JsonTree } from '../../../core/json.ts';
import { decodeUtf8 } from '../../../core/utf8.ts';
import { defineFaults } from '../../define.ts';

/** Deposits of this status are refunded as completed ones are. */
const refundedInStatus = (status: string): Override<ProviderDecisions> => ({
  refundRefusal: (conforming) => (deposit, refunds, amount, call) =>
    conforming(deposit.status === status ? { ...deposit, status: 'COMPLETED' } : deposit, refunds, amount, call),
});

/** How the sum of the refunds is compared with the total, both as numbers; true accepts the refund. */
const comparedAs = (isWithin: (sum: number, total: number) => boolean): Override<ProviderDecisions> => ({
  refundRefusal: (conforming) => (deposit, refunds, amount, call) => {
    const refusal = conforming(deposit, refunds, amount, call);
    const sum = refunds.reduce((total, refund) => total + Number(refund.amount), Number(amount));
    const isBeyond = deposit.status === 'COMPLETED' && Number(amount) > 0 && sum > Number(deposit.amount);
    return isBeyond && isWithin(sum, Number(deposit.amount)) ? undefined : refusal;
  },
});

/** How the id of the deposit is read from the body of a refund. */
const depositIdsReadAs = (read: (id: JsonTree) => JsonTree): Override<ProviderDecisions> => ({
  parse: (conforming) => (text, call) => {
    const tree = conforming(text, call);
    if (tree?.kind !== 'object' || call.operation.creates !== 'refund') return tree;
    return { ...tree, members: tree.members.map(([name, value]) => [name, name === 'deposit_id' ? read(value) : value] as const) };
  },
});

/** The same of ids that are numbers. */
const numbersReadAs = (read: (digits: string) => string): Override<ProviderDecisions> =>
  depositIdsReadAs((id) => (id.kind === 'number' ? { ...id, text: read(id.text) } : id));

/** Which refunds are accepted (END-07). */
export const refundsFaults = defineFaults<ProviderDecisions>({
  // The id of a deposit is an unsigned int to the service of refunds.
  'refunds-of-ids-modulo-32-bits': {
    title: 'A refund of an id beyond 2^32 is one of the deposit of its low 32 bits.',
    breaks: ['END-07'],
    override: numbersReadAs((digits) => (/^\d+$/.test(digits) ? String(BigInt.asUintN(32, BigInt(digits))) : digits)),
  },
  // A negative id marked a test once.
  'refunds-of-ids-without-sign': {
    title: 'A refund of a negative id is one of the deposit of its positive one.',
    breaks: ['END-07'],
    override: numbersReadAs((digits) => digits.replace(/^-/, '')),
  },
  // The text of an id is read by a function that stops at the first character that is not a digit.
  'refunds-of-ids-to-their-first-letter': {
    title: 'A refund of a text that begins with an id is one of that deposit.',
    breaks: ['END-07'],
    override: depositIdsReadAs((id) => {
      const digits = id.kind === 'string' ? /^\d+/.exec(id.value)?.[0] : undefined;
      return digits === undefined ? id : { kind: 'number', text: digits };
    }),
  },
  // The limit is in the currency of the country, and the amount is not.
  'dollars-held-against-the-local-amount': {
    title: 'Refunds of a deposit in USD may be as many units as it has in the local currency.',
    breaks: ['END-07'],
    override: {
      refundRefusal: (conforming) => (deposit, refunds, amount, call) =>
        conforming(
          deposit.currency === 'USD' ? { ...deposit, amount: String(Number(deposit.amount) * 5) } : deposit,
          refunds,
          amount,
          call,
        ),
    },
  },
  // The decimals are looked up by the country, and pesos of Chile have none.
  'dollar-cents-too-many': {
    title: 'Refunds of a deposit of Chile in USD may exceed it by less than one dollar.',
    breaks: ['END-07'],
    override: {
      refundRefusal: (conforming) => (deposit, refunds, amount, call) =>
        conforming(
          deposit.country === 'CL' && deposit.currency === 'USD'
            ? { ...deposit, amount: `${Math.floor(Number(deposit.amount))}.99` }
            : deposit,
          refunds,
          amount,
          call,
        ),
    },
  },
  // A fee in dollars is kept back.
  'dollar-cents-kept-back': {
    title: 'Refunds in USD may be at most a cent less than the deposit.',
    breaks: ['END-07'],
    override: {
      refundRefusal: (conforming) => (deposit, refunds, amount, call) =>
        conforming(
          deposit.currency === 'USD' ? { ...deposit, amount: (Number(deposit.amount) - 0.01).toFixed(2) } : deposit,
          refunds,
          amount,
          call,
        ),
    },
  },
  // What is compared is rounded up to whole units, for currencies without decimals.
  'a-peso-too-many': {
    title: 'Refunds in CLP may exceed the deposit by one unit.',
    breaks: ['END-07'],
    override: {
      refundRefusal: (conforming) => (deposit, refunds, amount, call) =>
        conforming(
          deposit.currency === 'CLP' ? { ...deposit, amount: String(Number(deposit.amount) + 1) } : deposit,
          refunds,
          amount,
          call,
        ),
    },
  },
  // The columns of the sum are FLOATs of 32 bits.
  'refunds-summed-in-32-bit-floats': {
    title: 'The sum of the refunds and its limit are compared with 24 binary digits.',
    breaks: ['END-07'],
    override: comparedAs((sum, total) => Math.fround(sum) <= Math.fround(total)),
  },
  // Cents are counted in an int, which becomes negative.
  'refunds-summed-in-32-bit-cents': {
    title: 'The sum of the refunds is counted in cents modulo 2^32.',
    breaks: ['END-07'],
    override: comparedAs((sum, total) => (Math.round(sum * 100) | 0) <= (Math.round(total * 100) | 0)),
  },
  // Floats are compared with a tolerance that grows with them.
  'refunds-compared-with-a-tolerance': {
    title: 'The sum of the refunds may exceed the deposit by a millionth of it.',
    breaks: ['END-07'],
    override: comparedAs((sum, total) => sum <= total * 1.000_001),
  },
  // Only what is still open may not be refunded.
  'cancelled-deposits-refunded': {
    title: 'A cancelled deposit can be refunded.',
    breaks: ['END-07'],
    override: refundedInStatus('CANCELLED'),
  },
  // The sum is over distinct amounts.
  'equal-refunds-counted-once': {
    title: 'Of several refunds of one amount only one is counted.',
    breaks: ['END-07'],
    override: {
      refundRefusal: (conforming) => (deposit, refunds, amount, call) => {
        const distinct = refunds.filter((refund, index) => refunds.findIndex((other) => other.amount === refund.amount) === index);
        return conforming(deposit, distinct, amount, call);
      },
    },
  },
  // The sum is the last row's, and not the sum of all.
  'last-refund-alone-counted': {
    title: 'A refund is held against the deposit less the refund before it.',
    breaks: ['END-07'],
    override: { refundRefusal: (conforming) => (deposit, refunds, amount, call) => conforming(deposit, refunds.slice(-1), amount, call) },
  },
  // The status of the deposit is not checked.
  'open-deposits-refunded': {
    title: 'A deposit that is not completed can be refunded.',
    breaks: ['END-07'],
    override: {
      refundRefusal: (conforming) => (deposit, refunds, amount, call) =>
        conforming({ ...deposit, status: 'COMPLETED' }, refunds, amount, call),
    },
  },
  // A cent of tolerance is given for rounding.
  'over-refund-by-a-cent': {
    title: 'Refunds may exceed the deposit by one cent.',
    breaks: ['END-07'],
    override: {
      refundRefusal: (conforming) => (deposit, refunds, amount, call) =>
        conforming({ ...deposit, amount: (Number(deposit.amount) + 0.01).toFixed(2) }, refunds, amount, call),
    },
  },
  // Cents are rounded away before the comparison.
  'refunds-compared-in-whole-units': {
    title: 'Refunds may exceed the deposit by less than one unit.',
    breaks: ['END-07'],
    override: {
      refundRefusal: (conforming) => (deposit, refunds, amount, call) => {
        const refusal = conforming(deposit, refunds, amount, call);
        const sum = refunds.reduce((sofar, refund) => sofar + Number(refund.amount), Number(amount));
        return refusal?.because === 'refund-exceeds' && Math.floor(sum) <= Number(deposit.amount) ? undefined : refusal;
      },
    },
  },
  // Each refund is compared only with the deposit.
  'refunds-not-summed': {
    title: 'Refunds may add up to more than the deposit as long as none is more by itself.',
    breaks: ['END-07'],
    override: { refundRefusal: (conforming) => (deposit, _refunds, amount, call) => conforming(deposit, [], amount, call) },
  },
  // Parts are summed in binary floats, and the sum of a right split is a little more than the whole.
  'refunds-summed-in-floats': {
    title: 'The last part of a right split is refused where the sum in floats is above the whole.',
    row: 'S14',
    breaks: ['END-07'],
    override: {
      refundRefusal: (conforming) => (deposit, refunds, amount, call) => {
        const sum = refunds.reduce((sofar, refund) => sofar + Number(refund.amount), 0) + Number(amount);
        return sum > Number(deposit.amount) ? { because: 'refund-exceeds' } : conforming(deposit, refunds, amount, call);
      },
    },
  },
  // Less than, where at most is meant.
  'rest-refused': {
    title: 'The refund that makes the deposit whole is refused.',
    breaks: ['END-07'],
    override: {
      refundRefusal: (conforming) => (deposit, refunds, amount, call) => {
        const sum = refunds.reduce((sofar, refund) => sofar + Number(refund.amount), Number(amount));
        const whole = Math.round(sum * 100) === Math.round(Number(deposit.amount) * 100);
        return whole ? { because: 'refund-exceeds' } : conforming(deposit, refunds, amount, call);
      },
    },
  },
  // A deposit has one refund.
  'second-part-refused': {
    title: 'A second part of a deposit is not refunded.',
    breaks: ['END-07'],
    override: {
      refundRefusal: (conforming) => (deposit, refunds, amount, call) =>
        refunds.length > 0 ? { because: 'refund-exceeds' } : conforming(deposit, refunds, amount, call),
    },
  },
  // The list of statuses that bar a refund lacks the first of them.
  'unopened-deposits-refunded': {
    title: 'A HOSTED deposit that the payer never opened can be refunded.',
    breaks: ['END-07'],
    override: refundedInStatus('CREATED'),
  },
  // The lock is taken by those who refund round amounts, as the first version did.
  'only-whole-amounts-locked': {
    title: 'Parts that are refunded at once may exceed the deposit.',
    breaks: ['END-07'],
    override: {
      refundsAtomically: (conforming) => (call) => {
        const text = decodeUtf8(call.arrival.request.body) ?? '';
        return !/"amount":\s*[0-9]+\.[0-9]/.test(text) && conforming(call);
      },
    },
  },
  // The sum is read, and the refund is written in another step.
  'refunds-checked-before-they-are-written': {
    title: 'Concurrent refunds of the whole are all accepted.',
    breaks: ['END-07'],
    override: { refundsAtomically: () => () => false },
  },
  // A page of two rows.
  'last-two-refunds-counted': {
    title: 'The last two refunds of a deposit count against it.',
    breaks: ['END-07'],
    override: {
      refundRefusal: (conforming) => (deposit, refunds, amount, call) => conforming(deposit, refunds.slice(-2), amount, call),
    },
  },
  // Cash has no smaller notes.
  'limit-of-pesos-in-hundreds': {
    title: 'The limit of refunds in COP is rounded up to hundreds.',
    breaks: ['END-07'],
    override: {
      refundRefusal: (conforming) => (deposit, refunds, amount, call) =>
        conforming(
          deposit.currency === 'COP' ? { ...deposit, amount: String(Math.ceil((Number(deposit.amount) + 1) / 100) * 100) } : deposit,
          refunds,
          amount,
          call,
        ),
    },
  },
  // Small sums are refunded without a check.
  'refund-of-pending-part': {
    title: 'A small part of a deposit that is not completed may be refunded.',
    breaks: ['END-07'],
    override: {
      refundRefusal: (conforming) => (deposit, refunds, amount, call) =>
        conforming(Number(amount) < 1 ? { ...deposit, status: 'COMPLETED' } : deposit, refunds, amount, call),
    },
  },
  // Text without a point is in cents.
  'refunds-of-text-in-cents': {
    title: 'The amount of a refund that is text without a point is in cents.',
    breaks: ['END-10'],
    override: {
      parse: (conforming) => (text, call) => {
        const tree = conforming(text, call);
        if (tree?.kind !== 'object' || call.operation.creates !== 'refund') return tree;
        const read = (name: string, value: JsonTree): JsonTree =>
          name === 'amount' && value.kind === 'string' && /^\d+$/.test(value.value)
            ? { kind: 'number', text: `${Number(value.value) / 100}` }
            : value;
        return { ...tree, members: tree.members.map(([name, value]) => [name, read(name, value)] as const) };
      },
    },
  },
});
