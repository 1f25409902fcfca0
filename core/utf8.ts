// ignoreBOM means that a byte order mark is kept as text: it is part of the bytes that were signed (C41).
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

/** Bytes as text, or undefined when they are not well-formed UTF-8 (UTF-03). A leading byte order mark stays in the text. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
}

/** Text as UTF-8 bytes (UTF-06). A lone surrogate has no UTF-8 and becomes U+FFFD (EF BF BD): ask `text.isWellFormed()` first where that matters. */
export function encodeUtf8(text: string): Uint8Array {
  return encoder.encode(text);
}
