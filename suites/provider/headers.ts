import { contentOf, usualAnswerBytes } from '../../core/content.ts';
import { saysJson as declaresJson } from '../../core/contract/answer-body.ts';
import { dateText } from '../../core/contract/scheme.ts';
import { type Exchange, type HeaderLine, headerValue, withHeader, withoutHeader } from '../../core/exchange.ts';
import { parseJson } from '../../core/json.ts';
import { decodeUtf8 } from '../../core/utf8.ts';
import { reason } from '../../core/verdict/reason.ts';
import { said } from '../../language/sentences.ts';
import { type Contract, type JsonValue, mainResource } from '../../schemas/contract.ts';
import type { ClauseId } from '../../specs/clauses/catalogue.ts';
import type { Scheme } from '../../specs/types/scheme.ts';
import { type Call, draftOf, type HeaderRole, headerOf, jsonBody } from '../call.ts';
import type { ClauseRun } from '../clause-run.ts';
import type { ProviderTest, ProviderTestEnvironment } from '../clause-test.ts';
import { answerText, broken, isSuccess, responseOf } from '../judgement.ts';
import { weakWithout } from '../oracle.ts';
import { type ValidCalls, validCalls } from '../valid-calls.ts';
import { Indeterminate } from '../violation.ts';
import { alongAxes, refusedAlongAxes } from './axes.ts';
import { acceptedControl, inGroups, judgeNegativeCases, type NegativeCase, readsOf, writesOf } from './negative-case.ts';
import { backwards, mixedFields, oneOfEach } from './wrong-signature.ts';

/** The call with its header lines changed after everything else was made right. */
function relined(call: Call, change: (lines: readonly HeaderLine[]) => readonly HeaderLine[]): Call {
  const { headersAs } = call;
  return { ...call, headersAs: (lines) => change(headersAs ? headersAs(lines) : lines) };
}

const without = (call: Call, name: string): Call => relined(call, (lines) => withoutHeader(lines, name));

const dropped = (call: Call, role: HeaderRole): Call => without(call, headerOf(call, role));

const blanked = (call: Call, role: HeaderRole): Call => relined(call, (lines) => withHeader(lines, headerOf(call, role), ''));

/**
 * Ways in which a mandatory field can be missing.
 *
 * X-Date and X-Login are signed too. Both rules for an absent one are tried: a provider that reads a missing field as empty text, or that fills it
 * in, would find the other signature wrong and so look right.
 */
const lacking: readonly (NegativeCase & { readonly role: HeaderRole })[] = [
  { role: 'carrier', difference: said('no-authorization'), from: (control) => dropped(control, 'carrier') },
  { role: 'login', difference: said('no-x-login-signed-with'), from: (control) => dropped(control, 'login') },
  { role: 'date', difference: said('no-x-date-signed-with'), from: (control) => dropped(control, 'date') },
  { role: 'login', difference: said('no-x-login-signed-without'), from: (control) => dropped({ ...control, loginAs: '' }, 'login') },
  { role: 'date', difference: said('no-x-date-signed-without'), from: (control) => dropped({ ...control, dateAs: () => '' }, 'date') },
  { role: 'carrier', difference: said('empty-authorization'), from: (control) => ({ ...control, authorizationAs: () => '' }) },
  { role: 'login', difference: said('empty-x-login-signed-as-such'), from: (control) => ({ ...control, loginAs: '' }) },
  { role: 'date', difference: said('empty-x-date-signed-as-such'), from: (control) => ({ ...control, dateAs: () => '' }) },
  {
    role: 'login',
    difference: said('empty-x-login-signed-with-login'),
    from: (control) => blanked(control, 'login'),
  },
  { role: 'date', difference: said('empty-x-date-signed-with-date'), from: (control) => blanked(control, 'date') },
  {
    role: 'date',
    difference: said('date-in-date-no-x-date'),
    from: (control) =>
      relined(control, (lines) => lines.map((line): HeaderLine => (line[0] === headerOf(control, 'date') ? ['Date', line[1]] : line))),
  },
];

