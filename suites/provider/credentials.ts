import fc from 'fast-check';
import {
  commonMistakes,
  describeMistake,
  type KeyMistake,
  mistakenKey,
  noCredential,
  otherCases,
  otherKey,
} from '../../arbitraries/credential.ts';
import { keyNames } from '../../core/contract/credentials.ts';
import { bearerValue } from '../../core/contract/scheme.ts';
import { reason } from '../../core/verdict/reason.ts';
import { said } from '../../language/sentences.ts';
import { Lacking, type Operation, payment, reversal } from '../../schemas/contract.ts';
import { type Call, headerOf, without } from '../call.ts';
import type { ClauseRun } from '../clause-run.ts';
import type { ProviderTest, ProviderTestEnvironment } from '../clause-test.ts';
import { forAll } from '../for-all.ts';
import { accepted, answerText, broken, isSuccess, refused, responseOf } from '../judgement.ts';
import { weakWithout } from '../oracle.ts';
import { knownKeys, targetOf, type ValidCalls, validCalls } from '../valid-calls.ts';
import { Indeterminate, Untestable } from '../violation.ts';
import { isNeededInQuery, refusedAlongAxes } from './axes.ts';
import { acceptedControl, inGroups, judgeNegativeCase, judgeNegativeCases, type NegativeCase, readsOf, writesOf } from './negative-case.ts';
import { cookiesGiven, withLine } from './sessions.ts';
import { oneOfEach } from './wrong-signature.ts';

/** The call with another Authorization value. */
function authorized(call: Call, value: string): Call {
  return { ...call, authorizationAs: () => value };
}

/** HTTP Basic with a key as user name and an empty password (seed A; C1, C50). */
function basic(key: string): string {
  return `Basic ${btoa(`${key}:`)}`;
}

/** A read-only operation called as a signed one (C28). */
function signedInstead(call: Call): Call {
  return { ...call, operation: { ...call.operation, authentication: 'signed' } };
}

/** The call's path with a slash at the end: another spelling of the same path for a router (C37), and perhaps an unknown path for an access rule. */
function slashed(call: Call): Call {
  const [path, query] = targetOf(call).split('?');
  return { ...call, targetAs: query === undefined ? `${path}/` : `${path}/?${query}` };
}

/** Ways to call without authentication. */
const anonymous: readonly NegativeCase[] = [
  { difference: said('no-authorization'), from: (control) => without(control, 'carrier') },
  { difference: said('no-authorization-x-login-and-x-date'), from: (control) => without(control, 'carrier', 'login', 'date') },
  { difference: said('empty-authorization'), from: (control) => authorized(control, '') },
  { difference: said('no-authorization-with-slash-behind-path'), from: (control) => slashed(without(control, 'carrier')) },
];

/** What faulty clients send instead of a key that they do not have. */
const leftoverKeys: readonly NegativeCase[] = ['Bearer', 'Bearer undefined', 'Bearer null'].map((value) => ({
  difference: value,
  from: (control) => authorized(control, value),
}));

/** What faulty clients send instead of a key by HTTP Basic: no key, an empty one, or the value of an unset variable. */
const leftoverUsers: readonly NegativeCase[] = ['Basic', 'Basic ', ...['', 'undefined', 'null', 'None'].map(basic)].map((value) => ({
  difference: value === basic('') ? said('basic-with-empty-user-name') : value,
  from: (control) => authorized(control, value),
}));

/** Every place of a signed call in which the read-only key could be accepted as authorization. */
function withReadOnlyKey(key: string, scheme: string): readonly NegativeCase[] {
  return [
    { difference: said('read-only-key-as-bearer'), from: (control) => authorized(control, `Bearer ${key}`) },
    {
      difference: said('read-only-key-as-bearer-without-x'),
      from: (control) => without(authorized(control, `Bearer ${key}`), 'login', 'date'),
    },
    {
      difference: said('read-only-key-as-bearer-and-as-x-login'),
      from: (control) => ({ ...authorized(control, `Bearer ${key}`), loginAs: key }),
    },
    { difference: said('read-only-key-as-x-login-signed'), from: (control) => ({ ...control, loginAs: key }) },
    { difference: said('read-only-key-as-x-login'), from: (control) => ({ ...control, loginAs: key, secretAs: key }) },
    { difference: said('read-only-key-as-hmac-key'), from: (control) => ({ ...control, secretAs: key }) },
    { difference: said('read-only-key-as-user-name'), from: (control) => authorized(control, basic(key)) },
    {
      difference: said('read-only-key-as-user-name-of-http-basic'),
      from: (control) => without(authorized(control, basic(key)), 'login', 'date'),
    },
    { difference: said('read-only-key-as-password-of-http'), from: (control) => authorized(control, `Basic ${btoa(`:${key}`)}`) },
    { difference: said('read-only-key-in-place-of-hash'), from: (control) => authorized(control, `${scheme} ${key}`) },
    { difference: said('read-only-key-alone-as-authorization'), from: (control) => authorized(control, key) },
    {
      difference: said('read-only-key-as-x-login-without'),
      from: (control) => without({ ...control, loginAs: key }, 'carrier'),
    },
  ];
}

