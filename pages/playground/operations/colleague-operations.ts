/** Ready operations: users, sessions, the second factor. */
import type { ReadyOperationGroup } from './ready-operation.js';

/** Group of the menu. */
export const colleagueOperations: ReadyOperationGroup = {
  title: 'Colleagues',
  operations: [
    {
      name: 'Colleagues',
      title: 'Who works here',
      document: `query Colleagues($filter: UserFilter, $first: Int = 20, $after: Cursor) {
  users(filter: $filter, first: $first, after: $after) {
    nodes { id name email role isActive hasSecondFactor lastSeenAt }
    pageInfo { hasNextPage endCursor }
  }
}
`,
    },
    {
      name: 'InviteColleague',
      title: 'Add a person, with a link to set a password',
      document: `mutation InviteColleague($input: CreateUserInput!) {
  createUser(input: $input) { link user { id email role } }
}
`,
      variables: { input: { email: 'aliya@example.com', name: 'Aliya', role: 'MANAGER' } },
    },
    {
      name: 'ChangeColleague',
      title: 'Change a role, or deactivate a person',
      document: `mutation ChangeColleague($input: UpdateUserInput!) {
  updateUser(input: $input) { user { id name role isActive } }
}
`,
      variables: { input: { id: '<colleagueId>', isActive: true } },
    },
    {
      name: 'PasswordLink',
      title: 'A link for a person who lost the password',
      document: `mutation PasswordLink($input: CreatePasswordLinkInput!) {
  createPasswordLink(input: $input) { link user { email } }
}
`,
      variables: { input: { userId: '<colleagueId>' } },
    },
    {
      name: 'MySessions',
      title: 'Where I am signed in',
      document: `query MySessions {
  sessions { id createdAt lastUsedAt userAgent ipAddress isCurrent }
}
`,
    },
    {
      name: 'EndSessions',
      title: 'Sign a person out everywhere',
      document: `mutation EndSessions($input: RevokeSessionsInput!) {
  revokeSessions(input: $input) { ended }
}
`,
      variables: { input: { userId: '<colleagueId>' } },
    },
    {
      name: 'EnrolSecondFactor',
      title: 'Begin a second factor; confirmTotp switches it on',
      document: `mutation EnrolSecondFactor($input: EnrolTotpInput!) {
  enrolTotp(input: $input) { secret uri }
}
`,
      variables: { input: { password: 'your password' } },
    },
  ],
};
