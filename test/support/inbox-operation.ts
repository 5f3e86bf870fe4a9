/** Operations of the inbox, as it sends them. */
import { readdirSync, readFileSync } from 'node:fs';
import { type DefinitionNode, type FragmentDefinitionNode, Kind, parse, print, visit } from 'graphql';

const folder = new URL('../../web/operations/', import.meta.url);
let known: readonly DefinitionNode[] | null = null;

/** The text of an operation in `web/operations`, with the fragments that it uses. */
export function readInboxOperation(name: string): string {
  known ??= readdirSync(folder).flatMap(
    file => parse(readFileSync(new URL(file, folder), 'utf8')).definitions,
  );
  const isOperation = (node: DefinitionNode) =>
    node.kind === Kind.OPERATION_DEFINITION && node.name?.value === name;
  const operation = known.find(isOperation);
  if (!operation) throw new Error(`The inbox has no operation ${name}.`);
  const used = new Map<string, FragmentDefinitionNode>();
  const addFragments = (node: DefinitionNode): void => {
    visit(node, {
      FragmentSpread: spread => {
        const found = known?.find(
          each => each.kind === Kind.FRAGMENT_DEFINITION && each.name.value === spread.name.value,
        ) as FragmentDefinitionNode;
        if (used.has(spread.name.value)) return;
        used.set(spread.name.value, found);
        addFragments(found);
      },
    });
  };
  addFragments(operation);
  return [operation, ...used.values()].map(print).join('\n');
}
