/**
 * Which operation of a document is meant. GraphiQL tells it too, but from the text of a moment ago: whoever opens an
 * operation and runs it at once would run it under the name of the one before.
 */

/** The kind and name of the operation to run; null when the text holds none, or several and none of that name. */
export function findOperation(text, operationName) {
  const operations = [
    ...outermost(text).matchAll(/\b(query|mutation|subscription)\b(?:\s+([_A-Za-z]\w*))?/g),
  ].map(([, kind, name]) => ({ kind, name: name ?? null }));
  const named = operations.find(({ name }) => name !== null && name === operationName);
  return named ?? (operations.length === 1 ? operations[0] : null);
}

/** The text without comments, strings and whatever stands in braces or brackets. */
function outermost(text) {
  const bare = text.replace(/"""[\s\S]*?"""|"(?:\\.|[^"\\\n])*"|#[^\n]*/g, ' ');
  let depth = 0;
  let kept = '';
  for (const character of bare) {
    if ('{(['.includes(character)) depth += 1;
    else if ('})]'.includes(character)) depth -= 1;
    else if (depth === 0) kept += character;
  }
  return kept;
}
