import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import {
  GraphQLInputObjectType,
  GraphQLNonNull,
  getOperationAST,
  isInputObjectType,
  parse,
  typeFromAST,
} from 'graphql';
import { newKeyPlace } from '../../pages/playground/operations/fill-places.js';
import { placeFinders } from '../../pages/playground/operations/place-finders.js';
import { readyOperations } from '../../pages/playground/operations/ready-operations.js';
import { loadConfig } from '../../src/config.js';
import { createOperationPolicy } from '../../src/graphql/operation-policy.js';
import { createSchema } from '../../src/schema/build-schema.js';

const schema = await createSchema();
const config = loadConfig({});
const decide = createOperationPolicy(schema, {
  maxLength: 20_000,
  maxTokens: config.queryMaxTokens,
  maxDepth: config.queryMaxDepth,
  maxAliases: 30,
  maxCost: config.queryMaxCost,
});

const problemsOf = (document: string) => {
  const decision = decide(document, false);
  return decision.ok ? [] : decision.errors.map(error => error.message);
};

describe.each(readyOperations.map(operation => [operation.name, operation] as const))(
  '%s',
  (name, operation) => {
    it('is allowed by the schema and its limits', () => {
      expect(problemsOf(operation.document)).toEqual([]);
    });

    it('is the one operation of its document, under its name', () => {
      expect(getOperationAST(parse(operation.document))?.name?.value).toBe(name);
    });

    it('gives a value to every variable that needs one, and to no other', () => {
      const definitions = getOperationAST(parse(operation.document))?.variableDefinitions ?? [];
      const names = definitions.map(({ variable }) => variable.name.value);
      const needed = definitions
        .filter(({ type, defaultValue }) => type.kind === 'NonNullType' && !defaultValue)
        .map(({ variable }) => variable.name.value);
      expect(Object.keys(operation.variables ?? {})).toEqual(expect.arrayContaining(needed));
      expect(names).toEqual(expect.arrayContaining(Object.keys(operation.variables ?? {})));
      for (const { variable, type: typeNode } of definitions) {
        const type = typeFromAST(schema, typeNode as never);
        const inner = type instanceof GraphQLNonNull ? type.ofType : type;
        if (!isInputObjectType(inner)) continue;
        const fields = Object.keys((inner as GraphQLInputObjectType).getFields());
        expect(fields).toEqual(
          expect.arrayContaining(Object.keys(operation.variables?.[variable.name.value] ?? {})),
        );
      }
    });

    it('has no place that nothing can fill', () => {
      const places = JSON.stringify(operation.variables ?? {}).match(/<\w+>/g) ?? [];
      const known = [newKeyPlace, ...placeFinders.flatMap(finder => finder.places)];
      expect(known).toEqual(expect.arrayContaining(places));
    });
  },
);

it.each(placeFinders.flatMap(({ documents }) => documents))(
  'finds places with a valid query: %s',
  document => {
    expect(problemsOf(document)).toEqual([]);
  },
);

it('names each operation once', () => {
  const names = readyOperations.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});

it("has every operation that the README's tour names, under that name", () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  const [, tour = ''] = /## The first five minutes\n([\s\S]*?)\n## /.exec(readme) ?? [];
  const named = [...tour.matchAll(/(?<!\*)\*(\w+)\*(?!\*)/g)].map(([, name]) => name);
  expect(named.length).toBeGreaterThan(8);
  expect(readyOperations.map(({ name }) => name)).toEqual(expect.arrayContaining(named));
});
