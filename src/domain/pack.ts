export const packLicences = ['royalty_free', 'attribution', 'commercial', 'personal'] as const;
export type PackLicence = (typeof packLicences)[number];
