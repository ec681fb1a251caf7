/** The cloud facade, answering what a test tells it to. */
import type { Cloud } from '@/cloud/cloud-surface';

export const asked: [name: string, data: object][] = [];
let answers: Record<string, (data: object) => unknown> = {};

export function answerWith(next: typeof answers): void {
  answers = next;
  asked.length = 0;
}

export const cloud: Cloud = {
  personField: 'Uid',
  start: async () => {},
  async callFunction(name, data) {
    asked.push([name, data]);
    const answer = answers[name];
    if (!answer) throw new Error(`nothing answers ${name}`);
    return answer(data);
  },
  uploadFile: async (cloudPath) => `cloud://env/${cloudPath}`,
  read: async () => [],
  watch: () => ({ close: () => {} }),
};
