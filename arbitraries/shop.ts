import { sign } from '../core/contract/signature.ts';
import { type HeaderLine, noBody } from '../core/exchange.ts';
import type { JsonValue } from '../core/json.ts';

/**
 * The free parts of a call, as shops choose them. A target that could recognise our calls by their ids, their headers or their order could behave
 * well only for us.
 * Everything follows from dice, so the same text gives the same choice.
 */

/** A whole number from 0 to below the bound (at most 2^32), a new one with each call. */
export type Dice = (below: number) => number;

/** Dice that give the same results for the same text: a generator of 128 bits (sfc32), seeded with the text's hash. */
export function dice(text: string): Dice {
  // The HMAC serves as a mixer here: nothing is secret.
  const seeds = sign(noBody, text);
  let [a, b, c, count] = [0, 8, 16, 24].map((at) => Number.parseInt(seeds.slice(at, at + 8), 16) | 0) as [number, number, number, number];
  return (below) => {
    const drawn = (a + b + count) | 0;
    count = (count + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + drawn) | 0;
    return (drawn >>> 0) % below;
  };
}

const decimal = '0123456789';
const hexadecimal = '0123456789abcdef';
/** Crockford's base 32, as ULIDs have it. */
const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const alphanumeric = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

function of(alphabet: string, length: number, own: Dice): string {
  let text = '';
  for (let at = 0; at < length; at += 1) text += alphabet.charAt(own(alphabet.length));
  return text;
}

function oneOf<T>(all: readonly [T, ...T[]], own: Dice): T {
  return all[own(all.length)] ?? all[0];
}

/** A number of that many digits, the first not 0, and often a 1, as in counted numbers. */
const number = (length: number, own: Dice): string => `${own(3) === 0 ? 1 : 1 + own(9)}${of(decimal, length - 1, own)}`;

/** Milliseconds of some moment of these years, in a usual form. */
const milliseconds = (own: Dice): number => 1_500_000_000_000 + own(300_000_000) * 1000 + own(1000);

/** A text of letters and digits that no other dice give. */
export function token(own: Dice): string {
  return of('abcdefghijklmnopqrstuvwxyz0123456789', 16, own);
}

function uuid(version: '4' | '7', own: Dice): string {
  const begin = version === '7' ? milliseconds(own).toString(16).padStart(12, '0') : of(hexadecimal, 12, own);
  const variant = of('89ab', 1, own);
  return `${begin.slice(0, 8)}-${begin.slice(8)}-${version}${of(hexadecimal, 3, own)}-${variant}${of(hexadecimal, 3, own)}-${of(hexadecimal, 12, own)}`;
}

function ulid(own: Dice): string {
  let time = milliseconds(own);
  let begin = '';
  for (let at = 0; at < 10; at += 1) {
    begin = crockford.charAt(time % 32) + begin;
    time = Math.floor(time / 32);
  }
  return begin + of(crockford, 16, own);
}

type Form = (own: Dice) => string;

/** Forms of order numbers of letters and digits. Each has at least 12 free digits, so that two runs do not collide on a target that remembers. */
const plainInvoices: readonly [Form, ...Form[]] = [
  // The official SDKs' own samples: letters and milliseconds.
  (own) => `inv${number(13, own)}`,
  (own) => `ORDER${number(13, own)}`,
  (own) => number(15, own),
  (own) => `R${number(14, own)}`,
  (own) => of(hexadecimal, 32, own),
  (own) => of(hexadecimal, 24, own),
  (own) => of(alphanumeric, 21, own),
  ulid,
];

/** The same with dashes and underscores (C16). */
const invoices: readonly [Form, ...Form[]] = [
  ...plainInvoices,
  (own) => `ORDER-${number(13, own)}`,
  (own) => `ORDER-${number(6, own)}-${number(7, own)}`,
  (own) => uuid('4', own),
  (own) => `${2019 + own(8)}-${number(12, own)}`,
  (own) => `INV-${of(crockford, 4, own)}-${of(crockford, 4, own)}-${of(crockford, 4, own)}`,
  (own) => `${of('ABCDEFGHJKLMNPQRSTUVWXYZ', 2, own)}${number(8, own)}-${number(6, own)}`,
  (own) => `wc_order_${of(alphanumeric, 13, own)}`,
  (own) => `cart_${of(hexadecimal, 16, own)}`,
  (own) => `${number(6, own)}_${number(10, own)}`,
];

