// What is under test: a merchant's client. It repeats a creation that had no answer, under the same idempotency key.
import { randomUUID } from 'node:crypto';
import { sign } from 'countersign';

export interface Access {
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly apiSignature: string;
}

export async function createDeposit({ baseUrl, apiKey, apiSignature }: Access, order: object): Promise<{ readonly deposit_id: number }> {
  const body = JSON.stringify(order);
  const key = randomUUID();
  for (let attempt = 1; ; attempt += 1) {
    const headers = { ...sign({ apiKey, apiSignature, body }), 'Content-Type': 'application/json', 'X-Idempotency-Key': key };
    const response = await fetch(`${baseUrl}/v3/deposits`, { method: 'POST', redirect: 'manual', body, headers }).catch(() => undefined);
    if (response?.ok) return (await response.json()) as { readonly deposit_id: number };
    if (attempt === 3 || (response && response.status !== 503)) throw new Error(`no deposit: ${response?.status ?? 'no answer'}`);
  }
}
