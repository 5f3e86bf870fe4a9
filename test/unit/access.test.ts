import { describe, expect, it } from '@jest/globals';
import { buildSchema, execute, parse } from 'graphql';
import { ForbiddenError, SecondFactorRequiredError, UnauthenticatedError } from '../../src/domain/errors.js';
import { Permission, permissionsKey, permissionsOf, rolesWith } from '../../src/domain/permission.js';
import { Role } from '../../src/domain/vocabulary.js';
import { access, assertAccess, enforceAccess } from '../../src/resolvers/access.js';

const scopeOf = (role: Role) => ({ tenantId: 'tenant', permissions: permissionsOf(role), channelIds: null });
/** What everybody may do with their own account. */
const ownAccount = [
  ...['setPassword', 'changePassword', 'signOut', 'revokeSessions'],
  ...['enrolTotp', 'confirmTotp', 'disableTotp'],
];
const may = (root: keyof typeof access, field: string, role: Role) => {
  try {
    assertAccess(root, field, scopeOf(role));
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(ForbiddenError);
    return false;
  }
};
const fieldsOf = (root: keyof typeof access, role: Role) =>
  Object.keys(access[root]).filter(field => may(root, field, role));

describe('the access table', () => {
  it('lets administrators use everything, and owners alone erase', () => {
    for (const root of ['Query', 'Mutation', 'Subscription'] as const) {
      const fields: string[] = Object.keys(access[root]);
      expect(fieldsOf(root, Role.OWNER)).toEqual(fields);
      const ofOwners = ['eraseContact', 'clearMessages', 'activities'];
      expect(fieldsOf(root, Role.HEAD_OF_SALES)).toEqual(fields.filter(field => !ofOwners.includes(field)));
    }
  });

  it('lets managers work conversations, and not administer', () => {
    expect(fieldsOf('Mutation', Role.MANAGER).sort()).toEqual(
      [
        ...ownAccount,
        'markNotificationsRead',
        ...['signIn', 'refreshSession', 'sendReply', 'retryMessage', 'createLead', 'updateLead', 'addNote'],
        ...['registerBotBooking', 'createUpload', 'refetchAttachment', 'startConversation'],
        ...['setConversationStatus', 'assignConversation', 'markConversationRead', 'setTopic'],
        'markConversationUnread',
        'scheduleReply',
        'cancelScheduledReply',
        ...['setPresence', 'setAvailability'],
        'cancelQueuedMessage',
        'confirmUnknownMessage',
        ...['updateConversation', 'updateConversations', 'upsertCannedReply', 'setHandoff', 'requestHandoff'],
        ...['dismissSuggestion', 'suggestReply', 'requestSuggestion'],
        ...['mergeContacts', 'updateContact', 'unmergeContact', 'separateAddress', 'clearOptOut'],
      ].sort(),
    );
    expect(may('Query', 'webhookEvents', Role.MANAGER)).toBe(false);
  });

  it('lets integrations read, reply and make leads, and look into the ledger', () => {
    expect(fieldsOf('Mutation', Role.INTEGRATION)).toEqual([
      'signIn',
      'refreshSession',
      ...ownAccount,
      'sendReply',
      'createUpload',
      'startConversation',
      'scheduleReply',
      'setPresence',
      'cancelScheduledReply',
      'createLead',
      'registerBotBooking',
      'confirmUnknownMessage',
      'requestHandoff',
      'suggestReply',
      'markNotificationsRead',
    ]);
    expect(fieldsOf('Query', Role.INTEGRATION)).toEqual(
      Object.keys(access.Query).filter(
        field =>
          ![
            'contactsWithOwnAddresses',
            'credentialFields',
            'simulatedPhone',
            'webhookEndpoints',
            'webhookDeliveries',
            'apiTokens',
            'jobs',
            'activities',
          ].includes(field),
      ),
    );
  });

  it('lets read-only users look and follow, nothing else', () => {
    expect(fieldsOf('Mutation', Role.READ_ONLY)).toEqual([
      ...['signIn', 'refreshSession', ...ownAccount],
      'markNotificationsRead',
    ]);
    expect(fieldsOf('Subscription', Role.READ_ONLY)).toEqual(Object.keys(access.Subscription));
    expect(may('Query', 'webhookEvent', Role.READ_ONLY)).toBe(false);
    expect(may('Query', 'providerAccounts', Role.READ_ONLY)).toBe(false);
  });

  it('lets users who must enrol a second factor enrol it and leave, and nothing else', () => {
    const scope = { ...scopeOf(Role.OWNER), mustEnrol: true };
    for (const field of ['enrolTotp', 'confirmTotp', 'signOut', 'signIn'])
      expect(() => assertAccess('Mutation', field, scope)).not.toThrow();
    const others = Object.keys(access.Query).map(field => ['Query', field] as const);
    for (const [root, field] of [...others, ['Mutation', 'updateUser'], ['Subscription', 'events']] as const)
      expect(() => assertAccess(root, field, scope)).toThrow(SecondFactorRequiredError);
  });

  it('lets nobody in without signing in, but to sign in', () => {
    expect(() => assertAccess('Mutation', 'signIn', null)).not.toThrow();
    expect(() => assertAccess('Query', 'viewer', null)).toThrow(UnauthenticatedError);
    expect(() => assertAccess('Query', 'toString', null)).toThrow(UnauthenticatedError);
    expect(may('Query', 'toString', Role.OWNER)).toBe(false);
  });
});

