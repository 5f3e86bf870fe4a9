/** What the server writes into the page. */
export interface PageConfig {
  /** Users whom the sign-in page suggests; null outside the demo. */
  readonly demo: { readonly emails: readonly string[]; readonly password: string } | null;
  /** True where simulators replace the providers: demo drawer, first steps, gallery. */
  readonly hasSimulators: boolean;
  /** Build of this page; null in development. */
  readonly buildId: string | null;
}

/** Rows of the first page of the list. */
export const firstRows = 50;

/** The configuration; of the development server, none. */
export const pageConfig: PageConfig = read();

/** True at `/tata-chat/`: only the conversations of TATA's numbers. */
export const isTataOnly = location.pathname.startsWith('/tata-chat');

/** Path below which the routes are. */
export const basePath = isTataOnly ? '/tata-chat' : '/inbox';

function read(): PageConfig {
  const text = document.getElementById('page-config')?.textContent ?? '{}';
  return { demo: null, hasSimulators: false, buildId: null, ...JSON.parse(text) };
}
