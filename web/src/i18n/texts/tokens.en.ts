/** Texts of the page of API tokens in English: ICU messages. */
export const tokens = {
  tokens_help:
    'Credentials of programs: a shop that sends messages, a bot, a report. Each acts as a user of its own.',
  tokens_add: 'Make a token',
  tokens_empty: 'No tokens yet. Make one for the program that should send or read messages.',
  tokens_permissions: 'Permissions',
  tokens_permissionsHint: 'READ is always needed. You can give only what you may do yourself.',
  tokens_limit: 'Rate limit',
  tokens_perMinute: '{count, plural, one {# request a minute} other {# requests a minute}}',
  tokens_state: 'State',
  tokens_ACTIVE: 'accepted',
  tokens_REVOKED: 'revoked',
  tokens_EXPIRED: 'expired',
  tokens_expires: 'Expires',
  tokens_expiresHint: 'Empty: never.',
  tokens_oldUntil: 'Old secret accepted until',
  tokens_rotate: 'New secret',
  tokens_rotateQuestion:
    '{name} gets a new secret, shown once. The old one is accepted for {minutes, plural, one {# more minute} other {# more minutes}}.',
  tokens_revoke: 'Revoke',
  tokens_revokeQuestion: 'Programs with the token {name} are refused at once. This cannot be taken back.',
  tokens_create: 'Make the token',
  tokens_secret: 'Secret of the token',
  tokens_use: 'Programs send it in the header Authorization, after the word Bearer.',
  tokens_nameHint: 'Such as the program that uses it: the author of what it sends.',
  tokens_onlyNumbers: 'Only for some numbers',
} as const;