/** Content-Type values that clients send besides the documented one (C44); undefined: none. `kind` is what the interpretations distinguish. */
const contentTypes: readonly { readonly value: string | undefined; readonly kind: 'documented' | 'utf-8' | 'other' | 'missing' }[] = [
  { value: 'application/json', kind: 'documented' },
  { value: 'application/json; charset=utf-8', kind: 'utf-8' },
  { value: 'application/json;charset=UTF-8', kind: 'utf-8' },
  { value: 'application/json; charset="utf-8"', kind: 'utf-8' },
  { value: 'Application/JSON', kind: 'utf-8' },
  { value: 'application/json; charset=iso-8859-1', kind: 'other' },
  { value: 'application/json; charset=latin1', kind: 'other' },
  { value: 'application/vnd.api+json', kind: 'other' },
  { value: 'text/json', kind: 'other' },
  { value: 'text/plain', kind: 'other' },
  { value: 'application/x-www-form-urlencoded', kind: 'other' },
  { value: 'application/octet-stream', kind: 'other' },
  { value: '', kind: 'missing' },
  { value: undefined, kind: 'missing' },
];

/** The interpretation of C44 that a list of answers shows, by name, or that it shows none of them. */
function contentTypeInterpretation(seen: readonly { readonly kind: string; readonly taken: boolean }[]): string {
  const every = (kind: string) => seen.filter((each) => each.kind === kind).every((each) => each.taken);
  const none = (kind: string) => seen.filter((each) => each.kind === kind).every((each) => !each.taken);
  if (every('utf-8') && every('other') && every('missing')) return 'any';
  if (every('utf-8') && none('other') && none('missing')) return 'utf8-charset-too';
  if (none('utf-8') && none('other') && none('missing')) return 'exact';
  return said('a-mixture');
}

