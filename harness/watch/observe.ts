import { setTimeout as wait } from 'node:timers/promises';
import { accountKeys, secretKeys } from '../../core/contract/credentials.ts';
import { answerLost, type ClientExchange, served } from '../../core/contract/fault-injection.ts';
import type { Credentials } from '../../core/contract/ledger.ts';
import { type Secrets, secrets } from '../../core/redaction/redaction.ts';
import { certificates } from '../../mock/certificate.ts';
import { faultInjector } from '../../mock/fault-injector.ts';
import { injectorServer } from '../../mock/injector-server.ts';
import { mockProvider } from '../../mock/provider.ts';
import type { Contract } from '../../schemas/contract.ts';
import type { Profile } from '../../specs/profile.ts';
import { environmentValue } from '../config/environment.ts';
import { documentedKeys } from '../targets/black-box.ts';
import { spill } from './spill.ts';

export interface ObservingOptions {
  readonly contract: Contract;
  readonly profile: Profile;
  readonly port?: number;
  readonly plainPort?: number;
  /** How far the mock's clock is ahead, ms. */
  readonly clockOffset?: number;
  /** The answers to so many creations are lost, the first ones. */
  readonly loseAnswers?: number;
  /** Called for each request when its answer has left. */
  readonly onExchange: (exchange: ClientExchange) => void;
}

/** A mock that is watched: everything that reaches it is kept until it is closed. */
export interface Observing {
  readonly url: string;
  readonly plainUrl: string;
  /** PEM of the authority to trust. */
  readonly ca: string;
  readonly credentials: Credentials;
  readonly secrets: Secrets;
  seen(): readonly ClientExchange[];
  close(): Promise<void>;
  /** Lets what was seen go. */
  forget(): void;
}

/** Starts the mock for an application that is used by hand or by its own tests. Keys come from API_KEY, API_SIGNATURE and READ_ONLY_KEY, else they are the documented ones. */
export async function startObserving(options: ObservingOptions): Promise<Observing> {
  const { contract, profile, clockOffset = 0, loseAnswers = 0, onExchange } = options;
  const credentials: Credentials = {
    apiKey: environmentValue('API_KEY') ?? documentedKeys.apiKey,
    apiSignature: environmentValue('API_SIGNATURE') ?? documentedKeys.apiSignature,
    readOnlyKey: environmentValue('READ_ONLY_KEY') ?? documentedKeys.readOnlyKey,
  };
  const peer = '127.0.0.1';
  const mock = mockProvider({
    contract,
    profile,
    now: () => Date.now() + clockOffset,
    accounts: [{ merchant: 'merchant', ...accountKeys([credentials]), addresses: [peer] }],
  });
  const kept = spill();
  const before = faultInjector({
    mock,
    peer,
    keep: kept.kept,
    pass: (ms) => wait(ms),
    now: Date.now,
    elsewhere: { https: 'https://localhost', http: 'http://localhost' },
    onExchange,
  });
  before.script((request, nth) => (request.method === 'POST' && nth <= loseAnswers ? answerLost : served));
  const known = await certificates();
  const answer = (arrival: Parameters<typeof before.answer>[0]) => before.answer(arrival, 'configured');
  const secure = await injectorServer({
    host: peer,
    certificates: known,
    answer,
    ...(options.port === undefined ? {} : { port: options.port }),
  });
  // What comes without TLS is seen, and gets no answer (TLS-01).
  const plain = await injectorServer({
    host: peer,
    answer: async (arrival) => {
      await answer(arrival);
      return { kind: 'closed' };
    },
    ...(options.plainPort === undefined ? {} : { port: options.plainPort }),
  });
  return {
    url: `https://${peer}:${secure.port}`,
    plainUrl: `http://${peer}:${plain.port}`,
    ca: known.ca,
    credentials,
    secrets: secrets(secretKeys(credentials)),
    seen: () => before.seen(),
    async close() {
      await Promise.all([secure.close(), plain.close()]);
      mock.close();
    },
    forget: () => kept.close(),
  };
}
