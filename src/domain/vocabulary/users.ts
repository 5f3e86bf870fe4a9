/** Users and what they do. */

/** Role of a user or token: a set of permissions, see domain/permission.ts. */
export enum Role {
  OWNER = 'OWNER',
  HEAD_OF_SALES = 'HEAD_OF_SALES',
  MANAGER = 'MANAGER',
  INTEGRATION = 'INTEGRATION',
  READ_ONLY = 'READ_ONLY',
}

/** Whether a user is a person or a program. */
export enum UserKind {
  PERSON = 'PERSON',
  SERVICE = 'SERVICE',
}

/** Availability of a user for conversations. */
export enum Availability {
  ONLINE = 'ONLINE',
  BUSY = 'BUSY',
  OFFLINE = 'OFFLINE',
}

/** What a user does in a conversation. */
export enum PresenceActivity {
  NONE = 'NONE',
  VIEWING = 'VIEWING',
  TYPING = 'TYPING',
}

/** Why a user is notified. */
export enum NotificationKind {
  HANDOFF_REQUESTED = 'HANDOFF_REQUESTED',
}

/** Kind of the credential that an activity was authorised by. */
export enum CredentialKind {
  SESSION = 'SESSION',
  API_TOKEN = 'API_TOKEN',
  COMMAND_LINE = 'COMMAND_LINE',
}

/** Kind of the actor of an activity. */
export enum ActivityActorKind {
  USER = 'USER',
  OPERATOR = 'OPERATOR',
  ANONYMOUS = 'ANONYMOUS',
  ASSISTANT = 'ASSISTANT',
}
