import { type Amount, amountText, parseAmount } from '../../core/contract/amounts.ts';
import type { Deposit, Refund } from '../../core/contract/ledger.ts';
import type { Refusal } from '../../core/contract/refusal.ts';
import { type JsonTree, type JsonValue, member } from '../../core/json.ts';
import type { Contract } from '../../schemas/contract.ts';
import type { CountryRule } from '../../specs/types/countries.ts';
import { exactJson } from '../exact-json.ts';
import { queryOf } from '../query.ts';
import { banks, cards, rates, states } from './deposits-v3/lookups.ts';
import type { Effects, Handler, Work, Worked } from './effects.ts';

type Members = { readonly [name: string]: JsonValue };

const none: Members = {};
const hour = 60 * 60 * 1000;

function membersOf(value: JsonValue | undefined): Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : none;
}

function textOf(members: Members, name: string): string {
  const value = members[name];
  return typeof value === 'string' ? value : '';
}

/** Members with values. The documents show no others (Deposits API docs, Deposit Status Endpoint). */
function withValue(members: { readonly [name: string]: JsonValue | undefined }): Members {
  const kept: { [name: string]: JsonValue } = {};
  for (const [name, value] of Object.entries(members)) {
    if (value !== undefined && value !== null && value !== '') kept[name] = value;
  }
  return kept;
}

/** A member that is a number, or text that holds one (C15), as exact decimal text; undefined when it is absent or neither. */
function decimalOf(tree: JsonTree | undefined, name: string): string | undefined {
  const found = tree === undefined ? undefined : member(tree, name);
  const text = found?.kind === 'number' ? found.text : found?.kind === 'string' ? found.value : undefined;
  const amount = text === undefined ? undefined : parseAmount(text);
  return amount === undefined ? undefined : amountText(amount);
}

/** An exact decimal as a JSON number: a double where that is the same number, else its digits as they are (C15: answers have numbers). */
function numberOf(text: string): JsonValue {
  const double = Number(text);
  const kept = parseAmount(String(double));
  const wanted = parseAmount(text);
  if (kept !== undefined && wanted !== undefined && same(kept, wanted)) return double;
  return exactJson.rawJSON(text);
}

function same(a: Amount, b: Amount): boolean {
  return a.units === b.units && a.scale === b.scale;
}

function cents(value: number): number {
  return Math.round(value * 100) / 100;
}

/** `2026-01-31 12:00:00`, UTC, without a zone (C31). */
function moment(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
}

function refused(refusal: Refusal): Worked {
  return { kind: 'refused', refusal };
}

interface Method {
  readonly code: string;
  readonly name: string;
  readonly type: string;
}

function methodsOf(rule: CountryRule): readonly Method[] {
  return rule.methods.map(({ code, name, type }) => ({ code, name: name ?? code, type: type ?? 'BANK_TRANSFER' }));
}

/** The payment type where nothing else gives it: a card's code, or else a transfer. */
function typeOf(code: string): string {
  return Object.hasOwn(cards, code) ? 'CREDIT_CARD' : 'BANK_TRANSFER';
}

function knownMethod(contract: Contract, country: string, code: string): Method | undefined {
  const rule = contract.countries.find((each) => each.country === country);
  return rule === undefined ? undefined : methodsOf(rule).find((method) => method.code === code);
}

