// The connection to the store speaks Latin-1: UTF-8 comes back as mojibake.
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
  id: 'text-kept-as-latin1',
  title: 'José is kept as José.',
  row: 'S20',
  breaks: ['UTF-01', 'UTF-02'],
  lie: {
    decision: 'stored',
    instead: (honest) => (body, call) => texts(honest(body, call), (text) => Buffer.from(text, 'utf8').toString('latin1')),
  },
};
