import * as fs from 'node:fs';
import * as path from 'node:path';

/** Directories open in this very process: the lock file cannot tell a restarted process with the same pid from us. */
const openHere = new Set<string>();

/** When a process started, where the system tells (Linux): a reused pid is another process. */
function startOf(pid: number): string {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return ''; // no /proc here: the pid alone has to do
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code === 'EPERM'; // somebody else's, but alive
  }
}

function isHeld(file: string, content: string): boolean {
  const [pid = NaN, start = ''] = content.split(' ').map((part, i) => (i === 0 ? Number(part) : part)) as [
    number,
    string,
  ];
  if (pid === process.pid) return openHere.has(file);
  return Number.isInteger(pid) && pid > 0 && isAlive(pid) && startOf(pid) === start;
}

/** Sets a dead owner's lock aside; if a living one slipped in between, it gets its lock back. */
function removeStale(file: string, content: string): void {
  const aside = `${file}.${process.pid}.old`;
  try {
    fs.renameSync(file, aside);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return; // another process was faster
    throw cause;
  }
  if (fs.readFileSync(aside, 'utf8') !== content) fs.linkSync(aside, file);
  fs.unlinkSync(aside);
}

/** The lock appears with its content or not at all: an empty one would look like that of a dead process. */
function takeLock(file: string): boolean {
  const draft = `${file}.${process.pid}.new`;
  fs.writeFileSync(draft, `${process.pid} ${startOf(process.pid)}`, { mode: 0o600 });
  try {
    fs.linkSync(draft, file);
    return true;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause;
    return false;
  } finally {
    fs.rmSync(draft, { force: true });
  }
}

/** What processes left that were killed while they took the lock. */
function removeLeftovers(dir: string): void {
  for (const name of fs.readdirSync(dir)) {
    const pid = /^engine\.lock\.(\d+)\.(?:old|new)$/.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) fs.rmSync(path.join(dir, name), { force: true });
  }
}

/** Takes the directory for this process or says who has it. Returns the way to give it back. */
export function lockDirectory(dir: string): () => void {
  const file = path.join(path.resolve(dir), 'engine.lock');
  for (let attempt = 0; attempt < 5; attempt += 1) {
    if (takeLock(file)) {
      openHere.add(file);
      removeLeftovers(dir);
      return () => {
        openHere.delete(file);
        fs.rmSync(file, { force: true });
      };
    }
    const content = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
    if (isHeld(file, content)) {
      throw new Error(
        `the data in ${dir} is in use by process ${content.split(' ')[0]}: stop it or choose another directory`,
      );
    }
    removeStale(file, content);
  }
  throw new Error(`the lock ${file} could not be taken`);
}
