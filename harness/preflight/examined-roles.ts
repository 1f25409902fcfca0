/** The parties for which `init` writes a configuration. */
export const describedRoles = ['provider', 'client', 'receiver', 'sender'] as const;

export type DescribedRole = (typeof describedRoles)[number];

/** The parties that `doctor` checks. */
export const examinedRoles = [...describedRoles, 'key-use'] as const;

export type ExaminedRole = (typeof examinedRoles)[number];
