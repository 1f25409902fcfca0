// A column of three-byte UTF-8 drops every character that needs four.
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
  id: 'text-beyond-sixteen-bits-lost',
  title: 'Emoji are lost from names.',
  row: 'S21',
  breaks: ['UTF-01'],
  lie: {
    decision: 'stored',
    instead: (honest) => (body, call) => texts(honest(body, call), (text) => text.replace(/[\u{10000}-\u{10ffff}]/gu, '')),
  },
};
