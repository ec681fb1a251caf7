/** `npm run bench -- NAME [--json FILE]`: runs bench/NAME.ts; the last thing it writes is one JSON object with the figures and the machine. */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { machine, type Figures } from '../bench/measure';
import { root } from './build/products';

const names = readdirSync(join(root, 'bench'))
  .filter((file) => file.endsWith('.ts') && file !== 'measure.ts')
  .map((file) => file.replace(/\.ts$/, ''));

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'string' } } });
  const [name = ''] = positionals;
  if (!names.includes(name)) throw new Error(`name a benchmark: npm run bench -- ${names.join(' | ')}`);
  const bench = (await import(join(root, 'bench', `${name}.ts`))) as { default: () => Promise<Figures> };
  const figures = { bench: name, machine: machine(), ...(await bench.default()) };
  const text = JSON.stringify(figures);
  if (values.json) writeFileSync(values.json, `${text}\n`);
  console.log(text);
}

main()
  .then(() => process.exit(0))
  .catch((error: Error) => {
    console.error(error.stack ?? error.message);
    process.exit(1);
  });
