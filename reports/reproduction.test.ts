import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Exchange, HeaderLine } from '../core/exchange.ts';
import { secrets } from '../core/redaction/redaction.ts';
import { encodeUtf8 } from '../core/utf8.ts';
import { contractOf } from '../schemas/contracts.ts';
import { redaction } from './evidence.ts';
import { exampleKeys, exampleSecrets } from './example.ts';
import { curlLines, onContract, runCommand, signedBy } from './reproduction.ts';

const by = signedBy(contractOf('deposits-v3'), { scheme: 'D24' });

function linesOf(
  body: Uint8Array,
  headers: readonly HeaderLine[],
  target = '/v3/deposits',
  base = 'https://127.0.0.1:8443/',
): string | undefined {
  const exchange: Exchange = {
    number: 1,
    request: { method: 'POST', target, headers, body },
    startedAt: 0,
    endedAt: 0,
    answer: { kind: 'none', reason: 'closed', detail: '' },
  };
  return curlLines(exchange.request, redaction(secrets(exampleSecrets), [exchange], by.scheme).exchange(exchange).request, base, by)?.lines;
}

/** Runs the lines in a shell whose `curl` prints its arguments, one a line, and whose `npx countersign` signs as the real one prints. */
function argumentsOf(lines: string): { readonly words: readonly string[]; readonly body: Uint8Array } {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-'));
  try {
    const shell = `curl() { for word in "$@"; do printf '%s\\n' "$word"; done; }\nnpx() { printf '%s' "--header 'X-Date: D' --header 'Authorization: D24 h'"; }\n${lines}`;
    const words = execFileSync('sh', ['-c', shell], { cwd: folder, encoding: 'utf8' }).trimEnd().split('\n');
    return { words, body: new Uint8Array(readFileSync(join(folder, 'body.json'))) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test('a command names clause, subject, seed, path and what else the run was given, quoted for the shell', () => {
  assert.equal(runCommand({ clause: 'SIG-02', seed: 7, options: [] }), 'npx countersign run --clause SIG-02 --seed 7');
  assert.equal(
    runCommand({ clause: 'SIG-02', subject: 'a.b', seed: -7, path: '1:0', options: ['--config', "it's.yaml"] }),
    `npx countersign run --clause SIG-02 --grep 'a\\.b' --seed -7 --path 1:0 --config 'it'\\''s.yaml'`,
  );
});

test('a text names the contract in its commands, where it is not the default one and they do not name one yet', () => {
  const text =
    'Ask `npx countersign certify --config FILE`, or `npx countersign run --clause A --contract X`; `countersign keygen` and `countersign sign`.';
  assert.equal(
    onContract(text, 'my contract'),
    "Ask `npx countersign certify --contract 'my contract' --config FILE`, or `npx countersign run --clause A --contract X`; `countersign keygen` and `countersign sign --contract 'my contract'`.",
  );
  for (const source of ['deposits-v3', undefined]) assert.equal(onContract(text, source), text);
});

test('signing names a contract, a scheme word and a message id that are not the default', () => {
  const contract = contractOf('deposits-v3');
  assert.deepEqual(by.options, []);
  assert.deepEqual(signedBy(contract, { scheme: 'OKP' }).options, ['--scheme', 'OKP']);
  const scheme = { ...contract.scheme, id: { header: 'Message' } };
  const other = signedBy({ ...contract, scheme, source: 'my contract' }, { scheme: 'D24' });
  const request = { method: 'GET', target: '/v3/deposits/1', headers: [['Message', 'm 1']] as const, body: encodeUtf8('') };
  const exchange: Exchange = { number: 1, request, startedAt: 0, endedAt: 0, answer: { kind: 'none', reason: 'closed', detail: '' } };
  const shown = redaction(secrets(exampleSecrets), [exchange], scheme).exchange(exchange).request;
  assert.equal(
    curlLines(request, shown, 'https://api.example/', other)?.lines,
    `eval "curl --include --request GET https://api.example/v3/deposits/1 $(npx countersign sign --contract 'my contract' --curl --id 'm 1')"`,
  );
});

test('the curl lines send the same body bytes and fields, with a fresh date and signature', () => {
  const texts = ['{"a":"it\'s $HOME `id` \\\\ \\" 100%"}', '{"a":"Núñez 😀"}', '{"a":"\u0000\n\u202e7 ü\\n%s"}', '-n!{}', '-n\n'];
  for (const body of [...texts.map(encodeUtf8), Buffer.from([0x7b, 0xff, 0x00, 0x31])]) {
    const lines = linesOf(body, [
      ['Host', 'x'],
      ['Authorization', 'D24 stale'],
      ['X-Date', 'stale'],
      ['Content-Type', 'application/json'],
      ['X-Idempotency-Key', `k"$'1`],
      ['X-Empty', ''],
      ['Content-Length', '9'],
    ]);
    assert.ok(lines !== undefined);
    const sent = argumentsOf(lines);
    assert.deepEqual(sent.body, new Uint8Array(body), String(body));
    assert.deepEqual(sent.words, [
      '--include',
      '--insecure',
      '--request',
      'POST',
      '--header',
      'Content-Type: application/json',
      '--header',
      `X-Idempotency-Key: k"$'1`,
      '--header',
      'X-Empty;',
      '--data-binary',
      '@body.json',
      'https://127.0.0.1:8443/v3/deposits',
      '--header',
      'X-Date: D',
      '--header',
      'Authorization: D24 h',
    ]);
  }
});

test('a certificate is verified everywhere but on loopback', () => {
  assert.doesNotMatch(linesOf(encodeUtf8('{}'), [], '/v3/deposits', 'https://api-stg.example/') ?? '', /insecure/);
});

test('a request that may not be shown whole has no curl lines', () => {
  assert.equal(linesOf(encodeUtf8(`{"a":"${exampleKeys.readOnlyKey}"}`), []), undefined);
  assert.equal(linesOf(encodeUtf8('{}'), [['X-Other', exampleKeys.readOnlyKey]]), undefined);
  assert.equal(linesOf(encodeUtf8('{}'), [], `/v3/deposits?key=${exampleKeys.panelToken}`), undefined);
});
