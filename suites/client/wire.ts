import fc from 'fast-check';
import { amount } from '../../arbitraries/amount.ts';
import { awkwardText, personName, punctuatedText } from '../../arbitraries/text.ts';
import type { RequestClause } from '../../audit/requests/catalogue.ts';
import { formatXDate } from '../../core/contract/clock.ts';
import type { ClientExchange } from '../../core/contract/fault-injection.ts';
import { dateIn, dateMs } from '../../core/contract/scheme.ts';
import { type JsonTree, member, tree } from '../../core/json.ts';
import { reason } from '../../core/verdict/reason.ts';
import { said } from '../../language/sentences.ts';
import type { ClauseRun } from '../clause-run.ts';
import type { ClientTest, ClientTestEnvironment } from '../clause-test.ts';
import { forAll } from '../for-all.ts';
import type { Names } from '../names.ts';
import { Untestable } from '../violation.ts';
import { keyHeader, keyOf, pays, paysBack, readArguments, readsPayment, readsRefund } from './operations.ts';
import { lastOf, oneByOne, requestsOf } from './questions.ts';
import {
  bodyOf,
  brokenBy,
  concurrentCalls,
  creating,
  creations,
  happyPath,
  inSession,
  lostAnswers,
  payerOf,
  respelledNumber,
  type Session,
  shortMs,
  withoutMember,
} from './session.ts';

/** A clause that every ordinary session shows. */
function ofUsualCalls(clause: RequestClause, needs: ClientTest['needs'], why: string): ClientTest {
  return {
    clause,
    needs,
    run: (env, run) =>
      inSession(env, run, async (session) => {
        await happyPath(env, session);
        await concurrentCalls(env, session);
        await lostAnswers(env, session, 0);
        if (session.audit(clause) === 0) throw new Untestable(why);
      }),
  };
}

/** Two users order the same, or one does so twice: two actions with equal arguments, neither with an invoice id, are two payments. */
async function equalOrders(env: ClientTestEnvironment, session: Session): Promise<void> {
  // A client that cannot create without an invoice id may end, so it is asked last.
  for (const operation of creating(env).toReversed()) {
    session.script(creations(session.accepted(operation)));
    const named = session.creation(operation);
    // A deposit has its own invoice id; two parts of one refund may share it.
    const args = operation === pays ? withoutMember(named, session.names.reference ?? '') : named;
    const requests: (readonly ClientExchange[])[] = [];
    for (const _user of [1, 2]) {
      const before = session.posts().length;
      await session.ask(operation, args);
      requests.push(session.posts().slice(before));
    }
    const [first = [], second = []] = requests;
    const used = new Map(first.map((post) => [keyOf(post), post]));
    for (const post of second) {
      const earlier = used.get(keyOf(post));
      if (earlier === undefined || keyOf(post) === undefined) continue;
      const values = { header: keyHeader, value: said('key-of-an-equal-order') };
      brokenBy('IDM-16', reason('key-of-its-own'), reason('header-seen', values), [earlier, post]);
    }
  }
  session.script(undefined);
}

const texts = fc.oneof(personName(), punctuatedText(), awkwardText());

const names = [
  'José Ñandú',
  "Ana O'Brien",
  'Silva & Filhos "Ltda"',
  'Max Groß',
  'Ricardo Çelik Ão',
  '李小龙',
  'Анна',
  '😊 Ana 🇧🇷',
  '👨‍👩‍👧‍👦',
  'Zoe\u0308',
  '€ œ Š',
  // The documented length is 128 characters, however many bytes they have.
  'é'.repeat(128),
  '李'.repeat(128),
];

/**
 * Whether a text is another one with its letters beyond ASCII lost or misread. A text that was cut, or that is the shop's own, is not.
 */
function isMisread(sent: string, given: string): boolean {
  const rest = (text: string): string => [...text].filter((letter) => letter < '\x80' && letter !== '?').join('');
  return sent !== given && rest(given) !== '' && rest(sent) === rest(given);
}

