import { secretKeys } from '../../core/contract/credentials.ts';
import type { Credentials } from '../../core/contract/ledger.ts';
import type { Secret } from '../../core/redaction/redaction.ts';
import { said } from '../../language/sentences.ts';
import type { Contract } from '../../schemas/contract.ts';
import type { CountersignYaml } from '../../specs/types/configuration.ts';
import { mustBeProfile, mustDiffer } from './agreement.ts';
import { meaning, missing } from './complaint.ts';
import { ConfigurationError } from './configuration-error.ts';
import { readMembers } from './configuration-members.ts';
import { usualDeadlines } from './deadlines.ts';
import { type Limits, usualLimits } from './limits.ts';
import type { Wrong } from './member-path.ts';
import { type Recipe, recipeOf } from './recipe.ts';
import type { Environment } from './variables.ts';

/** The receiver of a `countersign.yaml` as read. It contains secrets and is never written. */
export interface ReceiverConfiguration {
  /** Where it takes notifications. */
  readonly url: string;
  readonly profile: string;
  /** File (PEM), relative to the configuration file. */
  readonly ca?: string;
  /** Its keys; invented ones where it gets them when it starts. */
  readonly merchant?: Credentials;
  /** A further merchant whose notifications come to the same URL. */
  readonly further?: Credentials;
  /** Where the status API listens that it asks. */
  readonly statusApi: { readonly host?: string; readonly port?: number };
  /** Addresses of the sender that it has on a list. */
  readonly senderAddresses: readonly string[];
  /** It needs no orders. */
  readonly registersNothing: boolean;
  readonly register?: Recipe;
  readonly releases?: Recipe;
  readonly rotate?: Recipe;
  /** Each reports how often something other than the release was done. */
  readonly effects?: readonly Recipe[];
  /** Tells how often a refund was counted. */
  readonly refundEffects?: Recipe;
  /** Lets the shop refund an order. */
  readonly refund?: Recipe;
  /** Sets its clock ahead. */
  readonly advanceClock?: Recipe;
  /** Opens the page that the payer comes back to. */
  readonly returnPage?: Recipe;
  readonly stop?: Recipe;
  readonly start?: {
    readonly command: readonly string[];
    readonly environment: Readonly<Record<string, string>>;
    /** Relative to the configuration file. */
    readonly folder?: string;
    readonly seconds: number;
  };
  /** Seconds. */
  readonly deadlines: { readonly answer: number; readonly heal: number; readonly settle: number };
  readonly limits: Limits;
  /** Everything in it that no output may show, with its member. */
  readonly secrets: readonly Secret[];
}

/** The time limits for a receiver, in seconds, by default. */
export const usualReceiverDeadlines: ReceiverConfiguration['deadlines'] = { answer: 10, heal: 20, settle: 0.1 };

type ReceiverMembers = NonNullable<CountersignYaml['receiver']>;

/**
 * Reads the receiver of a `countersign.yaml`.
 * @throws ConfigurationError for the first thing that is wrong, or where the file names no receiver
 */
export function readReceiverConfiguration(text: string, environment: Environment, contract: Contract): ReceiverConfiguration {
  const { members, found, wrong } = readMembers(text, environment, contract.scheme);
  const { receiver, merchant, furtherMerchant: further } = members;
  if (!receiver) throw new ConfigurationError('configuration-wrong', { what: missing('receiver') });
  agree(receiver, merchant, contract, wrong);
  const { url, profile = contract.profiles[0].id, ca, statusApi = {}, deadlines } = receiver;
  const limits = { ...usualLimits, ...members.limits };
  return {
    url,
    profile,
    ...(ca === undefined ? {} : { ca }),
    ...(merchant ? { merchant } : {}),
    ...(further ? { further } : {}),
    statusApi,
    senderAddresses: receiver.senderAddresses ?? [],
    registersNothing: receiver.register === 'none',
    ...recipesOf(receiver, members.deadlines?.recipe ?? usualDeadlines.recipe, limits.answerBytes),
    ...(receiver.start ? { start: { environment: {}, seconds: 20, ...receiver.start } } : {}),
    deadlines: { ...usualReceiverDeadlines, ...deadlines },
    limits,
    secrets: [
      ...(merchant ? secretKeys(contract.scheme, merchant) : []),
      ...(further ? secretKeys(contract.scheme, further) : []),
      ...found,
    ],
  };
}

/** What a schema cannot check: that names exist and that members go together. */
function agree(receiver: ReceiverMembers, merchant: Credentials | undefined, contract: Contract, wrong: Wrong): void {
  // A free port replaces {port} when the receiver is started.
  if (!URL.canParse(receiver.url.replace('{port}', '1')))
    wrong(['receiver', 'url'], said('is-no-url', { meaning: meaning(['receiver', 'url']) }));
  if (receiver.profile !== undefined) mustBeProfile(['receiver', 'profile'], receiver.profile, contract, wrong);
  if (merchant) mustDiffer(contract.scheme, ['merchant'], merchant, wrong);
  if (receiver.start) return;
  if (receiver.url.includes('{port}')) wrong(['receiver', 'url'], said('url-needs-port', { placeholder: '{port}' }));
  if (!merchant) wrong(['receiver'], said('receiver-without-keys', { form: '\u0024{NAME}' }));
}

function recipesOf(
  { register, releases, rotate, stop, returnPage, effects, refundEffects, refund, advanceClock }: ReceiverMembers,
  seconds: number,
  answerBytes: number,
): Pick<
  ReceiverConfiguration,
  'register' | 'releases' | 'rotate' | 'stop' | 'returnPage' | 'effects' | 'refundEffects' | 'refund' | 'advanceClock'
> {
  const page = typeof returnPage === 'string' ? { request: { url: returnPage } } : returnPage;
  const given = {
    register: register === 'none' ? undefined : register,
    releases,
    rotate,
    stop,
    refundEffects,
    refund,
    advanceClock,
    returnPage: page,
  };
  const recipes = Object.entries(given).flatMap(([name, recipe]) => (recipe ? [[name, recipeOf(recipe, seconds, answerBytes)]] : []));
  return { ...Object.fromEntries(recipes), ...(effects ? { effects: effects.map((one) => recipeOf(one, seconds, answerBytes)) } : {}) };
}
