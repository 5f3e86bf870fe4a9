/** Starts the playground. */
import { render } from 'preact';
import { App } from './app.js';
import { readPageConfig } from './page-config.js';
import { createPlayground } from './playground.js';

const root = document.getElementById('playground');
if (root) {
  root.replaceChildren();
  render(<App playground={createPlayground(readPageConfig())} />, root);
}
