// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${NAME} is how the written file names a variable.
import { byVariable, keyRole } from '../../core/contract/credentials.ts';
import { inWords } from '../../language/filled.ts';
import { sentencesOf } from '../../language/sentences.ts';
import { type Contract, mainResource, thingsOf } from '../../schemas/contract.ts';
import type { ClauseId } from '../../specs/clauses/catalogue.ts';
import type { Scheme } from '../../specs/types/scheme.ts';
import { samplesOf } from '../targets/merchants.ts';
import { recipeNames } from './recipe.ts';

/** The values of a first configuration. Keys are named by the variables that will contain them. */
export interface Beginning {
  readonly url: string;
  readonly environment: string;
  readonly profile: string;
  readonly contract: Contract;
  readonly plainUrl?: string;
  readonly ca?: string;
  readonly proxy?: string;
  /** The prefix of the variables, such as `STG_`; empty for none. */
  readonly variables: string;
  readonly secondMerchant: boolean;
  readonly secondUrl?: string;
  readonly allowed?: string;
  readonly refused?: string;
  readonly invoicePrefix?: string;
  readonly creations: number;
  readonly perSecond: number;
  readonly seconds: number;
}

const members = { apiKey: 'apiKey', apiSignature: 'apiSignature', readOnlyKey: 'readOnlyKey' } as const;

/** Names of the variables of a set of keys. */
export function keyVariables(scheme: Scheme, prefix: string): readonly string[] {
  return Object.keys(byVariable(scheme, members, prefix));
}

/** The variables that a first configuration asks for. */
export function variablesOf({ contract: { scheme }, variables, secondMerchant, secondUrl }: Beginning): readonly string[] {
  return [
    ...keyVariables(scheme, variables),
    ...(secondMerchant ? keyVariables(scheme, `${variables}SECOND_`) : []),
    ...(secondUrl === undefined ? [] : keyVariables(scheme, `${variables}SECOND_ENVIRONMENT_`)),
  ];
}

/** A text as YAML on one line, whatever it contains. */
export function scalar(text: string): string {
  return /^[A-Za-z0-9/.][\w./:@-]*$/.test(text) && !/:$/.test(text) && !/^[\d.]+$/.test(text) ? text : JSON.stringify(text);
}

/** The members of a set of keys, as names of variables. */
export function keyLines(scheme: Scheme, prefix: string): readonly string[] {
  const names = {
    apiKey: keyRole(scheme, 'apiKey'),
    apiSignature: keyRole(scheme, 'apiSignature'),
    readOnlyKey: keyRole(scheme, 'readOnlyKey'),
  };
  return Object.entries(byVariable(scheme, names, prefix)).map(([name, member]) => `  ${member}: \${${name}}`);
}

const comments = sentencesOf().initial;

/** Where a person finds the keys. */
export function keysPlace({ words }: Contract): string {
  return words.keysPlace ?? comments.keysPlace;
}

/** A clause that each recipe opens: where the contract does not judge it, the recipe is not written. */
const opened: Readonly<Record<(typeof recipeNames)[number], ClauseId>> = {
  provoke500: 'IDM-04',
  moveStatus: 'END-07',
  countDeposits: 'IDM-01',
  rotateKeys: 'ROT-01',
  makeAccount: 'ROT-01',
  lock: 'ROT-01',
  storeKeys: 'ROT-01',
  addAddress: 'IPA-02',
  removeAddress: 'IPA-02',
  setConfirmUrl: 'ENV-06',
  resend: 'NTF-12',
};

/** Recipes about what is created. */
const ofMade: readonly (typeof recipeNames)[number][] = ['provoke500', 'moveStatus', 'countDeposits'];

/** An example of each recipe, to be completed and uncommented. */
const examples: Readonly<Record<(typeof recipeNames)[number], readonly string[]>> = {
  provoke500: [`# ${comments.provoke500}`, 'provoke500:', '  patch:', `    description: ${comments.provoked}`],
  moveStatus: [`# ${comments.moveStatus}`, 'moveStatus:', '  command: [./move-status, "{depositId}", "{status}"]'],
  countDeposits: [
    `# ${comments.countDeposits}`,
    'countDeposits:',
    '  request:',
    '    url: https://panel.example.com/{resources}?{referenceMember}={invoiceId}',
    '    headers:',
    '      Authorization: Bearer ${PANEL_TOKEN}',
    '  result: /count',
  ],
  rotateKeys: [`# ${comments.rotateKeys}`, 'rotateKeys:', '  command: [./rotate-keys]'],
  makeAccount: [],
  lock: [],
  storeKeys: [`# ${comments.storeKeys}`, 'storeKeys:', '  command: [./store-keys]'],
  addAddress: ['addAddress:', `  prompt: ${comments.addAddress}`],
  removeAddress: ['removeAddress:', `  prompt: ${comments.removeAddress}`],
  setConfirmUrl: [],
  resend: [],
};