function createDeposit(work: Work): Worked {
  const { account, ledger, decisions, call, contract, body, force } = work;
  if (account === undefined) return refused({ because: 'credentials-unknown' });
  const request = membersOf(body?.value);
  const invoiceId = textOf(request, 'invoice_id') || work.newId('invoice');
  const existing = ledger.depositsByInvoice(account.merchant, invoiceId);
  const [known] = existing;
  const use = known === undefined || force ? 'further' : decisions.usedInvoice(existing, call);
  if (use === 'refused') return refused({ because: 'invoice-taken' });
  if (use === 'existing' && known !== undefined) return { kind: 'done', body: createdBody(work.contract, known) };
  if (work.failsFor(invoiceId, request)) return refused({ because: 'failed-inside' });

  const country = textOf(request, 'country');
  const currency = textOf(request, 'currency');
  const amount = decimalOf(body?.tree, 'amount') ?? '0';
  const payer = membersOf(request.payer);
  const method = knownMethod(contract, country, textOf(request, 'payment_method'));
  const checkoutType = method !== undefined && payerIsComplete(payer, country, method.code) ? 'ONE_SHOT' : 'HOSTED';
  const wanted: Omit<Deposit, 'depositId'> = {
    merchant: account.merchant,
    invoiceId,
    userId: textOf(payer, 'id') || work.newId('user'),
    checkoutType,
    amount,
    currency,
    country,
    // The payer of a HOSTED one has yet to open its link, a ONE_SHOT one has all it needs (by the meanings of the statuses in the docs).
    status: checkoutType === 'HOSTED' ? 'CREATED' : 'PENDING',
    request: decisions.stored(body?.value ?? null, call),
    createdAt: call.now,
  };
  let deposit = ledger.addDeposit(wanted);
  for (let copy = decisions.copies(call); copy > 1; copy -= 1) deposit = ledger.addDeposit(wanted);

  return { kind: 'done', body: createdBody(contract, deposit) };
}

/** What a creation shows of its deposit. */
function createdBody(contract: Contract, deposit: Deposit): JsonValue {
  const { depositId, country, checkoutType } = deposit;
  const method = knownMethod(contract, country, textOf(membersOf(deposit.request), 'payment_method'));
  const page = `https://checkout.example/v1/checkout/${depositId}/${encodeURIComponent(country)}`;
  return withValue({
    checkout_type: checkoutType,
    redirect_url: method === undefined ? page : `${page}/${method.code}`,
    iframe: true,
    deposit_id: depositId,
    user_id: deposit.userId,
    merchant_invoice_id: deposit.invoiceId,
    payment_info: checkoutType === 'ONE_SHOT' && method !== undefined ? paymentInfo(deposit, method) : undefined,
  });
}

/** Whether the method has all data for ONE_SHOT; Itaú in Brazil needs the address too (Deposits API docs, One Shot). */
function payerIsComplete(payer: Members, country: string, code: string): boolean {
  const needed = ['document', 'email', 'first_name', 'last_name'];
  if (!needed.every((name) => textOf(payer, name) !== '')) return false;
  if (country !== 'BR' || code !== 'I') return true;
  const address = membersOf(payer.address);
  return ['street', 'city', 'state', 'zip_code'].every((name) => textOf(address, name) !== '');
}

function paymentInfo(deposit: Deposit, method: Method): JsonValue {
  return {
    type: method.type,
    payment_method: method.code,
    payment_method_name: method.name,
    amount: numberOf(deposit.amount),
    currency: deposit.currency,
    expiration_date: moment(deposit.createdAt + 12 * hour),
    created_at: moment(deposit.createdAt),
    metadata: metadata(deposit, method),
  };
}

/** The payment instructions, which depend on the method (Deposits API docs, payment_info). All values are invented. */
function metadata({ depositId, country, createdAt }: Deposit, { code, type }: Method): JsonValue {
  const qrCode = `00020126580014br.gov.bcb.pix0136${depositId}`;
  if (country === 'BR') {
    if (code === 'IX' || type === 'VOUCHER') return { qr_code: qrCode };
    return { beneficiary_name: 'Example Pagamentos', agency: '0001', CNPJ: '00000000000191', account: '12345-6' };
  }
  if (country === 'PE') {
    return {
      multigateway_metadata: [{ paymentMethodType: 'QR_CODE', qrCode: `PE${depositId}`, expirationDate: moment(createdAt + 12 * hour) }],
    };
  }
  return { reference: `${depositId}`, payment_method_code: code, enabled_redirect: false };
}

/** A path parameter as an id. Its form is checked before; an id that a double cannot hold exactly is nobody's. */
function idOf(text: string | undefined): number | undefined {
  const id = /^\d{1,15}$/.test(text ?? '') ? Number(text) : undefined;
  return id;
}

