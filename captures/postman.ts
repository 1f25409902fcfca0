import type { HeaderLine } from '../core/exchange.ts';
import { said } from '../language/sentences.ts';
import { type Capture, CaptureError } from './capture.ts';
import { targetOf } from './raw.ts';
import { isMembers, type Members } from './recorded.ts';

/** Whether a JSON value is an export of a Postman collection. */
export function isPostman(value: Members): boolean {
  return Array.isArray(value.item) && isMembers(value.info);
}

/** A variable of Postman: its value is not in the export. */
const variable = /\{\{[^}]*\}\}/;

/** The requests of a collection, including those of its folders. One with a variable was never sent like this, and is refused by its name. */
export function readPostman(value: Members): readonly Capture[] {
  const found: Capture[] = [];
  const visit = (items: readonly unknown[]): void => {
    for (const item of items) {
      if (!isMembers(item)) continue;
      if (Array.isArray(item.item)) visit(item.item);
      if (isMembers(item.request)) found.push(captureOf(item.request, found.length + 1, item.name));
    }
  };
  visit(Array.isArray(value.item) ? value.item : []);
  if (found.length === 0) throw new CaptureError('postman-without-requests');
  return found;
}

function captureOf(request: Members, index: number, name: unknown): Capture {
  const { method, header, url, body } = request;
  const headers = (Array.isArray(header) ? header : []).flatMap((line: unknown): HeaderLine[] =>
    isMembers(line) && line.disabled !== true && typeof line.key === 'string'
      ? [[line.key, typeof line.value === 'string' ? line.value : '']]
      : [],
  );
  const raw = isMembers(body) && typeof body.raw === 'string' ? body.raw : '';
  const address = typeof url === 'string' ? url : isMembers(url) && typeof url.raw === 'string' ? url.raw : '/';
  const open = [...headers.map(([, own]) => own), raw].find((own) => variable.test(own));
  if (open !== undefined) throw new CaptureError('postman-variable', { index, variable: variable.exec(open)?.[0] ?? '' });
  return {
    name: said('postman-request', { index, label: typeof name === 'string' ? ` (${name})` : '' }),
    request: {
      method: typeof method === 'string' ? method : 'GET',
      target: targetOf(address.replace(/^\{\{[^}]*\}\}/, '')),
      headers,
      body: Buffer.from(raw, 'utf8'),
    },
  };
}
