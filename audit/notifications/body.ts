import { headerValue } from '../../core/exchange.ts';
import { reason } from '../../core/verdict/reason.ts';
import { said } from '../../language/sentences.ts';
import { noticeKinds } from '../../schemas/notices.ts';
import { broken, held, type Judgement, observed } from '../judgement.ts';
import type { Notification } from './notification.ts';
import type { NotificationLaw } from './record.ts';
import { type NotificationContext, type NotificationRule, noNotification } from './rule.ts';

export const subjectNamed = {
  clause: 'NTF-02',
  missing: noNotification,
  judge: (notification: Notification, { law }: NotificationContext) => [...formOf(notification), ...judgedBySubject(notification, law)],
} as const satisfies NotificationRule;

export const sourceSeen = {
  clause: 'NTF-10',
  missing: noNotification,
  judge: ({ exchange }: Notification) => [...held, ...observed({ subject: said('source-address'), seen: exchange.peer })],
} as const satisfies NotificationRule;

/** The form of transfer is open, and a receiver has to accept any: some servers read no chunked body. */
function formOf({ exchange }: Notification): readonly Judgement[] {
  const { headers } = exchange.request;
  const coding = headerValue(headers, 'transfer-encoding');
  return [
    ...observed({ subject: 'Content-Type', seen: headerValue(headers, 'content-type') ?? 'none' }),
    ...(coding === undefined ? [] : observed({ subject: said('in-place-of-content-length'), seen: coding })),
  ];
}

function judgedBySubject({ exchange, subject }: Notification, { contract }: NotificationLaw): readonly Judgement[] {
  const kinds = noticeKinds(contract);
  const kind = kinds.find(({ member }) => member === subject?.member);
  if (subject !== undefined && kind?.types.includes(subject.kind)) return held;
  const value =
    subject === undefined
      ? said('body-names-neither', { body: exchange.request.body.length })
      : `${subject.member} as ${subject.kind === 'other' ? subject.id : subject.kind}`;
  return broken(reason('names-its-subject', { member: kinds.map(({ member }) => member).join(' or ') }), reason('value-seen', { value }), [
    exchange,
  ]);
}
