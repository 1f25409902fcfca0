import type { ProviderDecisions } from '../../core/decisions/provider.ts';
import { hasDuplicateMembers, type JsonValue, parseJson } from '../../core/json.ts';
import { decodeUtf8 } from '../../core/utf8.ts';
import type { Interpretations } from '../../specs/types/ambiguities.ts';
import { isList } from './json-kind.ts';

const byteOrderMark = '\ufeff';

/** How a body is read and stored. */
export function bodyDecisions(interpretations: Interpretations): Pick<ProviderDecisions, 'decode' | 'parse' | 'stored'> {
  return {
    decode(body, contentType) {
      const charset = charsetOf(contentType);
      if (charset === undefined || charset === 'utf-8' || charset === 'utf8') return decodeUtf8(body);
      if (interpretations.C40 === 'convert') return decodeFrom(charset, body);
      // ASCII is the same text in every charset that a client would name; anything else would be stored garbled (UTF-03).
      return body.every((byte) => byte < 0x80) ? decodeUtf8(body) : undefined;
    },

    parse(text) {
      const marked = text.startsWith(byteOrderMark);
      if (marked && interpretations.C41 !== 'accept') return undefined;
      const tree = parseJson(marked ? text.slice(1) : text);
      if (tree === undefined || interpretations.C41 === 'accept') return tree;
      return hasDuplicateMembers(tree) ? undefined : tree;
    },

    stored: (body) => (interpretations.C39 === 'nfc' ? normalised(body) : body),
  };
}

function charsetOf(contentType: string | undefined): string | undefined {
  return /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(contentType ?? '')?.[1]?.toLowerCase();
}

function decodeFrom(charset: string, body: Uint8Array): string | undefined {
  try {
    return new TextDecoder(charset, { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    return undefined;
  }
}

/** All texts of a value, member names too, in NFC (C39). */
function normalised(value: JsonValue): JsonValue {
  if (typeof value === 'string') return value.normalize('NFC');
  if (value === null || typeof value !== 'object') return value;
  if (isList(value)) return value.map(normalised);
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name.normalize('NFC'), normalised(member)]));
}
