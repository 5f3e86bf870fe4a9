/** Starts the playground: our bar, and Ruru (GraphiQL) below it with our fetcher. */
import './workers.js';
import { report, showUser, startMenu, startSignIn } from './bar.js';
import { createTransport } from './fetcher.js';
import { openOperation } from './ready-operations.js';
import { createSession } from './session.js';

const config = JSON.parse(document.getElementById('playground-config').textContent);
const { React, Ruru, createRoot } = await import(`${config.staticPath}ruru.js`);

const session = createSession({
  onChange: next => {
    showUser(next?.user ?? null);
    report('');
    transport.restart();
    render();
  },
  onProblem: report,
});
const transport = createTransport({ endpoint: config.endpoint, session, report });
const [first] = config.operations;
const root = createRoot(document.getElementById('ruru-root'));

function render() {
  root.render(
    React.createElement(Ruru, {
      fetcher: transport.createFetcher(),
      defaultQuery: '',
      defaultTabs: [{ query: first.document }],
      defaultEditorToolsVisibility: 'variables',
      showPersistHeadersSettings: false,
    }),
  );
}

showUser(session.user);
startSignIn(session);
startMenu(config.operations, operation =>
  openOperation(operation, config.placeFinders, transport.post).catch(error => report(error.message)),
);
render();