/** Requests that produce an answer of each kind from an operation. `difference` says what was asked. */
export function* provocations(
  call: Call,
  run: ClauseRun,
  contract: Contract,
): Generator<{ readonly difference: string; readonly call: Call }> {
  const { operation, parameters } = call;
  yield { difference: said('right-call'), call };
  yield { difference: said('no-authorization'), call: dropped(call, 'carrier') };
  yield {
    difference: said('bearer-key-of-nobody'),
    call: { ...call, authorizationAs: () => `Bearer ${run.shop.like(call.credentials.readOnlyKey)}` },
  };
  yield { difference: said('unknown-scheme'), call: { ...call, authorizationAs: () => 'Negotiate oQcwBaADCgEB' } };
  if (operation.authentication === 'signed') {
    yield { difference: said('no-x-login'), call: dropped(call, 'login') };
    yield { difference: said('no-x-date'), call: dropped(call, 'date') };
    yield { difference: said('wrong-hash'), call: { ...call, hashAs: (hash) => hash.split('').reverse().join('') } };
    yield { difference: said('unknown-x-login'), call: { ...call, loginAs: run.shop.like(call.credentials.apiKey) } };
    yield { difference: said('x-date-of-hour-ago'), call: { ...call, dateAs: (now) => dateText(call.form, now - 3_600_000) } };
    yield { difference: said('ill-formed-x-date'), call: { ...call, dateAs: () => 'today' } };
  }
  for (const accept of ['text/html', 'application/xml']) {
    yield {
      difference: said('right-call-would-rather-have', { accept }),
      call: relined(call, (lines) => withHeader(lines, 'Accept', accept)),
    };
    yield {
      difference: said('wrong-call-would-rather-have', { accept }),
      call: relined(call, (lines) => withHeader(withoutHeader(lines, headerOf(call, 'carrier')), 'Accept', accept)),
    };
  }
  for (const parameter of operation.parameters) {
    for (const value of parameter.in === 'path' ? ['1', '0', '-1', 'abc', '99999999999999999999'] : ['ZZ', '-1', 'x'.repeat(300)]) {
      yield {
        difference: `${parameter.name} ${value.slice(0, 20)}`,
        call: { ...call, parameters: { ...parameters, [parameter.name]: value } },
      };
    }
    if (parameter.in === 'query') {
      const { [parameter.name]: _left, ...rest } = parameters;
      yield { difference: said('no-name', { name: parameter.name }), call: { ...call, parameters: rest } };
    }
  }
  if (operation.requestBody !== undefined) {
    const { id, reference } = mainResource(contract)?.members ?? {};
    const ofNames = { ...(id === undefined ? {} : { [id]: {} }), ...(reference === undefined ? {} : { [reference]: false }) };
    const bodies: readonly (readonly [string, Uint8Array])[] = [
      [said('empty-body'), jsonBody(undefined)],
      [said('body-no-json'), Uint8Array.from([0x7b])],
      [said('body-no-utf-8'), Uint8Array.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
      [said('empty-object'), jsonBody({})],
      [said('an-array'), jsonBody([])],
      ['null', jsonBody(null)],
      [said('members-of-wrong-kind'), jsonBody({ country: 7, amount: {}, currency: [], payer: 'x', ...ofNames })],
    ];
    for (const [difference, body] of bodies) yield { difference, call: { ...call, body } };
    yield { difference: said('another-content-type'), call: relined(call, (lines) => withHeader(lines, 'Content-Type', 'text/plain')) };
    yield { difference: said('blank-x-idempotency-key'), call: { ...call, idempotencyKey: '' } };
  }
}

/**
 * HDR-05: the body of an answer is empty, or JSON in UTF-8 with a matching type. Parameters of the media type and a `+json` type are right too (RFC
 * 6839).
 */
function saysJson(clause: ClauseId, exchange: Exchange, difference: string): void {
  const response = responseOf(exchange);
  const { headers, body } = response;
  if (body.length === 0) return;
  if (contentOf(response, usualAnswerBytes).kind === 'unreadable')
    broken(clause, reason('json-declared-as-json'), reason('value-seen', { value: said('body-not-in-its-coding') }), [exchange], {
      difference,
    });
  const type = headerValue(headers, 'content-type');
  if (!declaresJson(type))
    broken(clause, reason('json-declared-as-json'), reason('content-type-seen', { value: type ?? 'none' }), [exchange], { difference });
  const text = decodeUtf8(body);
  if (text === undefined || parseJson(text) === undefined) {
    const value = text === undefined ? said('body-no-utf-8') : said('body-no-json');
    broken(clause, reason('json-declared-as-json'), reason('value-seen', { value }), [exchange], { difference });
  }
}

/** Answers of the creation that need more than one request, or a recipe: a replay, a provoked 500, an address that is not listed. */
async function rareAnswers(
  env: ProviderTestEnvironment,
  calls: ValidCalls,
  run: ClauseRun,
): Promise<readonly { readonly difference: string; readonly exchange: Exchange }[]> {
  const { provider } = env;
  const answers: { readonly difference: string; readonly exchange: Exchange }[] = [];
  for (const operation of writesOf(calls.signed)) {
    const call: Call = { ...(await calls.call(operation)), idempotencyKey: run.shop.key() };
    const invalid: Call = { ...call, body: jsonBody({}), idempotencyKey: run.shop.key() };
    for (const [difference, each] of [
      [said('keyed-call'), call],
      [said('its-replay'), call],
      [said('keyed-call-not-valid'), invalid],
      [said('its-replay'), invalid],
    ] as const) {
      answers.push({ difference, exchange: await calls.send(each) });
    }
  }
  if (provider.controls.provoking500 && calls.creates) {
    const body = await provider.controls.provoking500(calls.depositBody());
    const call: Call = { ...calls.depositCall(body as Readonly<Record<string, JsonValue>>), idempotencyKey: run.shop.key() };
    answers.push(
      { difference: said('provoked-500'), exchange: await calls.send(call) },
      { difference: said('its-replay'), exchange: await calls.send(call) },
    );
  } else {
    weakWithout(run, 'provokes500', said('no-500-seen'));
  }
  if (provider.unlistedAddress !== undefined && provider.can.has('secondAddress')) {
    for (const operation of calls.operations) {
      const exchange = await provider.send(draftOf(await calls.call(operation)), { from: provider.unlistedAddress });
      answers.push({ difference: said('from-address-not-listed', { id: operation.id }), exchange });
    }
  } else {
    weakWithout(run, 'secondAddress', said('no-unlisted-answer-seen'));
  }
  return answers;
}

/** Fields that may be sent twice, and what a wrong one contains. */
const duplicable = ['date', 'login', 'carrier'] as const satisfies readonly HeaderRole[];

/** The wrong value of a duplicated field: well-formed, but an hour old, nobody's, or another hash. */
function wrongValue(role: HeaderRole, form: Scheme, right: string, now: number, run: ClauseRun): string {
  if (role === 'date') return dateText(form, now - 3_600_000);
  if (role === 'login') return run.shop.like(right);
  const space = right.indexOf(' ') + 1;
  return right.slice(0, space) + right.slice(space).split('').reverse().join('');
}

export const headerTests: readonly ProviderTest[] = [
  {
    clause: 'HDR-01',
    needs: ['signed'],
    run: async (env, run) => {
      const calls = validCalls(env, run);
      await judgeNegativeCases('HDR-01', env, run, calls, calls.signed, (operation) =>
        lacking.filter(({ role }) => headerOf({ form: env.contract.scheme, operation }, role) !== ''),
      );
      const asked = oneOfEach(calls.signed);
      const here = lacking.filter(({ role }) =>
        asked.every((operation) => headerOf({ form: env.contract.scheme, operation }, role) !== ''),
      );
      await refusedAlongAxes('HDR-01', env, run, calls, asked, here);
    },
  },
  {
    clause: 'HDR-02',
    needs: ['idempotent'],
    run: async (env, run) => {
      const calls = validCalls(env, run);
      // Blanks around a field's value are not part of it (RFC 9110 §5.5), so all of these are one blank value, written differently.
      const blank = ['', ' ', '   ', '\t', ' \t '].map(
        (value): NegativeCase => ({
          difference: `${env.contract.scheme.idempotency?.header} ${JSON.stringify(value)}`,
          from: (control) => ({ ...control, idempotencyKey: value }),
        }),
      );
      const honouring = calls.operations.filter((operation) => operation.idempotency === 'honoured');
      const keyed: ValidCalls = {
        ...calls,
        call: async (operation) => ({ ...(await calls.call(operation)), idempotencyKey: run.shop.key() }),
      };
      await judgeNegativeCases('HDR-02', env, run, keyed, honouring, () => blank);
      await refusedAlongAxes('HDR-02', env, run, keyed, honouring.slice(0, 1), blank.slice(0, 1), { inTurn: blank });
      for (const operation of readsOf(calls.signed)) {
        const exchange = await calls.send({ ...(await calls.call(operation)), idempotencyKey: '' });
        run.observe({
          ambiguity: 'C10',
          subject: said('blank-key-on', { id: operation.id, exchange: answerText(exchange) }),
          seen: isSuccess(exchange) ? 'ignored' : 'blank-refused',
        });
      }
    },
  },
  {
    clause: 'HDR-03',
    needs: [],
    run: async (env, run) => {
      const calls = validCalls(env, run);
      run.countCases(calls.operations.length * contentTypes.length);
      await inGroups(run, calls.operations, async (operation) => {
        await acceptedControl(calls, operation);
        const rows: { readonly kind: string; readonly taken: boolean }[] = [];
        for (const { value, kind } of contentTypes) {
          const call = await calls.call(operation);
          const typed =
            value === undefined ? without(call, 'Content-Type') : relined(call, (lines) => withHeader(lines, 'Content-Type', value));
          const exchange = await calls.send(typed);
          rows.push({ kind, taken: isSuccess(exchange) });
          run.observe({
            subject: `${operation.id}, Content-Type ${value === undefined ? 'missing' : JSON.stringify(value)}`,
            seen: answerText(exchange),
          });
        }
        // A call without a body has no content whose type could matter: the list above is complete.
        if (operation.requestBody !== undefined)
          run.observe({ ambiguity: 'C44', subject: operation.id, seen: contentTypeInterpretation(rows) });
      });
    },
  },
  {
    clause: 'HDR-05',
    needs: [],
    run: async (env, run) => {
      const calls = validCalls(env, run);
      for (const operation of calls.operations) {
        const asked = [...provocations(await calls.call(operation), run, env.contract)];
        run.countCases(asked.length);
        await inGroups(run, asked, async ({ difference, call }) =>
          saysJson('HDR-05', await calls.send(call), `${operation.id}: ${difference}`),
        );
      }
      await alongAxes(
        env,
        run,
        calls,
        calls.operations,
        async (varied, operation, { name, anonymous }) => {
          const call = await varied.call(operation);
          const right = await varied.send(call);
          // A server may refuse what is unusual before the implementation, and then the answers do not belong to one.
          if (anonymous || !isSuccess(right)) throw new Indeterminate(answerText(right), 'implementation', [right]);
          const wrong = await varied.send({
            ...call,
            ...(operation.authentication === 'signed' ? { hashAs: backwards } : { secretAs: run.shop.like(call.credentials.readOnlyKey) }),
          });
          for (const exchange of [right, wrong])
            saysJson('HDR-05', exchange, said('sent-otherwise', { id: operation.id, circumstance: name }));
        },
        'all',
      );
      const rare = await rareAnswers(env, calls, run);
      run.countCases(rare.length);
      for (const { difference, exchange } of rare) saysJson('HDR-05', exchange, difference);
    },
  },
  {
    clause: 'HDR-06',
    needs: ['signed', 'wire'],
    run: async (env, run) => {
      const calls = validCalls(env, run);
      run.countCases(calls.signed.length * duplicable.length * 2);
      await inGroups(run, calls.signed, async (operation) => {
        await acceptedControl(calls, operation);
        for (const role of duplicable) {
          const name = headerOf({ form: env.contract.scheme, operation }, role);
          if (name === '') continue;
          const sent: Exchange[] = [];
          for (const rightFirst of [true, false]) {
            const call = await calls.call(operation);
            const now = env.provider.now();
            const doubled = relined(call, (lines) =>
              lines.flatMap((line): readonly HeaderLine[] => {
                if (line[0] !== name) return [line];
                const wrong: HeaderLine = [name, wrongValue(role, call.form, line[1], now, run)];
                return rightFirst ? [line, wrong] : [wrong, line];
              }),
            );
            sent.push(await calls.send(doubled));
          }
          const [rightFirst, wrongFirst] = sent;
          if (rightFirst === undefined || wrongFirst === undefined) continue;
          const mixed = mixedFields.filter(({ role: of }) => of === role);
          const mixes = await Promise.all(
            mixed.map(async ({ change }) => {
              const call = await calls.call(operation);
              return isSuccess(await calls.send({ ...call, ...change(call) }));
            }),
          );
          // Then it is not one of the interpretations which one counts (SIG-03).
          if (mixes.includes(true)) {
            run.observe({ subject: said('two-fields-differ-by-check', { name, id: operation.id }), seen: 'accepted' });
            continue;
          }
          run.observe({
            ambiguity: 'C51',
            subject: said('two-fields-on', {
              name,
              id: operation.id,
              rightFirst: answerText(rightFirst),
              wrongFirst: answerText(wrongFirst),
            }),
            seen: duplicateInterpretation(rightFirst, wrongFirst),
          });
        }
      });
    },
  },
];

/** The interpretation of C51 that a pair of answers shows. */
function duplicateInterpretation(rightFirst: Exchange, wrongFirst: Exchange): string {
  if (isSuccess(rightFirst) && isSuccess(wrongFirst)) return said('either-taken');
  if (isSuccess(rightFirst)) return 'first-wins';
  if (isSuccess(wrongFirst)) return 'last-wins';
  return answerText(rightFirst).endsWith(said('code-101')) && answerText(wrongFirst).endsWith(said('code-101')) ? 'refuse-101' : 'refused';
}
