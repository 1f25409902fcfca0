import { randomBytes } from 'node:crypto';
import { dirname, resolve } from 'node:path';
import { Blocked } from '../../core/verdict/blocked.ts';
import { said } from '../../language/sentences.ts';
import { attachPort } from '../../roles/processes/attach-port.ts';
import type { Contract } from '../../schemas/contract.ts';
import { contractFrom } from '../../schemas/contracts.ts';
import type { Profile } from '../../specs/profile.ts';
import type { ClauseTest } from '../../suites/clause-test.ts';
import { clientTests } from '../../suites/client/catalogue.ts';
import { keyUseTests } from '../../suites/key-use/catalogue.ts';
import { receiverTests } from '../../suites/receiver/catalogue.ts';
import { senderTests } from '../../suites/sender/catalogue.ts';
import { clientConfigurationIn, keyUseConfigurationIn, receiverConfigurationIn } from '../config/configuration-file.ts';
import { isSearchable } from '../secret-scan/leaks.ts';
import { type CommandClientOptions, openCommandClient, referenceClient } from '../targets/command-client.ts';
import { openReceiverOf } from '../targets/receiver.ts';
import { examineKeyUse } from '../targets/remote-key-use.ts';
import type { JudgingOptions, RoleOptions } from './judging-options.ts';
import { keysToFind } from './keys.ts';
import { portRefusal } from './ports.ts';
import { type Preparation, repeatOptions, testsOf, usualTimeLimitMs } from './preparation.ts';
import { profileNamed } from './profile.ts';
import type { PartyRun, Role } from './run-file.ts';
import { quoted, UsageError } from './usage.ts';

/** Longer than anybody looks at one clause, ms. */
const withoutLimitMs = 7 * 86_400_000;

/** The options that concern one party only. */
interface Named {
  readonly tests: readonly Pick<ClauseTest<never>, 'clause' | 'operation'>[];
  /** What is tested. */
  readonly subject: string;
  /** The profile of its configuration. */
  readonly profile?: string;
  readonly run?: Pick<PartyRun, 'client' | 'attach' | 'noDeadlines' | 'config' | 'folder' | 'sources' | 'production'>;
  /** What describes it, so that more is owed. */
  readonly circumstances?: PartyRun['circumstances'];
  /** Checks that the party can be opened, before clauses are judged in vain. */
  opens?(profile: Profile): Promise<void>;
}

/** @throws UsageError for options that have no meaning for the party, and for a configuration that cannot be used */
const named: Readonly<Record<Exclude<Role, 'provider'>, (options: JudgingOptions) => Named>> = {
  client({ contract, config, client: given, attach: port, deadlines, mode, sources: named }) {
    const configured = config === undefined ? undefined : clientConfigurationIn(config, contractFrom(contract));
    if (given !== undefined && port !== undefined) throw new UsageError('attach-and-client');
    const client = port === undefined ? (given ?? configured?.command) : undefined;
    if (config !== undefined && client === undefined && port === undefined) throw new UsageError('no-client-command', { config });
    const home = config === undefined ? process.cwd() : dirname(resolve(config));
    const sources = named
      ? named.map((place) => searched(place, process.cwd(), '--sources'))
      : configured?.sources.map((place) => searched(place, home, 'client.sources'));
    if (sources && sources.length > 0) keysToFind(contractFrom(contract), config);
    // Paths on the command line are relative to the reader's folder.
    const folder = given === undefined ? home : process.cwd();
    return {
      tests: clientTests,
      subject: port === undefined ? (client ?? referenceClient) : said('attached-program', { port }),
      ...(configured ? { profile: configured.profile } : {}),
      run: {
        ...(client === undefined ? {} : { client, folder }),
        ...(port === undefined ? {} : { attach: { port, anew: mode === 'certify' } }),
        ...(deadlines === false ? { noDeadlines: true as const } : {}),
        ...(config === undefined ? {} : { config: resolve(config) }),
        ...(sources && sources.length > 0 ? { sources } : {}),
      },
      circumstances: sources && sources.length > 0 ? ['sources'] : [],
      ...(port === undefined ? {} : { opens: () => awaited(port) }),
      // What a debugger holds is not started before it is judged.
      ...(client === undefined || deadlines === false
        ? {}
        : {
            opens: (profile: Profile) =>
              tells({
                contract: contractFrom(contract),
                program: client,
                ...(configured ? { environment: configured.environment } : {}),
                folder,
                profile,
              }),
          }),
    };
  },
  receiver({ contract, config }) {
    if (config === undefined) return { tests: receiverTests, subject: said('reference-receiver') };
    const { url, profile, refundEffects, refund } = receiverConfigurationIn(config, contractFrom(contract));
    return {
      tests: receiverTests,
      subject: url,
      profile,
      run: { config: resolve(config) },
      circumstances: [...(refundEffects ? (['refunds'] as const) : []), ...(refundEffects && refund ? (['own-refunds'] as const) : [])],
      opens: (wanted) => opens(contractFrom(contract), config, wanted),
    };
  },
  'key-use'({ contract, config, production }) {
    if (config === undefined) return { tests: keyUseTests, subject: said('mock-with-mails') };
    const configuration = keyUseConfigurationIn(config, contractFrom(contract));
    const { url, profile } = configuration;
    return {
      tests: keyUseTests,
      subject: url,
      profile,
      run: { config: resolve(config), ...(production ? { production: [...production] } : {}) },
      opens: () => examineKeyUse({ configuration, folder: dirname(resolve(config)), production: production ?? [] }),
    };
  },
  sender({ config }) {
    if (config !== undefined) throw new UsageError('sender-is-mock');
    return { tests: senderTests, subject: said('mock-notifier'), circumstances: ['rotation', 'second-environment'] };
  },
};

