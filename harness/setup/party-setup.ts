import { byVariable, keyPlaceholders, keyRole } from '../../core/contract/credentials.ts';
import { secretText } from '../../core/contract/scheme.ts';
import { inWords } from '../../language/filled.ts';
import { said, sentencesOf } from '../../language/sentences.ts';
import { shellWord } from '../../reports/reproduction.ts';
import { type Contract, reversal, thingsOf } from '../../schemas/contract.ts';
import { readClientConfiguration } from '../config/client-configuration.ts';
import { readMembers } from '../config/configuration-members.ts';
import { keyLines, keyUseLines, keyVariables, scalar } from '../config/initial.ts';
import { readReceiverConfiguration } from '../config/receiver-configuration.ts';
import { readSenderConfiguration } from '../config/sender-configuration.ts';
import { UsageError } from '../runner/usage.ts';
import { type Questions, some } from './questions.ts';
import type { Setup, SetupOptions } from './setup-options.ts';

const comments = sentencesOf().initial;

/** Values for the keys, of which a file has only names. */
function placeholders({ scheme }: Contract): (name: string) => string {
  return (name) => secretText(scheme, `value-of-${name}`);
}

/** A command as a list: a shell runs what only a shell understands. */
function listOf(command: string): string {
  const words = /["'\\$|&;<>*?`(){}]/.test(command) ? ['sh', '-c', command] : command.trim().split(/\s+/);
  return `[${words.map((word) => JSON.stringify(word)).join(', ')}]`;
}

/** The first configuration of a client. */
export async function clientSetup(options: SetupOptions, contract: Contract, questions: Questions): Promise<Setup> {
  const command = options.command ?? (await questions.text(said('asks-command'), 'python3 my_client.py'));
  const asked = options.sources ?? [...(some(await questions.text(said('asks-sources'))) ?? '').split(/[\s,]+/)];
  const sources = asked.filter((place) => place !== '');
  const prefix = options.variables ?? '';
  const text = [
    `# ${inWords(comments.client, thingsOf(contract))}`,
    'client:',
    `  # ${comments.clientCommand}`,
    `  command: ${JSON.stringify(command)}`,
    ...(options.profile === undefined ? [] : [`  profile: ${scalar(options.profile)}`]),
    `  # ${comments.clientSources}`,
    sources.length === 0
      ? '  # sources: [., https://shop.example.com]'
      : `  sources: [${sources.map((place) => JSON.stringify(place)).join(', ')}]`,
    '',
    `# ${comments.clientMerchant}`,
    ...(sources.length === 0
      ? ['merchant:', ...keyLines(contract.scheme, prefix)].map((line) => `# ${line}`)
      : ['merchant:', ...keyLines(contract.scheme, prefix)]),
    '',
  ].join('\n');
  readClientConfiguration(text, placeholders(contract), contract);
  return { text, variables: sources.length === 0 ? [] : keyVariables(contract.scheme, prefix), remarks: [said('client-next')] };
}

/** The first configuration of a receiver. */
export async function receiverSetup(options: SetupOptions, contract: Contract, questions: Questions): Promise<Setup> {
  const url =
    options.url ?? (await questions.text(said('asks-receiver-url', { placeholder: '{port}' }), 'http://127.0.0.1:8080/notifications'));
  if (!URL.canParse(url.replace('{port}', '1'))) throw new UsageError('receiver-url-no-url', { url: shellWord(url) });
  const command = some(options.command ?? (await questions.text(said('asks-start'))));
  if (command === undefined && url.includes('{port}')) throw new UsageError('start-missing');
  const register = some(options.registerUrl ?? (await questions.text(said('asks-register'))));
  const releases = some(options.releasesUrl ?? (await questions.text(said('asks-releases', { placeholder: '{depositId}' }))));
  const prefix = options.variables ?? '';
  const handedOver = keyPlaceholders(contract.scheme);
  const given = (is: boolean, lines: readonly string[]): readonly string[] => (is ? lines : lines.map((line) => `  # ${line.slice(2)}`));
  const origin = url.replace(/^(https?:\/\/[^/]*).*$/, '$1');
  const words = thingsOf(contract);
  const others = [
    {
      comment: comments.receiverReturnPage,
      answer: some(await questions.text(said('asks-return-page', { placeholder: '{depositId}' }))),
      usual: `${origin}/thanks?deposit={depositId}`,
      line: (page: string) => `  returnPage: ${JSON.stringify(page)}`,
    },
    {
      comment: comments.receiverEffects,
      answer: some(await questions.text(said('asks-effects', { placeholder: '{depositId}' }))),
      usual: `${origin}/test/mails/{depositId}`,
      line: (count: string) => `  effects: [{ request: { url: ${JSON.stringify(count)} }, result: /count }]`,
    },
    ...(reversal(contract) === undefined
      ? []
      : [
          {
            comment: comments.receiverRefundEffects,
            answer: some(await questions.text(said('asks-refund-effects', { placeholder: '{refundId}' }))),
            usual: `${origin}/test/refunds/{refundId}`,
            line: (count: string) => `  refundEffects: { request: { url: ${JSON.stringify(count)} }, result: /count }`,
          },
          {
            comment: comments.receiverRefund,
            answer: some(await questions.text(said('asks-refund', { placeholder: '{depositId}' }))),
            usual: `${origin}/test/orders/{depositId}/refund`,
            line: (refund: string) => `  refund: { request: { method: POST, url: ${JSON.stringify(refund)} } }`,
          },
        ]),
    {
      comment: comments.receiverAdvanceClock,
      answer: some(await questions.text(said('asks-advance-clock', { placeholder: '{seconds}' }))),
      usual: './set-clock.sh {seconds}',
      line: (advance: string) =>
        `  advanceClock: { command: [${advance
          .split(/\s+/)
          .map((word) => JSON.stringify(word))
          .join(', ')}] }`,
    },
  ];
  const several = await questions.yes(said('asks-merchants'));
  const further = `FURTHER_${prefix}`;
  const text = [
    `# ${comments.receiver}`,
    'receiver:',
    `  url: ${JSON.stringify(url)}`,
    ...(options.profile === undefined ? [] : [`  profile: ${scalar(options.profile)}`]),
    ...(options.ca === undefined ? [] : [`  ca: ${JSON.stringify(options.ca)}`]),
    `  # ${comments.receiverStart}`,
    ...given(command !== undefined, [
      '  start:',
      `    command: ${listOf(command ?? 'node shop.js')}`,
      '    environment:',
      '      STATUS_API: "{statusApi}"',
      ...Object.entries(handedOver).map(([name, value]) => `      ${name}: "${value}"`),
      ...(url.includes('{port}') ? ['      PORT: "{port}"'] : []),
    ]),
    ...(command === undefined ? [`  # ${comments.receiverStatusApi}`, '  statusApi: { port: 8099 }'] : []),
    `  # ${comments.receiverRegister}`,
    ...given(register !== undefined, [
      '  register:',
      '    request:',
      `      url: ${JSON.stringify(register ?? `${origin}/test/orders`)}`,
      '      body: { id: "{depositId}", invoice: "{invoiceId}", amount: "{amount}", currency: "{currency}" }',
    ]),
    `  # ${comments.receiverReleases}`,
    ...given(releases !== undefined, [
      '  releases:',
      `    request: { url: ${JSON.stringify(releases ?? `${origin}/test/orders/{depositId}`)} }`,
      '    result: /releases',
    ]),
    ...others.flatMap(({ comment, answer, usual, line }) => [
      `  # ${inWords(comment, words)}`,
      ...given(answer !== undefined, [line(answer ?? usual)]),
    ]),
    `  # ${comments.receiverMerchants}`,
    ...given(several, [
      `  merchants: [{ ${keyLines(contract.scheme, further)
        .map((line) => line.trim())
        .join(', ')} }]`,
    ]),
    '',
    ...(command === undefined ? [`# ${comments.receiverMerchant}`, 'merchant:', ...keyLines(contract.scheme, prefix), ''] : []),
  ].join('\n');
  readReceiverConfiguration(text, placeholders(contract), contract);
  const lacks = [register === undefined ? 'register' : '', releases === undefined ? 'releases' : ''].filter((name) => name !== '');
  return {
    text,
    variables: [
      ...(command === undefined ? keyVariables(contract.scheme, prefix) : []),
      ...(several ? keyVariables(contract.scheme, further) : []),
    ],
    remarks: lacks.length === 0 ? [] : [said('receiver-lacks', { lacks: lacks.map((name) => `receiver.${name}`).join(' and ') })],
  };
}

/** The first configuration of a sender: the keys that verify its notifications. */
export async function senderSetup(options: SetupOptions, contract: Contract): Promise<Setup> {
  const prefix = options.variables ?? '';
  const members = (before: string): string =>
    Object.entries(
      byVariable(
        contract.scheme,
        { apiKey: keyRole(contract.scheme, 'apiKey'), apiSignature: keyRole(contract.scheme, 'apiSignature') },
        before,
      ),
    )
      .map(([name, member]) => `${member}: "\${${name}}"`)
      .join(', ');
  const text = [
    `# ${comments.sender}`,
    'sender:',
    ...(options.profile === undefined ? [] : [`  profile: ${scalar(options.profile)}`]),
    '  keys:',
    `    - { ${members(prefix)} }`,
    `    # ${comments.senderOld}`,
    `    # - { ${members(`OLD_${prefix}`)}, until: 2027-01-31T18:00:00Z }`,
    '',
  ].join('\n');
  readSenderConfiguration(text, placeholders(contract), contract);
  return { text, variables: Object.keys(byVariable(contract.scheme, { apiKey: '', apiSignature: '' }, prefix)), remarks: [] };
}

/** The first configuration of a provider that mails on key use: its URL, a live key, the mailbox and addresses. */
export async function keyUseSetup(options: SetupOptions, contract: Contract, questions: Questions): Promise<Setup> {
  const url = options.url ?? (await questions.text(said('asks-url')));
  if (url === '') throw new UsageError('url-missing');
  if (!URL.canParse(url)) throw new UsageError('url-no-url', { url: shellWord(url) });
  const [section = '', ...members] = keyUseLines(url, contract.scheme, options.variables);
  const text = [
    `# ${comments.keyUse}`,
    section,
    ...(options.profile === undefined ? [] : [`  profile: ${scalar(options.profile)}`]),
    ...(options.ca === undefined ? [] : [`  ca: ${JSON.stringify(options.ca)}`]),
    ...members,
    '',
  ].join('\n');
  // Only the form is read: the placeholder of a key is not a live key.
  readMembers(text, placeholders(contract), contract.scheme);
  return {
    text,
    variables: [...keyVariables(contract.scheme, options.variables ?? ''), 'IMAP_PASSWORD'],
    remarks: [said('key-use-next')],
    production: new URL(url).host,
  };
}
