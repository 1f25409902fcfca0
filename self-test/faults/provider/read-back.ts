import type { Override } from '../../../core/decisions/override.ts';
import type { Call, ProviderDecisions } from '../../../core/decisions/provider.ts';
import type { JsonTree, JsonValue } from '../../../core/json.ts';
import { defineFaults } from '../../define.ts';

type Members = Readonly<Record<string, JsonValue>>;

const isMembers = (value: JsonValue): value is Members => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The reads of a deposit, or of a refund, show it changed. */
const readOf = (of: 'deposit' | 'refund', change: (shown: Members, call: Call) => JsonValue): Override<ProviderDecisions> => ({
  body: (conforming) => (body, call) => {
    const shown = conforming(body, call);
    return call.parameters[`${of}_id`] !== undefined && isMembers(shown) ? change(shown, call) : shown;
  },
});

/** Amounts of a deposit are shown changed, in both currencies. */
const amountsShown = (change: (amount: number) => number): Override<ProviderDecisions> =>
  readOf('deposit', (shown) => ({
    ...shown,
    ...Object.fromEntries(['local_amount', 'usd_amount'].map((name) => [name, change(Number(shown[name]))])),
  }));

/** A text at the top of a status is shown changed. */
const textShown = (name: string, change: (text: string) => string): Override<ProviderDecisions> =>
  readOf('deposit', (shown) => (typeof shown[name] === 'string' ? { ...shown, [name]: change(shown[name]) } : shown));

/** A member of the payer is shown changed. */
const payerShown = (change: (payer: Members) => Members): Override<ProviderDecisions> =>
  readOf('deposit', (shown) => (shown.payer !== undefined && isMembers(shown.payer) ? { ...shown, payer: change(shown.payer) } : shown));

/** Payers are kept by their folded ids: a read shows the one that was shown first. */
const payersFolded = (fold: (id: string) => string): Override<ProviderDecisions> => {
  const known = new Map<string, Members>();
  return readOf('deposit', (shown) => {
    const id = String(shown.user_id);
    const before = known.get(fold(id));
    if (before === undefined || before.user_id === id) known.set(fold(id), shown);
    return before === undefined || before.payer === undefined
      ? shown
      : { ...shown, payer: before.user_id === id ? (shown.payer ?? null) : before.payer };
  });
};

/** Amounts belong to the reference, as the first or the last creation with it gave them. */
const amountsOfReference = (which: 'first' | 'last'): Override<ProviderDecisions> => ({
  body: (conforming) => {
    const asked = new Map<string, number>();
    const kept = new Map<JsonValue | undefined, number>();
    return (body, call) => {
      const shown = conforming(body, call);
      if (!isMembers(shown)) return shown;
      const id = call.parameters.deposit_id ?? String(shown.deposit_id);
      if (call.operation.creates === 'deposit') {
        const { amount, invoice_id: reference } = JSON.parse(Buffer.from(call.arrival.request.body).toString('utf8')) as Members;
        asked.set(id, Number(amount));
        if (which === 'last' || !kept.has(reference)) kept.set(reference, Number(amount));
        return shown;
      }
      const times = (kept.get(shown.invoice_id) ?? 1) / (asked.get(id) ?? kept.get(shown.invoice_id) ?? 1);
      if (call.parameters.deposit_id === undefined || times === 1) return shown;
      return { ...shown, local_amount: cents(Number(shown.local_amount) * times), usd_amount: cents(Number(shown.usd_amount) * times) };
    };
  },
});

const cents = (amount: number): number => Math.round(amount * 100) / 100;

/** The numbers of a body, read differently. */
function withNumbers(tree: JsonTree, read: (text: string) => string): JsonTree {
  if (tree.kind === 'number') return { kind: 'number', text: read(tree.text) };
  if (tree.kind !== 'object') return tree;
  return { kind: 'object', members: tree.members.map(([name, value]) => [name, withNumbers(value, read)]) };
}

/** An amount as text loses what stands behind its point. */
const textAmountCut = ([name, value]: readonly [string, JsonTree]): readonly [string, JsonTree] => [
  name,
  name === 'amount' && value.kind === 'string' ? { kind: 'string', value: value.value.replace(/\..*/, '') } : value,
];

