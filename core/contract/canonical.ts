/**
 * A header text as its bytes: one byte for each latin1 character. Throws a RangeError for a character above U+00FF; `name` is the name of the text in
 * the error.
 */
export function wireBytes(text: string, name: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    // A silent cut to eight bits would turn different texts into one message.
    if (unit > 0xff) throw new RangeError(`${name} holds a character above U+00FF: give its bytes on the wire, one latin1 character each`);
    bytes[at] = unit;
  }
  return bytes;
}

/** The pieces joined, as a copy. */
export function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/**
 * The signed bytes: X-Date, X-Login and the body exactly as sent, with nothing between (SIG-03, SIG-04; Deposits API docs, Calculating the
 * signature). Without a body the third part is empty (SIG-05).
 *
 * @param xDate the X-Date value as latin1 text, never re-formatted
 * @param xLogin the X-Login value as latin1 text
 * @param body the body's bytes as sent; decoded and encoded again they might differ (UTF-07)
 * @throws RangeError when a header text holds a character above U+00FF, which cannot be sent
 */
export function signedMessage(xDate: string, xLogin: string, body: Uint8Array): Uint8Array {
  return joined([wireBytes(xDate, 'X-Date'), wireBytes(xLogin, 'X-Login'), body]);
}
