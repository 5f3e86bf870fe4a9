import type { EndpointPartsFragment } from '../../gql/operations.js';

type Kind = NonNullable<EndpointPartsFragment['eventTypes']>[number];

/** Kinds of events that are posted; those of one user are not. */
export const kinds: readonly Kind[] = [
  ...(['MESSAGE_ADDED', 'MESSAGE_UPDATED', 'CONVERSATION_ADDED', 'CONVERSATION_UPDATED'] as const),
  ...(['CONTACT_ADDED', 'CONTACT_UPDATED', 'CONTACT_MERGED', 'CONTACT_UNMERGED', 'CONTACT_ERASED'] as const),
  ...(['LEAD_ADDED', 'LEAD_UPDATED', 'NOTE_ADDED', 'BOOKING_CHANGED', 'BOOKING_NOTIFICATION'] as const),
  ...(['CHANNEL_UPDATED', 'TENANT_UPDATED', 'USER_UPDATED', 'JOB_UPDATED'] as const),
];
