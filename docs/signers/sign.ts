// Signs for the Deposits API: node sign.ts answers the questions of `countersign vectors --exec`.
import { createHmac } from 'node:crypto';
import { createInterface } from 'node:readline';

export function authorization(xDate: string, xLogin: string, apiSignature: Uint8Array, body: Uint8Array): string {
  return `D24 ${createHmac('sha256', apiSignature).update(xDate).update(xLogin).update(body).digest('hex')}`;
}

for await (const line of createInterface({ input: process.stdin })) {
  const q = JSON.parse(line);
  const [key, body] = [Buffer.from(q.apiSignatureBase64, 'base64'), Buffer.from(q.bodyBase64, 'base64')];
  console.log(JSON.stringify({ id: q.id, authorization: authorization(q.xDate, q.xLogin, key, body) }));
}
