/** Asks to be allowed to send messages, and tells the server what was answered: it counts what is left. */
import type { MessageConsentAnswer } from '#contract/ownMessages';
import type { MessageTemplate } from '#contract/messageTemplates';
import { call } from '@/cloud/call';
import type { Answer } from './asked';
import { requestMessages } from './request';
import { idsOf } from './templates';

/** Must follow a tap directly. One accepted message is a yes. */
export async function askLeave(templates: readonly MessageTemplate[]): Promise<Answer> {
  const known = templates.flatMap((template) => idsOf([template]).map((id) => ({ template, id })));
  const said = await requestMessages(known.map(({ id }) => id));
  const answers = known.flatMap(({ template, id }) => {
    const answer = answerIn(said[id]);
    return answer ? [{ template, answer }] : [];
  });
  if (answers.length > 0) {
    // the count is a help; WeChat itself knows what it may send
    await call('ownData', { kind: 'messageConsents', answers }).catch((error) => console.warn('consents', error));
  }
  return answers.some(({ answer }) => answer === 'accept') ? 'yes' : 'no';
}

/** `acceptWithAudio` and the like are a yes as well. */
function answerIn(word: string | undefined): MessageConsentAnswer['answer'] | null {
  if (word?.startsWith('accept')) return 'accept';
  return word === 'reject' || word === 'ban' || word === 'filter' ? word : null;
}