/** Shorter ones, where a document takes none of the others. Two runs would collide more easily by them. */
const shortInvoices: readonly Form[] = [12, 10, 8].flatMap((length) => [
  (own: Dice) => of(crockford, length, own),
  (own: Dice) => number(length, own),
]);

/** Makes order numbers of a shop: one die decides the form, the other the content. */
export type InvoiceIds = (shape: Dice, own: Dice) => string;

/**
 * @param dashes whether they may have dashes and underscores (C16)
 * @param fits whether the document takes an order number; where it takes none of these forms, they are drawn all the same
 */
export function invoiceIds(dashes: boolean, fits: (id: string) => boolean = () => true): InvoiceIds {
  const usual = dashes ? invoices : plainInvoices;
  const taken = (forms: readonly Form[]): readonly Form[] => forms.filter((form) => fits(form(dice('form'))));
  const [first, ...rest] = taken(usual);
  const [short, ...shorter] = first === undefined ? taken(shortInvoices) : [];
  const forms: readonly [Form, ...Form[]] = first !== undefined ? [first, ...rest] : short !== undefined ? [short, ...shorter] : usual;
  return (shape, own) => oneOf(forms, shape)(own);
}

/** An order number with a dash. */
export function dashedInvoiceId(own: Dice): string {
  return `ORDER-${number(13, own)}`;
}

/** Forms that a store accepts whose key column has type UUID. */
const uuidForms: readonly [Form, ...Form[]] = [(own) => uuid('4', own), (own) => uuid('7', own), (own) => of(hexadecimal, 32, own)];

const keyForms: readonly [Form, ...Form[]] = [
  ...uuidForms,
  ulid,
  (own) => `order-${number(13, own)}-${own(4)}`,
  (own) => `pay_${of(alphanumeric, 24, own)}`,
  (own) => of(hexadecimal, 64, own),
  (own) => of(alphanumeric, 22, own),
];

/**
 * An idempotency key.
 * @param any whether it may have a form that is not a UUID's: a provider may refuse that by a 4xx (IDM-14)
 */
export function shopKey(shape: Dice, own: Dice, any: boolean): string {
  return oneOf(any ? keyForms : uuidForms, shape)(own);
}

