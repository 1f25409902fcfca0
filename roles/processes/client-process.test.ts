import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { tree } from '../../core/json.ts';
import { compile } from '../../schemas/validate.ts';
import { type ClientProcess, startClientProcess } from './client-process.ts';

const line = compile(JSON.parse(readFileSync(new URL('../../schemas/client-protocol.schema.json', import.meta.url), 'utf8')) as object);

function started(script: string, deadlineMs = 200): ClientProcess {
  const program = `"${process.execPath}" -e '${script}'`;
  return startClientProcess({
    command: program,
    environment: { ...process.env, BASE_URL: 'https://127.0.0.1:1' },
    deadlineMs,
    now: () => performance.now(),
  });
}

const question = {
  operation: 'createDeposit',
  args: tree({ amount: 100, description: 'é \u2028 😊' }),
  action: '803bfbbb-a182-4a9f-a5b1-1453e85de1a5',
  attempt: 1,
} as const;

test('a question is one line of ASCII that fits the schema, and its answer is returned', async () => {
  const client = started(
    'require("readline").createInterface({input:process.stdin}).on("line",(l)=>{console.error(l);console.log(JSON.stringify({id:JSON.parse(l).id,ok:true,result:{deposit_id:1}}))})',
    5000,
  );
  const outcome = await client.ask(question);
  await client.close();
  assert.equal(outcome.kind, 'ok');
  const [asked = ''] = client.log().trim().split('\n');
  assert.match(asked, /^[\x20-\x7e]+$/);
  assert.deepEqual(line(JSON.parse(asked)), []);
  assert.equal(JSON.parse(asked).args.description, 'é \u2028 😊');
});

test('a failure is returned with its error, and an answer of neither kind is silence', async () => {
  const failing = started('process.stdin.on("data",()=>console.log(JSON.stringify({id:1,ok:false,error:{message:"no"}})))', 5000);
  assert.deepEqual((await failing.ask(question)).kind, 'failed');
  await failing.close();
  const vague = started('process.stdin.on("data",()=>console.log(JSON.stringify({id:1,ok:"yes"})))', 5000);
  assert.equal((await vague.ask(question)).kind, 'silent');
  await vague.close();
});

test('a client that never answers is silent after its deadline', async () => {
  const client = started('setInterval(()=>{},1000)');
  const outcome = await client.ask(question);
  assert.equal(outcome.kind, 'silent');
  assert.match(outcome.kind === 'silent' ? outcome.why : '', /no answer within/);
  await client.close();
});

test('lines that are not answers are counted, and the first one is shown', async () => {
  for (const [lines, said] of [
    [1, /^no answer within \d+ ms, and a line that is not an answer: line 1$/],
    [2, /^no answer within \d+ ms, and 2 lines that are not answers: line 1$/],
  ] as const) {
    const client = started(`for(let i=1;i<=${lines};i++)console.log("line",i);setInterval(()=>{},1000)`);
    const outcome = await client.ask(question);
    await client.close();
    assert.match(outcome.kind === 'silent' ? outcome.why : '', said);
  }
});

test('a client that prints garbage without end is ended', async () => {
  const client = started('for(;;)require("fs").writeSync(1,"garbage\\n".repeat(500))', 20_000);
  const outcome = await client.ask(question);
  assert.equal(outcome.kind, 'ended');
  await client.close();
});

test('a client that ends answers nothing more, at once', async () => {
  const client = started('process.exit(3)', 20_000);
  assert.deepEqual({ ...(await client.ask(question)), tookMs: 0 }, { kind: 'ended', why: 'it ended with exit code 3', tookMs: 0 });
  assert.equal((await client.ask(question)).kind, 'ended');
  await client.close();
});

test('what a client started ends with it', async () => {
  const client = started(
    'const c=require("child_process").spawn(process.execPath,["-e","setInterval(()=>{},1000)"],{stdio:"inherit"});console.log(c.pid);setInterval(()=>{},1000)',
  );
  while (!/\d+/.test(client.log())) await wait(10);
  const pid = Number(client.log());
  await client.close();
  const lives = (): boolean => {
    try {
      process.kill(pid, 0);
      // A killed process that was not yet reaped still has its number.
      return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
    } catch {
      return false;
    }
  };
  for (let tries = 0; tries < 200 && lives(); tries += 1) await wait(10);
  assert.equal(lives(), false);
});
