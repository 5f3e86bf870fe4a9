/** Reason of a CONFLICT: `extensions.reason` next to the code. */
export enum ConflictReason {
  EXISTS = 'EXISTS',
  IN_USE = 'IN_USE',
  ARCHIVED = 'ARCHIVED',
  WRONG_STATE = 'WRONG_STATE',
  TOO_LATE = 'TOO_LATE',
  LAST_OWNER = 'LAST_OWNER',
  LAST_OPEN_STAGE = 'LAST_OPEN_STAGE',
  NOT_ACTIVE = 'NOT_ACTIVE',
  MERGED = 'MERGED',
  ERASED = 'ERASED',
}
