import { errorCodeIn } from '../../core/contract/answer-body.ts';
import { keyRule } from '../../core/contract/credentials.ts';
import type { Account, Credentials, EnvironmentName } from '../../core/contract/ledger.ts';
import type { Refusal } from '../../core/contract/refusal.ts';
import type { ProviderDecisions } from '../../core/decisions/provider.ts';
import type { Delivery, WireRequest } from '../../core/exchange.ts';
import { type Secret, type Secrets, secrets } from '../../core/redaction/redaction.ts';
import { encodeUtf8 } from '../../core/utf8.ts';
import { visible } from '../../core/visible.ts';
import { said } from '../../language/sentences.ts';
import { closedUnused } from '../../mock/handshakes.ts';
import type { MockProvider } from '../../mock/provider.ts';
import type { Begun } from '../../mock/simulator.ts';
import { queryWithoutPayer } from '../../reports/payer.ts';
import { type RefusedRequest, refusalCause } from '../../reports/refusal-cause.ts';
import { onContract } from '../../reports/reproduction.ts';
import type { Contract } from '../../schemas/contract.ts';
import { withWords } from '../../schemas/error-form.ts';
import type { Scheme } from '../../specs/types/scheme.ts';

/** The mock's decision about a request, as far as it is a refusal. */
interface Decided extends Pick<RefusedRequest, 'refusal' | 'authentication' | 'receivedAt' | 'peer'> {
  readonly environment: EnvironmentName;
  readonly code: string | undefined;
}

export interface RequestLogOptions {
  readonly contract: Contract;
  /** The scheme that the profile has before the hash. */
  readonly scheme: string;
  /** The accounts that an environment knows at the moment. */
  readonly accounts: (environment: EnvironmentName) => readonly Account[];
  /** Keys that no line shows, in addition to those of the accounts. */
  readonly secrets?: readonly Secret[];
  /** Whether parts of bodies and queries are left out, because they may be about a payer. */
  readonly hidesPayer: boolean;
  /** Where a request that came without TLS should have gone. */
  readonly url: () => string;
  /** Takes whole lines, without any key. */
  readonly write: (lines: string) => void;
  /** Only requests that got a 4xx or a 5xx, or no answer, have a line. */
  readonly refusedOnly?: boolean;
  /** Whether the answers to a wrong signature and to a date outside the window say their cause too, which no provider does. */
  readonly explainsInAnswers?: boolean;
}

/** The log of a mock: one line for each request, followed by the cause of a refusal. */
export interface RequestLog {
  /** The same decisions, with a listener. */
  readonly heard: (decisions: ProviderDecisions) => ProviderDecisions;
  /** Writes the line of a request whose answer has been sent, or will not be. Its cause is searched after the answer. */
  readonly answered: (request: WireRequest, secure: boolean, delivery: Delivery) => void;
  /** Writes why TLS connections fail, once for each cause. */
  readonly handshakeFailed: (code: string) => void;
}

/** A tenth of the time may be used for causes, and this much at once, ms: a suite sends hundreds of wrong signatures, a person one. */
const share = 0.1;
const atOnceMs = 2000;

/** Longest line of a cause, and longest target, characters. */
const longestLine = 400;
const longestTarget = 200;

