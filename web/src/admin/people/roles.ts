import type { StaffPartsFragment, StartQuery } from '../../gql/operations.js';

/** A role. */
export type Role = StaffPartsFragment['role'];

/** Roles of people, the most rights first. */
export const roles: readonly Role[] = ['OWNER', 'HEAD_OF_SALES', 'MANAGER', 'READ_ONLY', 'INTEGRATION'];

const isAdministrator = (role: Role): boolean => role === 'OWNER' || role === 'HEAD_OF_SALES';

/** Only an owner administers owners and heads of sales. */
export const mayChange = (viewer: Pick<StartQuery['viewer'], 'role'>, role: Role): boolean =>
  viewer.role === 'OWNER' || !isAdministrator(role);
