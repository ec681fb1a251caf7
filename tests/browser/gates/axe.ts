/** axe-core in the page, all its rules. */
import { readFileSync } from 'node:fs';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

const SOURCE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
/** The desk's own bar is not part of the product. */
const NOT_OURS = ['#development'];
const OPTIONS: RunOptions = { resultTypes: ['violations'] };

interface WithAxe {
  axe?: { run(context: object, options: RunOptions): Promise<AxeResults> };
}

/** What axe-core finds wrong with the page, a line each. */
export async function axeFindings(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(SOURCE);
  const { violations } = await page.evaluate(
    ([exclude, options]) => (window as WithAxe).axe!.run({ exclude }, options),
    [NOT_OURS, OPTIONS] as const,
  );
  return violations.map(({ id, nodes }) => `axe ${id}: ${nodes.length} × ${nodes[0]?.html.slice(0, 160)}`);
}