/** Comments of refunds. The documented length is 200 characters. */
const comments = ['Devolução de 李小龙 😊', 'ç'.repeat(200), `${'Devolução '.repeat(19)}fim 李`];

/** Texts that languages, frameworks and charsets spell in more than one way. */
const spelledOtherwise = [
  'José, ação, œuvre, €5',
  '😊 🇧🇷 李小龙',
  'A&B <x> "y" \'z\'',
  'https://shop.example/a?b=c',
  'C:\\new\tline\nend',
  'a\u2028b\u2029c\u007fd\u0085e',
  'Zoe\u0308 é',
  ' edges ',
  '\ufeffmark',
  `long ${'é'.repeat(3000)}`,
];

async function signsItsBytes(
  clause: 'SIG-09' | 'CLT-02',
  env: Parameters<ClientTest['run']>[0],
  run: Parameters<ClientTest['run']>[1],
): Promise<void> {
  await inSession(env, run, async (session) => {
    await happyPath(env, session);
    await concurrentCalls(env, session);
    await lostAnswers(env, session);
    if (session.audit(clause) === 0) throw new Untestable(said('no-signed-call-arrived'));
    for (const text of spelledOtherwise) {
      const before = session.seen().length;
      await session.sure(pays, session.deposit({ description: text }));
      session.audit(clause, before);
    }
    const turn = oneByOne();
    const value = fc.record({ description: texts, name: texts, amount: amount({ max: '99999' }) });
    await forAll(run, value, 48, ({ description, name, amount: digits }) =>
      turn(async () => {
        const body = session.deposit({
          description: beginning(description.text),
          payer: { ...payerOf(env), first_name: beginning(name.text) },
        });
        const before = session.seen().length;
        await session.sure(pays, respelledNumber(body, 'amount', digits));
        session.audit(clause, before);
      }),
    );
  });
  // Half a character is not text. A JSON reader that refuses it never sees the question, so only a client that reads it is judged.
  await inSession(
    env,
    run,
    async (session) => {
      // A member that is not given is not sent as an empty text.
      await session.ask(pays, leastOf(session.names, session.deposit()));
      session.audit(clause);
      const outcome = await session.ask(pays, session.deposit({ description: 'lone \ud800 surrogate' }));
      if (outcome.kind === 'silent' || outcome.kind === 'ended')
        run.observe({ subject: said('lone-surrogate-in-question'), seen: said('gave-no-answer') });
      session.audit(clause);
    },
    { deadlineMs: shortMs },
  );
}

/** The smallest body that is known to be accepted. */
function leastOf({ reference }: Names, body: JsonTree): JsonTree {
  const least = [reference, 'amount', 'country', 'currency'];
  return body.kind === 'object' ? { ...body, members: body.members.filter(([name]) => least.includes(name)) } : body;
}

/** The first 60 characters of a text, without halves of surrogate pairs. */
function beginning(text: string): string {
  return [...text.toWellFormed()].slice(0, 60).join('');
}

/**
 * Moments at which date formats differ: the last hours of a year (week years), midnight (hours from 1 to 24), and noon of a leap day (hours from 0 to
 * 11). Each is so late in its minute that a date of whole minutes is wrong on a slow machine too.
 */
const movedTo = [
  { moment: '2026-12-31T13:05:37Z', zone: 'Asia/Kolkata' },
  { moment: '2027-01-01T00:00:35Z', zone: 'America/Sao_Paulo' },
  { moment: '2028-02-29T12:00:35Z', zone: 'UTC' },
];

/** How near to the moment a date has to be to show that the client follows it, ms. */
const nearMs = 60_000;

