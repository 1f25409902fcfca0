// The list of states was loaded into its table through the wrong charset.
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
  id: 'states-told-as-mojibake',
  title: 'Names of states come as mojibake.',
  row: 'S20',
  breaks: ['UTF-06'],
  lie: {
    decision: 'body',
    instead: (honest) => (body, call) =>
      call.operation.id === 'states'
        ? texts(honest(body, call), (text) => Buffer.from(text, 'utf8').toString('latin1'))
        : honest(body, call),
  },
};
