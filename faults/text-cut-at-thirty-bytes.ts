// A column of thirty bytes cuts longer names, and sometimes a character.
import type { JsonValue } from '../core/json.ts';
import type { Fault } from './fault.ts';

/** Every text of a value, changed. */
function texts(value: JsonValue, change: (text: string) => string): JsonValue {
  if (typeof value === 'string') return change(value);
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((item: JsonValue) => texts(item, change));
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, texts(member, change)]));
}

export const fault: Fault = {
  id: 'text-cut-at-thirty-bytes',
  title: 'Names are cut after thirty bytes.',
  row: 'S21',
  breaks: ['UTF-01'],
  lie: {
    decision: 'stored',
    instead: (honest) => (body, call) => texts(honest(body, call), (text) => Buffer.from(text, 'utf8').subarray(0, 30).toString('utf8')),
  },
};