/** The refunds of a deposit share one row, so that each read shows the last one. */
function sharedRow(): (shown: Members) => Members {
  const lowest = new Map<JsonValue | undefined, number>();
  return (shown) => {
    const before = lowest.get(shown.deposit_id) ?? Number(shown.amount);
    const amount = Math.min(before, Number(shown.amount));
    lowest.set(shown.deposit_id, amount);
    return { ...shown, amount };
  };
}

/** What the reads of one deposit or refund have shown so far: its first moment, ms. */
function since(): (id: string, now: number) => number {
  const first = new Map<string, number>();
  return (id, now) => {
    if (!first.has(id)) first.set(id, now);
    return now - (first.get(id) ?? now);
  };
}

/** Of the reads of one deposit or refund every fifth shows it changed. */
const everyFifth = (of: 'deposit' | 'refund', change: (shown: Members) => Members): Override<ProviderDecisions> => {
  const reads = new Map<string, number>();
  return readOf(of, (shown, call) => {
    const id = call.parameters[`${of}_id`] ?? '';
    const count = (reads.get(id) ?? 0) + 1;
    reads.set(id, count);
    return count % 5 === 0 ? change(shown) : shown;
  });
};

/** How long what comes back to a finished one needs for it, ms. */
const soonMs = 1000;

