/**
 * Message status, and which status report may change it.
 *
 * Providers promise no order, repeat reports, and report a failure before a delivery when a contact has several
 * devices. So a status only moves up a ladder, and a delivery beats a failure: in any order of the reports, the message
 * ends in the same state.
 */

/** Delivery status of a message. */
export enum MessageStatus {
  /** Inbound; stored on arrival. */
  RECEIVED = 'RECEIVED',
  /** Accepted by Trunkline, or waiting at the provider. */
  QUEUED = 'QUEUED',
  SENDING = 'SENDING',
  SENT = 'SENT',
  DELIVERED = 'DELIVERED',
  READ = 'READ',
  FAILED = 'FAILED',
  /** The request was sent and no response arrived: the message may have been sent. */
  UNKNOWN = 'UNKNOWN',
  /** Cancelled before it was sent. */
  CANCELLED = 'CANCELLED',
}

const terminalRank = 9;
/** The ladder of docs/providers, "Status rank"; UNKNOWN is below every confirmed status and above every pending one. */
const ranks: Readonly<Record<MessageStatus, number>> = {
  [MessageStatus.QUEUED]: 0,
  [MessageStatus.SENDING]: 1,
  [MessageStatus.UNKNOWN]: 1.5,
  [MessageStatus.SENT]: 2,
  [MessageStatus.FAILED]: 3,
  [MessageStatus.DELIVERED]: 4,
  [MessageStatus.READ]: 5,
  [MessageStatus.RECEIVED]: terminalRank,
  [MessageStatus.CANCELLED]: terminalRank,
};

/** Status of a message after a report, and whether the report changed it. */
export interface StatusOutcome {
  readonly status: MessageStatus;
  readonly applied: boolean;
}

/** Rank of a status on the ladder; a message never moves to a lower or equal rank. */
export function statusRank(status: MessageStatus): number {
  return ranks[status];
}

/** Applies a status report to the current status. For reports only: retrying a failed send sets the status directly. */
export function applyStatus(current: MessageStatus, incoming: MessageStatus): StatusOutcome {
  const applied = canReplace(current, incoming);
  return { status: applied ? incoming : current, applied };
}

function canReplace(current: MessageStatus, incoming: MessageStatus): boolean {
  if (incoming === MessageStatus.RECEIVED) return false;
  if (incoming === MessageStatus.CANCELLED) return current === MessageStatus.QUEUED;
  return ranks[incoming] > ranks[current];
}
