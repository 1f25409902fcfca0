/** A header text as its bytes on the wire: one byte for each latin1 character. */
function wireBytes(text: string, name: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    // A silent cut to eight bits would make different texts one message.
    if (unit > 0xff) throw new RangeError(`${name} holds a character above U+00FF: give its bytes on the wire, one latin1 character each`);
    bytes[at] = unit;
  }
  return bytes;
}

/**
 * The bytes under the HMAC: X-Date, X-Login and the body exactly as sent, with nothing between (SIG-03, SIG-04; Deposits API docs, Calculating the
 * signature). Without a body the third part is empty (SIG-05).
 * @param xDate the X-Date value as latin1 wire text, never re-formatted
 * @param xLogin the X-Login value as latin1 wire text
 * @param body the body's bytes as they travel; decoded and encoded again they might be others (UTF-07)
 * @throws RangeError when a header text holds a character above U+00FF, which no wire carries
 */
export function signedMessage(xDate: string, xLogin: string, body: Uint8Array): Uint8Array {
  const date = wireBytes(xDate, 'X-Date');
  const login = wireBytes(xLogin, 'X-Login');
  const message = new Uint8Array(date.length + login.length + body.length);
  message.set(date, 0);
  message.set(login, date.length);
  message.set(body, date.length + login.length);
  return message;
}
