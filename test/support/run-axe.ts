/** axe in a page. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { findAtRest } from './find-at-rest.js';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Which rules are looked at; all by default. */
export interface AxeRules {
  readonly only?: readonly string[];
  readonly without?: readonly string[];
}

/**
 * What violates the rules when the page is at rest, with the elements. Of an open dialog only: the page below it cannot be
 * reached meanwhile, and is looked at without it.
 */
export const runAxe = (page: Page, rules: AxeRules = {}): Promise<string[]> =>
  findAtRest(() => runOnce(page, rules));

async function runOnce(page: Page, { only, without = [] }: AxeRules): Promise<string[]> {
  // Trusted Types refuse a script that is added to the page; one that the debugger evaluates is not.
  if (!(await page.evaluate('"axe" in globalThis'))) await page.evaluate(axeSource);
  const rules = {
    ...(only && { runOnly: only }),
    rules: Object.fromEntries(without.map(id => [id, { enabled: false }])),
  };
  return page.evaluate(async chosen => {
    const { axe, document } = globalThis as unknown as {
      document: { querySelector(selectors: string): unknown };
      axe: {
        run(
          context: { include?: string[]; exclude: string[] },
          options: { runOnly?: readonly string[]; rules: object; resultTypes: string[]; selectors: boolean },
        ): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }>;
      };
    };
    const include = document.querySelector('[role=dialog]') === null ? {} : { include: ['[role=dialog]'] };
    const { violations } = await axe.run(
      // Focus guards of Base UI pass the focus on at once.
      { ...include, exclude: ['[data-base-ui-focus-guard]'] },
      // What the rules report of elements without a fault is not asked for.
      { ...chosen, resultTypes: ['violations'], selectors: false },
    );
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(node => `${id}: ${node.html.slice(0, 200)} ${node.failureSummary.slice(0, 300)}`),
    );
  }, rules);
}
