/** What a contract says about the bodies of its notifications. */
import type { Contract, JsonSchema } from './contract.ts';

/** A kind of notification: the resource that it is about, and the member of its body that names it. */
export interface NoticeKind {
  readonly resource: string;
  readonly member: string;
  /** The JSON types that the document allows for it. */
  readonly types: readonly string[];
}

function typesOf(schema: JsonSchema | undefined): readonly string[] {
  if (schema === undefined) return [];
  return [...[schema.type ?? []].flat(), ...(schema.anyOf ?? schema.oneOf ?? []).flatMap(typesOf)].map((type) =>
    type === 'integer' ? 'number' : type,
  );
}

/** The kinds of notifications of a contract, in the order of its table. */
export function noticeKinds({ notifications, resources, webhooks }: Contract): readonly NoticeKind[] {
  return notifications.flatMap(({ webhook, resource }) => {
    const member = resources[resource]?.members.id;
    if (member === undefined) return [];
    const body = webhooks.find(({ id }) => id === webhook)?.requestBody;
    return [{ resource, member, types: typesOf(body?.properties?.[member]) }];
  });
}
