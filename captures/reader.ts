import { hasMoreValues } from '../core/content.ts';
import { decodeUtf8 } from '../core/utf8.ts';
import { type SayingId, said } from '../language/sentences.ts';
import { type Capture, CaptureError, mostHeaders } from './capture.ts';
import { readCurl } from './curl.ts';
import { isFetchCall, readFetchCall } from './fetch-call.ts';
import { isGatewayEvent, readGatewayEvent } from './gateway-event.ts';
import { readHar } from './har.ts';
import { isPostman, readPostman } from './postman.ts';
import { readRaw } from './raw.ts';
import { isMembers, isRecorded, readRecorded } from './recorded.ts';

/** Each JSON value takes a hundred times the memory of its text. The largest HAR files have fewer, with the commas of their scripts. */
const mostValues = 2_000_000;

/**
 * Reads captured requests from bytes, whatever their form: a recording, a HAR, a Postman collection or a gateway's event (JSON), a curl command line,
 * a fetch call, or else raw HTTP.
 * @throws CaptureError that says what the bytes look like and what they lack
 */
export function readCaptures(bytes: Uint8Array): readonly Capture[] {
  const captures = captured(bytes);
  const crowded = captures.find(({ request }) => request.headers.length > mostHeaders);
  if (crowded) throw new CaptureError('capture-too-many-headers', { name: crowded.name, most: mostHeaders });
  return captures;
}

function captured(bytes: Uint8Array): readonly Capture[] {
  const text = decodeUtf8(bytes)
    ?.replace(/^\ufeff/, '')
    .trim();
  if (text === '' || bytes.length === 0) throw new CaptureError('capture-empty');
  const unread = text === undefined ? undefined : unreadForms.find(([form]) => form.test(text))?.[1];
  if (unread !== undefined) throw new CaptureError(unread);
  if (text?.startsWith('{')) {
    if (hasMoreValues(bytes, mostValues)) throw new CaptureError('capture-too-many-values', { name: said('the-json'), most: mostValues });
    return fromJson(text);
  }
  if (text !== undefined && /^(?:[$%>] |[A-Z]:\\[^>\n]*>)?curl(?:\.exe)?\s/.test(text))
    return [readCurl(text.replace(/^[^\n]*?curl(?:\.exe)?(?=\s)/, 'curl'))];
  if (text !== undefined && isFetchCall(text)) return [readFetchCall(text)];
  return [readRaw(bytes)];
}

/** Forms that people paste and that lack the bytes: each is refused by its name, with what to copy instead. */
const unreadForms = [
  [/Invoke-(?:WebRequest|RestMethod)\b/, 'capture-powershell'],
  [/^(?:[*<>{}] .*\r?\n)*> [A-Z]+ \S+ HTTP\/[\d.]+/, 'capture-curl-verbose'],
  [/^\{[\s\S]{0,400}"(?:__export_format|_type)"\s*:\s*(?:\d|"export")|^type: collection\.insomnia/, 'capture-insomnia'],
  [/^meta \{[\s\S]*\b(?:get|post|put|patch|delete) \{|^\{[\s\S]*"brunoConfig"/, 'capture-bruno'],
  [/^\S+ - \S+ \[[^\]\n]+\] "[A-Z]+ \S+(?: HTTP\/[\d.]+)?" \d{3}\b/, 'capture-access-log'],
  [/^(?:\[[^\]\n]*\] |\S+T[\d:.]+Z? )?(?:GET|POST|PUT|PATCH|DELETE) \S+ \d{3}(?: [\d.]+ ?ms)?(?: - \S+)?$/m, 'capture-access-log'],
] as const satisfies readonly (readonly [RegExp, SayingId])[];

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
  if (isPostman(value)) return readPostman(value);
  if (isGatewayEvent(value)) return [readGatewayEvent(value)];
  throw new CaptureError('capture-unknown');
}