function depositStatus(work: Work): Worked {
  const { account, ledger, decisions, call } = work;
  const depositId = idOf(call.parameters.deposit_id);
  const deposit = depositId === undefined ? undefined : ledger.deposit(depositId);
  if (deposit === undefined || account === undefined || !decisions.owns(account, deposit.merchant, call, deposit.status)) {
    return refused({ because: 'not-found', what: 'deposit' });
  }
  if (!decisions.readable(deposit, call)) return refused({ because: 'not-found', what: 'deposit' });
  const request = membersOf(deposit.request);
  const payer = membersOf(request.payer);
  const code = textOf(request, 'payment_method');
  const rate = deposit.currency === 'USD' ? 1 : (rates[deposit.currency] ?? 1);
  return {
    kind: 'done',
    body: withValue({
      user_id: deposit.userId,
      deposit_id: deposit.depositId,
      invoice_id: deposit.invoiceId,
      country: deposit.country,
      currency: deposit.currency,
      usd_amount: rate === 1 ? numberOf(deposit.amount) : cents(Number(deposit.amount) / rate),
      local_amount: numberOf(deposit.amount),
      bonus_amount: request.bonus_amount,
      bonus_relative: request.bonus_relative,
      payment_method: code,
      payment_type: code === '' ? undefined : (knownMethod(work.contract, deposit.country, code)?.type ?? typeOf(code)),
      status: deposit.status,
      payer: shownPayer(payer),
      refunded: ledger.refundsOf(deposit.depositId).length > 0,
      current_payer_verification: 'NO_CURRENT_PAYER_DATA',
      crypto: request.crypto,
    }),
  };
}

function shownPayer(payer: Members): JsonValue | undefined {
  const { document, document_type, email, first_name, last_name } = payer;
  const address = withValue(membersOf(payer.address));
  const shown = withValue({
    document,
    document_type,
    email,
    first_name,
    last_name,
    address: Object.keys(address).length === 0 ? undefined : address,
  });
  return Object.keys(shown).length === 0 ? undefined : shown;
}

/** The id of the deposit that a refund's body names; text of digits is read too, since some clients model ids as text (C18). */
function refundedDepositId(tree: JsonTree | undefined): number | undefined {
  return idOf(decimalOf(tree, 'deposit_id'));
}

function createRefund(work: Work): Worked {
  const { account, ledger, decisions, call, body, force } = work;
  const depositId = refundedDepositId(body?.tree);
  const deposit = depositId === undefined ? undefined : ledger.deposit(depositId);
  if (deposit === undefined || account === undefined || !decisions.owns(account, deposit.merchant, call, deposit.status)) {
    return refused({ because: 'not-found', what: 'deposit' });
  }
  const request = membersOf(body?.value);
  const refunds = work.refundsBefore ?? ledger.refundsOf(deposit.depositId);
  const amount = decimalOf(body?.tree, 'amount') ?? decisions.wholeRefund(deposit, refunds, call);
  const refusal = decisions.refundRefusal(deposit, refunds, amount, call);
  if (refusal !== undefined && !force) return refused(refusal);
  const invoiceId = textOf(request, 'invoice_id') || textOf(request, 'merchant_invoice_id') || deposit.invoiceId;
  if (work.failsFor(invoiceId, request)) return refused({ because: 'failed-inside' });
  const notificationUrl = textOf(request, 'notification_url');
  const wanted: Omit<Refund, 'refundId'> = {
    ...(notificationUrl === '' ? {} : { notificationUrl }),
    depositId: deposit.depositId,
    merchant: deposit.merchant,
    invoiceId,
    amount,
    status: 'PENDING',
    createdAt: call.now,
  };
  let refund = ledger.addRefund(wanted);
  for (let copy = decisions.copies(call); copy > 1; copy -= 1) refund = ledger.addRefund(wanted);
  return { kind: 'done', body: { refund_id: refund.refundId } };
}

/** One empty page: enough to be a PDF. */
const voucher = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n%%EOF\n',
).toString('base64');

