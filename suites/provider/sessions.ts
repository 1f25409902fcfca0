import type { HeaderLine } from '../../core/exchange.ts';
import type { Call } from '../call.ts';
import type { ValidCalls } from '../valid-calls.ts';
import { acceptedControl } from './negative-case.ts';

/**
 * The header line with all cookies that right calls were given; undefined where they were given none. A session that a right call opens would replace
 * the signature of a later one.
 */
export async function cookiesGiven(calls: ValidCalls): Promise<HeaderLine | undefined> {
  const cookies = new Set<string>();
  for (const operation of calls.operations) {
    const { answer } = await acceptedControl(calls, operation);
    for (const [name, value] of answer.kind === 'response' ? answer.response.headers : [])
      if (name.toLowerCase() === 'set-cookie') cookies.add(value.split(';')[0] ?? '');
  }
  return cookies.size === 0 ? undefined : ['Cookie', [...cookies].join('; ')];
}

/** The call with one more header line. */
export function withLine(call: Call, line: HeaderLine): Call {
  return { ...call, headersAs: (lines) => [...(call.headersAs ? call.headersAs(lines) : lines), line] };
}
