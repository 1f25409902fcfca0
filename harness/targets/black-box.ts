import { relative } from 'node:path';
import { accountKeys, keyRule } from '../../core/contract/credentials.ts';
import type { Account, Credentials } from '../../core/contract/ledger.ts';
import { secretText } from '../../core/contract/scheme.ts';
import type { JsonValue } from '../../core/json.ts';
import { demoKeys } from '../../mock/demo-keys.ts';
import { hasCode, storesResources } from '../../mock/effects/catalogue.ts';
import { type Contract, mainResource } from '../../schemas/contract.ts';
import type { Scheme } from '../../specs/types/scheme.ts';
import { keyLines } from '../config/initial.ts';

/** The merchants of the black-box mock: two in the first environment, and the first one's other keys in the second. */
export interface BlackBoxMerchants {
  readonly merchant: Credentials;
  readonly secondMerchant: Credentials;
  readonly secondEnvironment: Credentials;
}

/** The prefix of the variables of a set, before the names of the contract. */
const prefixes = { merchant: '', secondMerchant: 'SECOND_', secondEnvironment: 'SECOND_ENVIRONMENT_' } as const;

/** The keys of the black-box mock unless the environment names others: invented ones that open nothing. */
const documentedSets: BlackBoxMerchants = {
  merchant: demoKeys,
  secondMerchant: { apiKey: 'stgDemoSecondQ7', apiSignature: 'stgDemoSignature_fedcba9876543210', readOnlyKey: 'stgDemoReadOnlyQ7' },
  secondEnvironment: { apiKey: 'prodDemoLoginX9', apiSignature: 'prodDemoSignature_89abcdef01234567', readOnlyKey: 'prodDemoReadOnlyX9' },
};

/** The keys that a standalone mock accepts: those of the variables, else the invented ones of our documentation, which open nothing. */
export function ownKeys(
  variable: (name: string) => string | undefined,
  scheme: Scheme,
): { readonly keys: Credentials } & Pick<BlackBoxKeys, 'unset'> {
  const { value, unset } = reading(variable);
  return { keys: setOf('merchant', scheme, value), unset };
}

/** The options of a black-box mock, and the variables for which the environment leaves the documented values. */
export interface BlackBoxKeys {
  readonly merchants: BlackBoxMerchants;
  readonly panelToken: string;
  /** Names and values of variables that are not set: a run has to set them to these. Invented keys, and the token of this mock only. */
  readonly unset: Readonly<Record<string, string>>;
}

/** A variable's value, or the documented one where it is not set. */
type Value = (name: string, documented: string) => string;

function reading(variable: (name: string) => string | undefined): { readonly value: Value } & Pick<BlackBoxKeys, 'unset'> {
  const unset: Record<string, string> = {};
  const value: Value = (name, documented) => {
    const given = variable(name);
    if (given === undefined) unset[name] = documented;
    return given ?? documented;
  };
  return { value, unset };
}

function setOf(set: keyof BlackBoxMerchants, scheme: Scheme, value: Value): Credentials {
  const own = (of: keyof Credentials, documented: string): string => {
    const rule = keyRule(scheme, of);
    return rule === undefined ? documented : value(`${prefixes[set]}${rule.variable}`, documented);
  };
  const { apiKey, apiSignature, readOnlyKey } = documentedSets[set];
  return {
    apiKey: own('apiKey', apiKey),
    apiSignature: own('apiSignature', secretText(scheme, apiSignature)),
    readOnlyKey: own('readOnlyKey', readOnlyKey),
  };
}

/**
 * Reads the keys from variables; a key that is not set has its documented value.
 * @param token the token of the panel where none is set: another one for each mock
 */
export function blackBoxKeys(variable: (name: string) => string | undefined, scheme: Scheme, token: string): BlackBoxKeys {
  const { value, unset } = reading(variable);
  const merchants = {
    merchant: setOf('merchant', scheme, value),
    secondMerchant: setOf('secondMerchant', scheme, value),
    secondEnvironment: setOf('secondEnvironment', scheme, value),
  };
  return { merchants, panelToken: value('PANEL_TOKEN', token), unset };
}

/** Name of the merchant whose panel it is. */
export const blackBoxMerchant = 'merchant';

const addresses = { allowed: '127.0.0.1', refused: '127.0.0.2' };

