import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { byVariable, padded, secretKeys } from '../../core/contract/credentials.ts';
import { type Arrival, noBody } from '../../core/exchange.ts';
import { type Secret, type Secrets, secrets } from '../../core/redaction/redaction.ts';
import { Blocked } from '../../core/verdict/blocked.ts';
import { said } from '../../language/sentences.ts';
import { type Certificates, certificates } from '../../mock/certificate.ts';
import { type FaultInjector, faultInjector } from '../../mock/fault-injector.ts';
import { type InjectorServer, injectorServer } from '../../mock/injector-server.ts';
import { mockProvider } from '../../mock/provider.ts';
import type { ClientRole, ClientSession, SessionWishes } from '../../roles/client.ts';
import type { AttachPort } from '../../roles/processes/attach-port.ts';
import {
  attachedClient,
  type ClientCapabilities,
  type ClientProcess,
  protocolVersion,
  startClientProcess,
} from '../../roles/processes/client-process.ts';
import { temporaryFolder } from '../../roles/processes/temporary-folder.ts';
import type { Contract } from '../../schemas/contract.ts';
import type { Capability } from '../../specs/capability.ts';
import type { Profile } from '../../specs/profile.ts';
import { type ClientDeadlines, usualClientDeadlines } from '../config/client-configuration.ts';
import { readersEnvironment } from '../config/environment.ts';
import { leaksIn } from '../secret-scan/leaks.ts';
import { steadyMs } from '../steady.ts';
import { lastWords } from './last-words.ts';
import { mockMerchants, samplesOf, withNewSet } from './merchants.ts';
import { withTakenOut } from './taken-out.ts';

export interface CommandClientOptions {
  readonly contract: Contract;
  readonly profile: Profile;
  /** A shell command line, or the port to which the owner's programs connect. */
  readonly program: string | Attached;
  /** Variables for it, in addition to those of this process. */
  readonly environment?: Readonly<Record<string, string>>;
  /** The folder that the command runs in. */
  readonly folder?: string;
  /** What the merchant publishes, and the merchant's own keys, which are searched for there (AUT-10). */
  readonly sources?: { readonly places: readonly string[]; readonly keys: readonly Secret[] };
  /** Instead of the usual ones. */
  readonly deadlines?: ClientDeadlines;
  /** Whether each answer is waited for without end, as a debugger needs it. */
  readonly noDeadlines?: boolean;
  /** Unguessable text from which the keys are drawn. */
  readonly secret: string;
}

/** Programs that the reader starts, each of which connects for one session. */
export interface Attached {
  /** It is closed with the client. */
  readonly port: AttachPort;
  /** Whether each session needs a program that was started anew. */
  readonly anew: boolean;
}

/** A client program behind a fault injector. */
export interface CommandClient {
  readonly role: ClientRole;
  readonly url: string;
  readonly secrets: Secrets;
}

/** The command of our own client, which is judged where none is named. */
export const referenceClient = `"${process.execPath}" "${fileURLToPath(
  new URL(`../../references/client.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`, import.meta.url),
)}"`;

const usualDeadlineMs = 10_000;

/** How long a program may take to connect, ms. */
const attachMs = 60_000;

/** A request without TLS that came to a port for TLS: the server ends it unread. */
const unread: Arrival = { request: { method: 'GET', target: '/', headers: [], body: noBody }, peer: '', secure: false };

/** Hosts of the fault injector. */
const direct = '127.0.0.1,localhost';

/** After this many questions without an answer in a row, the program is not asked any more. */
const mostSilences = 4;

const capabilityOf: Readonly<Record<string, Capability>> = {
  createDeposit: 'createsDeposits',
  createRefund: 'createsRefunds',
  refundStatus: 'asksRefunds',
  depositStatus: 'asksStatus',
  paymentMethods: 'asksLookups',
};

/**
 * Opens a merchant's client by its command: starts the fault injector on loopback, and asks the program once for its capabilities. Where it gives
 * none, none of its sessions can be opened.
 */
