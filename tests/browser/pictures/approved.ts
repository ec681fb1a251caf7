/** The pictures somebody looked at and found right, in tests/browser/approved/. `npm run approve-pictures` takes new ones. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { indexedPng } from '../../../scripts/tour/indexedPng';

const ROOT = join(__dirname, '../../..');
const APPROVED = join(__dirname, '../approved');
const FOUND = join(ROOT, 'test-results/pictures');
const isApproving = process.env.APPROVE_PICTURES === '1';

/**
 * What may differ, as a share of all pixels. Another machine smooths the edges of print a little differently, which
 * pixelmatch tells from the rest and leaves out. Something moved, gone or reworded shows in clearly different pixels; a
 * colour that was changed a little shows in many slightly different ones.
 */
const TOLERANCES = [
  { what: 'clearly', threshold: 0.1, share: 0.0005 },
  { what: 'slightly', threshold: 0.01, share: 0.003 },
] as const;

const fileOf = (name: string) => join(APPROVED, `${name}.png`);
const shown = (path: string) => relative(ROOT, path);

/** In words; nothing when they are alike. A picture of what differs goes into `diff`. */
function difference(approved: PNG, actual: PNG, diff: PNG): string | null {
  const { width, height } = approved;
  if (width !== actual.width || height !== actual.height)
    return `is ${actual.width} × ${actual.height}, approved is ${width} × ${height}`;
  for (const { what, threshold, share } of TOLERANCES) {
    const pixels = pixelmatch(approved.data, actual.data, diff.data, width, height, { threshold });
    if (pixels > share * width * height)
      return `differs ${what} in ${((100 * pixels) / (width * height)).toFixed(2)} % of its pixels (allowed: ${100 * share} %)`;
  }
  return null;
}

function keep(name: string, picture: PNG): void {
  mkdirSync(APPROVED, { recursive: true });
  writeFileSync(fileOf(name), indexedPng(picture));
}

/** What is wrong with this picture, in one line; null when it is as approved, or has just been approved. */
export function comparedToApproved(name: string, actual: PNG): string | null {
  const file = fileOf(name);
  const approved = existsSync(file) ? PNG.sync.read(readFileSync(file)) : null;
  const diff = new PNG({ width: actual.width, height: actual.height });
  const wrong = approved ? difference(approved, actual, diff) : 'was never approved';
  if (wrong === null) return null;
  // what is alike stays as it is, so that approving changes the files of changed screens only
  if (isApproving) {
    keep(name, actual);
    return null;
  }
  mkdirSync(FOUND, { recursive: true });
  const [actualFile, diffFile] = ['actual', 'diff'].map((kind) => join(FOUND, `${name}.${kind}.png`)) as [
    string,
    string,
  ];
  writeFileSync(actualFile, PNG.sync.write(actual));
  if (!approved) return `${name} ${wrong}: ${shown(actualFile)}; npm run approve-pictures takes it`;
  writeFileSync(diffFile, PNG.sync.write(diff));
  return `${name} ${wrong}: ${shown(file)} ${shown(actualFile)} ${shown(diffFile)}; if meant: npm run approve-pictures`;
}

/** Approved pictures that nobody takes any more; deleted when approving. */
export function strayPictures(taken: readonly string[]): string[] {
  const strays = readdirSync(APPROVED).filter((file) => !taken.includes(file.replace(/\.png$/, '')));
  if (!isApproving) return strays;
  for (const file of strays) rmSync(join(APPROVED, file));
  return [];
}