/** A client that takes the time from an answer 103 dates its next call by it. Another client shows nothing. */
async function judgeMoved(env: ClientTestEnvironment, run: ClauseRun, session: Session, moment: number): Promise<void> {
  session.client.shiftClock(moment - env.client.now());
  await session.pay(session.deposit());
  await session.pay(session.deposit());
  const dates = session.posts().map(({ request }) => dateMs(env.contract.scheme, dateIn(env.contract.scheme, request) ?? ''));
  const isMoved = dates.some((at, index) => index > 0 && (at === undefined || Math.abs(at - env.client.now()) > nearMs));
  if (!isMoved) run.observe({ subject: said('clock-not-moved'), seen: formatXDate(moment) });
  session.audit('CLK-06');
}

/** What is seen of the requests of a client while nothing fails. */
export const wireTests: readonly ClientTest[] = [
  ofUsualCalls('HDR-04', ['createsDeposits'], said('no-signed-post-arrived')),
  ofUsualCalls('HDR-07', ['asksStatus'], said('no-get-arrived')),
  ofUsualCalls('SIG-11', ['signed', 'asksStatus'], said('no-signed-get-arrived')),
  ofUsualCalls('IDM-17', ['idempotent', 'asksStatus'], said('no-get-arrived')),
  ofUsualCalls('IDM-19', ['idempotent', 'createsDeposits'], said('no-post-arrived')),
  ofUsualCalls('CLT-08', ['createsDeposits'], said('no-post-arrived')),
  {
    clause: 'IDM-16',
    needs: ['idempotent', 'createsDeposits'],
    run: (env, run) =>
      inSession(env, run, async (session) => {
        await happyPath(env, session);
        await concurrentCalls(env, session);
        if (session.audit('IDM-16') === 0) throw new Untestable(said('client-sends-no-keys'));
        await equalOrders(env, session);
        return session.posts();
      }).then((before) =>
        // A client that is started again does not start its keys again.
        inSession(env, run, async (session) => {
          await happyPath(env, session);
          const used = new Map(before.map((post) => [keyOf(post), post]));
          for (const post of session.posts()) {
            const key = keyOf(post);
            const earlier = key === undefined ? undefined : used.get(key);
            if (earlier === undefined) continue;
            const values = { header: keyHeader, value: said('key-of-another-operation-from-before-client') };
            brokenBy('IDM-16', reason('key-of-its-own'), reason('header-seen', values), [earlier, post]);
          }
        }),
      ),
  },
  {
    clause: 'IDM-23',
    needs: ['idempotent', 'createsDeposits'],
    run: (env, run) =>
      inSession(env, run, async (session) => {
        for (let count = 0; count < 8; count += 1) await session.sure(pays, session.deposit());
        if (session.audit('IDM-23') === 0) throw new Untestable(said('client-sends-no-keys'));
      }),
  },
  { clause: 'SIG-09', needs: ['signed', 'createsDeposits'], run: (env, run) => signsItsBytes('SIG-09', env, run) },
  { clause: 'CLT-02', needs: ['createsDeposits'], run: (env, run) => signsItsBytes('CLT-02', env, run) },
  {
    clause: 'SIG-10',
    needs: ['signed', 'createsDeposits'],
    run: (env, run) =>
      inSession(env, run, async (session) => {
        // Reading a clock twice shows when a second ends between the reads, so requests go out around the ends of several seconds. Two reads that are
        // far apart are met from further away.
        for (const lead of [1, 30, 70, 150]) {
          await env.client.pass((2000 - (env.client.now() % 1000) - lead) % 1000);
          for (let count = 0; count < 6; count += 1) {
            await session.sure(pays, session.deposit());
          }
        }
        await lostAnswers(env, session);
        if (session.audit('SIG-10') === 0) throw new Untestable(said('no-dated-call-arrived'));
      }),
  },
  {
    clause: 'UTF-05',
    needs: ['createsDeposits'],
    async run(env, run) {
      const commentArrives = async (session: Session, text: string) => {
        session.script(creations(session.accepted(paysBack)));
        const { requests } = await requestsOf(session, session.creation(paysBack, { comments: text }), paysBack);
        session.script(undefined);
        const last = requests.at(-1);
        const arrived = last && member(bodyOf(last) ?? tree({}), 'comments');
        const value = arrived?.kind === 'string' ? arrived.value : said('no-text');
        if (last && value !== text) brokenBy('UTF-05', reason('text-kept', { text }), reason('text-changed', { text: value }), [last]);
      };
      const arrives = async (session: Session, name: string, last = name) => {
        const { outcome, requests } = await requestsOf(
          session,
          session.deposit({ description: name, payer: { ...payerOf(env), first_name: name, last_name: last } }),
        );
        const expected = reason('text-kept', { text: name });
        const sent = lastOf('UTF-05', session, requests, expected, outcome);
        const body = bodyOf(sent);
        const payer = body && member(body, 'payer');
        const arrived = payer && member(payer, 'first_name');
        const surname = payer && member(payer, 'last_name');
        if (body === undefined)
          brokenBy('UTF-05', reason('well-formed-utf8'), reason('value-seen', { value: said('no-json-in-utf-8') }), [sent]);
        if (arrived?.kind !== 'string' || arrived.value !== name) {
          const value = arrived?.kind === 'string' ? arrived.value : said('no-text');
          brokenBy('UTF-05', expected, reason('text-changed', { text: value }), [sent]);
        }
        const description = member(body, 'description');
        if (description?.kind === 'string' && isMisread(description.value, name))
          brokenBy('UTF-05', expected, reason('text-changed', { text: description.value }), [sent]);
        // A shop may have one name only.
        if (surname?.kind === 'string' && surname.value !== last)
          brokenBy('UTF-05', reason('text-kept', { text: last }), reason('text-changed', { text: surname.value }), [sent]);
      };
      // The default charset of a runtime comes from the locale.
      for (const locale of ['C', 'pt_BR.ISO-8859-1']) {
        const work = async (session: Session) => {
          for (const [at, name] of names.entries()) await arrives(session, name, names[at + 1]);
          if (env.client.can.has('createsRefunds')) for (const text of comments) await commentArrives(session, text);
        };
        await inSession(env, run, work, { locale });
      }
      await inSession(env, run, async (session) => {
        const turn = oneByOne();
        const given = personName()
          .map(({ text }) => text)
          .filter((text) => text.isWellFormed());
        await forAll(run, given, 48, (name) => turn(() => arrives(session, name)));
      });
    },
  },
  {
    clause: 'CLK-06',
    needs: ['dated', 'createsDeposits'],
    async run(env, run) {
      const places = [
        {},
        { zone: 'America/Sao_Paulo', locale: 'pt_BR.UTF-8' },
        { zone: 'Asia/Kolkata', locale: 'hi_IN.UTF-8' },
        // At every hour one of these two has another date than UTC.
        { zone: 'Pacific/Kiritimati', locale: 'C' },
        { zone: 'Pacific/Niue', locale: 'ja_JP.UTF-8' },
        { zone: 'Asia/Bangkok', locale: 'th_TH.UTF-8' },
        { zone: 'Africa/Cairo', locale: 'ar_EG.UTF-8' },
        { zone: 'Asia/Tehran', locale: 'fa_IR.UTF-8' },
        // One of them has summer time, whenever this is.
        { zone: 'America/Santiago', locale: 'en_US.UTF-8' },
        { zone: 'Europe/Berlin', locale: 'de_DE.UTF-8' },
      ];
      let judged = 0;
      for (const place of places) {
        judged += await inSession(
          env,
          run,
          async (session) => {
            await session.sure(pays, session.deposit());
            const { can } = env.client;
            if (can.has('asksStatus')) await session.sure(readsPayment, readArguments(session.names, readsPayment));
            if (can.has('asksRefunds')) await session.sure(readsRefund, readArguments(session.names, readsRefund));
            return session.audit('CLK-06');
          },
          place,
        );
      }
      if (judged === 0) throw new Untestable(said('no-call-with-date-arrived'));
      for (const { moment, zone } of movedTo)
        await inSession(env, run, (session) => judgeMoved(env, run, session, Date.parse(moment)), { zone });
    },
  },
];