function cut(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest)}…`;
}

/** Keys that no line shows. */
function secretsOf(scheme: Scheme, accounts: readonly Account[], more: readonly Secret[]): Secrets {
  const name = (of: keyof Credentials): string => keyRule(scheme, of)?.name ?? of;
  return secrets([
    ...more,
    ...accounts.flatMap(({ signingSets, readOnlyKeys }) => [
      ...signingSets.map(({ apiSignature }) => ({ role: name('apiSignature'), value: apiSignature })),
      ...readOnlyKeys.map(({ key }) => ({ role: name('readOnlyKey'), value: key })),
    ]),
  ]);
}

export function requestLog(options: RequestLogOptions): RequestLog {
  const { contract, scheme, accounts, hidesPayer, url, write, refusedOnly = false, explainsInAnswers = false } = options;
  const decided = new WeakMap<WireRequest, Decided>();
  const failures = new Set<string>();
  let number = 0;
  let credit = atOnceMs;
  let counted = performance.now();

  const redacted = (text: string): string =>
    secretsOf(contract.scheme, [...accounts('first'), ...accounts('second')], options.secrets ?? []).redactText(text);

  /** The cause of a refusal, within the time for causes. */
  function causeOf(request: WireRequest, { environment, ...refused }: Decided, hidesBody = hidesPayer): readonly string[] {
    const began = performance.now();
    credit = Math.min(atOnceMs, credit + (began - counted) * share);
    counted = began;
    const lines = refusalCause(
      { request, ...refused },
      {
        contract,
        scheme,
        accounts: accounts(environment),
        otherAccounts: accounts(environment === 'first' ? 'second' : 'first'),
        searches: credit > 0,
        hidesBody,
      },
    );
    credit -= performance.now() - began;
    return lines.map((line) => onContract(line, contract.source));
  }

  /** An answer whose description has the cause, without a key and without parts of the body. */
  function explained(answer: ReturnType<ProviderDecisions['answerTo']>, request: WireRequest, known: Decided): typeof answer {
    const { body } = answer;
    if (!explainsInAnswers || body === undefined || !['signature-wrong', 'date-outside'].includes(known.refusal.because)) return answer;
    const cause = () => causeOf(request, known, true).map((line) => line.trim());
    const more = (words: string): string => redacted([words, cause().join(' ')].filter((text) => text !== '').join(': '));
    return { ...answer, body: withWords(contract, body, more) };
  }

  function outcome(request: WireRequest, secure: boolean, delivery: Delivery): readonly string[] {
    const known = decided.get(request);
    const { response } = delivery.kind === 'silent' ? {} : delivery;
    if (delivery.kind !== 'response' || response === undefined) {
      return [said('answer-none'), secure ? said('answer-lost-on-purpose') : said('refused-plain-http', { url: url() })];
    }
    const { status } = response;
    if (known === undefined) return status >= 400 ? [String(status), said('refused-kept')] : [String(status)];
    const first = known.code === undefined ? String(status) : said('answer-code', { status, code: known.code });
    return [first, ...causeOf(request, known)];
  }

  function line(at: number, request: WireRequest, secure: boolean, delivery: Delivery): void {
    const target = cut(visible(Buffer.from(hidesPayer ? queryWithoutPayer(request.target) : request.target, 'latin1')), longestTarget);
    const [first = '', cause, ...more] = outcome(request, secure, delivery);
    const lines = [
      cause === undefined ? first : `${first}  ${cut(cause, longestLine)}`,
      ...more.map((text) => `      ${cut(text, longestLine)}`),
    ];
    write(redacted(`${at}  ${visible(Buffer.from(request.method, 'latin1'))} ${target}  ${lines.join('\n')}\n`));
  }

  function unread(status: number, request: WireRequest, known: Decided): void {
    const first = known.code === undefined ? String(status) : said('answer-code', { status, code: known.code });
    write(redacted(`-  HTTP  ${first}  ${causeOf(request, known).join(' ')}\n`));
  }

  return {
    heard: (decisions) => ({
      ...decisions,
      answerTo: (refusal, call, expected) => {
        const answer = decisions.answerTo(refusal, call, expected);
        const { body } = answer;
        const code =
          body === undefined
            ? undefined
            : errorCodeIn({ status: answer.status, body: encodeUtf8(JSON.stringify(body)) }, contract.errorMembers);
        const known = decidedOf(refusal, call, code);
        // What never became a request has no later line.
        if (call.arrival.request.method === '') setImmediate(() => unread(answer.status, call.arrival.request, known));
        else decided.set(call.arrival.request, known);
        return explained(answer, call.arrival.request, known);
      },
    }),
    answered(request, secure, delivery) {
      number += 1;
      const at = number;
      const refused = delivery.kind !== 'response' || delivery.response.status >= 400;
      if (!refused && refusedOnly) return;
      if (refused) setImmediate(() => line(at, request, secure, delivery));
      else line(at, request, secure, delivery);
    },
    handshakeFailed(code) {
      if (failures.has(code)) return;
      failures.add(code);
      const text = /HTTP_REQUEST/.test(code)
        ? said('tls-plain-http', { url: url() })
        : code === closedUnused
          ? said('tls-unused')
          : /ALERT_(?:UNKNOWN_CA|BAD_CERTIFICATE|CERTIFICATE_UNKNOWN)/.test(code)
            ? said('tls-not-trusted', { code })
            : said('tls-failed', { code });
      write(`-  TLS  ${text}\n`);
    },
  };
}

function decidedOf(refusal: Refusal, call: Parameters<ProviderDecisions['answerTo']>[1], code: string | undefined): Decided {
  const { arrival, environment, now, operation } = call;
  return { refusal, environment, code, peer: arrival.peer, receivedAt: now, authentication: operation?.authentication };
}

/** The same mock, which reports each of its answers to a log. */
export function logged(mock: MockProvider, log: Pick<RequestLog, 'answered'>): MockProvider {
  const followed = (begun: Begun, report: (delivery: Delivery) => void): Begun => {
    switch (begun.kind) {
      case 'answer':
        report(begun.delivery);
        return begun;
      case 'wait':
        return { ...begun, again: () => followed(begun.again(), report) };
      case 'work':
        return {
          ...begun,
          commit() {
            const delivery = begun.commit();
            report(delivery);
            return delivery;
          },
        };
    }
  };
  return {
    ...mock,
    environment(name) {
      const environment = mock.environment(name);
      const { simulator } = environment;
      return {
        ...environment,
        simulator: {
          ...simulator,
          begin: (arrival) => followed(simulator.begin(arrival), (delivery) => log.answered(arrival.request, arrival.secure, delivery)),
        },
      };
    },
  };
}