/** A body of the operation that creates, or of another that takes one: its required members, by the example of the document. */
function sampleLines(contract: Contract): readonly string[] {
  const { id, requestBody } = mainResource(contract)?.create ?? contract.operations.find((operation) => operation.requestBody) ?? {};
  if (id === undefined) return [];
  const members = Object.entries(samplesOf(contract)[id] ?? {}).filter(([name]) => requestBody?.required?.includes(name));
  return [`# ${comments.samples}`, '# samples:', `#   ${id}: ${JSON.stringify(Object.fromEntries(members))}`, ''];
}

/** The mails on key use of a provider: mailbox and addresses are examples. */
export function keyUseLines(url: string, scheme: Scheme, prefix = ''): readonly string[] {
  const [secretKey] = keyVariables(scheme, prefix);
  return [
    'keyUse:',
    `  url: ${scalar(url)}`,
    `  secretKey: \${${secretKey}}`,
    '  mails: { imap: { host: mail.example.com, user: alerts, password: "${IMAP_PASSWORD}" } }',
    '  addresses: [10.0.0.5, 10.0.0.6]',
  ];
}

/** The text of a first `countersign.yaml`: it contains no secret, only names of variables. */
export function initialConfiguration(beginning: Beginning): string {
  const {
    url,
    environment,
    profile,
    contract,
    plainUrl,
    ca,
    proxy,
    variables,
    secondMerchant,
    secondUrl,
    allowed,
    refused,
    invoicePrefix,
    creations,
    perSecond,
    seconds,
  } = beginning;
  const { scheme, clauses } = contract;
  const keys = keyLines(scheme, '').map((line) => line.trim().replace(/:.*/, ''));
  const words = { ...thingsOf(contract), keys: keys.join(', ') };
  const isMade = mainResource(contract) !== undefined;
  const recipes = recipeNames.filter((name) => clauses.has(opened[name]) && (isMade || !ofMade.includes(name)));
  const [excluded] = (['IPA-01', ...clauses.keys()] as const).filter((clause) => clauses.has(clause));
  const optional = (name: string, value: string | undefined): readonly string[] =>
    value === undefined ? [] : [`  ${name}: ${scalar(value)}`];
  const lines = [
    `# ${comments.target}`,
    'target:',
    `  url: ${scalar(url)}`,
    ...optional('plainUrl', plainUrl),
    `  environment: ${scalar(environment)}`,
    ...optional('ca', ca),
    `  profile: ${scalar(profile)}`,
    ...optional('proxy', proxy),
    '',
    `# ${keysPlace(contract)}`,
    'merchant:',
    ...keyLines(scheme, variables),
    '',
    ...(secondMerchant ? [`# ${comments.secondMerchant}`, 'secondMerchant:', ...keyLines(scheme, `${variables}SECOND_`), ''] : []),
    ...(secondUrl === undefined
      ? []
      : [
          'secondEnvironment:',
          `  url: ${scalar(secondUrl)}`,
          '  environment: stg',
          ...keyLines(scheme, `${variables}SECOND_ENVIRONMENT_`),
          '',
        ]),
    ...(allowed === undefined && refused === undefined
      ? []
      : ['addresses:', ...optional('allowed', allowed), ...optional('refused', refused), '']),
    ...sampleLines(contract),
    ...(recipes.length === 0
      ? []
      : [
          `# ${comments.recipes}`,
          ...(secondUrl === undefined ? [] : [`# ${comments.recipesOfBoth}`]),
          '# recipes:',
          ...recipes.flatMap((name) => examples[name].map((line) => `#   ${inWords(line, words)}`)),
          '',
        ]),
    ...(clauses.has('USE-01') ? [`# ${comments.keyUse}`, ...keyUseLines(url, scheme).map((line) => `# ${line}`), ''] : []),
    `# ${comments.budget}`,
    'budget:',
    `  creations: ${creations}`,
    `  perSecond: ${perSecond}`,
    `  seconds: ${seconds}`,
    '',
    `# ${inWords(comments.invoicePrefix, words)}`,
    invoicePrefix === undefined ? '# invoicePrefix: cs' : `invoicePrefix: ${scalar(invoicePrefix)}`,
    '',
    `# ${comments.plan}`,
    '# plan:',
    '#   exclude:',
    `#     - { clause: ${excluded}, owner: who is responsible, reason: why, expires: 2027-01-31 }`,
    '',
  ];
  return lines.join('\n');
}
