import type { WireRequest } from '../exchange.ts';
import { headerValue } from '../exchange.ts';
import type { Mistake } from './mistake.ts';

/** A programming language in which the line to change can be shown. */
export type ClientLanguage = 'php' | 'python' | 'node';

/** What HTTP libraries of a language call themselves in User-Agent. */
const agents: readonly (readonly [ClientLanguage, RegExp])[] = [
  ['php', /guzzle|\bphp\b|symfony|laravel|wordpress|buzz\/|magento/i],
  ['python', /python|aiohttp|httpx|urllib|django/i],
  ['node', /\bnode\b|axios|undici|node-fetch|\bgot\b|superagent|needle|^node$/i],
];

/** How the names of writers begin. */
const writers: readonly (readonly [ClientLanguage, string])[] = [
  ['php', 'PHP '],
  ['python', 'Python '],
  ['node', 'JavaScript '],
];

/** The language of a signer: its HTTP library says it, or all writers that make the signed bytes are of one language. Undefined where neither does. */
export function clientLanguage({ headers }: WireRequest, mistakes: readonly Mistake[]): ClientLanguage | undefined {
  const agent = headerValue(headers, 'User-Agent') ?? '';
  const named = agents.find(([, form]) => form.test(agent))?.[0];
  if (named !== undefined) return named;
  const known = mistakes.flatMap(({ values }) => ('writers' in values ? values.writers : []));
  return writers.find(([, begin]) => known.length > 0 && known.every((id) => id.startsWith(begin)))?.[0];
}
