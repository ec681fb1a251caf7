/** Nothing of the development build may be in dist/h5-production. Exits non-zero with what was found. */
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { DEVELOPMENT_WORDS } from './development-words.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../dist/h5-production');
const files = readdirSync(root, { recursive: true })
  .map(String)
  .filter((file) => /\.(js|css|html)$/.test(file));
if (!files.includes('index.html')) throw new Error(`${root} is not built: npm run build:h5:production`);
const found = files.flatMap((file) => {
  const text = readFileSync(path.join(root, file), 'utf8');
  return DEVELOPMENT_WORDS.filter((word) => text.includes(word)).map((word) => `${file} carries «${word}»`);
});
for (const one of found) console.error(one);
console.log(`h5 production: ${files.length} files, ${found.length} problems`);
process.exit(found.length > 0 ? 1 : 0);
