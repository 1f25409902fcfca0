import { type Secrets, secrets } from '../../core/redaction/redaction.ts';

/** The variable that may hold the key that signs certificates. */
export const signingVariable = 'COUNTERSIGN_SIGNING_KEY';

// Taken out at once, so that nothing that we start can read it.
const signingKeyText = environmentValue(signingVariable);
delete process.env[signingVariable];

/** What COUNTERSIGN_SIGNING_KEY held at the start. */
export function signingKeyValue(): string | undefined {
  return signingKeyText;
}

/** Our environment with some variables more, for a command of the reader's own. */
export function environmentWith(variables: Readonly<Record<string, string>>): Readonly<Record<string, string | undefined>> {
  return { ...process.env, ...variables };
}

/** A value that the reader set in the environment: how secrets come in. Blank counts as not set. */
export function environmentValue(name: string): string | undefined {
  const value = process.env[name];
  return value === undefined || value === '' ? undefined : value;
}

/** Names of variables that hold a key or a token: ours, those of a second merchant or environment, and whatever else is named like them. */
const secretVariable = /(?:^|_)(?:API_KEY|API_SIGNATURE|READ_ONLY_KEY|SECRET|SECRET_KEY|TOKEN|PASSWORD)$/;

/** What of the environment no message may show. Of fewer than four characters a text cannot be hidden without hiding everything. */
export function environmentSecrets(): Secrets {
  const known = Object.entries(process.env).map(([role, value = '']) => ({ role, value }));
  const signing = signingKeyText === undefined ? [] : [{ role: signingVariable, value: signingKeyText }];
  return secrets([...known.filter(({ role, value }) => secretVariable.test(role) && value.length >= 4), ...signing]);
}
