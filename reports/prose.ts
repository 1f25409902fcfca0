import { html } from 'hono/html';

/** A sentence of ours as a part of a page, with code between backticks. */
export function prose(text: string): readonly (ReturnType<typeof html> | string)[] {
  return text.split(/`([^`]+)`/).map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part));
}
