/** Browser tests need a Chromium and a Chinese font. On a bare Debian both are installed; elsewhere one line says what to do. */
import { existsSync } from 'node:fs';
import { spawnSync } from 'node:child_process';

const CANDIDATES = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

export const chromiumPath = (): string | undefined =>
  CANDIDATES.find((path) => path !== undefined && path !== '' && existsSync(path));

const hasChineseFont = (): boolean => {
  const found = spawnSync('fc-list', [':lang=zh'], { encoding: 'utf8' });
  return found.status === 0 && found.stdout.trim() !== '';
};

export function ensureChromium(say: (line: string) => void): void {
  const missing = [...(chromiumPath() ? [] : ['chromium']), ...(hasChineseFont() ? [] : ['fonts-noto-cjk'])];
  if (missing.length === 0) return;
  const advice =
    'install Chromium and a Chinese font (Debian: apt-get install chromium fonts-noto-cjk), or set CHROMIUM to its path';
  if (!existsSync('/usr/bin/apt-get') || process.getuid?.() !== 0)
    throw new Error(`browser tests cannot run: ${advice}`);
  say(`installing ${missing.join(' and ')} with apt-get…`);
  const options = { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const;
  spawnSync('apt-get', ['update', '-qq'], options);
  const result = spawnSync(
    'apt-get',
    ['install', '-y', '-qq', '--no-install-recommends', 'fontconfig', ...missing],
    options,
  );
  if (result.status !== 0 || !chromiumPath()) throw new Error(`apt-get could not install them: ${advice}`);
}
