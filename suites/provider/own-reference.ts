import type { JsonValue } from '../../core/json.ts';
import { encodeUtf8 } from '../../core/utf8.ts';
import type { ValidCalls } from '../valid-calls.ts';

/** A body in two spellings: the sent one, and the signed one. */
interface Respelt {
  readonly body: Readonly<Record<string, JsonValue>>;
  readonly sent: Uint8Array;
  readonly signed: Uint8Array;
}

/**
 * Gives a case that is asked once more, to make it smaller or because it was lost, a reference that nobody has used: its own one may be taken by now
 * (C42).
 */
export function withOwnReference(calls: Pick<ValidCalls, 'newReference'>, reference: string | undefined): (respelt: Respelt) => Respelt {
  const asked = new Set<JsonValue>();
  return (respelt) => {
    const own = reference === undefined ? undefined : respelt.body[reference];
    if (reference === undefined || own === undefined) return respelt;
    if (!asked.has(own)) {
      asked.add(own);
      return respelt;
    }
    const fresh = calls.newReference();
    const again = (bytes: Uint8Array) =>
      encodeUtf8(
        Buffer.from(bytes)
          .toString('utf8')
          .replace(/"(?:[^"\\]|\\.)*"/g, (text) => (JSON.parse(text) === own ? JSON.stringify(fresh) : text)),
      );
    return { body: { ...respelt.body, [reference]: fresh }, sent: again(respelt.sent), signed: again(respelt.signed) };
  };
}