/**
 * Spellings that lead from a path which the read-only key opens back to the path of another operation. An access rule that reads the beginning of a
 * path takes it for the first.
 */
const waysBack = ['/..;/', '/../', '/%2e%2e/', '/..%2f', ';/../'];

function reachedThrough(open: Operation, { path }: Operation, key: string): readonly NegativeCase[] {
  const [from, to] = [open.path.split('/'), path.split('/')];
  const common = from.findIndex((segment, at) => segment !== to[at]);
  return waysBack.map((way) => ({
    difference: said('read-only-key-as-bearer-by-path', { path: `${open.path}${way}` }),
    from: (control) => {
      const back = way.repeat(from.length - common);
      const rest = targetOf(control).split('/').slice(common).join('/');
      return without({ ...authorized(control, `Bearer ${key}`), targetAs: `${open.path}${back}${rest}` }, 'login', 'date');
    },
  }));
}

/** Forms of the right read-only key that are not `Bearer <key>` by any interpretation; HTTP Basic is an interpretation (C50). */
function notBearer(key: string, scheme: string, right: string): readonly NegativeCase[] {
  const others = [
    [said('bearer-without-key'), 'Bearer'],
    [said('bearer-and-blank'), 'Bearer '],
    [said('empty-authorization'), ''],
    ['Bearer undefined', 'Bearer undefined'],
    ['Bearer null', 'Bearer null'],
    [said('no-space-behind-bearer'), `Bearer${key}`],
    [said('scheme-of-signed-calls-before-key'), `${scheme} ${key}`],
    [said('another-scheme-before-key'), `Token ${key}`],
    [said('key-without-scheme'), key],
  ] as const;
  return [
    // A field value has no blanks around it (RFC 9110 §5.5).
    ...others
      .filter(([, value]) => value.trim() !== right.trim())
      .map(([difference, value]): NegativeCase => ({ difference, from: (control) => authorized(control, value) })),
    { difference: said('key-as-x-login-without-authorization'), from: (control) => without({ ...control, loginAs: key }, 'carrier') },
  ];
}

/** Draws one of the operations by its id, so that a counterexample names it and does not print the whole operation. */
function anyOf(operations: readonly Operation[]): fc.Arbitrary<string> {
  return fc.constantFrom(...operations.map((operation) => operation.id));
}

/**
 * AUT-02 of operations that take a key by HTTP Basic as the user name. Letter case, and the right key in another place, are not documented: recorded,
 * never judged.
 */
async function wrongUsers(env: ProviderTestEnvironment, run: ClauseRun, calls: ValidCalls): Promise<void> {
  if (calls.basic.length === 0) return;
  const key = env.provider.merchant.readOnlyKey;
  const others = knownKeys(env.provider);
  const wrong = (value: string, difference: string): NegativeCase => ({
    difference,
    from: (control) => ({ ...control, secretAs: value }),
  });
  const mistaken = (mistake: KeyMistake): NegativeCase =>
    wrong(mistakenKey(key, mistake), said('key-with', { mistake: describeMistake(mistake) }));
  await judgeNegativeCases('AUT-02', env, run, calls, calls.basic, () => [wrong(run.unique('nobody'), said('invented-key'))]);
  const near = commonMistakes(key, others).map(mistaken);
  await judgeNegativeCases('AUT-02', env, run, calls, readsOf(calls.basic).slice(0, 1), () => near);
  for (const [operations, cases] of [
    [readsOf(calls.basic), 80],
    [writesOf(calls.basic), 12],
  ] as const) {
    if (operations.length === 0) continue;
    const someone = fc.record({ operation: anyOf(operations), mistake: otherKey(key, others) });
    await forAll(run, someone, cases, ({ operation, mistake }) =>
      judgeNegativeCase('AUT-02', env, calls, env.contract.operation(operation), mistaken(mistake)),
    );
  }
  const [read] = readsOf(calls.basic);
  if (read === undefined) return;
  for (const { difference, from } of [
    ...otherCases(key).map(mistaken),
    { difference: said('key-as-password-of-http-basic'), from: (control: Call) => authorized(control, `Basic ${btoa(`:${key}`)}`) },
    { difference: said('key-as-bearer'), from: (control: Call) => authorized(control, `Bearer ${key}`) },
    { difference: said('key-alone-as-authorization'), from: (control: Call) => authorized(control, key) },
  ]) {
    const exchange = await calls.send(from(await calls.call(read)));
    run.observe({ subject: difference, seen: answerText(exchange) });
  }
}