export async function openCommandClient({
  contract,
  profile,
  program,
  environment = {},
  folder: workplace,
  sources,
  deadlines = usualClientDeadlines,
  noDeadlines = false,
  secret,
}: CommandClientOptions): Promise<CommandClient> {
  const merchants = mockMerchants(secret, contract.scheme);
  let shiftMs = 0;
  const rotated = mockMerchants(`${secret} rotated`, contract.scheme).merchant;
  const mock = mockProvider({ contract, profile, now: () => Date.now() + shiftMs, accounts: withNewSet(merchants, rotated) });
  const folder = temporaryFolder('client');
  const servers: InjectorServer[] = [];
  const elsewhere = { https: '', http: '' };
  // A delayed answer does not hold up the end.
  const before = faultInjector({
    mock,
    peer: merchants.listedAddress,
    pass: (ms) => wait(ms, undefined, { ref: false }),
    now: Date.now,
    elsewhere,
  });
  const host = '127.0.0.1';
  const start = async (where: string, known?: Certificates): Promise<number> => {
    const server = await injectorServer({
      host,
      ...(known ? { certificates: known } : {}),
      answer: (arrival) => before.answer(arrival, where),
      // Anybody can read what is sent there before a handshake.
      onTlsFailure: (code) => void (code === 'ERR_SSL_HTTP_REQUEST' && before.answer(unread, 'plain HTTP')),
    });
    servers.push(server);
    return server.port;
  };
  const ends = Date.now() - 86_400_000;
  const span = { from: new Date(ends - 86_400_000 * 30), until: new Date(ends) };
  const [good, own, unknown, otherHost, old] = await Promise.all([
    certificates(),
    certificates({ selfSigned: true }),
    certificates(),
    certificates({ addresses: [], names: ['other.example'] }),
    certificates({ valid: span }),
  ]);
  // The authorities of the bad certificates are trusted too, so that each of them is bad for one reason only.
  const caFile = join(folder.path, 'ca.pem');
  writeFileSync(caFile, good.ca + otherHost.ca + old.ca);
  const urls = {
    configured: `https://${host}:${await start('configured', good)}`,
    'self-signed': `https://${host}:${await start('self-signed', own)}`,
    'unknown-authority': `https://${host}:${await start('unknown-authority', unknown)}`,
    'wrong-host': `https://${host}:${await start('wrong-host', otherHost)}`,
    expired: `https://${host}:${await start('expired', old)}`,
    plain: `http://${host}:${await start('plain')}`,
  };
  elsewhere.https = `https://localhost:${await start('elsewhere', good)}`;
  elsewhere.http = `http://localhost:${await start('elsewhere')}`;
  const close = async (): Promise<void> => {
    await Promise.all(servers.map((server) => server.close()));
    mock.close();
    if (typeof program !== 'string') program.port.close();
    folder.remove();
  };

  function variablesFor({ at, zone, locale, deadlineMs: wished, keys = merchants.merchant, padding }: SessionWishes) {
    return {
      ...environment,
      BASE_URL: at === 'elsewhere' ? elsewhere.https : urls[at ?? 'configured'],
      CA_FILE: caFile,
      ...byVariable(contract.scheme, padding ? padded(keys, padding.before, padding.after) : keys),
      DEADLINE_MS: String(deadlineFor(wished)),
      // The fault injector is on this machine: a proxy that the shell names for other hosts does not reach it.
      NO_PROXY: direct,
      no_proxy: direct,
      ...(zone === undefined ? {} : { TZ: zone }),
      ...(locale === undefined ? {} : { LC_ALL: locale, LANG: locale }),
    };
  }
  async function launched(wishes: SessionWishes): Promise<ClientProcess> {
    const variables = variablesFor(wishes);
    const asking = { deadlineMs: noDeadlines ? Number.POSITIVE_INFINITY : deadlineFor(wishes.deadlineMs), now: steadyMs };
    if (typeof program === 'string')
      return startClientProcess({
        command: program,
        ...(workplace === undefined ? {} : { folder: workplace }),
        environment: readersEnvironment(variables).variables,
        ...asking,
      });
    const { port } = program;
    const socket = await port.next(noDeadlines ? Number.POSITIVE_INFINITY : attachMs);
    if (socket === undefined) throw new Blocked('target-gone', said('nothing-attached', { port: port.port, seconds: attachMs / 1000 }));
    return attachedClient(socket, variables, asking);
  }

  // No deadline is shorter than the client can keep.
  let leastMs = (deadlines.question ?? 0) * 1000;
  const deadlineFor = (wished = usualDeadlineMs): number => Math.max(wished, leastMs);
  const keys = [...secretKeys(contract.scheme, merchants.merchant), ...secretKeys(contract.scheme, rotated), ...(sources?.keys ?? [])];
  let stated: ClientCapabilities | string;
  let endedAtOnce = false;
  try {
    const first = await launched({});
    stated = await first.capabilities();
    // A variable of the configuration may hold a key of the reader's own, and a short value is not a key.
    const own = Object.entries(environment).flatMap(([role, value]) => (value.length < 8 ? [] : [{ role, value }]));
    const shown = lastWords(secrets([...keys, ...own]).redactText(first.log()));
    if (typeof stated === 'string' && shown !== '') stated = said('ended-saying', { why: stated, shown });
    endedAtOnce = typeof program === 'string' && !first.runs();
    await first.close();
  } catch (error) {
    if (!(error instanceof Blocked)) throw error;
    stated = error.message;
  }
  if (typeof stated !== 'string' && deadlines.question === undefined) leastMs = stated.deadlineMs ?? 0;
  /** The processes that have had a session, and whether the next session needs another one. */
  const known = new Set(typeof stated === 'string' ? [] : [stated.process]);
  let hasCrashed = false;
  const mustBeNew = ({ zone, locale }: SessionWishes): boolean =>
    typeof program !== 'string' && (program.anew || hasCrashed || zone !== undefined || locale !== undefined);
  const operations = typeof stated === 'string' ? Object.keys(capabilityOf) : stated.operations;
  let silences = 0;
  const role: ClientRole = {
    can: new Set([...operations.flatMap((operation) => capabilityOf[operation] ?? []), ...(sources ? ['showsSources' as const] : [])]),
    keys: merchants.merchant,
    newKeys: rotated,
    samples: samplesOf(contract),
    now: Date.now,
    pass: (ms) => wait(ms),
    recoveryMs: deadlines.recovery * 1000,
    hidesItsLog: typeof program !== 'string',
    ...(sources ? { published: () => leaksIn(sources.places, secrets(sources.keys)) } : {}),
    close,
    async open(wishes = {}) {
      if (typeof stated === 'string') {
        if (typeof program !== 'string') throw new Blocked('target-gone', said('attached-without-capabilities', { why: stated }));
        const why = said('client-without-capabilities', { why: stated, command: program });
        const { takenOut } = readersEnvironment(variablesFor({}));
        // What it lacks may have been removed by us, and then the configuration has to give it.
        throw new Blocked(
          endedAtOnce && takenOut.length > 0 ? 'recipe-failed' : 'target-gone',
          endedAtOnce ? withTakenOut(why, takenOut, 'client.environment') : why,
        );
      }
      if (stated.protocol !== protocolVersion)
        throw new Blocked('recipe-failed', said('client-protocol-old', { protocol: stated.protocol }));
      if (silences >= mostSilences) throw new Blocked('target-gone', said('client-silent', { silences }));
      before.clear();
      shiftMs = 0;
      const process = await launched(wishes);
      // After it has given its capabilities it has started: no question includes the start of a runtime. One that ends here is asked anyway, and
      // reports why.
      const capabilities = await process.capabilities();
      if (typeof capabilities === 'string' && process.runs()) {
        silences += 1;
        await process.close();
        throw new Blocked('target-gone', said('client-changed'));
      }
      const name = typeof capabilities === 'string' ? undefined : capabilities.process;
      if (typeof capabilities !== 'string' && mustBeNew(wishes) && (name === undefined || known.has(name))) {
        await process.close();
        throw new Blocked('recipe-failed', said('attached-not-new'));
      }
      known.add(name);
      hasCrashed = false;
      return sessionOf(process, before, deadlineFor(wishes.deadlineMs), {
        shift: (ms) => {
          shiftMs = ms;
        },
        answered: (did) => {
          silences = did ? 0 : silences + 1;
        },
        crashed: () => {
          hasCrashed = true;
        },
      });
    },
  };
  return {
    role,
    url: urls.configured,
    secrets: secrets(keys),
  };
}

interface Notes {
  shift(ms: number): void;
  answered(did: boolean): void;
  crashed(): void;
}

function sessionOf(process: ClientProcess, before: FaultInjector, deadlineMs: number, { shift, answered, crashed }: Notes): ClientSession {
  return {
    deadlineMs,
    async ask(question) {
      const outcome = await process.ask(question);
      answered(outcome.kind === 'ok' || outcome.kind === 'failed');
      return outcome;
    },
    script: (script) => before.script(script),
    seen: () => before.seen(),
    log: () => process.log(),
    shiftClock: shift,
    crash() {
      crashed();
      process.crash();
    },
    close: () => process.close(),
  };
}
