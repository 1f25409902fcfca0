/** The parties for which `init` writes a configuration, and which `doctor` checks. */
export const examinedRoles = ['provider', 'client', 'receiver', 'sender', 'key-use'] as const;

export type ExaminedRole = (typeof examinedRoles)[number];
