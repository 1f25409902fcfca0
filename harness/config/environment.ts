import { type Secret, type Secrets, secrets } from '../../core/redaction/redaction.ts';
import { startedVariable } from '../../roles/processes/process-tree.ts';
import schema from '../../schemas/configured-names.schema.json' with { type: 'json' };
import { readBack } from '../../schemas/read-back.ts';
import type { ConfiguredNames } from '../../specs/types/configured-names.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The variable that passes on which names a configuration asks for. */
const configuredVariable = 'COUNTERSIGN_CONFIGURED';

/** Variables by which our own processes find each other. No other program needs them. */
const ourName = /^COUNTERSIGN_/;

/** The variable that may hold the key that signs certificates. */
export const signingVariable = 'COUNTERSIGN_SIGNING_KEY';

// Removed at once, so that no program that we start can read it.
const signingKeyText = environmentValue(signingVariable);
delete process.env[signingVariable];

/** What COUNTERSIGN_SIGNING_KEY held at the start. */
export function signingKeyValue(): string | undefined {
  return signingKeyText;
}

/** What every program needs to run at all, and the mark by which we find what we started. No configuration removes it. */
const basic: ReadonlySet<string> = new Set(['PATH', 'HOME', 'LANG', 'TMPDIR', startedVariable]);

/** Names under which our documentation asks for keys and tokens. */
const documentedName = /(?:API_KEY|API_SIGNATURE|READ_ONLY_KEY|TOKEN)$|^NEW_|^COUNTERSIGN_/i;

/** An API Key may be a login: as a part of another value, such as a folder, it is not a secret. */
const loginName = /API_KEY$|LOGIN$/i;

/** Names that a configuration asks for, each with whether its value is a secret. A process that works for another one gets them from that one. */
const configured = new Map(
  readBack<ConfiguredNames>(`The variable ${configuredVariable}`, JSON.parse(process.env[configuredVariable] ?? '[]'), schema),
);

/** A variable that a configuration asks for: from now on no program of the reader gets it. */
export function configuredValue(name: string, isSecret: boolean): string | undefined {
  configured.set(name, isSecret || configured.get(name) === true);
  return environmentValue(name);
}

/** Our whole environment with some variables more, for a process of ours that works for the same run. */
export function wholeEnvironment(more: Environment): Environment {
  return { ...process.env, [configuredVariable]: JSON.stringify([...configured]), ...more };
}

/** The environment of a process that needs no variable of the reader's. */
export function basicEnvironment(): Environment {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => basic.has(name)));
}

/** An environment for a program of the reader. */
export interface ReadersEnvironment {
  readonly variables: Environment;
  /** Names of the variables that were removed and not added again, sorted. */
  readonly takenOut: readonly string[];
}

/** A shorter value of a configuration occurs in other variables by chance. */
const shortestDistinct = 8;

function configuredSecrets(): readonly Secret[] {
  return [...configured].flatMap(([role, isSecret]) => {
    const value = environmentValue(role) ?? '';
    return isSecret && value.length >= shortestDistinct ? [{ role, value }] : [];
  });
}

/**
 * The reader's environment without our keys: without what a configuration asks for, what has the value of a configured secret or contains one in any
 * spelling, and names like those of our keys.
 *
 * @param more what the program gets in any case
 */
export function readersEnvironment(more: Readonly<Record<string, string>> = {}): ReadersEnvironment {
  const secret = configuredSecrets();
  const values = new Set(secret.map(({ value }) => value));
  const within = secrets(secret.filter(({ role }) => !loginName.test(role)));
  const isKey = ([name, value = '']: readonly [string, string | undefined]): boolean =>
    !basic.has(name) && (configured.has(name) || documentedName.test(name) || values.has(value) || within.rolesIn(value).length > 0);
  const all = Object.entries(process.env);
  return {
    variables: { ...Object.fromEntries(all.filter((entry) => !isKey(entry))), ...more },
    takenOut: all.flatMap((entry) => (isKey(entry) && !ourName.test(entry[0]) && !Object.hasOwn(more, entry[0]) ? [entry[0]] : [])).sort(),
  };
}

/** A value that the reader set in the environment: how secrets come in. Blank counts as unset. */
export function environmentValue(name: string): string | undefined {
  const value = process.env[name];
  return value === undefined || value === '' ? undefined : value;
}

/** Names of variables that contain a key or a token: ours, those of a second merchant or environment, and others with similar names. */
const secretVariable = /(?:^|_)(?:API_KEY|API_SIGNATURE|READ_ONLY_KEY|SECRET|SECRET_KEY|TOKEN|PASSWORD)$/;

/** A text of fewer than four characters cannot be masked without masking everything. */
const shortestHidden = 4;

/** The values of the environment that no message may show. */
export function environmentSecrets(): Secrets {
  return secrets(secretsOfEnvironment(shortestHidden));
}

/**
 * What a command masks in what it writes about others: its own secrets, and those of the environment. A short value of the environment is in a report
 * by chance.
 *
 * @param known those of the command itself, which keep their roles
 * @param logins API Keys, which a report shows
 */
export function withEnvironment(known: readonly Secret[], logins: readonly (string | undefined)[]): Secrets {
  return secrets([
    ...known.filter(({ value }) => value.length >= shortestHidden),
    ...secretsOfEnvironment(shortestDistinct).filter(({ value }) => !logins.includes(value)),
  ]);
}

function secretsOfEnvironment(shortest: number): readonly Secret[] {
  const known = Object.entries(process.env).map(([role, value = '']) => ({ role, value }));
  const signing = signingKeyText === undefined ? [] : [{ role: signingVariable, value: signingKeyText }];
  return [...known.filter(({ role, value }) => secretVariable.test(role) && value.length >= shortest), ...configuredSecrets(), ...signing];
}
