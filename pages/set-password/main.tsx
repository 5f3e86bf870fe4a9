/** Starts the page of a one-time link. */
import { render } from 'preact';
import { SetPassword } from './set-password.js';

/** What the server tells the page. */
interface PageConfig {
  /** URL path of the GraphQL endpoint. */
  readonly endpoint: string;
  /** Where people can sign in on this server; null without the playground. */
  readonly signInPath: string | null;
}

const root = document.getElementById('set-password');
const config: PageConfig = JSON.parse(document.getElementById('page-config')?.textContent ?? '{}');
// The token is in the fragment, which the browser sends to no server.
const token = new URLSearchParams(location.hash.slice(1)).get('token') ?? '';
if (root) {
  root.replaceChildren();
  render(<SetPassword {...config} token={token} />, root);
}
