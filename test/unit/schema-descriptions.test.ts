import { describe, expect, it } from '@jest/globals';
import {
  buildSchema,
  type GraphQLField,
  type GraphQLNamedType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isNonNullType,
  isObjectType,
  print,
} from 'graphql';
import { access, accessOf } from '../../src/resolvers/access.js';
import { createSchema } from '../../src/schema/build-schema.js';
import { printSchemaWithAccess } from '../../src/schema/print-schema.js';

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

  it('names the permission of every root field, in the description and in the printed directive', async () => {
    const schema = await createSchema();
    const printed = buildSchema(printSchemaWithAccess(schema));
    for (const root of ['Query', 'Mutation', 'Subscription'] as const) {
      const fields = Object.values(printed.getRootType(root.toLowerCase() as never)?.getFields() ?? {});
      expect(fields.length).toBe(Object.keys(access[root]).length);
      for (const { name, description, astNode } of fields) {
        const needed = accessOf(root, name);
        const sentence = needed === 'public' ? 'Needs no credential.' : `Needs ${needed}.`;
        expect(`${name}: ${description}`).toMatch(new RegExp(`[.:)] ${sentence}$`));
        const directive = needed === 'public' ? '@public' : `@requires(permission: ${needed})`;
        expect([name, astNode?.directives?.map(print)]).toEqual([name, [directive]]);
        expect(schema.getRootType(root.toLowerCase() as never)?.getFields()[name]?.description).toBe(
          description,
        );
      }
    }
  });

  it('gives every mutation one input of its own, and a payload whose nullable fields say when they are null', async () => {
    const schema = await createSchema();
    for (const { name, args, type } of Object.values(schema.getMutationType()?.getFields() ?? {})) {
      const inputName = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
      expect([name, ...args.map(argument => `${argument.name}: ${argument.type}`)]).toEqual([
        name,
        `input: ${inputName}!`,
      ]);
      expect(`${name}: ${type}`).toMatch(/Payload!$/);
      const payload = getNamedType(type);
      if (!isObjectType(payload)) throw new Error(`${payload} is not an object`);
      for (const field of Object.values(payload.getFields())) {
        if (!isNonNullType(field.type))
          expect(`${payload}.${field.name}: ${field.description}`).toMatch(/\bnull\b/i);
      }
    }
  });

  it('has a row in the access table for every root field', async () => {
    const schema = await createSchema();
    for (const root of ['Query', 'Mutation', 'Subscription'] as const) {
      const type = schema.getType(root);
      if (!isObjectType(type)) throw new Error(`${root} is missing`);
      expect(Object.keys(type.getFields()).sort()).toEqual(Object.keys(access[root]).sort());
    }
  });
});