/** A text of the same form: digits for digits, letters for letters of the same case, everything else unchanged. */
export function likeness(text: string, own: Dice): string {
  const kinds = [decimal, 'abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  return [...text].map((character) => of(kinds.find((kind) => kind.includes(character)) ?? character, 1, own)).join('');
}

const goods = [
  'T-shirt',
  'Mug',
  'Annual plan',
  'Gift card',
  'Running shoes',
  'Notebook',
  'Headphones',
  'Ticket',
  'Backpack',
  'Top up',
] as const;

const descriptionForms: readonly [Form, ...Form[]] = [
  (own) => `Order ${number(5, own)}`,
  (own) => `Order ${number(5, own)}: ${1 + own(4)} x ${oneOf(goods, own)}`,
  (own) => `${oneOf(goods, own)} (${oneOf(['S', 'M', 'L', 'XL'], own)})`,
  (own) => `${oneOf(goods, own)}, ${oneOf(goods, own)}`,
  (own) => `Pedido ${number(6, own)}`,
  (own) => `Compra ${of(crockford, 6, own)}`,
  (own) => `Payment for cart ${number(7, own)}`,
  (own) => `Deposit of user ${number(6, own)}`,
];

/** The purpose of a payment, in ASCII: other characters are tested elsewhere. */
export function purpose(own: Dice): string {
  return oneOf(descriptionForms, own)(own);
}

/** How much an amount may grow, in its currency: limits of payment methods are not published, so it stays near what is known to be accepted. */
const growth = 100;

/** An amount from the sample's own up to 100 more, with as many digits before and behind the point as the sample has, in its JSON kind. */
export function amountNear(sample: JsonValue, own: Dice): JsonValue {
  const text = typeof sample === 'number' || typeof sample === 'string' ? /^([1-9]\d{0,11}|0)(?:\.(\d{1,3}))?$/.exec(String(sample)) : null;
  if (text === null) return sample;
  const [, whole = '', fraction = ''] = text;
  const unit = 10 ** fraction.length;
  const least = Number(whole + fraction);
  const room = Math.min(10 ** (whole + fraction).length - 1 - least, growth * unit);
  const units = String(least + own(room + 1)).padStart(fraction.length + 1, '0');
  const near = fraction === '' ? units : `${units.slice(0, -fraction.length)}.${units.slice(-fraction.length)}`;
  return typeof sample === 'number' ? Number(near) : near;
}

/** What a client of a shop sends in addition to what the API requires, and the order of its lines. */
export interface Manner {
  readonly lines: readonly HeaderLine[];
  /** The place of its own lines: before the others, as recorded for PHP and Python clients, after them, as for the Java client, or among them. */
  readonly place: 'before' | 'behind' | 'among';
  /** Decides the order of the others. */
  readonly salt: number;
}

const brands = ['acme', 'tienda', 'loja', 'nova', 'pagos', 'shopfront', 'delta', 'mercato', 'kiosk', 'brightcart'] as const;
const works = ['checkout', 'payments', 'backend', 'orders', 'gateway', 'store'] as const;

const version = (own: Dice): string => `${1 + own(9)}.${own(20)}.${own(10)}`;

/** Callers: what HTTP libraries say about themselves, as recorded, and names that shops give their own programs. */
const agents: readonly [Form, ...Form[]] = [
  (own) => `okhttp/${oneOf(['3.13.1', '3.14.9', '4.9.3', '4.12.0'], own)}`,
  () => 'ground(ctrl) engine',
  (own) => `python-requests/2.${25 + own(8)}.${own(4)}`,
  (own) => `axios/1.${own(8)}.${own(10)}`,
  (own) => `GuzzleHttp/${oneOf(['6.5.5 curl/7.81.0 PHP/8.1.2', '7', '7.8'], own)}`,
  (own) => `Apache-HttpClient/4.5.${1 + own(14)} (Java/${oneOf(['1.8.0_392', '11.0.22', '17.0.10'], own)})`,
  (own) => `Java/${oneOf(['11.0.22', '17.0.10', '21.0.2'], own)}`,
  () => 'Go-http-client/1.1',
  (own) => `curl/${oneOf(['7.81.0', '7.88.1', '8.5.0'], own)}`,
  (own) => `Faraday v${1 + own(2)}.${own(10)}.0`,
  (own) => `RestSharp/${106 + own(6)}.${own(16)}.0.0`,
  (own) => `WooCommerce/${6 + own(4)}.${own(10)}.1 (WordPress/6.${own(7)})`,
  (own) => `${oneOf(brands, own)}-${oneOf(works, own)}/${version(own)}`,
  (own) => `${oneOf(brands, own)}/${version(own)} (${oneOf(works, own)}; production)`,
];

const accepts = ['*/*', 'application/json', 'application/json, text/plain, */*', 'application/json, */*;q=0.8'] as const;

/** Who calls, with which lines, in which order. */
export function manner(own: Dice): Manner {
  // Some libraries send no name.
  const agent: readonly HeaderLine[] = own(12) === 0 ? [] : [['User-Agent', oneOf(agents, own)(own)]];
  const accept: readonly HeaderLine[] = own(4) === 0 ? [] : [['Accept', oneOf(accepts, own)]];
  return { lines: [...agent, ...accept], place: oneOf(['before', 'behind', 'among'], own), salt: own(2 ** 32) };
}

/** The place of a line by its name: the same for every call of a client. FNV-1a, with a last turn because names are short. */
function rank(name: string, salt: number): number {
  let hash = salt;
  for (const unit of name.toLowerCase()) hash = Math.imul(hash ^ unit.charCodeAt(0), 0x01000193);
  return Math.imul(hash ^ (hash >>> 15), 0x9e3779b1) >>> 0;
}

/** The lines of a call as that client sends them: its own with them, in its order. */
export function inManner({ lines, place, salt }: Manner, asked: readonly HeaderLine[]): readonly HeaderLine[] {
  const ordered = (all: readonly HeaderLine[]) => all.toSorted(([one], [other]) => rank(one, salt) - rank(other, salt));
  if (place === 'among') return ordered([...lines, ...asked]);
  return place === 'before' ? [...lines, ...ordered(asked)] : [...ordered(asked), ...lines];
}
