/** A bill of one day: applied for, downloaded, held against its hash. */
import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { Refusal } from '#domain/refusal';
import { ask } from './ask';
import { broken } from './billLines';
import { downloadFile } from './download';

const Application = v.object({ hash_type: v.literal('SHA1'), hash_value: v.string(), download_url: v.string() });

/** `target`: path with query of the application. Null: on that day no money moved. */
export async function billFile(target: string): Promise<string | null> {
  const application = await applied(target);
  if (!application) return null;
  const { pathname, search } = new URL(application.download_url);
  const bytes = await downloadFile(`${pathname}${search}`);
  const hash = createHash('sha1').update(bytes).digest('hex');
  if (hash !== application.hash_value.toLowerCase()) throw broken('HASH_DIFFERS');
  return bytes.toString('utf8');
}

async function applied(target: string): Promise<v.InferOutput<typeof Application> | null> {
  try {
    return v.parse(Application, await ask('GET', target));
  } catch (error) {
    if (error instanceof Refusal && error.details.code === 'NO_STATEMENT_EXIST') return null;
    if (error instanceof v.ValiError) throw broken('NOT_AS_DOCUMENTED');
    throw error;
  }
}
