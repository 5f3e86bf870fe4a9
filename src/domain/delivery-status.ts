/**
 * How far a message came, and which report may change it.
 *
 * Providers promise no order, repeat themselves, and report a failure before a delivery when a person has several
 * devices. So a status only moves up a ladder, and a proof of delivery beats a report of failure; in any order
 * of the reports, the message ends in the same state.
 */

/** How far a message came. */
export enum MessageStatus {
  /** From a person; it has arrived by being here. */
  RECEIVED = 'RECEIVED',
  /** Accepted by us, or waiting at the provider. */
  QUEUED = 'QUEUED',
  SENDING = 'SENDING',
  SENT = 'SENT',
  DELIVERED = 'DELIVERED',
  READ = 'READ',
  FAILED = 'FAILED',
  /** The request left and no answer came: it may have been sent. */
  UNKNOWN = 'UNKNOWN',
  /** Cancelled before it was sent. */
  CANCELLED = 'CANCELLED',
}

const terminalRank = 9;
/** The ladder of docs/providers, "Status rank"; UNKNOWN stands below every proof and above every intention. */
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

/** The status of a message after a report, and whether the report changed it. */
export interface StatusOutcome {
  readonly status: MessageStatus;
  readonly applied: boolean;
}

/** The place of a status on the ladder; a message never moves to a lower or an equal one. */
export function statusRank(status: MessageStatus): number {
  return ranks[status];
}

/**
 * What a report makes of a message's status. For reports only: a new attempt at a failed send is a decision of
 * ours, not a report, and sets the status itself.
 */
export function applyStatus(current: MessageStatus, incoming: MessageStatus): StatusOutcome {
  const applied = canReplace(current, incoming);
  return { status: applied ? incoming : current, applied };
}

function canReplace(current: MessageStatus, incoming: MessageStatus): boolean {
  if (incoming === MessageStatus.RECEIVED) return false;
  if (incoming === MessageStatus.CANCELLED) return current === MessageStatus.QUEUED;
  return ranks[incoming] > ranks[current];
}
