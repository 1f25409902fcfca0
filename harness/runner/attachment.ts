import type { ShownOutcome, TargetFacts } from '../../reports/report.ts';

/** What a test hands to the reporter: its outcome, redacted, and where the party was. */
export interface Attached {
  readonly outcome: ShownOutcome;
  readonly target: TargetFacts;
}

const name = 'countersign';

/** The arguments of Playwright's `attach`. */
export function attachment(attached: Attached): [name: string, options: { body: string; contentType: string }] {
  return [name, { body: JSON.stringify(attached), contentType: 'application/json' }];
}

/** What a test has attached; undefined where it crashed before. */
export function attachedIn(attachments: readonly { readonly name: string; readonly body?: Buffer }[]): Attached | undefined {
  const body = attachments.find((one) => one.name === name)?.body;
  return body && (JSON.parse(body.toString('utf8')) as Attached);
}
