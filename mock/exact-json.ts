import type { JsonValue } from '../core/json.ts';

/** ECMAScript's JSON.parse source text access, which Node has and the compiler's library does not yet know. */
export const exactJson = JSON as unknown as { rawJSON(text: string): JsonValue; isRawJSON(value: JsonValue): boolean };
