/** Histories over HTTP run side by side: each has collections of its own, and the server all of them. */
import { start } from '../../index';
import { adminSubject } from './adminSubject';
import { concurrentHistory, type Prepare } from './generate';
import type { History } from './history';
import { survey, type Survey } from './survey';

export async function surveyOverHttp(seeds: Iterable<number>, sideBySide: number): Promise<Survey> {
  const emulator = await start();
  const subject = adminSubject(emulator.url);
  const prepare: Prepare = async (collection, docs) => {
    await emulator.engine.createCollection(collection);
    await emulator.engine.createIndex(collection, { name: 'n', keys: { n: 1 } });
    await emulator.engine.insert(collection, docs as never);
  };
  const historyOf = (seed: number): Promise<History> => concurrentHistory(seed, subject, prepare);
  try {
    const result = await survey([], historyOf);
    await Promise.all(Array.from({ length: sideBySide }, () => survey(seeds, historyOf, result)));
    return result;
  } finally {
    subject.close();
    await emulator.stop();
  }
}
