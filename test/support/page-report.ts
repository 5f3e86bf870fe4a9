/** What pages show when a test fails: Jest's environment adds it to the error (`jest/environment.cjs`). */
import type { Page, Request } from 'playwright-core';

/** Tells about a page. */
type Report = () => Promise<string>;

const maxTextLength = 2_000;
const reports = new Set<Report>();
/** Read by `jest/environment.cjs`, which is no module. */
Object.assign(globalThis, { [Symbol.for('trunkline.pageReports')]: reports });

/** Follows a page until it closes. Call it before the page loads. */
export function reportOnFailure(page: Page): void {
  const pending = new Map<Request, string>();
  const said: string[] = [];
  const toLine = (request: Request) =>
    [request.method(), request.url(), /"operationName":"\w+"/.exec(request.postData() ?? '')?.[0]].join(' ');
  const add = (text: string) => {
    said.push(text);
    if (said.length > 20) said.shift();
  };
  page.on('request', request => pending.set(request, toLine(request)));
  page.on('requestfinished', request => pending.delete(request));
  page.on('requestfailed', request => {
    pending.delete(request);
    add(`failed: ${toLine(request)} ${request.failure()?.errorText ?? ''}`);
  });
  page.on('response', response => {
    if (response.status() >= 400) add(`${response.status()}: ${toLine(response.request())}`);
  });
  page.on('console', message => add(`${message.type()}: ${message.text()}`));
  page.on('pageerror', error => add(error.stack ?? error.message));
  page.on('crash', () => add('The page has crashed.'));
  const report: Report = async () => {
    const text = await page.evaluate('document.body.innerText').catch(String);
    return [
      `The page ${page.url()} shows:`,
      String(text).slice(0, maxTextLength),
      ...['Requests without an end:', ...pending.values(), 'Said by the page:', ...said],
    ].join('\n');
  };
  reports.add(report);
  page.on('close', () => reports.delete(report));
}
