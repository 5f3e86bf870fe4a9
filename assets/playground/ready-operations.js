/** Putting a ready operation into the editor, its places filled. */

const editorTimeoutMs = 15_000;
const pollMs = 50;

/** Opens it in a tab of its own, as soon as the editor is there. */
export async function openOperation(operation, finders, post) {
  const [variables, { query, variable }] = await Promise.all([
    fillPlaces(operation.variables, finders, post),
    findModels(),
  ]);
  if (query.getValue().trim() !== '') document.querySelector('button.graphiql-tab-add')?.click();
  query.setValue(operation.document);
  variable.setValue(variables ? JSON.stringify(variables, null, 2) : '');
}

/** The texts of GraphiQL's editors; it makes them one after the other. */
async function findModels() {
  for (const deadline = Date.now() + editorTimeoutMs; Date.now() < deadline; ) {
    const models = globalThis.__MONACO?.editor.getModels() ?? [];
    const find = name => models.find(model => model.uri.path.endsWith(name) && model.isAttachedToEditor());
    const [query, variable] = [find('operation.graphql'), find('variables.json')];
    if (query && variable) return { query, variable };
    await new Promise(resolve => setTimeout(resolve, pollMs));
  }
  throw new Error('The editor did not start; reload the page.');
}

async function fillPlaces(variables, finders, post) {
  if (!variables) return null;
  let text = JSON.stringify(variables).replaceAll('<newKey>', crypto.randomUUID());
  for (const { document, paths } of finders) {
    const wanted = Object.entries(paths).filter(([place]) => text.includes(place));
    if (wanted.length === 0) continue;
    // Without an answer (nobody is signed in, say) the places stay, and say by themselves what belongs there.
    const { data } = await post({ query: document }).catch(() => ({ data: null }));
    for (const [place, candidates] of wanted) {
      const value = candidates.map(path => follow(data, path)).find(found => found !== undefined);
      if (value !== undefined) text = text.replaceAll(place, value);
    }
  }
  return JSON.parse(text);
}

function follow(data, path) {
  return path.split('.').reduce((value, key) => value?.[key], data ?? undefined);
}
