/**
 * The one font of our documents, embedded into each: a phone that has no Chinese font shows them all the same.
 * The build puts the file beside every bundle that contains this module (scripts/build/functions.ts). What it is: font/README.md.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

let known: Buffer | null = null;

/** Read when the first document is made, not when the function starts. */
export function documentFont(): Buffer {
  known ??= readFileSync(join(__dirname, 'font', 'NotoSansSC-Regular.ttf'));
  return known;
}
