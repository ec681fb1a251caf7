/** What an operator keeps as proof: a photograph or scan, below the nurse it is about. */
import { currentTime, upload } from './cloud';

export async function keepEvidence(nurseId: string, file: File): Promise<string> {
  const ending = /\.[0-9A-Za-z]+$/.exec(file.name)?.[0] ?? '';
  return upload(`evidence/${nurseId}/${await currentTime()}${ending}`, file);
}
