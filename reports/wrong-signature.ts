import { secretKeys } from '../core/contract/credentials.ts';
import type { Credentials } from '../core/contract/ledger.ts';
import { type DiagnosisKey, diagnose } from '../core/diagnosis/diagnosis.ts';
import { headerValue, type WireRequest } from '../core/exchange.ts';
import { secrets } from '../core/redaction/redaction.ts';
import { visible } from '../core/visible.ts';
import { explainSentence } from '../language/sentences.ts';

/**
 * The line that a mock's log has for a request whose signature did not match: what was asked, and why it is wrong, with no key in it.
 * @param keys all key sets of the mock; the one whose API Key the request names is the one that should have signed
 * @param receivedAt ms since the epoch
 */
export function wrongSignatureLine(request: WireRequest, keys: readonly Credentials[], receivedAt: number, scheme: string): string {
  const login = headerValue(request.headers, 'x-login');
  const own = keys.find(({ apiKey }) => apiKey === login) ?? keys[0];
  const known = keys.flatMap((set): DiagnosisKey[] =>
    set === own
      ? [
          { role: 'API Signature', value: set.apiSignature },
          { role: 'API Key', value: set.apiKey },
          { role: 'read-only key', value: set.readOnlyKey },
        ]
      : [
          { role: 'second merchant API Signature', value: set.apiSignature },
          { role: 'second merchant API Key', value: set.apiKey },
        ],
  );
  const [first = '', ...more] = explainSentence(diagnose({ request, keys: known, receivedAt, scheme }));
  const text = `102 ${request.method} ${visible(Buffer.from(request.target, 'latin1'))}: ${[first, ...more].join('\n    ')}\n`;
  return secrets(keys.flatMap(secretKeys)).redactText(text);
}
