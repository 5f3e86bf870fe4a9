/** What the server says about itself in the page. */

/** Written by `renderPlaygroundPage` of the server. */
export interface PageConfig {
  /** Path of the GraphQL endpoint, for HTTP and WebSocket. */
  readonly endpoint: string;
  /** Put into the sign-in form; null outside the demo. */
  readonly demoLogin: { readonly email: string; readonly password: string } | null;
  /** For the `<style>` element of the editor: the content policy allows no other. */
  readonly styleNonce: string;
}

/** Reads it from its data block. */
export function readPageConfig(): PageConfig {
  return JSON.parse(document.getElementById('playground-config')?.textContent ?? '{}');
}
