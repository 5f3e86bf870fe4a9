import { describe, expect, it } from '@jest/globals';
import {
  type GraphQLField,
  type GraphQLNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
} from 'graphql';
import { access } from '../../src/resolvers/access.js';
import { createSchema } from '../../src/schema/build-schema.js';

const isOurs = ({ name }: GraphQLNamedType) => !name.startsWith('__');

function describedParts(type: GraphQLNamedType): [string, string | null | undefined][] {
  const parts: [string, string | null | undefined][] = [[type.name, type.description]];
  if (isObjectType(type) || isInterfaceType(type)) {
    for (const field of Object.values<GraphQLField<unknown, unknown>>(type.getFields())) {
      parts.push([`${type.name}.${field.name}`, field.description]);
      for (const arg of field.args) parts.push([`${type.name}.${field.name}(${arg.name})`, arg.description]);
    }
  }
  if (isInputObjectType(type)) {
    for (const field of Object.values(type.getFields()))
      parts.push([`${type.name}.${field.name}`, field.description]);
  }
  if (isEnumType(type)) {
    for (const value of type.getValues()) parts.push([`${type.name}.${value.name}`, value.description]);
  }
  return parts;
}

describe('the schema', () => {
  it('describes every type, field, argument and enum value', async () => {
    const schema = await createSchema();
    const parts = Object.values(schema.getTypeMap()).filter(isOurs).flatMap(describedParts);
    expect(parts.length).toBeGreaterThan(300);
    expect(parts.filter(([, description]) => !description?.trim()).map(([name]) => name)).toEqual([]);
  });

  it('names the roles of every root field', async () => {
    const schema = await createSchema();
    for (const root of ['Query', 'Mutation', 'Subscription'] as const) {
      const type = schema.getType(root);
      if (!isObjectType(type)) throw new Error(`${root} is missing`);
      expect(Object.keys(type.getFields()).sort()).toEqual(Object.keys(access[root]).sort());
    }
  });
});