/** What reads show of what was created (END-10), and how it changes later (END-11). */
export const readBackFaults = defineFaults<ProviderDecisions>({
  // The column is a FLOAT of 32 bits.
  'amounts-kept-as-floats': {
    title: 'Amounts are kept with 24 binary digits.',
    breaks: ['END-10'],
    override: amountsShown((amount) => cents(Math.fround(amount))),
  },
  // The text goes through a template that escapes it for HTML.
  'names-shown-with-entities': {
    title: "A status shows & and ' of a name as entities of HTML.",
    breaks: ['END-10'],
    override: payerShown((payer) => ({
      ...payer,
      last_name: String(payer.last_name).replaceAll('&', '&amp;').replaceAll("'", '&#39;'),
    })),
  },
  // A filter makes words of a form look like names.
  'names-capitalised': {
    title: 'A status shows each word of a name with a capital.',
    breaks: ['END-10'],
    override: payerShown((payer) => ({
      ...payer,
      last_name: String(payer.last_name).replace(/(?<![\p{L}\p{M}'])[a-z]/gu, (letter) => letter.toUpperCase()),
    })),
  },
  // Aliases of one mailbox are one customer.
  'mail-aliases-dropped': {
    title: 'A status shows an e-mail address without what follows its plus sign.',
    breaks: ['END-10'],
    override: payerShown((payer) => ({ ...payer, email: String(payer.email).replace(/\+[^@]*@/, '@') })),
  },
  // Only letters are taken from a name.
  'dashes-of-names-dropped': {
    title: 'A status shows a blank for a dash of a name.',
    breaks: ['END-10'],
    override: payerShown((payer) => ({ ...payer, first_name: String(payer.first_name).replaceAll('-', ' ') })),
  },
  // The column has no decimals.
  'amounts-kept-in-whole-units': {
    title: 'A status shows amounts without their cents.',
    breaks: ['END-10'],
    override: amountsShown(Math.trunc),
  },
  // Amounts are kept in cents, in an int of 32 bits.
  'amounts-kept-in-32-bits': {
    title: 'Amounts beyond 2^31 cents are shown as the largest that fits.',
    breaks: ['END-10'],
    override: amountsShown((amount) => Math.min(amount, (2 ** 31 - 1) / 100)),
  },
  // A float times 100 is a little less than the cents, and is cut.
  'cents-cut-from-floats': {
    title: 'A status shows a cent less where a float times 100 is below the cents.',
    breaks: ['END-10'],
    override: amountsShown((amount) => Math.trunc(amount * 100) / 100),
  },
  // Text is read by a function for integers.
  'text-amounts-cut-at-their-point': {
    title: 'An amount as text is taken without its cents.',
    breaks: ['END-10'],
    override: {
      parse: (conforming) => (text, call) => {
        const tree = conforming(text, call);
        return tree?.kind === 'object' ? { kind: 'object', members: tree.members.map(textAmountCut) } : tree;
      },
    },
  },
  // The report on foreign currencies has whole units.
  'dollars-in-whole-units': {
    title: 'A deposit in USD shows its dollars without cents.',
    breaks: ['END-10'],
    override: readOf('deposit', (shown) =>
      shown.currency === 'USD' ? { ...shown, usd_amount: Math.round(Number(shown.usd_amount)) } : shown,
    ),
  },
  // A rounding aid for floats was left in.
  'a-cent-added': {
    title: 'A status shows a cent more than was asked.',
    breaks: ['END-10'],
    override: amountsShown((amount) => cents(amount + 0.01)),
  },
  // The number reader stops at the first letter.
  'exponents-not-read': {
    title: 'An amount with an exponent is taken without it.',
    breaks: ['END-10'],
    override: {
      parse: (conforming) => (text, call) => {
        const tree = conforming(text, call);
        return tree && withNumbers(tree, (number) => number.replace(/[eE].*/, ''));
      },
    },
  },
  // The view was made for reports, which are in one currency.
  'status-always-in-usd': {
    title: 'Every status names USD.',
    breaks: ['END-10'],
    override: textShown('currency', () => 'USD'),
  },
  // The currency of the country is looked up in a table that lacks one.
  'another-currency-in-one-country': {
    title: 'Deposits of Peru are shown in BRL.',
    breaks: ['END-10'],
    override: textShown('currency', (currency) => (currency === 'PEN' ? 'BRL' : currency)),
  },
  // Countries are shown by their names.
  'countries-shown-by-name': {
    title: 'A status shows Brazil for BR.',
    breaks: ['END-10'],
    override: textShown('country', (country) => (country === 'BR' ? 'Brazil' : country)),
  },
  // The dollars of the report are those of the day, also where dollars were asked.
  'dollars-converted-twice': {
    title: 'A deposit in USD shows another usd_amount.',
    breaks: ['END-10'],
    override: readOf('deposit', (shown) =>
      shown.currency === 'USD' ? { ...shown, usd_amount: cents(Number(shown.usd_amount) * 1.02) } : shown,
    ),
  },
  // The column is a VARCHAR(64).
  'references-cut-to-64': {
    title: 'An invoice id is kept up to its 64th character.',
    breaks: ['END-10'],
    override: textShown('invoice_id', (text) => text.slice(0, 64)),
  },
  // A spreadsheet or a loosely typed language reads digits as a number.
  'references-lose-leading-zeros': {
    title: 'An invoice id of digits loses its leading zeros.',
    breaks: ['END-10'],
    override: textShown('invoice_id', (text) => (/^\d+$/.test(text) ? text.replace(/^0+/, '') : text)),
  },
  // Names are swapped in a mapping.
  'payer-names-swapped': {
    title: 'First and last name of the payer change places.',
    breaks: ['END-10'],
    override: payerShown(({ first_name = null, last_name = null, ...payer }) => ({
      ...payer,
      first_name: last_name,
      last_name: first_name,
    })),
  },
  // The document is a BIGINT.
  'documents-cut': {
    title: 'The document of a payer lacks its last digit.',
    breaks: ['END-10'],
    override: payerShown((payer) => (typeof payer.document === 'string' ? { ...payer, document: payer.document.slice(0, -1) } : payer)),
  },
  // The document is kept as a number.
  'documents-lose-their-zeros': {
    title: 'The document of a payer lacks the zeros at its beginning.',
    breaks: ['END-10'],
    override: payerShown((payer) =>
      typeof payer.document === 'string' ? { ...payer, document: payer.document.replace(/^0+/, '') } : payer,
    ),
  },
  // The postcode is kept as a number.
  'postcodes-lose-their-zeros': {
    title: 'The postcode of a payer lacks the zero at its beginning.',
    breaks: ['END-10'],
    override: payerShown((payer) => {
      const address = payer.address ?? null;
      return isMembers(address) ? { ...payer, address: { ...address, zip_code: String(address.zip_code).replace(/^0+/, '') } } : payer;
    }),
  },
  // The column has 100 characters.
  'first-names-cut-to-100': {
    title: 'A status shows the first 100 characters of a first name.',
    breaks: ['END-10'],
    override: payerShown((payer) => ({ ...payer, first_name: String(payer.first_name).slice(0, 100) })),
  },
  // One column holds what was paid and what is left.
  'deposits-shown-less-their-refunds': {
    title: 'The amount of a deposit is what is left of it after its refunds.',
    breaks: ['END-10'],
    override: readOf('deposit', (shown) =>
      shown.refunded === true ? { ...shown, local_amount: Math.max(0, cents(Number(shown.local_amount) - 1)) } : shown,
    ),
  },
  // Pesos are counted as if they had cents.
  'pesos-shown-in-cents': {
    title: 'A status shows amounts in CLP and COP in hundredths.',
    breaks: ['END-10'],
    override: readOf('deposit', (shown) =>
      shown.currency === 'CLP' || shown.currency === 'COP' ? { ...shown, local_amount: Number(shown.local_amount) * 100 } : shown,
    ),
  },
  // The collation of the column folds letter case.
  'payers-of-any-case-are-one': {
    title: 'Payers whose ids differ only in letter case are one payer.',
    breaks: ['END-10'],
    override: payersFolded((id) => id.toLowerCase()),
  },
  // The driver reads digits as a number.
  'payers-of-one-number-are-one': {
    title: 'Payers whose ids are the same number are one payer.',
    breaks: ['END-10'],
    override: payersFolded((id) => (/^\d+$/.test(id) ? id.replace(/^0+/, '') : id)),
  },
  // The column has room for a UUID.
  'payer-ids-cut-to-36': {
    title: 'Payers whose ids have the same 36 characters in front are one payer.',
    breaks: ['END-10'],
    override: payersFolded((id) => id.slice(0, 36)),
  },
  // One service counts in cents, the other in units.
  'refunds-shown-in-cents': {
    title: 'A refund shows its amount in cents.',
    breaks: ['END-10'],
    override: readOf('refund', (shown) => ({ ...shown, amount: Math.round(Number(shown.amount) * 100) })),
  },
  // The insert of a known reference does nothing, and its amount is joined from there.
  'amounts-locked-by-their-reference': {
    title: 'A deposit shows the amount of the first one with its invoice id.',
    breaks: ['END-10'],
    interpretations: { C42: 'accept' },
    override: amountsOfReference('first'),
  },
  // The insert of a known reference updates the row, from which the amount is joined.
  'amounts-overwritten-by-their-reference': {
    title: 'A deposit shows the amount of the last one with its invoice id.',
    breaks: ['END-10'],
    interpretations: { C42: 'accept' },
    override: amountsOfReference('last'),
  },
  // The bank deducts a fee, and the row stores what arrives.
  'refunds-shown-less-a-fee': {
    title: 'A refund shows its amount less three percent.',
    breaks: ['END-10', 'END-11'],
    override: readOf('refund', (shown) => ({ ...shown, amount: cents(Number(shown.amount) * 0.97) })),
  },
  // The join takes the neighbour's row.
  'refunds-of-another-deposit': {
    title: 'A refund names the deposit after its own.',
    breaks: ['END-10'],
    override: readOf('refund', (shown) => ({ ...shown, deposit_id: Number(shown.deposit_id) + 1 })),
  },
  // A job expires what is older than its limit, without checking the status.
  'completed-deposits-expire': {
    title: 'A completed deposit is EXPIRED a second later.',
    breaks: ['END-11'],
    override: readOf(
      'deposit',
      (
        (age) =>
        (shown: Members, call: Call): Members =>
          shown.status === 'COMPLETED' && age(call.parameters.deposit_id ?? '', call.now) > soonMs ? { ...shown, status: 'EXPIRED' } : shown
      )(since()),
    ),
  },
  // The status follows the balance.
  'refunded-deposits-cancelled': {
    title: 'A completed deposit that is refunded is CANCELLED.',
    breaks: ['END-11'],
    override: readOf('deposit', (shown) =>
      shown.status === 'COMPLETED' && shown.refunded === true ? { ...shown, status: 'CANCELLED' } : shown,
    ),
  },
  // One copy of five was never updated.
  'every-fifth-read-goes-back': {
    title: 'Every fifth read of a completed deposit shows it PENDING.',
    breaks: ['END-11'],
    override: everyFifth('deposit', (shown) => (shown.status === 'COMPLETED' ? { ...shown, status: 'PENDING' } : shown)),
  },
  // A read books the fee once more.
  'every-fifth-read-of-a-refund-less': {
    title: 'Every fifth read of a refund shows a cent less.',
    breaks: ['END-11'],
    override: everyFifth('refund', (shown) => ({ ...shown, amount: cents(Number(shown.amount) - 0.01) })),
  },
  // One row of refunds a deposit, written anew by each.
  'refunds-share-a-row': {
    title: 'The refunds of a deposit all show the least of them.',
    breaks: ['END-10'],
    override: readOf('refund', sharedRow()),
  },
  // What the bank has not booked by then is taken back.
  'refunds-shrink-later': {
    title: 'A refund shows half its amount a second later.',
    breaks: ['END-11'],
    override: readOf(
      'refund',
      (
        (age) =>
        (shown: Members, call: Call): Members =>
          age(call.parameters.refund_id ?? '', call.now) > soonMs ? { ...shown, amount: cents(Number(shown.amount) / 2) } : shown
      )(since()),
    ),
  },
  // A column of 32 bits holds cents.
  'cents-in-32-bits': {
    title: 'A read shows the cents of an amount in 32 bits.',
    breaks: ['END-10'],
    override: amountsShown((amount) => (Math.round(amount * 100) | 0) / 100),
  },
  // A job removes personal data once a deposit is paid.
  'payer-masked-when-completed': {
    title: 'The last name of the payer is shown as *** once the deposit is completed.',
    breaks: ['END-10'],
    override: readOf('deposit', (shown) =>
      shown.status === 'COMPLETED' && shown.payer !== undefined && isMembers(shown.payer)
        ? { ...shown, payer: { ...shown.payer, last_name: '***' } }
        : shown,
    ),
  },
  // The refunded deposit is that of the last join.
  'refund-shows-its-own-id-as-deposit': {
    title: 'A refund shows its own id as that of its deposit.',
    breaks: ['END-10'],
    override: readOf('refund', (answer, call) => ({ ...answer, deposit_id: Number(call.parameters.refund_id) })),
  },
  // A format for large amounts has no decimals.
  'thousands-lose-decimals': {
    title: 'An amount of 1000 or more is shown without decimals.',
    breaks: ['END-10'],
    override: amountsShown((amount) => (amount >= 1000 ? Math.trunc(amount) : amount)),
  },
  // A table of currencies has a wrong row.
  'soles-shown-as-pesos': {
    title: 'The currency PEN is shown as ARS.',
    breaks: ['END-10'],
    override: readOf('deposit', (answer) => (answer.currency === 'PEN' ? { ...answer, currency: 'ARS' } : answer)),
  },
  // A currency that no country owns gets the first country.
  'dollars-are-of-brazil': {
    title: 'A deposit in USD is shown as one of BR.',
    breaks: ['END-10'],
    override: readOf('deposit', (answer) => (answer.currency === 'USD' ? { ...answer, country: 'BR' } : answer)),
  },
  // A column of Latin-1.
  'names-in-latin-1': {
    title: 'Letters beyond Latin-1 of a name are shown as question marks.',
    breaks: ['END-10'],
    override: payerShown((payer) =>
      typeof payer.last_name === 'string' ? { ...payer, last_name: payer.last_name.replace(/[\u{100}-\u{10ffff}]/gu, '?') } : payer,
    ),
  },
  // A column of 100 characters.
  'street-cut-at-a-hundred': {
    title: 'A read shows the first 100 characters of a street.',
    breaks: ['END-10'],
    override: payerShown((payer) =>
      payer.address !== undefined && isMembers(payer.address) && typeof payer.address.street === 'string'
        ? { ...payer, address: { ...payer.address, street: payer.address.street.slice(0, 100) } }
        : payer,
    ),
  },
  // A refund is rounded in favour of the payer.
  'refund-in-whole-units': {
    title: 'A refund shows its amount in whole units.',
    breaks: ['END-10'],
    override: readOf('refund', (answer) => (typeof answer.amount === 'number' ? { ...answer, amount: Math.ceil(answer.amount) } : answer)),
  },
  // Ids are trimmed for a slug.
  'invoice-without-dash-at-its-end': {
    title: 'A dash at the end of an invoice id is not shown.',
    breaks: ['END-10'],
    override: readOf('deposit', (answer) =>
      typeof answer.invoice_id === 'string' ? { ...answer, invoice_id: answer.invoice_id.replace(/[-_]+$/, '') } : answer,
    ),
  },
  // There are companies too.
  'documents-are-of-persons': {
    title: 'The type of a document is shown as CPF.',
    breaks: ['END-10'],
    override: payerShown((payer) => ('document_type' in payer ? { ...payer, document_type: 'CPF' } : payer)),
  },
});
