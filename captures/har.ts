import type { HeaderLine } from '../core/exchange.ts';
import { said } from '../language/sentences.ts';
import { type Capture, CaptureError } from './capture.ts';
import { isMembers, type Members } from './recorded.ts';

/** The entries of a HAR file (http://www.softwareishard.com/blog/har-12-spec/), or one entry of it. Its texts are UTF-8 where they are not base64. */
export function readHar(value: Members): readonly Capture[] {
  const log = value.log;
  const entries = isMembers(log) ? log.entries : [value];
  if (!Array.isArray(entries)) throw new CaptureError('har-without-entries');
  return entries.map((entry: unknown, index) => {
    const request = isMembers(entry) ? entry.request : undefined;
    if (!isMembers(request) || typeof request.method !== 'string' || typeof request.url !== 'string' || !Array.isArray(request.headers)) {
      throw new CaptureError('har-entry-incomplete', { index: index + 1 });
    }
    const headers = request.headers.flatMap((line: unknown): HeaderLine[] =>
      // Pseudo-headers of HTTP/2 are not header lines.
      isMembers(line) && typeof line.name === 'string' && typeof line.value === 'string' && !line.name.startsWith(':')
        ? [[line.name, line.value]]
        : [],
    );
    // As text: a URL object would normalise the path, and what was sent counts.
    const target = request.url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '').replace(/#.*$/s, '') || '/';
    const startedAt = isMembers(entry) && typeof entry.startedDateTime === 'string' ? Date.parse(entry.startedDateTime) : Number.NaN;
    return {
      name: said('har-entry', { index: index + 1 }),
      request: { method: request.method, target: target.startsWith('?') ? `/${target}` : target, headers, body: bodyOf(request.postData) },
      ...(Number.isNaN(startedAt) ? {} : { receivedAt: startedAt }),
    };
  });
}

function bodyOf(postData: unknown): Uint8Array {
  if (!isMembers(postData) || typeof postData.text !== 'string') return new Uint8Array(0);
  return Buffer.from(postData.text, postData.encoding === 'base64' ? 'base64' : 'utf8');
}