describe('permissions', () => {
  it('name what is missing, and the roles that have it', () => {
    const fault = (() => {
      try {
        assertAccess('Mutation', 'upsertTopic', scopeOf(Role.MANAGER));
      } catch (error) {
        return error;
      }
    })();
    expect(fault).toMatchObject({
      code: 'FORBIDDEN',
      facts: { permission: 'MANAGE_DESK', needed: [Role.OWNER, Role.HEAD_OF_SALES] },
    });
  });

  it('of a credential decide, and not those of a role', () => {
    const narrow = { tenantId: 'tenant', permissions: [Permission.READ], channelIds: null };
    expect(() => assertAccess('Query', 'conversations', narrow)).not.toThrow();
    expect(() => assertAccess('Mutation', 'sendReply', narrow)).toThrow(ForbiddenError);
  });

  it('are all of an OWNER, sorted', () => {
    expect(permissionsOf(Role.OWNER)).toEqual(Object.values(Permission).sort());
    for (const permission of Object.values(Permission)) {
      expect(rolesWith(permission)).toEqual(
        Object.values(Role).filter(role => permissionsOf(role).includes(permission)),
      );
    }
  });

  it('have one key for each set, in any order', () => {
    const keys = Object.values(Role).map(role => permissionsKey(permissionsOf(role)));
    expect(new Set(keys).size).toBe(keys.length);
    expect(permissionsKey([...permissionsOf(Role.MANAGER)].reverse())).toBe(keys[2]);
    expect(permissionsKey([])).not.toBe(permissionsKey([Permission.READ]));
  });
});

describe('enforceAccess', () => {
  it('stops the start for a field without a row', () => {
    const schema = buildSchema('type Query { viewer: Int secrets: Int }');
    expect(() => enforceAccess(schema, { strict: false })).toThrow(/Query\.secrets has no row/);
  });

  it('stops a strict start for a row without a field', () => {
    const schema = buildSchema('type Query { viewer: Int }');
    expect(() => enforceAccess(schema, { strict: false })).not.toThrow();
    expect(() => enforceAccess(schema, { strict: true })).toThrow(/Query\.tenant is in the access table/);
  });

  it('asks before the resolver runs, under whatever alias', async () => {
    const schema = buildSchema('type Query { webhookEvents: Int }');
    let calls = 0;
    const rootValue = { webhookEvents: () => ++calls };
    enforceAccess(schema, { strict: false });
    const run = (role: Role) =>
      execute({
        schema,
        document: parse('{ x: webhookEvents }'),
        rootValue,
        contextValue: { scope: scopeOf(role) },
      });
    expect((await run(Role.MANAGER)).errors?.[0]?.originalError).toBeInstanceOf(ForbiddenError);
    expect(calls).toBe(0);
    expect((await run(Role.OWNER)).data).toEqual({ x: 1 });
  });
});
