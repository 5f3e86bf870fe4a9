/** Users and what they do. */
import { Permission, rolesWith } from '../../domain/permission.js';
import {
  ActivityActorKind,
  Availability,
  CredentialKind,
  NotificationKind,
  PresenceActivity,
  Role,
  UserKind,
} from '../../domain/vocabulary.js';
import { type Descriptions, register } from '../register-enum.js';

register(Role, 'Role', 'Role of a user or token.', {
  OWNER: 'All permissions, including provider accounts and settings.',
  HEAD_OF_SALES: 'Daily administration: numbers, provider accounts, all conversations.',
  MANAGER: 'Handles conversations and leads.',
  INTEGRATION: 'A program that acts for the company: handles conversations, has no administration rights.',
  READ_ONLY: 'Reads and subscribes; changes nothing.',
});

const permissions: Descriptions<typeof Permission> = {
  READ: 'Read conversations, contacts, leads, bookings and lists; subscribe.',
  SEND: 'Send messages, upload files, create leads, register bookings of a bot.',
  WORK: 'Daily work with conversations, leads, contacts and notes.',
  READ_LEDGER: 'Read the ledger of webhooks with its bodies, refused webhooks, and provider accounts.',
  READ_REPORTS: 'Read reports about users.',
  MANAGE_CHANNELS: 'Manage numbers, provider and booking accounts, templates, replays and simulators.',
  MANAGE_DESK:
    "Manage the company's settings, topics, stages, labels, teams and canned replies; read deleted messages that the company hides.",
  MANAGE_USERS: 'Manage users.',
  MANAGE_INTEGRATIONS: 'Manage API tokens and outgoing webhooks.',
  IMPORT_EXPORT: 'Import and export data.',
  ERASE: 'Erase the data of persons, clear messages.',
  READ_AUDIT: 'Read the audit log.',
};

register(
  Permission,
  'Permission',
  'Permission that an operation needs. A role is a set of permissions. More can be added.',
  Object.fromEntries(
    Object.values(Permission).map(name => [
      name,
      `${permissions[name]} Roles: ${rolesWith(name).join(', ')}.`,
    ]),
  ) as Descriptions<typeof Permission>,
);

register(UserKind, 'UserKind', 'Whether a user is a person or a program.', {
  PERSON: 'A person with a sign-in.',
  SERVICE: 'A program. It cannot sign in.',
});

register(
  Availability,
  'Availability',
  'Availability of a user: whether the user currently accepts conversations.',
  {
    ONLINE: 'Accepts conversations.',
    BUSY: 'Works, but accepts no new conversations.',
    OFFLINE: 'Away.',
  },
);

register(PresenceActivity, 'PresenceActivity', 'What a user does in a conversation.', {
  NONE: 'Neither of the others, or no longer.',
  VIEWING: 'Looks at it. Ends 30 s after it was last reported.',
  TYPING: 'Writes a reply. Ends 10 s after it was last reported, and continues as VIEWING.',
});

register(NotificationKind, 'NotificationKind', 'Why you are notified. More can be added.', {
  HANDOFF_REQUESTED: 'A person is asked for in the conversation.',
});

register(
  CredentialKind,
  'CredentialKind',
  'Kind of the credential that an activity was authorised by. More can be added.',
  {
    SESSION: 'A session; `credentialId` is its id.',
    API_TOKEN: 'An API token; `credentialId` is its id.',
    COMMAND_LINE: 'The command line; `credentialId` is the name of the user of the operating system.',
  },
);

register(ActivityActorKind, 'ActivityActorKind', 'Kind of the actor of an activity. More can be added.', {
  USER: 'A user of the company, or a program with a token.',
  OPERATOR: 'The operator of the installation, with the command line.',
  ANONYMOUS: 'Someone who did not prove who they are: a failed sign-in.',
  ASSISTANT: 'An assistant, by an answer of its model.',
});