/**
 * A folder or a URL in absolute form.
 *
 * @throws UsageError where it is neither
 */
function searched(place: string, home: string, member: string): string {
  const found = /^https?:/.test(place) ? place : resolve(home, place);
  if (!isSearchable(found)) throw new UsageError('member-not-searchable', { member, place: quoted(place) });
  return found;
}

/** Checks that a client can be asked, before clauses are judged in vain. */
async function tells(client: Omit<CommandClientOptions, 'secret'>): Promise<void> {
  const { role } = await openCommandClient({ ...client, secret: randomBytes(24).toString('base64') });
  try {
    await (await role.open()).close();
  } catch (error) {
    throw error instanceof Blocked ? new UsageError('party-unready', { why: error.message }) : error;
  } finally {
    await role.close();
  }
}

/** Sees that programs can connect to a port, and says so. */
async function awaited(port: number): Promise<void> {
  try {
    (await attachPort(port)).close();
  } catch (error) {
    throw portRefusal(error, { '--attach': port });
  }
  process.stderr.write(said('attach-awaited', { port }));
}

async function opens(contract: Contract, config: string, profile: Profile): Promise<void> {
  try {
    const { close } = await openReceiverOf(config, contract, profile, randomBytes(24).toString('base64'));
    await close();
  } catch (error) {
    throw error instanceof Blocked ? new UsageError('party-unready', { why: error.message }) : error;
  }
}

/**
 * Prepares a client, a receiver or a sender. It calls only us, so it needs no budget.
 *
 * @throws UsageError for options, a configuration, a profile or a selection that cannot be used
 */
export function preparedParty(role: keyof typeof named, options: RoleOptions): Preparation {
  if (options.production && role !== 'key-use') throw new UsageError('production-of-provider', { role });
  const contract = contractFrom(options.contract);
  const { tests, subject, profile: usual = contract.profiles[0].id, run, circumstances = [], opens: seen } = named[role](options);
  const profile = profileNamed(contract, options.profile ?? usual);
  const asked = testsOf(tests, options);
  const scale = options.runs ?? 1;
  const described: PartyRun = {
    role,
    circumstances,
    scale,
    timeLimitMs: run?.noDeadlines ? withoutLimitMs : usualTimeLimitMs,
    options: repeatOptions(options, { profile, usual, scale }),
    ...run,
  };
  return {
    profile,
    estimate: () =>
      Promise.resolve(`${asked.map(({ clause }) => clause).join(' ')}\n${said('party-estimate', { asked: asked.length, subject })}\n`),
    described: () => described,
    async ready() {
      await seen?.(profile);
      return described;
    },
  };
}
