// Names are made fit for a bank file when they are stored.
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
  id: 'accents-taken-off',
  title: 'José is kept as Jose.',
  breaks: ['UTF-01'],
  lie: {
    decision: 'stored',
    instead: (honest) => (body, call) => texts(honest(body, call), (text) => text.normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC')),
  },
};
