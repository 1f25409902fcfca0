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
  if (text === '' || bytes.length === 0) throw new CaptureError('capture-empty');
  if (text?.startsWith('{')) return fromJson(text);
  if (text !== undefined && /^([$%>] )?curl\s/.test(text)) return [readCurl(text.replace(/^[$%>] /, ''))];
  return [readRaw(bytes)];
}

function fromJson(text: string): readonly Capture[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new CaptureError('capture-no-json');
  }
  if (!isMembers(value)) throw new CaptureError('capture-no-object');
  if (isRecorded(value)) return readRecorded(value);
  if (isMembers(value.log) || isMembers(value.request)) return readHar(value);
  throw new CaptureError('capture-unknown');
}
