/** The parties that `init` writes a configuration of, and that `doctor` looks at. */
export const examinedRoles = ['provider', 'client', 'receiver', 'sender'] as const;

export type ExaminedRole = (typeof examinedRoles)[number];
