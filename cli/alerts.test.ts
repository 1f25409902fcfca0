import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const command = fileURLToPath(new URL('countersign.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'countersign-alerts-'));
after(() => rmSync(folder, { recursive: true }));

function alerts(args: readonly string[], input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, 'alerts', ...args], { input, encoding: 'utf8' });
  return { status, stdout, stderr };
}

const mail = 'Subject: new IP\r\n\r\nIP address: 203.0.113.7\r\n';

test('one mail on standard input is compared with the ranges of the configuration', () => {
  const config = join(folder, 'countersign.yaml');
  writeFileSync(config, 'addresses:\n  egress: [203.0.113.0/24]\n');
  assert.equal(alerts(['-', '--config', config], mail).status, 0);
  const stranger = alerts(['-', '--config', config, '--json'], mail.replace('203.0.113.7', '198.51.100.9'));
  assert.equal(stranger.status, 1);
  assert.deepEqual(JSON.parse(stranger.stdout).strangers, ['198.51.100.9']);
});

test('what cannot be compared is said in one sentence, with exit code 3', () => {
  const wrong: readonly (readonly [args: readonly string[], says: RegExp])[] = [
    [[], /Name the place of the mails/],
    [['-'], /Addresses to compare with are missing/],
    [[join(folder, 'nowhere'), '--egress', '203.0.113.7'], /is not a folder/],
    [['-', '--watch', '--egress', '203.0.113.7'], /not standard input/],
    [['--imap', 'imaps://me:secret01@127.0.0.1/INBOX', '--egress', '203.0.113.7'], /leave it out and set IMAP_PASSWORD/],
  ];
  for (const [args, says] of wrong) {
    const { status, stderr } = alerts(args, mail);
    assert.equal(status, 3, stderr);
    assert.match(stderr, says);
    assert.ok(!stderr.includes('secret01'), stderr);
  }
});
