/** Undocumented interfaces of libraries: each is used in one module; its case here fails when an upgrade changes it. */
import { describe, expect, it } from '@jest/globals';
import { readDeclaredTable } from '../../src/database/entity-metadata.js';
import { Conversation } from '../../src/entities/conversation.entity.js';

describe('MikroORM', () => {
  it('keeps what the decorators of an entity declare where it is read without a connection', () => {
    const { table, columns } = readDeclaredTable(Conversation);
    expect(table).toBe('conversations');
    expect([columns.get('id'), columns.get('channelId'), columns.get('lastActivityAt')]).toEqual([
      'id',
      'channel_id',
      'last_activity_at',
    ]);
    expect(() => readDeclaredTable(class Plain {})).toThrow('Plain names no table');
  });
});