export const credentialTests: readonly ProviderTest[] = [
  {
    clause: 'AUT-01',
    needs: [],
    run: async (env, run) => {
      const calls = validCalls(env, run);
      const closed = calls.operations.filter(({ authentication }) => authentication !== 'none');
      await judgeNegativeCases('AUT-01', env, run, calls, closed, () => anonymous);
      await judgeNegativeCases('AUT-01', env, run, calls, calls.bearer, () => leftoverKeys);
      await judgeNegativeCases('AUT-01', env, run, calls, calls.basic, () => leftoverUsers);
      const cookies = await cookiesGiven(calls);
      if (cookies !== undefined) {
        const withCookies: NegativeCase = {
          difference: said('no-authorization-with-cookies-of-right-calls'),
          from: (control) => withLine(without(control, 'carrier'), cookies),
        };
        await judgeNegativeCases('AUT-01', env, run, calls, closed, () => [withCookies]);
      }
      const reads = readsOf(closed);
      const nothing = fc.record({
        operation: anyOf(reads.length === 0 ? closed : reads),
        value: noCredential([env.profile.scheme, 'Bearer']),
      });
      await forAll(run, nothing, 80, ({ operation, value }) =>
        judgeNegativeCase('AUT-01', env, calls, env.contract.operation(operation), {
          difference: `${headerOf({ form: env.contract.scheme, operation: env.contract.operation(operation) }, 'carrier')} ${JSON.stringify(value)}`,
          from: (control) => authorized(control, value),
        }),
      );
      const telling = calls.bearer.filter(({ parameters }) => parameters.some(isNeededInQuery));
      const lookUps = telling.length === 0 ? calls.bearer : telling;
      const at = run.shop.below(Math.max(1, lookUps.length));
      const asked = [...oneOfEach(calls.signed), ...oneOfEach(calls.basic), ...lookUps.slice(at, at + 1)];
      await refusedAlongAxes(
        'AUT-01',
        env,
        run,
        calls,
        asked,
        [{ difference: said('no-authorization'), from: (control) => without(control, 'carrier') }],
        { of: 'all' },
      );
    },
  },
  {
    clause: 'AUT-02',
    needs: [],
    run: async (env, run) => {
      const calls = validCalls(env, run);
      const { merchant, secondMerchant } = env.provider;
      await wrongUsers(env, run, calls);
      if (calls.signed.length === 0) return;
      if (env.contract.scheme.login === undefined && calls.basic.length === 0) throw new Lacking('login');
      if (env.contract.scheme.login === undefined) return;
      if (!secondMerchant) weakWithout(run, 'secondMerchant', said('other-login-not-tried'));
      // The read-only key as X-Login is a separate interpretation (C29), and AUT-03 tests it on POST.
      const others = knownKeys(env.provider);
      const unknown = (login: string, difference: string): NegativeCase => ({
        difference,
        from: (control) => ({ ...control, loginAs: login }),
      });
      await judgeNegativeCases('AUT-02', env, run, calls, calls.signed, () => [
        unknown('', said('empty-x-login-rightly-signed')),
        unknown(run.shop.like(merchant.apiKey), said('invented-x-login-rightly-signed')),
        unknown(`${run.shop.like(merchant.apiKey)}, ${merchant.apiKey}`, said('invented-x-login-before-own')),
        unknown(`${merchant.apiKey}, ${run.shop.like(merchant.apiKey)}`, said('invented-x-login-behind-own')),
        // A provider without a secret for an unknown login may accept an empty secret.
        ...['', 'null', 'undefined', 'None'].map(
          (secret): NegativeCase => ({
            difference: said('invented-x-login-signed-with', {
              part: secret === '' ? said('empty-secret') : said('the-secret', { secret }),
            }),
            from: (control) => ({ ...control, loginAs: run.shop.like(merchant.apiKey), secretAs: secret }),
          }),
        ),
        {
          difference: said('invented-x-login-signed-with-itself'),
          from: (control) => {
            const login = run.shop.like(merchant.apiKey);
            return { ...control, loginAs: login, secretAs: login };
          },
        },
        ...(secondMerchant ? [unknown(secondMerchant.apiKey, said('another-merchants-x-login-signed-with-our'))] : []),
      ]);
      const mistaken = (mistake: KeyMistake): NegativeCase =>
        unknown(mistakenKey(merchant.apiKey, mistake), said('x-login-with-rightly-signed', { mistake: describeMistake(mistake) }));
      const near = commonMistakes(merchant.apiKey, others).map(mistaken);
      await judgeNegativeCases('AUT-02', env, run, calls, readsOf(calls.signed).slice(0, 1), () => near);
      for (const [operations, cases] of [
        [readsOf(calls.signed), 80],
        [writesOf(calls.signed), 12],
      ] as const) {
        if (operations.length === 0) continue;
        const someone = fc.record({ operation: anyOf(operations), mistake: otherKey(merchant.apiKey, others) });
        await forAll(run, someone, cases, ({ operation, mistake }) =>
          judgeNegativeCase('AUT-02', env, calls, env.contract.operation(operation), mistaken(mistake)),
        );
      }
      await refusedAlongAxes('AUT-02', env, run, calls, oneOfEach(calls.signed), [
        unknown(run.shop.like(merchant.apiKey), said('invented-x-login-rightly-signed')),
      ]);
      // Whether a login is case-sensitive is not documented: recorded, never judged.
      const [read] = readsOf(calls.signed);
      if (read === undefined) return;
      for (const mistake of otherCases(merchant.apiKey)) {
        const exchange = await calls.send({ ...(await calls.call(read)), loginAs: mistakenKey(merchant.apiKey, mistake) });
        run.observe({ subject: said('login-with', { mistake: describeMistake(mistake) }), seen: answerText(exchange) });
      }
    },
  },
  {
    clause: 'AUT-03',
    needs: ['bearer'],
    run: async (env, run) => {
      const calls = validCalls(env, run);
      const negativeCases = withReadOnlyKey(env.provider.merchant.readOnlyKey, env.profile.scheme);
      const writes = writesOf(calls.signed);
      if (writes.length === 0) throw new Lacking('signed-writes');
      await judgeNegativeCases('AUT-03', env, run, calls, writes, () => negativeCases);
      const key = env.provider.merchant.readOnlyKey;
      const [open] = calls.bearer;
      if (open) await judgeNegativeCases('AUT-03', env, run, calls, writes, (operation) => reachedThrough(open, operation, key));
      await refusedAlongAxes('AUT-03', env, run, calls, writes.slice(0, 1), negativeCases.slice(0, 1), { inTurn: negativeCases });
    },
  },
  {
    clause: 'AUT-04',
    needs: ['bearer'],
    run: async (env, run) => {
      const calls = validCalls(env, run);
      const { readOnlyKey } = env.provider.merchant;
      const others = knownKeys(env.provider);
      if (calls.bearer.length === 0) return;
      await inGroups(run, calls.bearer, async (operation) => accepted('AUT-04', await calls.send(await calls.call(operation))));
      // Wrong keys of strangers do not make the right one wrong.
      const [lookUp] = calls.bearer;
      if (lookUp !== undefined) {
        run.countCases(1);
        const control = await acceptedControl(calls, lookUp);
        const call = await calls.call(lookUp);
        await inGroups(run, [...Array(16).keys()], async () => {
          await calls.send({ ...call, secretAs: run.shop.like(readOnlyKey) });
        });
        accepted('AUT-04', await calls.send(call), { difference: said('after-wrong-keys', { id: lookUp.id }) }, [control]);
      }
      // The Authorization value is case-sensitive (Deposits API docs, "Calculating the signature"), so here other letter case is another key.
      const mistaken = (mistake: KeyMistake): NegativeCase => ({
        difference: said('bearer-key-with', { mistake: describeMistake(mistake) }),
        from: (control) => ({ ...control, secretAs: mistakenKey(readOnlyKey, mistake) }),
      });
      const forms = [
        ...notBearer(readOnlyKey, env.profile.scheme, bearerValue(env.contract.scheme, readOnlyKey)),
        ...otherCases(readOnlyKey).map(mistaken),
      ];
      await judgeNegativeCases('AUT-04', env, run, calls, calls.bearer, () => forms);
      const near = commonMistakes(readOnlyKey, others).map(mistaken);
      await judgeNegativeCases('AUT-04', env, run, calls, calls.bearer.slice(0, 1), () => near);
      // What the deposit key gets as Bearer is an interpretation (C28).
      const wrong = fc.record({ operation: anyOf(calls.bearer), mistake: otherKey(readOnlyKey, others) });
      await forAll(run, wrong, 80, ({ operation, mistake }) =>
        judgeNegativeCase('AUT-04', env, calls, env.contract.operation(operation), mistaken(mistake)),
      );
      await refusedAlongAxes('AUT-04', env, run, calls, calls.bearer, [
        { difference: said('invented-key'), from: (control) => ({ ...control, secretAs: run.shop.like(readOnlyKey) }) },
      ]);
    },
  },
  {
    clause: 'AUT-05',
    needs: ['signed'],
    run: async (env, run) => {
      const calls = validCalls(env, run);
      const { apiKey, readOnlyKey } = env.provider.merchant;
      await inGroups(run, calls.operations, async (operation) => {
        await acceptedControl(calls, operation);
        for (const [name, key] of [
          [keyNames(env.contract.scheme).apiKey, apiKey],
          [said('read-only-key'), readOnlyKey],
        ] as const) {
          // A contract without that key has the empty text for it.
          if (key === '') continue;
          const exchange = await calls.send(authorized(await calls.call(operation), basic(key)));
          run.observe({
            ambiguity: 'C50',
            subject: said('http-basic-with', { name, id: operation.id, exchange: answerText(exchange) }),
            seen: isSuccess(exchange) ? 'taken-too' : 'refused',
          });
        }
      });
    },
  },
  {
    clause: 'AUT-06',
    needs: ['secondMerchant'],
    run: async (env, run) => {
      const calls = validCalls(env, run);
      const { secondMerchant, merchant } = env.provider;
      if (secondMerchant === undefined) throw new Untestable(said('no-second-merchant'), [], ['secondMerchant']);
      const other = (call: Call): Call => ({ ...call, credentials: secondMerchant });
      const stranger: readonly NegativeCase[] = [
        { difference: said('another-merchants-credentials'), from: other },
        {
          difference: said('another-merchants-credentials-with-idempotency-key'),
          from: (control) => ({ ...other(control), idempotencyKey: run.shop.key() }),
        },
        { difference: said('another-merchants-api-signature'), from: (control) => ({ ...control, secretAs: secondMerchant.apiSignature }) },
        { difference: said('another-merchants-x-login'), from: (control) => ({ ...control, loginAs: secondMerchant.apiKey }) },
      ];

      // The other merchant is a valid one: its own deposit is made and read with the credentials that are refused below.
      const rounds = Array.from({ length: 8 }, (_, index) => index);
      run.countCases(rounds.length * 2);
      await inGroups(run, rounds, async () => {
        const ours = await calls.deposit();
        const theirCreation = calls.depositCall();
        const theirInvoice = theirCreation.invoiceId ?? '';
        const made = await calls.send(other(theirCreation));
        const theirs = calls.idOf(made);
        responseOf(made);
        if (!isSuccess(made) || theirs === undefined) {
          throw new Indeterminate(said('second-merchant-refused', { made: answerText(made) }), 'configuration', [made]);
        }
        const ourCall = calls.statusCall(ours.depositId);
        const theirCall = other(calls.statusCall(theirs));
        await calls.read(theirCall);
        const { operation } = ourCall;
        const at = (call: Call) => ({ ...calls, call: async () => call });
        await judgeNegativeCase('AUT-06', env, at(ourCall), operation, { difference: said('another-merchants-credentials'), from: other });
        await judgeNegativeCase('AUT-06', env, at(theirCall), operation, {
          difference: said('our-credentials-for-another-merchants-deposit'),
          from: (control) => ({ ...control, credentials: merchant }),
        });
        // Both ask at the same time: one answer for all who ask for a path is wrong.
        for (const [call, stranger] of [
          [ourCall, other(ourCall)],
          [theirCall, { ...theirCall, credentials: merchant }],
        ] as const) {
          const [owner, ...strangers] = await Promise.all([call, stranger, stranger].map((each) => calls.send(each)));
          for (const exchange of strangers)
            refused('AUT-06', exchange, { difference: said('another-merchants-credentials-at-same-time') }, owner ? [owner] : []);
        }
        // Asked again after the owners have read: an answer that was cached for one merchant is not another's.
        for (const [call, stranger] of [
          [ourCall, other(ourCall)],
          [theirCall, { ...theirCall, credentials: merchant }],
        ] as const) {
          const difference = said('another-merchants-credentials-after-owner-has-read');
          const exchange = await calls.send(stranger);
          refused('AUT-06', exchange, { difference }, [await calls.send(call)]);
          // The invoice id is in no request of the stranger: an answer that has it was read from the deposit.
          const { answer } = exchange;
          const invoice = call === ourCall ? ours.invoiceId : theirInvoice;
          if (answer.kind === 'response' && invoice !== '' && Buffer.from(answer.response.body).includes(invoice)) {
            broken('AUT-06', reason('refused'), reason('value-seen', { value: invoice }), [made, exchange], { difference });
          }
        }
      });

      // In each state of a deposit, and refunded.
      if (env.provider.can.has('movesStatus')) {
        const { cancelled } = calls.moves;
        await inGroups(run, ['completed', 'cancelled', 'refunded'] as const, async (state) => {
          if (state === 'cancelled' && cancelled === undefined) return;
          run.countCases(1);
          const { depositId } = state === 'cancelled' ? await calls.deposit() : await calls.completedDeposit();
          if (state === 'cancelled' && cancelled !== undefined) await calls.move(depositId, cancelled);
          if (state === 'refunded' && reversal(env.contract) !== undefined) await calls.send(calls.refundCall(depositId));
          const control = calls.statusCall(depositId);
          const difference = said('another-merchants-credentials-on', { of: said(`deposit-in-state-${state}`) });
          await judgeNegativeCase('AUT-06', env, { ...calls, call: async () => control }, control.operation, { difference, from: other });
        });
      }

      // Everything about a resource of a merchant: reads by its id, and refunds of it. Other parts of a path belong to nobody.
      const made = [payment(env.contract), reversal(env.contract)].filter((each) => each !== undefined);
      const namesMade = new Set(
        made.flatMap(({ read }) => read.parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name)),
      );
      const owned = calls.signed.filter(
        (operation) => operation.traits.includes('reverses') || operation.parameters.some(({ name }) => namesMade.has(name)),
      );
      await judgeNegativeCases('AUT-06', env, run, calls, owned, () => stranger);
      await refusedAlongAxes('AUT-06', env, run, calls, readsOf(owned).slice(0, 1), stranger);
    },
  },
  {
    clause: 'AUT-08',
    needs: ['bearer', 'signed'],
    run: async (env, run) => {
      const calls = validCalls(env, run);
      await inGroups(run, calls.bearer, async (operation) => {
        await acceptedControl(calls, operation);
        const call = await calls.call(operation);
        const signed = await calls.send(signedInstead(call));
        const asBearer = await calls.send({ ...call, secretAs: call.credentials.apiKey });
        const interpretation = isSuccess(signed)
          ? isSuccess(asBearer)
            ? 'deposit-key-too'
            : 'signed-too'
          : isSuccess(asBearer)
            ? said('deposit-key-as-bearer-no-signed-call')
            : 'bearer-only';
        run.observe({
          ambiguity: 'C28',
          subject: said('signed-and-as-bearer', { id: operation.id, signed: answerText(signed), asBearer: answerText(asBearer) }),
          seen: interpretation,
        });
      });
    },
  },
  {
    clause: 'AUT-09',
    needs: ['bearer'],
    run: async (env, run) => {
      const calls = validCalls(env, run);
      await inGroups(run, calls.bearer, async (operation) => {
        await acceptedControl(calls, operation);
        const call = await calls.call(operation);
        for (const roles of [['login'], ['date'], ['login', 'date']] as const) {
          const names = roles.map((role) => headerOf(call, role));
          const exchange = await calls.send(without(call, ...roles));
          run.observe({
            ...(roles.some((role) => role === 'login') ? { ambiguity: 'C27' as const } : {}),
            subject: said('without-id', { id: operation.id, names: names.join(' and '), exchange: answerText(exchange) }),
            seen: isSuccess(exchange) ? 'not-required' : 'required',
          });
        }
      });
    },
  },
];
