// Format characters are cleaned from input, and the joiner inside an emoji is one.
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
  id: 'joiners-taken-out',
  title: 'Joined emoji fall apart.',
  row: 'S21',
  breaks: ['UTF-01'],
  lie: { decision: 'stored', instead: (honest) => (body, call) => texts(honest(body, call), (text) => text.replace(/\p{Cf}/gu, '')) },
};
