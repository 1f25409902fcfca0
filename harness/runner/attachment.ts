import schema from '../../schemas/attachment.schema.json' with { type: 'json' };
import { readBack } from '../../schemas/read-back.ts';
import reportSchema from '../../schemas/report.schema.json' with { type: 'json' };
import type { Attachment } from '../../specs/types/attachment.ts';

const name = 'countersign';
const beside = { 'https://countersign.dev/schemas/report.schema.json': reportSchema };

/** The arguments of Playwright's `attach`. */
export function attachment(attached: Attachment): [name: string, options: { body: string; contentType: string }] {
  return [name, { body: JSON.stringify(attached), contentType: 'application/json' }];
}

/** @throws Error for a value that is not an attachment */
export function readAttachment(value: unknown): Attachment {
  return readBack('The attachment of the test', value, schema, beside);
}

/** What a test has attached: nothing where it crashed before. */
export type Found =
  | { readonly kind: 'attached'; readonly attached: Attachment }
  | { readonly kind: 'none' }
  | { readonly kind: 'unfit'; readonly why: string };

/** Reads what a test has attached, and checks it against its schema. */
export function attachedIn(attachments: readonly { readonly name: string; readonly body?: Buffer }[]): Found {
  const body = attachments.find((one) => one.name === name)?.body;
  if (body === undefined) return { kind: 'none' };
  try {
    return { kind: 'attached', attached: readAttachment(JSON.parse(body.toString('utf8'))) };
  } catch (error) {
    return { kind: 'unfit', why: error instanceof Error ? error.message : String(error) };
  }
}
