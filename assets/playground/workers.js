/** Where the editor finds its workers. Imported before Ruru, which starts them. */

const { staticPath } = JSON.parse(document.getElementById('playground-config').textContent);

const fileByLabel = { json: 'jsonWorker.js', graphql: 'graphqlWorker.js' };

globalThis.MonacoEnvironment = {
  getWorker: (_id, label) =>
    new Worker(staticPath + (fileByLabel[label] ?? 'editorWorker.js'), { type: 'module' }),
};
