import { said } from '../language/sentences.ts';
import { type Capture, CaptureError } from './capture.ts';
import { readHead } from './raw.ts';

export type Members = Readonly<Record<string, unknown>>;

export function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a JSON value looks like a recording of ours: head as it stood on the wire, body in base64. */
export function isRecorded(value: Members): boolean {
  return typeof value.rawHead === 'string' || Array.isArray(value.requests);
}

/** One recorded request, or a recording of several under `requests`: `{rawHead, bodyBase64, receivedAt?, label?}`. */
export function readRecorded(value: Members): readonly Capture[] {
  const requests: readonly unknown[] = Array.isArray(value.requests) ? value.requests : [value];
  return requests.map((entry, index) => {
    if (
      !isMembers(entry) ||
      typeof entry.rawHead !== 'string' ||
      (entry.bodyBase64 !== undefined && typeof entry.bodyBase64 !== 'string')
    ) {
      throw new CaptureError('recording-without-head', { index: index + 1 });
    }
    const receivedAt = typeof entry.receivedAt === 'string' ? Date.parse(entry.receivedAt) : Number.NaN;
    const about = [entry.client, entry.label].filter((text): text is string => typeof text === 'string');
    const label = about.length === 0 ? '' : ` (${about.join(': ')})`;
    return {
      name: said('recorded-request', { index: index + 1, label }),
      request: { ...readHead(entry.rawHead.replace(/[\r\n]+$/, '')), body: Buffer.from(entry.bodyBase64 ?? '', 'base64') },
      ...(Number.isNaN(receivedAt) ? {} : { receivedAt }),
    };
  });
}