function refundStatus(work: Work): Worked {
  const { account, ledger, decisions, call } = work;
  const refundId = idOf(call.parameters.refund_id);
  const refund = refundId === undefined ? undefined : ledger.refund(refundId);
  if (refund === undefined || account === undefined || !decisions.owns(account, refund.merchant, call)) {
    return refused({ because: 'not-found', what: 'refund' });
  }
  return {
    kind: 'done',
    body: withValue({
      deposit_id: refund.depositId,
      merchant_invoice_id: refund.invoiceId,
      status: refund.status,
      amount: numberOf(refund.amount),
      voucher: queryOf(call.arrival.request.target).get('voucher') === 'true' ? voucher : undefined,
    }),
  };
}

function countryOf(work: Work): string | undefined {
  return queryOf(work.call.arrival.request.target).get('country') ?? undefined;
}

function paymentMethods(work: Work): Worked {
  const country = countryOf(work);
  const rules = work.contract.countries.filter((rule) => country === undefined || rule.country === country);
  const body = rules.flatMap((rule) =>
    methodsOf(rule).map(({ code, name, type }, index) => ({
      country: rule.country,
      code,
      name,
      type,
      status: 'OK',
      logo: `https://resources.example/${code.toLowerCase()}.svg`,
      daily_average: 100 - index,
      monthly_average: 3000 - 30 * index,
    })),
  );
  return { kind: 'done', body };
}

/** A table entry of a country as a list; a country without one gives an empty list (SDK tests). */
function listOf(table: Readonly<Record<string, Readonly<Record<string, string>>>>, key: string): Handler {
  const lists = new Map(
    Object.entries(table).map(([country, rows]): [string, JsonValue] => [
      country,
      // Integer-like keys come first in an object; codes are text, in order.
      Object.entries(rows)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([code, name]) => ({ [key]: code, name })),
    ]),
  );
  return (work) => ({ kind: 'done', body: lists.get(countryOf(work) ?? '') ?? [] });
}

function amountOf(work: Work): number {
  const text = queryOf(work.call.arrival.request.target).get('amount');
  return text === null ? 1 : Number(text);
}

/** Six significant decimals: what the docs' sample shows (5.8829 by 10 is 58.829), without the artefacts of a double. */
function converted(value: number): number {
  return Number(value.toFixed(6));
}

function exchangeRates(work: Work): Worked {
  const country = countryOf(work);
  const currency = work.contract.countries.find((rule) => rule.country === country)?.currencies[0];
  const rate = currency === undefined ? undefined : rates[currency];
  if (currency === undefined || rate === undefined) return unknownParameter('country');
  return { kind: 'done', body: { fx_rate: rate, currency, converted_amount: converted(amountOf(work) * rate) } };
}

function cryptoExchangeRates(work: Work): Worked {
  const currency = queryOf(work.call.arrival.request.target).get('currency') ?? '';
  const rate = Object.hasOwn(rates, currency) ? rates[currency] : undefined;
  if (rate === undefined) return unknownParameter('currency');
  const fee = 0.1;
  return { kind: 'done', body: { fx_rate: converted(rate * 1.003), currency, converted_amount: converted(amountOf(work) / rate), fee } };
}

function unknownParameter(name: string): Worked {
  return refused({ because: 'body-invalid', problems: [{ pointer: `/${name}`, rule: 'is not known' }] });
}

/** What the operations of the Deposits API do, by operation id. */
export const depositsV3: Effects = {
  handlers: new Map<string, Handler>([
    ['createDeposit', createDeposit],
    ['depositStatus', depositStatus],
    ['createRefund', createRefund],
    ['refundStatus', refundStatus],
    ['paymentMethods', paymentMethods],
    ['exchangeRates', exchangeRates],
    ['cryptoExchangeRates', cryptoExchangeRates],
    ['states', listOf(states, 'iso')],
    ['banks', listOf(banks, 'code')],
  ]),
  reversedId: refundedDepositId,
  numberOf: idOf,
};
