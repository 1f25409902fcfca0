import { setTimeout as wait } from 'node:timers/promises';
import { strayRequests } from '../../audit/requests/stray.ts';
import { accountKeys, secretKeys } from '../../core/contract/credentials.ts';
import { answerLost, type ClientExchange, served } from '../../core/contract/fault-injection.ts';
import type { Credentials } from '../../core/contract/ledger.ts';
import { type Arrival, type Delivery, noBody } from '../../core/exchange.ts';
import type { Secrets } from '../../core/redaction/redaction.ts';
import { certificates } from '../../mock/certificate.ts';
import { conformingProvider } from '../../mock/conforming-provider.ts';
import { faultInjector } from '../../mock/fault-injector.ts';
import { injectorServer } from '../../mock/injector-server.ts';
import { mockProvider } from '../../mock/provider.ts';
import type { Contract } from '../../schemas/contract.ts';
import type { Profile } from '../../specs/profile.ts';
import { environmentValue, withEnvironment } from '../config/environment.ts';
import { ownKeys } from '../targets/black-box.ts';
import { requestLog } from './request-log.ts';
import { spill } from './spill.ts';
import { type Strays, strayList } from './strays.ts';

export interface ObservingOptions {
  readonly contract: Contract;
  readonly profile: Profile;
  readonly port?: number;
  readonly plainPort?: number;
  /** How far the mock's clock is ahead, ms. */
  readonly clockOffset?: number;
  /** How many of the first creations get no answer. */
  readonly loseAnswers?: number;
  /** Whether payer data is left out of the log. */
  readonly hidesPayer: boolean;
  /** Takes the lines of the log, which contain no key. */
  readonly write: (lines: string) => void;
  /** Called once, when the disk takes no more of what is seen. */
  readonly onFull?: (why: string) => void;
}

const closed: Delivery = { kind: 'closed' };

const strayRefused: Delivery = { kind: 'response', response: { status: 403, headers: [['Content-Length', '0']], body: noBody } };

/** A watched mock: everything that reaches it is kept until it is closed. */
export interface Observing {
  readonly url: string;
  readonly plainUrl: string;
  /** PEM of the authority to trust. */
  readonly ca: string;
  readonly credentials: Credentials;
  /** The variables of keys that are not set, with the invented values that replace them. */
  readonly unset: Readonly<Record<string, string>>;
  readonly secrets: Secrets;
  seen(): readonly ClientExchange[];
  /** Requests of foreign web pages: refused, and judged by nothing. */
  strays(): Strays;
  close(): Promise<void>;
  /** Whether a part of an exchange was lost, because the disk was full. */
  isLost(exchange: Pick<ClientExchange, 'request' | 'answer'>): boolean;
  /** Releases what was seen. */
  forget(): void;
}

/**
 * Starts the mock for an application that is used by hand or by its own tests. Keys come from the variables that the contract names, else they are
 * the documented ones.
 */
export async function startObserving(options: ObservingOptions): Promise<Observing> {
  const { contract, profile, clockOffset = 0, loseAnswers = 0, hidesPayer, write } = options;
  const { keys: credentials, unset } = ownKeys(environmentValue, contract.scheme);
  const peer = '127.0.0.1';
  const hidden = withEnvironment(secretKeys(contract.scheme, credentials), [credentials.apiKey]);
  let url = '';
  const log = requestLog({
    contract,
    scheme: profile.scheme,
    accounts: (environment) => mock.environment(environment).ledger.accounts(),
    hidesPayer,
    url: () => url,
    write: (lines) => write(hidden.redactText(lines)),
  });
  const mock = mockProvider({
    contract,
    profile,
    decisions: log.heard(conformingProvider(contract, profile.interpretations, profile.scheme)),
    now: () => Date.now() + clockOffset,
    accounts: [{ merchant: 'merchant', ...accountKeys([credentials]), addresses: [peer] }],
  });
  const kept = spill(options.onFull === undefined ? {} : { onFull: options.onFull });
  const before = faultInjector({
    mock,
    peer,
    keep: kept.kept,
    pass: (ms) => wait(ms),
    now: Date.now,
    elsewhere: { https: 'https://localhost', http: 'http://localhost' },
  });
  before.script((request, nth) => (request.method === 'POST' && nth <= loseAnswers ? answerLost : served));
  const known = await certificates();
  const isStray = strayRequests({ contract, profile, credentials });
  const strays = strayList();
  const answer = async (arrival: Arrival): Promise<Delivery> => {
    const { request, peer: from } = arrival;
    if (isStray(request)) {
      strays.add({ request, startedAt: Date.now(), peer: from });
      return strayRefused;
    }
    const delivery = await before.answer(arrival, 'configured');
    log.answered(arrival.request, arrival.secure, arrival.secure ? delivery : closed);
    return delivery;
  };
  const secure = await injectorServer({
    host: peer,
    certificates: known,
    answer,
    onTlsFailure: log.handshakeFailed,
    ...(options.port === undefined ? {} : { port: options.port }),
  });
  // A request without TLS is recorded, and gets no answer (TLS-01).
  const plain = await injectorServer({
    host: peer,
    answer: async (arrival) => {
      await answer(arrival);
      return closed;
    },
    ...(options.plainPort === undefined ? {} : { port: options.plainPort }),
  });
  url = `https://${peer}:${secure.port}`;
  return {
    url,
    unset,
    plainUrl: `http://${peer}:${plain.port}`,
    ca: known.ca,
    credentials,
    secrets: hidden,
    seen: () => before.seen(),
    strays: () => strays,
    async close() {
      await Promise.all([secure.close(), plain.close()]);
      mock.close();
    },
    isLost: ({ request, answer }) => kept.isLost(request) || (answer.kind === 'response' && kept.isLost(answer.response)),
    forget: () => kept.close(),
  };
}