/** The accounts of both environments. */
export function blackBoxAccounts({ merchant, secondMerchant, secondEnvironment }: BlackBoxMerchants): {
  readonly accounts: readonly Account[];
  readonly secondAccounts: readonly Account[];
} {
  const account = (name: string, keys: Credentials): Account => ({
    merchant: name,
    ...accountKeys([keys]),
    addresses: [addresses.allowed, '::1'],
  });
  return {
    accounts: [account(blackBoxMerchant, merchant), account('second merchant', secondMerchant)],
    secondAccounts: [account(blackBoxMerchant, secondEnvironment)],
  };
}

/** The agreed marker: a creation with this description answers 500 the first time that its invoice id is seen (recipe provoke500). */
const marker = { member: 'description', value: 'provoke-500' } as const;

/** Whether a creation has the marker. */
export function asksFor500(request: Readonly<Record<string, JsonValue>>): boolean {
  return request[marker.member] === marker.value;
}

/** What a run may cost the black-box mock. */
export const blackBoxBudget = { creations: 20_000, perSecond: 1000, seconds: 600 };

/** Where a black-box mock listens. */
export interface BlackBoxPlaces {
  readonly url: string;
  readonly plainUrl: string;
  readonly secondUrl: string;
  readonly panelUrl: string;
}

/**
 * A `countersign.yaml` with which the black-box mock is judged as STG would be. Scripts change it line by line: each block is followed by a blank
 * line, and the budget is the last one.
 *
 * @param folder absolute path of the folder that the file is for
 * @param ca absolute path of the certificate authority (PEM)
 */
export function blackBoxConfiguration(
  { url, plainUrl, secondUrl, panelUrl }: BlackBoxPlaces,
  contract: Contract,
  profile: string,
  folder: string,
  ca: string,
): string {
  const { scheme } = contract;
  const keys = (of: keyof BlackBoxMerchants): string =>
    keyLines(scheme, prefixes[of])
      .map((line) => `${line}\n`)
      .join('');
  const request = (method: string, path: string, more = ''): string =>
    `    request:\n      method: ${method}\n      url: ${panelUrl}${path}\n      headers:\n        Authorization: Bearer \${PANEL_TOKEN}\n${more}`;
  const main = storesResources(contract) ? mainResource(contract) : undefined;
  const written = hasCode(contract);
  const ofStored = [
    written ? `  provoke500:\n    patch:\n      ${marker.member}: ${marker.value}\n` : '',
    main?.transitions.some(({ by }) => by === 'panel')
      ? `  moveStatus:
${request('PUT', '/deposits/{depositId}/status?environment={environment}&merchant={account}', "      body:\n        status: '{status}'\n")}`
      : '',
    main?.members.reference === undefined
      ? ''
      : `  countDeposits:
${request('GET', '/deposits?invoice={invoiceId}&environment={environment}&merchant={account}')}    result: /count
`,
    written
      ? `  setConfirmUrl:
${request('PUT', '/confirm-url?environment={environment}', "      body:\n        url: '{confirmUrl}'\n")}  resend:
${request('POST', '/deposits/{depositId}/notification')}`
      : '',
  ].join('');
  return `# The black-box mock, judged as STG would be. It simulates STG in a process of its own: nothing of it can be looked into or steered but by its panel.
target:
  url: ${url}
  plainUrl: ${plainUrl}
  environment: stg
  ca: ${JSON.stringify(relative(folder, ca))}
  profile: ${profile}

merchant:
${keys('merchant')}
secondMerchant:
${keys('secondMerchant')}
secondEnvironment:
  url: ${secondUrl}
${keys('secondEnvironment')}
addresses:
  allowed: ${addresses.allowed}
  refused: ${addresses.refused}

# What a person would do by hand in the merchant panel.
recipes:
${ofStored}  rotateKeys:
${request('POST', '/keys?merchant={account}', "      body:\n        roll: '{roll}'\n")}  makeAccount:
${request('POST', '/accounts')}  addAddress:
${request('PUT', '/addresses/{address}?environment={environment}')}  removeAddress:
${request('DELETE', '/addresses/{address}?environment={environment}')}
# The mock is ours, so a run may cost it more than a shared system.
budget:
  creations: ${blackBoxBudget.creations}
  perSecond: ${blackBoxBudget.perSecond}
  seconds: ${blackBoxBudget.seconds}
`;
}
