/** Validation rules for depth, aliases and cost; the description of the schema states the cost for clients. */
import {
  type ASTVisitor,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
  type ValueNode,
  valueFromASTUntyped,
} from 'graphql';
import { QueryTooComplexError } from '../domain/errors.js';
import { defaultPageSize, maxPageSize } from '../domain/page-size.js';
import { toGraphQLError } from './error-policy.js';
import type { OperationLimits } from './operation-limits.js';

/** Fields whose selections count once for each row of the page above them. */
const rowFields = new Set(['nodes', 'edges']);

interface Measure {
  readonly depth: number;
  readonly aliases: number;
  readonly cost: number;
}

const nothing: Measure = { depth: 0, aliases: 0, cost: 0 };

/** Maximum repetitions of a field in one selection set: other rules compare all pairs of them. */
const maxRepetitions = 20;

/** Rules that measure each operation once and report every exceeded limit. Cheap for any document. */
export function createLimitRules(limits: OperationLimits): ValidationRule[] {
  return [
    (context: ValidationContext): ASTVisitor => ({
      SelectionSet: selectionSet => {
        const repetitions = countRepetitions(selectionSet);
        if (repetitions <= maxRepetitions) return;
        const error = new QueryTooComplexError('repetitions of a field', maxRepetitions, repetitions);
        context.reportError(toGraphQLError(error));
      },
    }),
    (context: ValidationContext): ASTVisitor => ({
      OperationDefinition: {
        leave(operation) {
          const measure = measureOperation(context, operation, limits);
          const over: [string, number, number][] = [
            ['depth', limits.maxDepth, measure.depth],
            ['aliases', limits.maxAliases, measure.aliases],
            ['cost', limits.maxCost, measure.cost],
          ];
          for (const [name, max, actual] of over) {
            if (actual > max)
              context.reportError(toGraphQLError(new QueryTooComplexError(name, max, actual)));
          }
        },
      },
    }),
  ];
}

function countRepetitions({ selections }: SelectionSetNode): number {
  const counts = new Map<string, number>();
  for (const selection of selections) {
    if (selection.kind !== Kind.FIELD) continue;
    const name = (selection.alias ?? selection.name).value;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return Math.max(0, ...counts.values());
}

/** Measures an operation. Skips introspection fields: the caller does not choose their depth, and they are bounded. */
function measureOperation(
  context: ValidationContext,
  operation: OperationDefinitionNode,
  limits: OperationLimits,
): Measure {
  const fragments = new Map<string, Measure>();

  const measureFragment = (fragment: FragmentDefinitionNode, pageSize: number): Measure => {
    const key = `${fragment.name.value} ${pageSize}`;
    const known = fragments.get(key);
    if (known) return known;
    // Another rule reports a fragment that spreads itself; here the recursion only must end.
    fragments.set(key, nothing);
    const measure = measureSelections(fragment.selectionSet, pageSize);
    fragments.set(key, measure);
    return measure;
  };

  const measureSelections = (selectionSet: SelectionSetNode | undefined, pageSize: number): Measure => {
    if (!selectionSet) return nothing;
    let depth = 0;
    let aliases = 0;
    let cost = 0;
    const add = (measure: Measure): void => {
      depth = Math.max(depth, measure.depth);
      aliases += measure.aliases;
      cost = Math.min(cost + measure.cost, limits.maxCost * 1_000);
    };
    for (const selection of selectionSet.selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = context.getFragment(selection.name.value);
        if (fragment) add(measureFragment(fragment, pageSize));
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        add(measureSelections(selection.selectionSet, pageSize));
      } else if (!selection.name.value.startsWith('__')) {
        const asked = selection.arguments?.find(
          argument => argument.name.value === 'first' || argument.name.value === 'last',
        );
        const askedSize = asked
          ? toPageSize(asked.value.kind === Kind.VARIABLE ? null : valueFromASTUntyped(asked.value))
          : null;
        const ids = selection.arguments?.find(argument => argument.name.value === 'ids');
        const isRows = rowFields.has(selection.name.value) && !ids;
        const inner = measureSelections(
          selection.selectionSet,
          askedSize ?? (isRows ? pageSize : defaultPageSize),
        );
        const factor = ids ? toCount(ids.value) : isRows ? pageSize : 1;
        const own = selection.selectionSet ? 1 : 0;
        add({
          depth: inner.depth + 1,
          aliases: inner.aliases + (selection.alias ? 1 : 0),
          cost: own + factor * inner.cost,
        });
      }
    }
    return { depth, aliases, cost };
  };

  try {
    return measureSelections(operation.selectionSet, defaultPageSize);
  } catch (error) {
    context.reportError(
      error instanceof GraphQLError ? error : new GraphQLError('The operation cannot be measured.'),
    );
    return nothing;
  }
}

/** Objects that a field with a list of ids returns at most. */
function toCount(ids: ValueNode): number {
  if (ids.kind === Kind.VARIABLE) return maxPageSize;
  return ids.kind === Kind.LIST ? ids.values.length : 1;
}

function toPageSize(value: unknown): number {
  return typeof value === 'number' && value >= 0 ? Math.min(value, maxPageSize) : maxPageSize;
}
