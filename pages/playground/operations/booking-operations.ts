/** Ready operations: bookings and the notices about them. */
import type { ReadyOperationGroup } from './ready-operation.js';

/** Group of the menu. */
export const bookingOperations: ReadyOperationGroup = {
  title: 'Bookings',
  operations: [
    {
      name: 'BookingAccounts',
      title: 'The connections to YClients',
      document: `query BookingAccounts {
  bookingAccounts { id name webhookUrl credentialsSet disconnectedAt salons { id name companyId } }
}
`,
    },
    {
      name: 'Bookings',
      title: 'Bookings with the notices about them',
      document: `query Bookings($filter: BookingFilter, $orderBy: BookingOrder! = LATEST_VISIT_FIRST, $first: Int = 20, $after: Cursor) {
  bookings(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
    nodes {
      id
      externalId
      status
      startsAtLocal
      clientName
      clientPhone
      services { title cost { amount currency } }
      salon { name }
      notifications { kind decision reason message { id text status } }
    }
    pageInfo { hasNextPage endCursor }
  }
}
`,
    },
    {
      name: 'BookingNotifications',
      title: 'Why a customer was told, or not',
      document: `query BookingNotifications($filter: BookingNotificationFilter, $first: Int = 20, $after: Cursor) {
  bookingNotifications(filter: $filter, first: $first, after: $after) {
    nodes { id kind decision reason createdAt dueAt booking { id externalId } message { text status } }
    pageInfo { hasNextPage endCursor }
  }
}
`,
    },
    {
      name: 'Salons',
      title: 'The branches, and the wordings of notices',
      document: `query Salons {
  salons { id companyId name timezone locale noticeChannel { displayName } reminderHours groupingSeconds }
  notificationTemplates { id kind locale isBuiltIn body }
}
`,
    },
    {
      name: 'SimulateBooking',
      title: 'Simulate an event of the booking system',
      document: `# The visit is tomorrow at 14:00 by the branch's clock.
mutation SimulateBooking($input: SimulateBookingInput!) {
  simulateBooking(input: $input) {
    event { id status reason booking { id notifications { kind decision reason } } }
  }
}
`,
      variables: {
        input: { eventType: 'CREATED', phone: '+77011234567', service: 'Haircut', master: 'Dana' },
      },
    },
  ],
};
