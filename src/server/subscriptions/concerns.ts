import type { Viewer } from '../../accounts/viewer.js';

/** True if a change of this user or company concerns the viewer; null concerns all viewers. */
export function concerns(id: string | null, { userId, tenantId }: Viewer): boolean {
  return id === null || id === userId || id === tenantId;
}
