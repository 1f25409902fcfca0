import { amount } from '../../arbitraries/amount.ts';
import { compareAmounts, parseAmount } from '../../core/contract/amounts.ts';
import { answerLost, type ClientExchange } from '../../core/contract/fault-injection.ts';
import { type JsonTree, member, tree } from '../../core/json.ts';
import { reason } from '../../core/verdict/reason.ts';
import type { ClauseRun } from '../clause-run.ts';
import type { ClientTest, ClientTestEnvironment } from '../clause-test.ts';
import { forAll } from '../for-all.ts';
import { type CreatingOperation, pays, paysBack, readsRates } from './operations.ts';
import { lastOf, oneByOne, requestsOf } from './questions.ts';
import { bodyOf, brokenBy, creating, creations, inSession, respelledNumber, type Session } from './session.ts';

/** Amounts that binary fractions cannot hold, that other languages spell differently, and of currencies without decimals. */
const knownAmounts = [
  ['29.95', 'BRL', 'BR'],
  ['0.10', 'BRL', 'BR'],
  ['9.95', 'BRL', 'BR'],
  ['472.18', 'BRL', 'BR'],
  ['100.00', 'BRL', 'BR'],
  ['1000000', 'CLP', 'CL'],
  ['1234567', 'CLP', 'CL'],
  ['100000', 'COP', 'CO'],
  ['29.95', 'PEN', 'PE'],
  ['1234.5', 'ARS', 'AR'],
] as const;

/** Amounts that a double cannot hold, up to the documented 18 digits. */
const longAmounts = ['12345678901234567', '123456789012345678.91'];

/** Parts of a deposit that are paid back. */
const refunds = ['29.95', '0.10', '1234567'];

/** Where a deposit is paid. */
interface Place {
  readonly currency?: string;
  readonly country?: string;
}

/** Ends the test where one of the requests has an amount other than the given one: a repeat may have been built again. */
export function judgeAmounts(requests: readonly ClientExchange[], digits: string, place: Place = {}): void {
  for (const request of requests) {
    const sent = bodyOf(request);
    if (sent === undefined) continue;
    const arrived = member(sent, 'amount');
    // C15: a text that holds a number is a legal interpretation too.
    const text = arrived?.kind === 'number' ? arrived.text : arrived?.kind === 'string' ? arrived.value : '';
    const [wanted, got] = [parseAmount(digits), parseAmount(text)];
    const expected = reason('amount-kept', { amount: [digits, place.currency, place.country].filter(Boolean).join(' ') });
    if (wanted === undefined || got === undefined || compareAmounts(wanted, got) !== 0)
      brokenBy('CLT-05', expected, reason('value-seen', { value: text }), [request]);
    // The same number in another currency, or in another country, is another amount.
    for (const name of ['currency', 'country'] as const) {
      const where = member(sent, name);
      if (place[name] !== undefined && where?.kind === 'string' && where.value !== place[name])
        brokenBy('CLT-05', expected, reason('value-seen', { value: `${text} ${where.value}` }), [request]);
    }
  }
}

interface Asked {
  readonly operation?: CreatingOperation;
  readonly place?: Place;
  /** A shop may have limits of its own: what it does not send cannot arrive changed. */
  readonly mayRefuse?: true;
}

async function amountArrives(session: Session, digits: string, { operation = pays, place = {}, mayRefuse }: Asked) {
  const body: JsonTree = respelledNumber(session.creation(operation, { ...place }), 'amount', digits);
  const { outcome, requests } = await requestsOf(session, body, operation);
  if (mayRefuse && requests.length === 0 && outcome.kind === 'failed') return;
  lastOf('CLT-05', session, requests, reason('amount-kept', { amount: digits }), outcome);
  judgeAmounts(requests, digits, place);
}

/** A creation whose answers are lost. The repeats of the client and of its caller have the same amount. */
async function repeatsTheAmount(session: Session, operation: CreatingOperation): Promise<void> {
  const digits = '29.95';
  const since = session.posts().length;
  const [action, args] = [session.action(), respelledNumber(session.creation(operation), 'amount', digits)];
  session.script(creations(answerLost));
  await session.sure(operation, args, action, 1);
  session.script(creations(session.accepted(operation)));
  await session.sure(operation, args, action, 2);
  session.script(undefined);
  judgeAmounts(session.posts().slice(since), digits);
}

/** An amount whose rate is asked for. A client may ask for the rate alone, and multiply. */
async function amountOfRates(env: ClientTestEnvironment, session: Session): Promise<void> {
  if (!env.client.can.has('asksLookups')) return;
  const digits = '100.5';
  const since = session.seen().length;
  await session.sure(readsRates, tree({ country: 'BR', amount: digits }));
  for (const request of session.seen().slice(since)) {
    const value = new URLSearchParams(request.request.target.split('?')[1]).get('amount');
    const [wanted, got] = [parseAmount(digits), parseAmount(value ?? digits)];
    if (wanted === undefined || got === undefined || compareAmounts(wanted, got) !== 0)
      brokenBy('CLT-05', reason('amount-kept', { amount: digits }), reason('value-seen', { value: value ?? '' }), [request]);
  }
}

async function usualAmounts(env: ClientTestEnvironment, session: Session): Promise<void> {
  for (const [digits, currency, country] of knownAmounts) await amountArrives(session, digits, { place: { currency, country } });
  if (!env.client.can.has('createsRefunds')) return;
  session.script(creations(session.accepted(paysBack)));
  for (const digits of refunds) await amountArrives(session, digits, { operation: paysBack });
  session.script(undefined);
}

async function allAmounts(env: ClientTestEnvironment, run: ClauseRun, session: Session): Promise<void> {
  await usualAmounts(env, session);
  await amountOfRates(env, session);
  for (const operation of creating(env)) await repeatsTheAmount(session, operation);
  for (const digits of longAmounts) await amountArrives(session, digits, { mayRefuse: true });
  const turn = oneByOne();
  const asked = { place: { currency: 'BRL', country: 'BR' }, mayRefuse: true } as const;
  await forAll(run, amount({ max: '9999999' }), 40, (digits) => turn(() => amountArrives(session, digits, asked)));
}

/** Whether amounts arrive as they were given. */
export const amountTests: readonly ClientTest[] = [
  {
    clause: 'CLT-05',
    needs: ['createsDeposits'],
    async run(env, run) {
      await inSession(env, run, (session) => allAmounts(env, run, session));
      // Languages in which the decimal separator is a comma.
      await inSession(env, run, (session) => usualAmounts(env, session), { locale: 'de_DE.UTF-8' });
    },
  },
];
