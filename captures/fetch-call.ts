import type { HeaderLine } from '../core/exchange.ts';
import { said } from '../language/sentences.ts';
import { type Capture, CaptureError } from './capture.ts';
import { targetOf } from './raw.ts';
import { isMembers } from './recorded.ts';

const call = /^(?:await\s+)?fetch\(\s*("(?:[^"\\]|\\.)*")\s*(?:,\s*(\{[\s\S]*\})\s*)?\)\s*;?\s*$/;

/** Whether a text is a call as browsers copy it: "Copy as fetch". */
export function isFetchCall(text: string): boolean {
  return /^(?:await\s+)?fetch\(/.test(text);
}

/** A call as browsers copy it: a URL and options, both of them JSON. */
export function readFetchCall(text: string): Capture {
  const [, url = '', options = '{}'] = call.exec(text.trim()) ?? [];
  let address: unknown;
  let given: unknown;
  try {
    address = JSON.parse(url);
    given = JSON.parse(options);
  } catch {
    throw new CaptureError('fetch-unreadable');
  }
  if (typeof address !== 'string' || !isMembers(given)) throw new CaptureError('fetch-unreadable');
  const { headers, body, method } = given;
  const lines = isMembers(headers)
    ? Object.entries(headers).flatMap(([name, value]): HeaderLine[] =>
        typeof value === 'string' && !name.startsWith(':') ? [[name, value]] : [],
      )
    : [];
  return {
    name: said('the-fetch-call'),
    request: {
      method: typeof method === 'string' ? method : 'GET',
      target: targetOf(address),
      headers: lines,
      body: Buffer.from(typeof body === 'string' ? body : '', 'utf8'),
    },
  };
}
