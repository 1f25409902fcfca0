import { decodeUtf8 } from '../core/utf8.ts';
import { type Capture, CaptureError } from './capture.ts';
import { readCurl } from './curl.ts';
import { readHar } from './har.ts';
import { readRaw } from './raw.ts';
import { isMembers, isRecorded, readRecorded } from './recorded.ts';

/**
 * Reads captured requests from bytes, whatever their form: a recording or a HAR (JSON), a curl command line, or else raw HTTP.
 * @throws CaptureError that says what the bytes look like and what they lack
 */
export function readCaptures(bytes: Uint8Array): readonly Capture[] {
  const text = decodeUtf8(bytes)
    ?.replace(/^\ufeff/, '')
    .trim();
  if (text === '' || bytes.length === 0)
    throw new CaptureError('There is nothing to read: give a raw HTTP request, a curl command, a HAR entry or a recording.');
  if (text?.startsWith('{')) return fromJson(text);
  if (text !== undefined && /^([$%>] )?curl\s/.test(text)) return [readCurl(text.replace(/^[$%>] /, ''))];
  return [readRaw(bytes)];
}

function fromJson(text: string): readonly Capture[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new CaptureError(
      'It begins like JSON and is none: give the whole HAR or recording, or the raw HTTP request from its request line on.',
    );
  }
  if (!isMembers(value)) throw new CaptureError('The JSON is no object.');
  if (isRecorded(value)) return readRecorded(value);
  if (isMembers(value.log) || isMembers(value.request)) return readHar(value);
  throw new CaptureError('The JSON is neither a HAR (log.entries, or one entry with request) nor a recording (rawHead, bodyBase64).');
}
